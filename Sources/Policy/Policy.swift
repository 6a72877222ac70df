package import Diagnostics

/// The rules in force, with everything that was left out filled in from the preset.
///
/// A policy is read whole or refused whole: there is no partly understood one. See `docs/policy.md`.
package struct Policy: Hashable, Sendable {
  package var preset: Preset
  package var control: Control?
  package var production: Production
  /// The full name of the ref that every change must have passed through before production; `nil` means none.
  package var staging: String?
  package var approval: ApprovalRule
  package var timing: Timing
  /// Who signs the ledger of promotions; `nil` means that no ledger has to be there.
  package var ledger: LedgerRule?
  /// Only with ``staging``; `nil` means that the promotion itself needs no approval.
  package var promotion: PromotionRule?
  package var tests: TestRule
  package var paths: [PathRule]
  /// A Boolean value that tells whether the owners that CODEOWNERS names have to approve too.
  package var codeowners: Bool
  package var people: [Person]
  /// The path in the repository of an OpenSSH `allowed_signers` file, whose keys count besides those of ``people``.
  package var allowedSigners: String?
  /// The path in the repository of a trusted root of Sigstore's; `nil` means that nothing signed through it counts.
  package var sigstoreRoot: String? = nil
  package var evidence: EvidenceSources
  /// `nil` means that nobody can declare one.
  package var emergency: EmergencyRule?
  /// Groups that approve changes of the policy; `nil` means that such a change needs what every change needs.
  package var policyOwners: [String]?
  package var source: PolicySource

  /// A Boolean value that tells whether the policy lists persons, not only bots and agents: then only they approve.
  package var listsPersons: Bool { people.contains { $0.kind == .person } }
}

/// Conventions of a forge or a way of working, which fill in what a policy leaves out: `docs/presets.md`.
package enum Preset: String, CaseIterable, Hashable, Sendable {
  case gerrit, github, gitlab, kernel, none
}

/// What the control is called and what it promises, in the company's own words.
package struct Control: Hashable, Sendable {
  package var id: String?
  package var owner: String?
  package var statement: String?
}

/// The ref, or series of tags, whose movement means "in production".
package struct Production: Hashable, Sendable {
  package enum Line: Hashable, Sendable {
    /// A full ref name, such as `refs/heads/main`.
    case branch(String)
    /// A pattern over tag names without `refs/tags/`, such as `v*`.
    case tags(String)
    /// The policy says nothing: the command line or the repository's `HEAD` decides, and the output says which.
    case unsaid
  }
  package var line: Line
  /// The first commit under the control, as the file has it: a full or abbreviated hexadecimal id.
  package var since: String?
}

/// A way of having had a hand in a change.
package enum Role: String, CaseIterable, Hashable, Sendable {
  case author, committer, coauthor, pusher

  /// As a reader is told; files have the raw value.
  package var words: String { self == .coauthor ? "co-author" : rawValue }
}

/// How hard a piece of evidence is to forge, weakest first: design section 6.
package enum Grade: String, CaseIterable, Hashable, Comparable, Sendable {
  case claim, record, export, signed, witnessed

  package static func < (a: Grade, b: Grade) -> Bool { a.strength < b.strength }
  private var strength: Int {
    switch self {
    case .claim: 0
    case .record: 1
    case .export: 2
    case .signed: 3
    case .witnessed: 4
    }
  }
}

/// How the content that was approved or tested relates to what reached production.
package enum Coverage: String, CaseIterable, Hashable, Sendable {
  case identity, replay, residual, unverifiable
}

package struct ApprovalRule: Hashable, Sendable {
  /// How many independent approvers a change needs; at least 1.
  package var required: Int
  /// Groups of which an approver must be in at least one; `nil` means any person.
  package var from: [String]?
  package var independentOf: Set<Role>
  package var minimumGrade: Grade
  package var coverage: Set<Coverage>
  /// Ref names for which an approval may have been given, besides production and staging.
  package var targets: [String]
  package var reuse: Bool
  /// Ids of bots that write the trailers of entries themselves: their signature lifts these to grade `signed`.
  ///
  /// A forge's own key is not such a bot, because people type what it signs.
  package var trustedMergers: [String] = []
  /// Paths in the repository of OpenPGP public keys of forges. Such a key shows who made a merge and vouches for no text.
  package var forgeKeys: [String] = []
  /// A Boolean value that tells whether each commit has to be signed by its author, and entries also by a forge key.
  package var signedCommits = false
}

package enum Timing: String, CaseIterable, Hashable, Sendable {
  /// Evidence must be shown to precede the promotion.
  case proven
  /// Declared dates are taken as they are; what they cannot show is a note beside the verdict.
  case declared
}

package struct TestRule: Hashable, Sendable {
  package enum Requirement: Hashable, Sendable {
    /// Each of these suites must have passed; never empty.
    case suites([String])
    /// At least one test run of any suite, and every suite that has runs must have passed.
    case any
    /// The control does not test, for the reason given.
    case none(reason: String)
  }
  package enum Rerun: String, CaseIterable, Hashable, Sendable { case latest, all }
  package enum Counts: String, CaseIterable, Hashable, Sendable { case optional, required }

  package var requirement: Requirement
  /// Ids of people whose test runs count; `nil` means anybody's.
  package var runners: [String]?
  package var minimumGrade: Grade
  package var coverage: Set<Coverage>
  package var rerun: Rerun
  package var counts: Counts
}

package struct Person: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable { case person, bot, agent }

  /// Unique in the policy.
  package var id: String
  package var kind: Kind
  package var name: String?
  /// As written; compared by ASCII case.
  package var emails: [String]
  /// Login name by forge, such as `github: ada`.
  package var logins: [String: String]
  /// OpenSSH public key lines.
  package var keys: [String]
  /// Paths in the repository of OpenPGP public keys of this person, for commits.
  package var openpgpKeys: [String] = []
  /// Whom certificates of Sigstore's are for, as `NAME::ISSUER`. Compared byte by byte.
  package var sigstore: [String] = []
  package var groups: [String]
  /// For an agent: the id of the person who operates it. Agent and operator are one person.
  package var agentOperator: String?
  /// Approvals count only from this moment on, if given.
  package var activeFrom: Instant?
  /// Approvals count only before this moment, if given.
  package var activeUntil: Instant?
}

/// Where evidence is looked for.
package struct EvidenceSources: Hashable, Sendable {
  /// How many trailer keys a policy may name.
  package static let mostTrailerKeys = 40

  /// Trailer keys that state an approval; the value is `Name <address>`. Compared without case.
  package var approvalTrailers: [String]
  /// Trailer keys that state a passed test run, each with its suite, in the order of the file. Compared without case.
  package var testTrailers: [TestTrailer]
  /// Trailer keys that declare an emergency.
  package var emergencyTrailers: [String]
  /// The notes ref with Gerrit's review notes, such as `refs/notes/review`; `nil` means none is read.
  package var gerritNotes: String?
  /// Whether git-appraise's notes below `refs/notes/devtools` are read.
  package var gitAppraise = true
  /// Whether gittuf's attestations and its reference state log are read.
  package var gittuf = true
  /// The notes refs with in-toto statements.
  package var intoto = ["refs/notes/commits"]
  /// Whether the votes in Gerrit's `refs/changes/…/meta` are read.
  package var noteDb = false
  /// The forms of messages besides trailers that state an approval.
  package var messages: [MessageForm] = []
}

/// A way in which others write an approval into a message, which is no trailer to git.
package enum MessageForm: String, CaseIterable, Hashable, Sendable {
  /// `ACKs for top commit:` and the lines below it, as Bitcoin Core's merge script writes them.
  case acks
  /// `123: title r=reviewer`, as bors and Gecko's lando write it.
  case bors
  /// `Reviewed By: reviewer`, as Phabricator writes it.
  case phabricator
}

package struct TestTrailer: Hashable, Sendable {
  package var key: String
  package var suite: String
}

/// Where a policy came from, and the line of everything it says.
package struct PolicySource: Hashable, Sendable {
  /// The file's name for the reader, such as `countersign.yml`; `built-in default` where there is no file.
  package var name: String
  /// The line, from 1, of each key that the file has, by dotted path: `approval.required`, `people[2].emails`.
  package var lines: [String: Int]

  /// Returns the policy line that decides `path`: `countersign.yml:12`, or the nearest enclosing one, or what filled it in.
  package func line(of path: String) -> String {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[String(path)] { return "\(name):\(line)" }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
      path = path[..<cut]
    }
    return name
  }
}
