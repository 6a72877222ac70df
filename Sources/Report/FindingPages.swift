// swift-format-ignore-file
// Generated from docs/findings by `make generate`. Change the pages there.

/// The pages of `docs/findings`, by finding code: what `countersign explain CODE` prints.
package enum FindingPages {
  package static let pages: [String: String] = [
"approval-late": #"""
# approval-late

The approval was given after the change was in production.

Verdict: fail

## What it means

An approval that would have counted is later than the promotion: it is not
among the evidence that the ledger's entry names, whatever its date, or it is
later by the clock of a server or forge. The finding gives the hours. Waiting does not heal it: a late approval never becomes a pass.

## Why it matters

The control attribute is "approved before it reached production". A review
that follows the release detects; it does not prevent.

## Evidence that is accepted

- a claim inside the commit: it was there before the commit was promoted
- other evidence that precedes the promotion in the ledger, or by a server's
  or a forge's clock

## Example

    main  ---B---C        C promoted 2026-03-02T10:00:00Z
                          bob approved 2026-03-02T15:30:00Z

    error[approval-late]: approved 5.5 hours after it reached production
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: promoted 2026-03-02T10:00:00Z
       = note: bob approved 2026-03-02T15:30:00Z
       = help: check before the push: countersign hook install

## How to repair it

This change stays as it is, and the report shows it with the hours. For the
next one, let the push wait for its approval:

    countersign hook install

## What it does not mean

Not that the change is unreviewed. Somebody did look, and the report says so.

"""#,
"approval-not-shown": #"""
# approval-not-shown

No approval of any kind was found for this change.

Verdict: unknown

## What it means

No source that the policy names speaks of an approval of this change. Perhaps
somebody did review it, but nothing shows it. That is `unknown` and not
`fail`, and it counts against the change all the same.

## Why it matters

The control attribute is "approved by a second person". Where there is
nothing to look at, an auditor records the change as an exception.

## Evidence that is accepted

- a record that `countersign approve` wrote on `refs/countersign/evidence`,
  for this commit, or for the branch that a merge, squash or rebase made it of
- a trailer with a key that the policy lists, such as `Reviewed-by`, in the
  last paragraph of the message and never in its title: a claim
- `Code-Review+2` in Gerrit's review notes, `refs/notes/review`; a lower vote
  is a remark

For a merge: on the merge commit, or on each commit that it brought in.

## Example

    main  ---B---C        C by ada; no trailer, no note

    error[approval-not-shown]: no second person is shown to have approved this
                               change
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: contributors: ada (author, committer)
       = note: looked for trailers Reviewed-by; records in
               refs/countersign/evidence
       = help: ask somebody else to review 9f2c41d07e5b, and record it before
               the push: countersign approve 9f2c41d07e5b

## How to repair it

Git fetches neither records nor review notes by itself. They may be on the
server only:

    countersign evidence fetch
    git fetch origin refs/notes/review:refs/notes/review

Before the push, the reviewer approves this commit, in a clone that has it,
and sends the record:

    countersign approve 9f2c41d07e5b
    countersign evidence push

Or the commit says it itself. That is a claim, since its author can write it:

    git commit --amend --no-edit \
      --trailer "Reviewed-by: Bob Noyce <bob@example.com>"

After the push it is too late for an approval. Review it now, and document it:

    countersign record exception 9f2c41d07e5b

## What it does not mean

Not that nobody looked at the change, and not that anybody hid something.

"""#,
"approval-out-of-date": #"""
# approval-out-of-date

What was approved is not what reached production.

Verdict: fail

## What it means

A record of an approval was found, and it does not cover this. One of:

- it is for an earlier or other version: merging the approved commit with
  production again gives something else than what is in production. The paths
  that differ are named. This coverage is `residual`.
- an earlier change has used it. Each approval counts once, unless the policy
  has `approval.reuse: true`.
- it is for another target than production and `approval.targets`
- it covers this by a merge, squash or rebase, and `approval.coverage` accepts
  `identity` only

## Why it matters

The control attribute is "the approval covers the final content". Approving
one thing and shipping another is the oldest way around a review.

## Evidence that is accepted

- coverage `identity`: the approved commit, or the approved pair of base and
  result, is the one in production
- coverage `replay`: merging, squashing or rebasing the approved commit gives
  exactly the tree in production

## Example

    main   ---B-------M       bob approved X
               \     /        Y was pushed afterwards
                X---Y

    error[approval-out-of-date]: the approvals are not of what reached
                                 production
      --> commit 51be07f2a9c3 Merge branch 'limits'
       = note: bob approved 3c1d9be04a77; other content reached production in
               payments/limit.c
       = help: ask bob to look at what has changed, and record it:
               countersign approve 51be07f2a9c3

## How to repair it

See what the approver did not see, and ask for a new approval of it:

    git diff 3c1d9be04a77 51be07f2a9c3 -- payments/limit.c
    countersign approve 51be07f2a9c3

On the forge, let new pushes dismiss old approvals.

## What it does not mean

Not that the later content is wrong, only that nobody agreed to it. A pure
rebase or a clean merge with a newer production never raises this.

"""#,
"approval-too-weak": #"""
# approval-too-weak

The approvals are easier to forge than the policy accepts.

Verdict: fail

## What it means

Approvals were found that would count but for their grade, which is below
`approval.minimumGrade`. The grades, from weak to strong:

    claim < record < export < signed < witnessed

A trailer is a `claim`: whoever writes the commit can write it. A note, or a
record without a signature, is a `record`: whoever may push its ref can write
it. `countersign approve --sign KEY` writes a `signed` one. This version does
not judge by an `approval.minimumGrade` above `export`.

## Why it matters

The control attribute is "the evidence is attributable and unaltered". The
company set a floor for this, and the evidence is below it.

## Evidence that is accepted

An approval of the asked grade or a better one.

## Example

    main  ---B---C        C by ada; Reviewed-by: Bob Noyce
                          policy: approval.minimumGrade: record

    error[approval-too-weak]: the approval is a claim, not a record
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: bob, trailer Reviewed-by, grade claim
       = note: countersign.yml:17 asks for record
       = help: have it recorded: countersign approve 9f2c41d07e5b

## How to repair it

Before the push, have the approver record it. With `--sign`, by a key that the
policy lists under the approver's `keys`, the record is `signed`:

    countersign approve 9f2c41d07e5b
    countersign approve --sign ~/.ssh/id_ed25519 9f2c41d07e5b

If stronger evidence is on the server, bring it here:

    countersign evidence fetch
    git fetch origin refs/notes/review:refs/notes/review

Lower the floor only if the control, as written, accepts claims.

## What it does not mean

Not that the approval was forged. It could have been, and nothing here would
show it.

"""#,
"approval-unverifiable": #"""
# approval-unverifiable

There is an approval, but it can't be checked.

Verdict: unknown

## What it means

One of these, and the finding says which:

- the record is signed with a key that the policy binds to nobody, or not to
  the person whom the record names, or the signature is bad
- the file of `allowedSigners` limits the key, and it didn't count at the
  record's time or, where a signed ledger is asked for, when that first shows
  the record
- objects that the approval speaks about are not here
- the approved commit and production, merged again, conflict. Conflicts that
  were resolved by hand look like this.

A signed approval that can't be checked never counts as an unsigned one.

## Why it matters

The control attribute is "the evidence is attributable and unaltered". What
can't be checked can't be relied on.

## Evidence that is accepted

An approval whose signature verifies with a key that stands in the policy
under `keys` of the person whom it names, or that the file of `allowedSigners`
allows to that person at the time, over objects that are here; or an
unsigned one, where the policy accepts the grade `record`.

## Example

    main  ---B---C        C approved, signed with an unlisted key

    error[approval-unverifiable]: the approvals of this change can't be judged
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: the approval by bob: it is signed with SHA256:Jq2c...9k, which
               the policy doesn't list under `keys`
       = help: fetch what is missing (countersign evidence fetch), or have it
               approved again: countersign approve 9f2c41d07e5b

## How to repair it

If objects are missing, fetch them; the evidence brings what was approved:

    git fetch origin
    countersign evidence fetch

If the key is not listed, or had ended, approve again with one that counts. A
key that is added to its owner's `keys`, or to the file, counts for the
changes after that one only. If the merge conflicts, have the merge itself looked at
and approved:

    countersign approve 51be07f2a9c3

## What it does not mean

Not that the approval is false. "Could not be checked" is its own answer.

"""#,
"approval-withdrawn": #"""
# approval-withdrawn

The approval was taken back.

Verdict: fail

## What it means

An approval was found, but the same person rejected the change later, with
`countersign approve --reject` or `Code-Review-2` in Gerrit. The last word of
each person stands.

## Why it matters

The control attribute is "approved by a second person". A person who took
the approval back does not approve.

## Evidence that is accepted

A later approval by the same person, or an approval by another person whose
last word is an approval, with nothing left that stands against it.

## Example

    main  ---B---C        C has the review note `Code-Review-2: Bob Noyce`

    error[approval-withdrawn]: bob rejects this change
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: trailer Reviewed-by: approved; refs/notes/review: rejected
       = help: settle what bob objected to, then ask for a new approval

## How to repair it

Settle the objection with the person who made it, and have the new vote
recorded where the old one was: in Gerrit, or, before the push, with

    countersign approve 9f2c41d07e5b

To see every vote that was read:

    countersign explain 9f2c41d07e5b

## What it does not mean

Not that the objection was right. It means that it was never lifted.

"""#,
"approver-may-be-author": #"""
# approver-may-be-author

It can't be told whether the approver is also a contributor.

Verdict: unknown

## What it means

Two identities look alike and nothing says whether they are one person. The
usual case: the same name with another address, in no entry of `people`.
It is also used where the approver committed what somebody else wrote, and
may have altered it, and where an approver or contributor has no address.

From `approval.minimumGrade: signed` upwards it says too that nothing shows
who wrote the change: its author's key hasn't signed it, and no signed ledger
says that its author pushed it. And where `approval.forgeKeys` is set, that a
forge is named as the committer and has not signed the commit.

## Why it matters

The control attribute is segregation of duties. Two addresses are not two
people, and a second address costs nothing.

## Evidence that is accepted

An entry of `people`, or of `.mailmap`, that settles it. Both are read from
the commit that production already had, never from the change itself.

## Example

    main  ---B---C        C by       Ada Lovelace <ada@example.com>
                          Reviewed-by: Ada Lovelace <al@home.example>

    error[approver-may-be-author]: the approver may be the author
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: same name: ada@example.com (author), al@home.example
       = help: list the address in `people` of countersign.yml:
               - {id: ada, emails: [ada@example.com, al@home.example]}

## How to repair it

Have authors sign what they write (`git commit -S`) where they have to be
shown. If they are one person, list both addresses under one id. If they are two,
list two ids. Check the file before you propose it:

    countersign policy check

## What it does not mean

Not that the approval is false. People share names.

"""#,
"approver-not-authorised": #"""
# approver-not-authorised

The people who approved the change may not approve it.

Verdict: fail

## What it means

Approvals by non-contributors were found, but each approver is one of:

- outside the groups of `approval.from`
- not listed, where the policy lists persons
- not active at that time
- a bot, which never counts as an approver

## Why it matters

The control attribute is "approved by an authorised person". An approval by
anybody at all shows that somebody agreed, not that the right one did.

## Evidence that is accepted

An approval by a listed person of a required group, active at the time. The
list is read from the commit that production already had, so a change can't
authorise its own approver.

## Example

    main  ---B---C        C by ada; Reviewed-by: Dan Ito
                          policy: approval.from: [engineers]

    error[approver-not-authorised]: the approver may not approve this change
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: dan is in no group of approval.from (engineers)
       = note: countersign.yml:15 decides
       = help: ask a person of engineers who had no part in it to review it,
               and record that: countersign approve 9f2c41d07e5b

## How to repair it

Ask someone who may, and have it recorded before the push. To see who that is
under the policy in force:

    countersign policy show
    countersign approve 9f2c41d07e5b

A correction of `people` is in force for the changes after it only.

## What it does not mean

Not that the approver is unknown to the company, or that the review was bad.

"""#,
"commit-not-signed": #"""
# commit-not-signed

A commit lacks the signature that the policy asks for.

Verdict: fail; unknown where there is a signature that can't be checked

## What it means

With `approval.signedCommits: true` every commit has to be signed by its
author, and entries may be signed by a forge's key instead. This commit has
no signature, or a false one, or one by a key that is not its author's.

It is `unknown` where something is there that can't be checked: an X.509
signature, several signatures, or an OpenPGP one and no `gpgv`.

## Why it matters

The control attribute is "the author is an identified individual". Without a
signature the author's name is what the commit says of itself.

## Evidence that is accepted

An SSH or OpenPGP signature on the commit that verifies with a key which the
policy, or a file that it names, binds to the commit's author; for an entry
also one by a key of `approval.forgeKeys`. The author has to be listed under
`people`. The files are those that production had before the change.

## Example

    main  ---B---C        C by ada, not signed

    error[commit-not-signed]: this commit is not signed by its author
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: author: Ada Lovelace; signature: it isn't signed
       = note: countersign.yml:21 asks for signed commits
       = help: sign it before it is pushed: git commit --amend --no-edit -S

## How to repair it

Before the push:

    git commit --amend --no-edit -S
    git config commit.gpgSign true

The first signs this commit, the second all that follow. A key that the
policy doesn't list yet counts after the change that lists it. For a
commit that is in production already, its author says that it is his, in an
exception: `countersign record exception COMMIT`. To see what git says of a
commit's signature:

    git verify-commit COMMIT

## What it does not mean

Not that the author is false. Nothing shows that the author is true.

"""#,
"emergency-review-overdue": #"""
# emergency-review-overdue

An emergency change was not reviewed in time.

Verdict: fail

## What it means

The change went in as a declared emergency. The policy allows that, if an
independent person approves its content within `emergency.reviewWithin`.
That time has passed and no such approval was found.

## Why it matters

The control attribute is "emergency changes are declared, authorised, and
reviewed within the set time". An emergency that nobody reviews is a bypass.

## Evidence that is accepted

An approval of the content by a person who took no part in the change and did not
declare the emergency. It may be later than the promotion, and not later than the
limit: then the change stays `excepted`.

## Example

    main  ---B---C        C declared an emergency 2026-03-02T01:10:00Z
                          policy: reviewWithin: 48h; today is 2026-03-06

    error[emergency-review-overdue]: this emergency was not reviewed in time
      --> commit 9f2c41d07e5b Stop the double booking
       = note: .countersign/exceptions/EMG-1.yml: declared by leo
       = note: the review was due at 2026-03-04T01:10:00Z
       = note: countersign.yml:31 gives it 48 h
       = help: have it reviewed all the same, by somebody who made nothing of it
               and did not declare it:
               countersign approve 9f2c41d07e5b
               and document with an exception that it was late, which somebody
               else approves:
               countersign record exception 9f2c41d07e5b

## How to repair it

Have it reviewed now, by someone who is no contributor and did not declare the
emergency, and have that approval recorded beside the commit. The finding stays,
with the hours, until an exception that somebody else approves accepts it: one that
names `emergency-review-overdue` and whatever else stands against the change.

    countersign approve 9f2c41d07e5b
    countersign record exception 9f2c41d07e5b

## What it does not mean

Not that it was no emergency, and not that declaring it was wrong.

"""#,
"evidence-not-moved": #"""
# evidence-not-moved

The evidence could not be pushed or fetched.

Verdict: run stops (exit 2)

## What it means

Your own git said no, or the other side moved in between five times. What
is on each side is as it was, or grew.

## How to repair it

See what git says, then try again:

    git ls-remote REMOTE 'refs/countersign/*'
    countersign evidence push REMOTE

## What it does not mean

Not that records are in conflict: they are only ever added.

"""#,
"evidence-not-written": #"""
# evidence-not-written

The record could not be written into the repository.

Verdict: run stops (exit 2)

## What it means

The repository can't be written to, the disk is full, or others moved
`refs/countersign/evidence` again and again. The old tip stands.

## How to repair it

Mend what the note says, and run the command again.

## What it does not mean

Not that anything was lost: what was there is there still.

"""#,
"evidence-tampered": #"""
# evidence-tampered

A record of evidence was removed or altered.

Verdict: fail

## What it means

Evidence is only ever added. Every commit on the evidence ref has to hold all
files of the commits before it. This one lacks a file or has another under
the same name. It is a finding of the whole run. The record is still read,
from the older commit that has it. The server's hook raises it also for a push
that would delete the ref or move it back.

## Why it matters

The control attribute is "evidence is retained and unaltered". A failed run
or a rejection that can be made to vanish is no evidence at all.

## Evidence that is accepted

The record, back in its place, byte for byte.

## Example

    refs/countersign/evidence   E1---E2---E3
                                E2 has a record that E3 lacks

    error[evidence-tampered]: the evidence store lost or altered a record
       = note: the record test/9f/9f2c41d07e5b.../4be1....json was removed by
               the evidence commit c09e5d21a4b8; it is still read from
               77aa01c3d9f6
       = help: find out who moved refs/countersign/evidence; bring the old tip
               back: countersign evidence merge 77aa01c3d9f6

## How to repair it

See what was removed, and by whom it was committed:

    countersign evidence list
    git log --stat refs/countersign/evidence

Then add what the older commit has, and push that. Nothing has to be forced:

    countersign evidence merge 77aa01c3d9f6
    countersign evidence push

On the server, let nobody delete this ref or push it with force.

## What it does not mean

Not who did it: a commit on this ref names whom it likes. A badly written
script can do the same.

"""#,
"evidence-unreadable": #"""
# evidence-unreadable

A record of evidence can't be read.

Verdict: warning

## What it means

There is a note, a file or a trailer where evidence is expected, and its text
is not in the form that its source prescribes. It is left out, and the
warning says where it is and what is wrong with it. Nothing passes by it. If
the change needed it, the change has a finding of its own.

## Why it matters

The control attribute is "evidence is retained and unaltered". Whoever reads
the report should know that something was there and was not counted.

## Evidence that is accepted

The same record, in the form of its source.

## Example

    main  ---B---C        C has the review note `Code-Review+2:`

    warning[evidence-unreadable]: a review note can't be read
      --> refs/notes/review, note on commit 9f2c41d07e5b
       = note: the vote Code-Review+2 names nobody
       = help: look at it: git notes --ref=review show 9f2c41d07e5b

## How to repair it

Look at the record:

    git notes --ref=review show 9f2c41d07e5b
    countersign evidence list 9f2c41d07e5b

Have what writes it write it again. Don't correct it by hand: then it is
your record and no longer theirs.

## What it does not mean

Not that the record was altered, and not that what it says is false.

"""#,
"exception-expired": #"""
# exception-expired

The exception for this change was no longer valid.

Verdict: fail

## What it means

A file under `.countersign/exceptions/` accepts this finding, but only until
a date, and the change was promoted after it. A date without a time is valid to
its end, in UTC.

## Why it matters

The control attribute is "exceptions are documented and limited". An exception
without an end is a change of the rules.

## Evidence that is accepted

An exception whose dates include the promotion, and which was approved by a
person who contributed nothing to the excepted change.

## Example

    main  ---E---C        E adds an exception, valid until 2026-02-28
                          C was promoted 2026-03-02

    error[exception-expired]: the exception EX-7 for this change had expired
      --> commit 9f2c41d07e5b Import the vendor's rates
       = note: .countersign/exceptions/EX-7.yml: valid until 2026-03-01T00:00:00Z
       = note: promoted at 2026-03-02T09:00:00Z (committer-date)
       = help: repair the change; where the reason still holds, renew the
               exception before the next one relies on it

## How to repair it

If the reason still holds, renew the file in a change of its own, and have it
approved, before the next change relies on it. It does not reach back: this
change keeps its finding.

## What it does not mean

Not that the exception was wrong while it was valid. What it covered before
stays `excepted`.

"""#,
"exception-unapproved": #"""
# exception-unapproved

The exception for this change was not approved by a second person.

Verdict: fail

## What it means

A file under `.countersign/exceptions/` accepts this finding, but it does not
count. Of an exception: a change that added or altered the file does not pass
without it, or its approver contributed to the change that it excepts. Of an
emergency: the policy doesn't let its declarer declare one, it is not signed with
a key of his, he made part of the change, or the declaration did not reach
production before the review was due.

## Why it matters

The control attribute is "exceptions are authorised by a second person". An
exception that one grants to oneself is self-approval with another name.

## Evidence that is accepted

The file, added and altered only by changes that pass by themselves, approved
by a person who contributed nothing to the excepted change. For an emergency: the
file, signed by a person in a group of `emergency.declaredBy`.

## Example

    main  ---C---E        C by ada, unapproved
                          E adds an exception for C, approved by ada

    error[exception-unapproved]: the exception EX-7 does not count for this change
      --> commit 9f2c41d07e5b Raise the limit
       = note: .countersign/exceptions/EX-7.yml: the change 7c1e90d4b2a8, which
               added or altered it, doesn't pass without it
       = note: added or altered by 7c1e90d4b2a8...
       = help: take it out in a change of its own, then propose it anew, approved
               by somebody who made nothing of this change:
               git rm .countersign/exceptions/EX-7.yml

## How to repair it

Take the file out in a change of its own, and add it again in another one, with an
approver who took no part. An edit of the file doesn't do: every change since it was
added has to pass by itself.

    git rm .countersign/exceptions/EX-7.yml

## What it does not mean

Not that the reason in it is a bad one.

"""#,
"exception-unused": #"""
# exception-unused

An exception matched nothing.

Verdict: warning

## What it means

A file under `.countersign/exceptions/` accepts nothing: no commit that it names
is in production, the change that it names has no finding that it accepts, or it
names only a part of that change. An exception for a change outside of the range
is not spoken of.

## Why it matters

The control attribute is "exceptions are documented and limited". One that is
no longer needed is an open door that nobody watches.

## Example

    main  ---E---C        E adds an exception for 8c1d2e4; C is 9f2c41d

    warning[exception-unused]: the exception EX-7 matched nothing
       = note: .countersign/exceptions/EX-7.yml: no commit that it names is in
               production
       = help: if it is no longer needed, remove it in a change of its own:
               git rm .countersign/exceptions/EX-7.yml

## How to repair it

If it is no longer needed, remove it in a change of its own:

    git rm .countersign/exceptions/EX-7.yml

A commit that is named stands for all that it reaches. Where a merge brought in
more than that, name the merge.

## What it does not mean

Not that the exception was never used: it may have been, before this range.

"""#,
"history-damaged": #"""
# history-damaged

An object that the audit needs is missing or damaged.

Verdict: run stops (exit 2)

## What it means

A commit or tree of the population, or the policy in force, could not be
read, though history refers to it. The walk stops there. The end of a walk and
an error are never confused: what was read so far is not called a result.

## Why it matters

The control attribute is "the population is complete". A walk that ends early
and looks complete would be a false pass.

## Example

    main  A---B---?---D       the commit between B and D is missing

    error[history-damaged]: a commit that history refers to is missing
      --> object 4fe0c5159f2f, parent of d41c88f0b7a2
       = note: the audit stopped; nothing is said of the rest
       = help: run `git fsck --full`, or audit a fresh clone

## How to repair it

    git fsck --full

If it reports the object as missing or corrupt, make a fresh clone and audit
that. If the server's copy is damaged as well, restore it from a backup or
from a colleague's clone.

## What it does not mean

Not that somebody removed it. A full disk or an interrupted copy is likelier.
An object that is missing only from evidence stops nothing: that evidence
becomes `approval-unverifiable` or `tests-unverifiable`.

"""#,
"history-grafted": #"""
# history-grafted

The file `.git/info/grafts` changes what history looks like.

Verdict: run stops (exit 2)

## What it means

A graft tells git to pretend that a commit has other parents than it has.
With one, whole branches can be left out or brought in without any object
being changed. The file is not part of the repository's content, and no other
clone has it. Nothing is judged.

## Why it matters

The control attribute is "the population is complete". It has to be read from
the commits, and not from a file on one machine.

## Example

    the commits say   A---B---C---D
    the graft says    A-----------D      B and C are gone

    error[history-grafted]: grafts change what this history looks like
      --> .git/info/grafts
       = note: 1 commit is given other parents
       = help: remove the file, or audit a fresh clone

## How to repair it

Look at it, and move it away:

    grafts=$(git rev-parse --git-path info/grafts)
    cat "$grafts" && mv "$grafts" "$grafts.old"

Or audit a fresh clone, which has no grafts.

## What it does not mean

Not that the history on the server is wrong. Replace refs (`refs/replace/`)
don't stop the run: they are ignored, and their presence is reported.

"""#,
"history-incomplete": #"""
# history-incomplete

This clone does not have the whole history.

Verdict: run stops (exit 2)

## What it means

The clone is shallow: history was cut off at some commits, and git treats
them as if they had no parents. Or it is a partial clone, and something is
needed that it lacks. Nothing is judged.

## Why it matters

The control attribute is "the population is complete". Behind the cut there
may be changes that would not pass, and nothing would show that they exist.

## Example

    complete   A---B---C---D
    this one           C---D      C looks like a root commit

    error[history-incomplete]: this clone does not have the whole history
      --> /srv/build/bank (shallow)
       = note: changes older than the cut would be left out unseen
       = help: run `git fetch --unshallow`; in GitHub Actions set
               `fetch-depth: 0`

## How to repair it

    git fetch --unshallow

In CI, ask for full history: `fetch-depth: 0` in GitHub Actions,
`GIT_DEPTH: 0` in GitLab CI. Instead of a partial clone, make a full one:

    git clone "$(git remote get-url origin)" full

## What it does not mean

Not that the repository on the server is incomplete, and nothing about the
changes in it.

"""#,
"history-rewritten": #"""
# history-rewritten

Production moved to a commit that does not descend from where it was.

Verdict: fail

## What it means

The base of the range is not an ancestor of its tip: a force push, a rollback
by moving the branch, or a deletion. It is a finding of the whole run. What
the base does not reach is judged all the same.

## Why it matters

The control attribute is "came by the controlled path, with no rewrite". What
was in production and is no longer reachable drops out of the population.

## Evidence that is accepted

None for the rewrite itself. A rollback that is made as a new commit
(`git revert`) is a change like any other and needs no rewrite.

## Example

    main was   ---B---C---D       the base is D
    main is    ---B---X           the tip is X

    error[history-rewritten]: production moved without descending from D
      --> d41c88f0b7a2..7f60e3ab19c5
       = note: no longer in production: 2 commits
       = note: judged: 1 commit that d41c88f0b7a2 does not reach
       = help: bring production back, and undo changes with git revert

## How to repair it

See what went missing, then bring it back by a merge or a push of the old tip:

    git log --oneline 7f60e3ab19c5..d41c88f0b7a2

On the server, refuse it: `git config receive.denyNonFastForwards true`, and
`receive.denyDeletes true`.

## What it does not mean

Not that something was hidden. A base that was never on production (a typing
error, another branch) gives the same finding: check the range first.

"""#,
"identity-missing": #"""
# identity-missing

git does not know who you are, so a record would name nobody.

Verdict: run stops (exit 2)

## What it means

`approve`, `record` and `evidence merge` write a commit, and its author is
who git's configuration says. Variables such as GIT_AUTHOR_NAME are not
read.

## How to repair it

Say who you are, as in your own commits:

    git config user.name "Ada Lovelace"
    git config user.email ada@example.com

## What it does not mean

Not that you may not approve: that is the policy's to say.

"""#,
"ledger-gap": #"""
# ledger-gap

The ledger does not account for every movement of production.

Verdict: fail

## What it means

One of these: an entry's old tip is not the new tip of the entry before; a
number is missing, or an entry doesn't name the one before it; the chain has a
branch; no entry brought in what is in production; an evidence tip that was
recorded is no longer below the present one; or the policy names ledger signers
and there is no ledger, or an entry that none of them signed.

## Why it matters

The control attribute is "no gap in the record of promotions". An unrecorded
movement is one that nobody judged when it happened.

## Evidence that is accepted

A ledger whose entries chain from the start of the period to its end. An entry
that a later hook added, marked `reconstructed`, closes the gap, but proves no
order.

## Example

    ledger   1: A -> B     2: B -> C     3: D -> E
                                         ^ what moved C to D?

    fail[ledger-gap]: the ledger does not say how production got from one
    update to the next
       = note: refs/countersign/ledger, entry 2 ends at 9f2c41d07e5b...
       = note: refs/countersign/ledger, entry 3 starts at d41c88f0b7a2...
       = help: see whether the server's hooks were in place at that time

## How to repair it

See whether the ref here is old, and whether the hook is in place:

    git fetch origin refs/countersign/ledger:refs/countersign/ledger
    ls "$(git rev-parse --git-path hooks)"

Then judge what was missed, with `countersign check`.

## What it does not mean

Not that the unrecorded movement was a bad one. Its changes are judged like
any others.

"""#,
"library-missing": #"""
# library-missing

A library that a report needs is not installed.

Verdict: run stops (exit 2)

## What it means

`worksheet.xlsx` is written with libxlsxwriter, which is loaded when a report
is written and by no other command. It is not on this machine, or another
version of it than the one that this program was built with. Nothing was
audited or written. `verify` needs it too, where the report has a worksheet.

## How to repair it

    apt-get install libxlsxwriter-dev       # or: brew install libxlsxwriter

Or write the report without the worksheet. The statement then says so, and
the CSV files have all that would be in it:

    countersign report --period 2026-H1 --output h1 --no-worksheet

## What it does not mean

Nothing about any change. Hooks and `check` don't need it.

"""#,
"merge-changed-content": #"""
# merge-changed-content

A merge has content of its own that nobody approved.

Verdict: fail

## What it means

Merging the parents again gives another tree than the merge commit has.
Somebody edited the result, or took one side whole (`-s ours`). The paths
that differ are named. It is raised where each commit that the merge brought
in passes by itself. Where the whole branch was approved at its tip, the same
edit is `approval-out-of-date`.

## Why it matters

The control attribute is "the approval covers the final content". A merge
commit can hold anything, and most reviews never show its own diff.

## Evidence that is accepted

An approval of the merge commit itself, or of the same content on the same
base, by somebody other than the author of the merge; and tests of it.

## Example

    main   ---B-------M       X approved; M also edits payments/limit.c
               \     /
                X----

    error[merge-changed-content]: this merge has content of its own that
                                  nobody approved
      --> commit 51be07f2a9c3 Merge branch 'limits'
       = note: merging its parents gives something else in: payments/limit.c
       = help: have the merge itself approved and tested:
               countersign approve 51be07f2a9c3

## How to repair it

See what the merge added:

    git show --remerge-diff 51be07f2a9c3

Before the push, make the merge again without the edit, and let the edit be a
commit of its own. Or have somebody else approve the merge as it is, and
record a run of the tests on it:

    countersign approve 51be07f2a9c3
    countersign record tests --suite unit --junit FILE --commit 51be07f2a9c3

## What it does not mean

Not that the merge was tampered with. Adapting a caller by hand looks the
same.

"""#,
"merge-not-reproducible": #"""
# merge-not-reproducible

The merge can't be repeated, and nobody approved its result.

Verdict: unknown

## What it means

Merging the parents again gives conflicts, or the merge has more than two
parents. So it can't be told what its author decided by hand, and there is
no approval of the merge commit itself. libgit2's merge is not git's: where
the two differ, this is the answer too. It is raised where each commit that
the merge brought in passes by itself; where the branch was approved at its
tip, the answer is `approval-unverifiable`.

## Why it matters

The control attribute is "the approval covers the final content". Resolving a
conflict is writing code.

## Evidence that is accepted

An approval of the merge commit itself, or of the same content on the same
base, by somebody other than the author of the merge; and tests of it.

## Example

    main   ---B---C---M       C and X edit the same line;
               \     /        ada resolved the conflict in M
                X----

    error[merge-not-reproducible]: this merge can't be repeated from its
                                   parents, and nobody approved its result
      --> commit 51be07f2a9c3 Merge branch 'limits'
       = note: the merge conflicts when it is repeated
       = help: have the merge itself approved and tested:
               countersign approve 51be07f2a9c3

## How to repair it

Before the push: rebase the branch, have the result approved, and merge that.
Or have somebody else look at the merge commit and approve it as it is:

    git show --remerge-diff 51be07f2a9c3
    countersign approve 51be07f2a9c3

## What it does not mean

Not that the resolution is wrong or hides something.

"""#,
"not-through-staging": #"""
# not-through-staging

The change reached production without having been on staging.

Verdict: fail

## What it means

The policy names a staging branch (`staging.branch`). Nothing on it shows that
this change was there before production took it: neither the commit, nor its
content ahead of where production was, nor a change of staging that it
repeats.

## Why it matters

The control attribute is "came by the controlled path". The tests and checks
that staging stands for never saw this change.

## Evidence that is accepted

- The entry is a commit of staging's own first-parent line: a fast-forward.
- It merges such commits and nothing else, and adds nothing.
- It has the content that staging had further on than production is, or
  merging that into production gives it: a squash.
- It does exactly what one change of staging did, for the first time: a
  cherry-pick, or a step of a rebase.

A commit of staging that is dated later than the entry, or descends from it,
shows nothing: that is a hot fix on its way back.

## Example

    staging  ---B---X
    main     ---B---C     C was pushed to main only

    error[not-through-staging]: this change reached production without having
                                been on staging
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: 9f2c41d07e5b is not on the line of refs/heads/staging, and its
               content was not ahead on it
       = note: countersign.yml:6 requires that changes pass through
               refs/heads/staging
       = help: push to staging first, and promote from there; for a hot fix,
               document an exception:
               countersign record exception

## How to repair it

This clone may lack the staging branch, or have an old one:

    git fetch origin staging

Before the push, bring the change to staging first and promote staging. For a
hot fix, follow the emergency rule of your policy. After the push it stays a
finding: merge the hot fix back into staging, and document it as an exception.

## What it does not mean

Not that the change is unreviewed or untested: see its other findings. And
not the reverse: a change that was on staging may still have faults. Git keeps
no record of when staging moved, so a hot fix to which staging was
fast-forwarded afterwards looks in a later report as if it had been there
first. The hook on the server, which judges before the push, is not misled.

"""#,
"object-format-unknown": #"""
# object-format-unknown

The repository uses an object format that can't be read here.

Verdict: run stops (exit 2)

## What it means

Git names objects by SHA-1 or by SHA-256. This repository uses one that the
linked libgit2 was not built for, most often SHA-256. Nothing is judged.

## Why it matters

The control attribute is "the population is complete". A repository that can't
be read has no population.

## Example

    error[object-format-unknown]: this repository's objects can't be read here
      --> /srv/build/bank
       = note: the repository uses sha256; libgit2 1.5.1 reads sha1
       = help: use a build of countersign whose libgit2 reads sha256

## How to repair it

See what the repository says of itself:

    git rev-parse --show-object-format

Then use a build that is linked with a libgit2 that reads this format.

## What it does not mean

Not that the repository is damaged. Git itself may read it well.

"""#,
"order-not-shown": #"""
# order-not-shown

Nothing shows whether the evidence came before the promotion.

Verdict: unknown

## What it means

The only time known for the promotion is the committer date of its entry, and
the evidence is dated later. That date is the earliest moment at which the
promotion can have happened, not the moment itself. So the evidence may have
been in time, or late. That holds for a push that has not happened yet, too.
With `timing: declared` this is a warning beside the verdict.

## Why it matters

The control attribute is "approved and tested before it reached production".
It needs a clock that the author of the change does not set. A tag's date is
its tagger's to write, and is no such clock.

## Evidence that is accepted

- a claim inside the commit: it was there before the commit was promoted
- evidence dated no later than the entry was made: the branch is approved
  and tested first, and merged or squashed after that

## Example

    main  ---B---C        C committed 2026-03-02T10:00:00Z
                          bob approved 2026-03-02T15:30:00Z

    error[order-not-shown]: it can't be shown that the approval came before
                            the promotion
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: the approval by bob is dated 2026-03-02T15:30:00Z, 5 h 30 min
               after the commit was made
       = note: when it was promoted is known by the committer date alone
       = help: it can't be shown afterwards; have the server record promotions
               from now on, in its own repository: countersign hook install

## How to repair it

Before the push: approve and test the branch, and make the entry after that,
by a merge or a squash. A commit that is to be pushed as it is can be made
again with the same content; its approval and tests cover that:

    git commit --amend --no-edit

After the push it can't be repaired, only documented:

    countersign record exception 9f2c41d07e5b

A record of promotions that is not the author's shows the order of what comes
later: a hook on the server, or `countersign record promotion`.

## What it does not mean

Not that the evidence is late. Nobody can tell.

"""#,
"output-not-written": #"""
# output-not-written

The result could not be written where it was asked for.

Verdict: run stops (exit 2)

## What it means

The file or the folder can't be made, is not empty, or the disk is full.
Nothing half-written is left: files are written beside their places and
renamed at the end.

## How to repair it

Name a place that can be written, and for a report a new or empty folder:

    countersign report --period 2026-H1 --output h1

## What it does not mean

Nothing about any change: the audit itself may have been fine.

"""#,
"owner-approval-missing": #"""
# owner-approval-missing

An owner of a changed path did not approve the change.

Verdict: fail

## What it means

The policy asks for owners (`codeowners: true`, or a rule under `paths`). The
change touches a path whose owners are named, and too few of them approved.
Both sides of a rename count, and so do deletions and changes of mode. The
finding names the path, its owners, and the line that asks for them.

## Why it matters

The control attribute is "approved by an authorised person". For these paths
the company said who that is.

## Evidence that is accepted

An approval that counts, by one of the owners of each such path; by more where
the rule or the section of CODEOWNERS asks for more. Owners are people of the
policy, by their `logins`, `emails` or `groups`. CODEOWNERS is read from the
commit that production already had, so a change can't make its own approver an
owner; the last line that matches a path decides.

## Example

    main  ---B---C        C edits payments/log; Reviewed-by: Bob
                          .github/CODEOWNERS: /payments/ @cora

    error[owner-approval-missing]: an owner's approval is missing for
                                   payments/log
      --> commit bef41679c43c Log every refund
       = note: .github/CODEOWNERS:2 asks for an approval by @cora, for
               payments/log
       = help: ask cora to review it, and record that:
               countersign approve bef41679c43c

## How to repair it

Before the push, ask an owner, and record the approval where the policy looks
for approvals. If ownership has moved, correct CODEOWNERS in a change of its
own; it holds for the changes after it. If the finding says that nobody under
`people` is an owner, list who that is. If the only owner wrote the change,
name another one first.

## What it does not mean

Not that the approvals found are wrong. They are not an owner's. An owner
whose approval is there and can't be judged is `approval-unverifiable`
instead.

"""#,
"policy-ambiguous": #"""
# policy-ambiguous

It can't be told which policy was in force.

Verdict: unknown

## What it means

Production has a policy file, it can't be read, and no earlier version of it
could be. So nobody can say what the changes after it had to meet. The tool
does not fall back on milder rules, nor on its built-in default.

Or a merge without a base brings the first policy, while its first parent has
none: it can't be told whether it begins the control, or whether production
was turned away from a line that had a policy already.

Or, with `production.tags`, a release stands on a line that never had the
policy of the newest release on another line, and something stands against it
by that policy: else an old line would bring back older rules.

## Why it matters

The control attribute is "judged by the rules that were in force". A file that
can't be read must not be a way to switch the rules off.

## Evidence that is accepted

A version of `countersign.yml` that can be read, for the changes after it.

## Example

    main  ---B---C        B brings the first countersign.yml; it has a mistake

    error[policy-ambiguous]: there is a policy, and it can't be read: it can't
                             be told what this change had to meet
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: countersign.yml:1: policy version 9 is not known; this version
               of countersign reads version 1
       = help: mend countersign.yml, or judge by another with --policy FILE

## How to repair it

See what is wrong with the file, and mend it:

    countersign policy check

The changes between the first version and the mended one stay `unknown`. To
judge them by rules that you name, which the output then says:

    countersign check --policy countersign.yml

For the merge, say what production was before: `countersign check BASE..TIP`.
For an old line of releases, bring the present policy to it first, in a change
that a second person approves.

## What it does not mean

Not that the changes are bad, and not that anybody meant to have no rules. A
version that can't be read and comes after a good one is
[`policy-invalid`](policy-invalid.md): then the good one goes on judging.

"""#,
"policy-change-unapproved": #"""
# policy-change-unapproved

The rules were changed without the approval that this needs.

Verdict: fail

## What it means

The change edits the policy and does not pass. It never takes effect: the last
approved version goes on judging, this change and those after it. The same
holds for its edits of `.mailmap`, which have no finding of their own.

## Why it matters

The control attribute is "the rules were in force, with no bypass". Whoever
can edit the rules alone can approve anything.

## Evidence that is accepted

What any change needs, under the rules in force before it; and, where the
policy has `policyOwners`, an approval by somebody of those groups who had no
part in the change. That holds for the policy, `.mailmap`, CODEOWNERS, all
below `.countersign/`, and the files of signers and keys that the policy
names.
With `staging`, also that nothing stands against the promotion that brings it.

## Example

    main  ---B---C---D    C lowers approval.required to 1, unapproved
                          D is judged by the policy of B

    error[policy-change-unapproved]: this change alters the policy and doesn't
                                     pass
      --> commit 9f2c41d07e5b Require one approval only
       = note: the policy in force before it goes on judging
       = help: have the change of the policy approved and tested like any
               other, and push it again

## How to repair it

Before the push, have it approved and tested like any other change:

    countersign approve 9f2c41d07e5b
    countersign record tests --suite unit --junit FILE --commit 9f2c41d07e5b

After the push, take the edit back and propose it again as a change of its
own:

    git revert 9f2c41d07e5b
    countersign policy show

The last command prints the policy in force, and where it comes from.

## What it does not mean

Not that the new rules are worse. Stricter rules need approval too.

"""#,
"policy-invalid": #"""
# policy-invalid

The policy file can't be used as it is.

Verdict: run stops (exit 2)

## What it means

The file that was to judge has at least one mistake: no valid YAML, an unknown
key or value, a person or group that is not defined, or a rule that asks for
nothing (`suites: []`). A wrong file is refused whole, with every problem that
it has. Nothing falls back to a default.

## Why it matters

The control attribute is "judged by the rules that were in force". A misspelt
rule that is skipped in silence is a rule that was never in force.

## Example

    error[policy-invalid]: unknown key `requird`
      --> countersign.yml:14:3
        |
     14 |   requird: 2
        |   ^^^^^^^
       = help: did you mean `required`?

## How to repair it

    countersign policy check

It lists all problems with line and column. Correct them, and run it in CI on
each change of the file. To judge by another file meanwhile:

    countersign check --policy corrected.yml

The output says that this file was used.

## What it does not mean

Nothing about the changes. An invalid version in history does not stop the
run: it is a finding (`fail`) of the change that brought it, and the last
valid version judges.

"""#,
"policy-removed": #"""
# policy-removed

The change removes the policy file.

Verdict: fail

## What it means

The policy file was there before this change and is not there after it. The
last approved version stays in force for everything that follows. The file
can't be taken away to fall back on weaker rules.

## Why it matters

The control attribute is "the rules were in force, with no bypass". A control
without its rules can't be tested.

## Evidence that is accepted

None. A control ends by a decision of the company, which this tool can't
read; not by a missing file.

## Example

    main  ---B---C        B has countersign.yml, C has not

    error[policy-removed]: this change removes the policy
      --> commit 9f2c41d07e5b Clean up the top folder
       = note: the version of 40b7d6c1e0f9 stays in force
       = help: bring countersign.yml back

## How to repair it

Bring the file back, in a change that passes:

    git checkout 9f2c41d07e5b^ -- countersign.yml
    git commit -m "policy: bring the file back"

If the file was moved, move it back: it is read from one place only.

## What it does not mean

Not that anything went in unjudged: the old rules judged it.

"""#,
"promotion-not-approved": #"""
# promotion-not-approved

The promotion itself was not approved.

Verdict: fail

## What it means

The policy asks for an approval of each movement of production
(`promotion.required`), besides the approval of the changes. For this
movement too few that count were found. The finding stands with the last
change of the promotion, and says why those that were found don't count.

## Why it matters

The control attribute is "promoted by someone authorised". Agreeing that a
change is good is not agreeing to release it today.

## Evidence that is accepted

Records of kind `promotion`, made by `countersign approve --promotion`, by as
many people as `promotion.required` asks for, of the groups in
`promotion.from`, before the promotion. None of them may have contributed to
any of its changes. Such a record is of moving production from where it was to
that commit: another base, or another tip, is another promotion. Where it was
merged, merging what was approved must give what production became. The merge
that promotes may also say it in its trailers, if the policy takes claims.

## Example

    staging  ---B---C---D     C and D are approved
    main     ---B-------M     nobody approved moving main from B

    promotion b5e4b05ace53..9a3a38bea1ac: 2 changes, not approved
    error[promotion-not-approved]: the promotion b5e4b05ace53..9a3a38bea1ac
                                   lacks an approval of its own
      --> commit 9a3a38bea1ac Promote staging again
       = note: looked for records of kind promotion in
               refs/countersign/evidence
       = note: countersign.yml:5 requires 1 independent approval
       = help: ask somebody who made none of its changes to approve it before
               the push:
               countersign approve --promotion 9a3a38bea1ac \
                 --base b5e4b05ace53

## How to repair it

Have the tip of staging approved before production is moved:

    countersign approve --promotion staging
    countersign evidence push

Afterwards it can't be repaired: an approval given now is late.

## What it does not mean

Not that the changes in it are unapproved. Each is judged by itself.

"""#,
"range-not-found": #"""
# range-not-found

The range of commits to judge can't be found.

Verdict: run stops (exit 2)

## What it means

A commit, branch or tag that was named, or that the CI system named, is not in
this clone; or nothing was named, and neither the environment nor the policy
says what production is. Nothing is judged, and that is not a pass.

## Why it matters

The control attribute is "the population is complete". A gate that can't find
what to judge must not say that all is well.

## Example

    main   ---B---C        countersign check B..releas

    error[range-not-found]: there is no commit named `releas`
      --> B..releas
       = note: branches here: main, release
       = help: did you mean `release`?

## How to repair it

CI often fetches one branch only. Fetch the one that you compare with:

    git fetch origin main

Or name both ends yourself:

    countersign check origin/main..HEAD

Or say once, in the policy, what production is (`production.branch`).

## What it does not mean

Not that the range is empty. An empty range is found, is said to be empty, and
exits with 0 if its base is an ancestor of its tip.

"""#,
"report-incomplete": #"""
# report-incomplete

A report's folder, or what is needed to check it, can't be read whole.

Verdict: run stops (exit 2)

## What it means

The folder named to `verify`, or to `--previous`, has no `MANIFEST` or no
`statement.json`, or one that `countersign report` did not write; or the file
of signers can't be used. The note says which.

## How to repair it

Name the folder that was given to `--output`, whole as it was handed over:

    countersign verify h1
    countersign report --period 2026-H2 --previous h1 --output h2

## What it does not mean

Not that a report is wrong: nothing was compared yet.

"""#,
"report-unreadable": #"""
# report-unreadable

A JUnit report could not be read, so no test run was recorded.

Verdict: run stops (exit 2)

## What it means

The file is no JUnit XML, ends too early, declares entities, or is nested
too deep. The note has the line.

## How to repair it

Look at the line, and have the tests write the report again:

    countersign record tests --suite unit --junit report.xml

## What it does not mean

Not that the tests failed: nothing is known of them.

"""#,
"repository-not-found": #"""
# repository-not-found

There is no git repository at the path.

Verdict: run stops (exit 2)

## What it means

Neither the path nor a folder above it holds a repository that git would
open.

## How to repair it

Name the repository:

    countersign check -C PATH

## What it does not mean

Not that anything was judged.

"""#,
"repository-not-readable": #"""
# repository-not-readable

The repository is there and can't be opened.

Verdict: run stops (exit 2)

## What it means

libgit2 refuses it: a file of it can't be read, or it has an extension that
the linked libgit2 does not know. The note has libgit2's own words.

## How to repair it

See what git itself says, and mend that:

    git -C PATH status
    countersign --version

## What it does not mean

Not that the history is damaged: nothing of it was read.

"""#,
"repository-not-trusted": #"""
# repository-not-trusted

Git refuses to read this repository because another user owns it.

Verdict: run stops (exit 2)

## What it means

The folder belongs to another user than the one who runs countersign. Git
refuses such repositories, since their configuration could run commands, and
so does countersign. This happens most often in containers, where the
checkout belongs to another user id. Nothing is judged.

## Why it matters

The control attribute is "the evidence is attributable and unaltered". An
audit must not depend on a configuration that somebody else can write.

## Example

    error[repository-not-trusted]: another user owns this repository
      --> /srv/build/bank
       = note: owned by user 1001; running as user 0
       = help: git config --global --add safe.directory /srv/build/bank

## How to repair it

If you trust the repository's owner, say so to git:

    git config --global --add safe.directory /srv/build/bank

Better still: run as the owner, or make a clone of your own and audit that.

## What it does not mean

Nothing about the history or the changes. They were not read.

"""#,
"runner-not-trusted": #"""
# runner-not-trusted

The tests were run by someone whose runs don't count.

Verdict: fail

## What it means

A run of the required suite was found, but its runner is not in
`tests.runners`. A runner is known by a listed address or key, never by a
name. An address in an unsigned record is what its writer typed; a signature
with the runner's key is not (`tests.minimumGrade: signed`).

## Why it matters

The control attribute is "the required tests ran", in a place that the author
of the change does not control. "Works on my machine" is not that place.

## Evidence that is accepted

A run by one of the people or bots that `tests.runners` lists. The list is
read from the commit that production already had.

## Example

    main  ---B---C        C by ada; Tested-by: Ada Lovelace
                          policy: tests.runners: [ci]

    error[runner-not-trusted]: the runner of `unit` does not count
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: runner: ada; countersign.yml:23 trusts: ci
       = help: let ci run the suite on this commit

## How to repair it

Run the suite where the policy says. If the runner is new, list it under
`people` (with `kind: bot`) and in `tests.runners`, in a change of its own:

    countersign policy check

A run that a script records names its runner with `--runner`:

    countersign record tests --suite unit --junit FILE \
      --commit 9f2c41d07e5b --runner ci@example.com

## What it does not mean

Not that the run is invented. It does not count, that is all.

"""#,
"self-approved": #"""
# self-approved

Only people who made the change approved it.

Verdict: fail

## What it means

Approvals were found. Every one comes from a contributor: an author,
committer, co-author or pusher of a commit that the approval covers. An alias
that `people` or `.mailmap` resolves to a contributor is that contributor.
An agent and its operator are one person.

## Why it matters

The control attribute is segregation of duties: the approver took no part in
making the change. One pair of eyes is not two.

## Evidence that is accepted

An approval by a person who is none of the contributors.
`approval.independentOf` in the policy says which roles count.

## Example

    main  ---B---C        C by ada; Reviewed-by: Ada Lovelace

    error[self-approved]: nobody but its own contributors approved this change
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: contributors: ada (author, committer)
       = note: approvals found: ada is also an author of it
       = help: ask somebody else to review 9f2c41d07e5b, and record it before
               the push: countersign approve 9f2c41d07e5b

## How to repair it

Before the push, ask someone who took no part. They record it in their clone:

    countersign approve 9f2c41d07e5b
    countersign evidence push

Or the commit names them, which is a claim:

    git commit --amend --no-edit \
      --trailer "Reviewed-by: Bob Noyce <bob@example.com>"

What is in production already can only be reviewed late, and documented:

    countersign record exception 9f2c41d07e5b

To see who counts as a contributor, and why:

    countersign explain 9f2c41d07e5b

## What it does not mean

Not that the approval was given in bad faith. A co-author who also reviewed
is the usual cause.

"""#,
"signing-failed": #"""
# signing-failed

The record could not be signed, so it was not written.

Verdict: run stops (exit 2)

## What it means

`ssh-keygen -Y sign` failed: the key is not there, is not yours to read, or
the agent or the security key did not answer. A record is never written
with less than was asked for.

## How to repair it

Try the key by itself, then approve again:

    ssh-keygen -Y sign -f KEY -n countersign FILE

## What it does not mean

Not that an unsigned record was left behind.

"""#,
"tests-empty": #"""
# tests-empty

A required test suite ran, but executed no test.

Verdict: fail

## What it means

The run reports success and a count of zero. It is green because nothing was
in it: a filter that matched nothing, a folder that moved, a build without
tests. Where the policy has `tests.counts: required`, a run has to say how
many tests it executed.

## Why it matters

The control attribute is "the required tests ran". Nothing ran.

## Evidence that is accepted

A run that executed at least one test and failed none. A run that gives no
count at all, such as a trailer or a forge's check, counts unless the policy
has `tests.counts: required`.

## Example

    main  ---B---C        suite unit on C: passed, 0 executed

    error[tests-empty]: the suite `unit` executed no test
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: run by ci: executed 0, failed 0, skipped 0
       = help: see why the runner found no tests, then run it again

## How to repair it

Look at the runner's filter and at what it collects. Let it fail when it
finds nothing; most runners have a switch for that. Then run it again on the
same commit before the push, and record it:

    countersign record tests --suite unit --junit FILE --commit 9f2c41d07e5b

## What it does not mean

Not that the change has no tests of its own. The whole suite was empty.

"""#,
"tests-failed": #"""
# tests-failed

A required test suite failed, and no later run of it passed.

Verdict: fail

## What it means

The newest run of the suite on this content failed, in at least one of its
configurations (shards, platforms). With `tests.rerun: all` one failed run
is enough, even if a later one passed. The finding names the suite.

## Why it matters

The control attribute is "the required tests ran and passed". Here they ran,
and the change went on.

## Evidence that is accepted

A newer run of the same suite and configuration, on the same content, in
which nothing failed, and which ended before the promotion.

## Example

    main  ---B---C        C has the review note `Verified-1: CI <ci@...>`

    error[tests-failed]: the suite `verified` failed on this change
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: run by ci: failed (refs/notes/review)
       = help: fix it, or run the suite again before the push

## How to repair it

Before the push: fix the change, or run the suite again if the failure was
not the change's, and record the new run. List every run that was read:

    countersign record tests --suite unit --junit FILE --commit 9f2c41d07e5b
    countersign explain 9f2c41d07e5b

After the push it can't be repaired. A green run made now is late.

## What it does not mean

Not that the change is broken: the test may be. The control asks for green
tests, and does not ask whose fault red ones are.

"""#,
"tests-late": #"""
# tests-late

The tests passed after the change was in production.

Verdict: fail

## What it means

A run that would have counted came after the promotion: it is not among the
evidence that the ledger's entry names, whatever its date, or it is later by
the clock of a server or forge. The finding names the suite and
gives the hours. It never becomes a pass.

## Why it matters

The control attribute is "tests finished before production". Tests that
follow the release find faults in production.

## Evidence that is accepted

- a claim inside the commit: it was there before the commit was promoted
- a run that ended before the promotion, by the ledger or by a server's or a
  forge's clock

## Example

    main  ---B---C        C promoted 2026-03-02T10:00:00Z
                          unit passed 2026-03-02T10:45:00Z

    error[tests-late]: `unit` passed 0.75 hours after it reached production
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: promoted 2026-03-02T10:00:00Z
       = note: run by ci ended 2026-03-02T10:45:00Z
       = help: check before the push: countersign hook install

## How to repair it

This change stays as it is. For the next one, let the push wait:

    countersign hook install

## What it does not mean

Not that the tests failed. They passed, too late.

"""#,
"tests-not-shown": #"""
# tests-not-shown

A required test suite has no run for this change.

Verdict: unknown

## What it means

The policy requires the suite, and no source that it names tells of a run of
it on this content. Skipped, cancelled and neutral runs are not passes. The
finding names the suite.

## Why it matters

The control attribute is "the required tests ran and passed on this content".
Forges delete check results; a run that nobody kept can't be shown later.

## Evidence that is accepted

- a record that `countersign record tests` wrote on
  `refs/countersign/evidence`, for the same content or for the branch that was
  merged cleanly
- a trailer with a key that the policy lists for the suite, such as
  `Tested-by` for `unit`: a claim
- `Verified+1` in Gerrit's review notes, for the suite `verified`

For a merge: on the merge commit, or on each commit that it brought in.

## Example

    main  ---B---C        C by ada; Reviewed-by: Bob Noyce; no Tested-by
                          policy: tests.suites: [unit]

    error[tests-not-shown]: no passing run of the suite unit is shown for this
                            change
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: looked for trailers Tested-by; records in
               refs/countersign/evidence
       = note: countersign.yml:22 requires the suite unit
       = help: run the tests on 9f2c41d07e5b, and record it before the push

## How to repair it

Records and review notes may be on the server only:

    countersign evidence fetch
    git fetch origin refs/notes/review:refs/notes/review

Before the push, run the suite on this commit and record its report:

    countersign record tests --suite unit --junit FILE --commit 9f2c41d07e5b
    countersign evidence push

Or, once it has passed, let the commit say so, which is a claim:

    git commit --amend --no-edit --trailer "Tested-by: CI <ci@example.com>"

What is in production already can only be tested late, and documented:

    countersign record exception 9f2c41d07e5b

## What it does not mean

Not that the tests failed or did not run. Nothing shows that they ran.

"""#,
"tests-out-of-date": #"""
# tests-out-of-date

The tests ran on other content than what reached production.

Verdict: fail

## What it means

A run of the required suite was found, for a commit of this change whose
tree is not the tree in production, and which a clean merge does not turn
into it either. The finding names the suite and the paths that differ.

## Why it matters

The control attribute is "the required tests passed on this content". Tests
of an earlier version say nothing of the edit that came after.

## Evidence that is accepted

- coverage `identity`: the tree that was tested is the tree in production
- coverage `replay`: the commit was tested, and what is in production is that
  commit merged cleanly

`tests.coverage: [identity]` in the policy accepts the first only.

## Example

    main   ---B-------M       unit passed on X
               \     /        Y was pushed afterwards
                X---Y

    error[tests-out-of-date]: the suite unit ran on other content than reached
                              production
      --> commit 51be07f2a9c3 Merge branch 'limits'
       = note: unit ran on 3c1d9be04a77; other content reached production in
               payments/limit.c
       = help: run the tests on 51be07f2a9c3, and record it before the push

## How to repair it

Run the suite on the commit that is pushed, before it is pushed, and record
the report that it wrote:

    countersign record tests --suite unit --junit FILE --commit 51be07f2a9c3
    countersign evidence push

In CI, test the merge result and not only the branch.

## What it does not mean

Not that the tests would fail on the content in production.

"""#,
"tests-too-weak": #"""
# tests-too-weak

The test runs are easier to forge than the policy accepts.

Verdict: fail

## What it means

Runs of the required suite were found that would count but for their grade,
which is below `tests.minimumGrade`. The grades, from weak to strong:

    claim < record < export < signed < witnessed

A `Tested-by` trailer is a `claim`: whoever writes the commit can write it.
What `countersign record tests` writes is a `record`, or `signed` with
`--sign KEY`.

## Why it matters

The control attribute is "the evidence is attributable and unaltered". The
company set a floor for this, and the evidence is below it.

## Evidence that is accepted

A run of the asked grade or a better one, for each required suite.

## Example

    main  ---B---C        C by ada; Tested-by: CI
                          policy: tests.minimumGrade: record

    error[tests-too-weak]: the run of `unit` is a claim, not a record
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: ci, trailer Tested-by, grade claim
       = note: countersign.yml:24 asks for record
       = help: let the runner write the result itself, beside the commit

## How to repair it

Let the runner record its report, signed with a key that the policy lists for
it, if that is asked for:

    countersign record tests --suite unit --junit FILE \
      --commit 9f2c41d07e5b --sign KEY

If stronger evidence is on the server, bring it here:

    countersign evidence fetch
    git fetch origin refs/notes/review:refs/notes/review

Lower the floor only if the control, as written, accepts claims.

## What it does not mean

Not that the tests did not run or that the trailer is false.

"""#,
"tests-unverifiable": #"""
# tests-unverifiable

There is a test run, but it can't be checked.

Verdict: unknown

## What it means

One of these, and the finding says which, and names the suite:

- the run is signed with a key that the policy binds to nobody, or not to the
  runner whom the record names, or the signature is bad
- objects that the run speaks about are not here
- the tested commit and production, merged again, conflict
- the run doesn't say how many tests it executed, and the policy has
  `tests.counts: required`

A signed run that can't be checked never counts as an unsigned one.

## Why it matters

The control attribute is "the evidence is attributable and unaltered". What
can't be checked can't be relied on.

## Evidence that is accepted

A run whose signature verifies with a key that stands in the policy under
`keys` of its runner, over objects that are here; or an unsigned one, where
the policy accepts the grade `record`.

## Example

    main  ---B---C        unit on C: passed, signed with an unlisted key

    error[tests-unverifiable]: the evidence that the suite unit passed can't
                               be judged
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: unit: it is signed with SHA256:Jq2c...9k, which the policy
               doesn't list under `keys`
       = help: run the tests on 9f2c41d07e5b, and record it before the push

## How to repair it

If objects are missing, fetch them; the evidence brings what was tested:

    git fetch origin
    countersign evidence fetch

Otherwise run the suite on the commit that is pushed, and record it with a key
that the policy lists for the runner, or, where that is enough, with none:

    countersign record tests --suite unit --junit FILE --commit 9f2c41d07e5b

A key that is added to its runner's `keys` now counts for the changes after
that one only.

## What it does not mean

Not that the tests failed, and not that the result was altered.

"""#,
"too-few-approvers": #"""
# too-few-approvers

Fewer independent people approved the change than the policy requires.

Verdict: fail

## What it means

At least one approval counts, but not as many as `approval.required` asks
for. Two approvals by one person, under two addresses or from two sources,
count once.

## Why it matters

The control attribute is "approved by at least n people". With n - 1 the
control did not operate for this change.

## Evidence that is accepted

Approvals by as many different people as required. Each must be independent
of the contributors, in a group of `approval.from` if that is set, and of
`approval.minimumGrade` or better.

## Example

    main  ---B---C        C by ada; Reviewed-by: Bob Noyce
                          policy: approval.required: 2

    error[too-few-approvers]: 1 of 2 required people approved this change
      --> commit 9f2c41d07e5b Raise the transfer limit
       = note: approvals that count: bob
       = note: countersign.yml:14 requires 2 independent approvals
       = help: ask somebody else to review 9f2c41d07e5b, and record it before
               the push: countersign approve 9f2c41d07e5b

## How to repair it

Before the push, somebody else records the missing approval:

    countersign approve 9f2c41d07e5b
    countersign evidence push

Or the commit names them beside the first, which is a claim:

    git commit --amend --no-edit \
      --trailer "Reviewed-by: Cleo Bauer <cleo@example.com>"

What is in production already can only be reviewed late, and documented:

    countersign record exception 9f2c41d07e5b

See which approvals counted and why others did not:

    countersign explain 9f2c41d07e5b

## What it does not mean

Not that the approvals found are wrong. They stand; there are too few.

"""#,
]
}
