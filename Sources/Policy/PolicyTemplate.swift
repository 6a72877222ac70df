/// The policy file that `countersign policy init` writes: every key with what it means and its default.
package enum PolicyTemplate {
  /// Returns the text of the file.
  ///
  /// It says nothing but the defaults, the preset and the branch: what is optional stands in it as a comment.
  ///
  /// - Parameters:
  ///   - preset: How the repository works: docs/presets.md.
  ///   - branch: The production branch, such as `main`, or a full ref name.
  package static func text(preset: Preset, branch: String) -> String {
    """
    # The rules by which countersign judges every change to production.
    # Each key stands here with its default; what begins with `#` is not in force.
    # All of it is explained in docs/policy.md. Check this file with: countersign policy check

    # The version of this file's format. Required.
    version: 1

    # How this repository works, which fills in where evidence is looked for:
    # gerrit, github, gitlab, kernel or none. Default: none
    preset: \(preset.rawValue)

    # What the report calls this control, who answers for it and what it promises. Default: nothing
    # control:
    #   id: CM-04
    #   owner: ada
    #   statement: Every change to production is approved by a second person and tested.

    # What movement means "in production". Default: the repository's default branch
    production:
      branch: \(YAMLWriter.scalar(branch))
      # Or a series of tags in place of the branch, with `*` and `?` as wildcards. Default: no tags
      # tags: "v*"
      # The first commit under the control. Default: the first one after this file was added
      # since: 4f2e91c

    # The branch that every change must have passed through first. Default: none
    # staging:
    #   branch: staging

    approval:
      # How many people must have approved a change. Default: 1
      required: 1
      # The groups, as named under `people`, whose members may approve. Default: anyone
      # from: [engineers]
      # Whoever had one of these roles in a change can't approve it. Default: all four
      independentOf: [author, committer, coauthor, pusher]
      # How hard an approval must be to forge: claim, record, export, signed or witnessed. From
      # signed on it must also be shown who wrote the change. Default: claim
      minimumGrade: claim
      # How what was approved may relate to what reached production: the same (identity), or the
      # same once taken over to production (replay). Default: both
      coverage: [identity, replay]
      # The refs, besides production, that an approval may have been given for. Default: none
      # targets: [refs/heads/develop]
      # Whether one approval counts for several changes, such as backports. Default: false
      reuse: false
      # The ids of bots that write the trailers of what they merge by themselves. Default: none
      # trustedMergers: [merge-bot]
      # The forge's OpenPGP public keys, as files of this repository. Default: none
      # forgeKeys: [.countersign/keys/forge.asc]
      # Whether each commit must be signed by its author. Default: false
      signedCommits: false

    # Whether evidence must be shown to be older than the promotion (proven), or whether the
    # dates that it declares are taken as they are (declared). Default: proven, and then a
    # clock that is not the author's has to say when a change was promoted
    timing: declared

    # The ids of whoever signs the ledger of promotions. Default: no ledger is asked for
    # ledger:
    #   signers: [server]

    # The approval of the promotion from staging itself. Default: none is needed
    # promotion:
    #   required: 1
    #   from: [leads]

    tests:
      # The suites that must have passed; or `any` for at least one run of any suite; or
      # {none: "why this control does not test"}. Default: any
      suites: any
      # The ids, as under `people`, of whoever may run tests. Default: anyone
      # runners: [ci]
      # How hard a test run must be to forge: claim, record, export, signed or witnessed. Default: claim
      minimumGrade: claim
      # The same as for approvals, for what was tested. Default: both
      coverage: [identity, replay]
      # Of several runs of a suite: the newest decides (latest), or every one must be green (all). Default: latest
      rerun: latest
      # Whether a run must say how many tests it executed: optional or required. Default: optional
      counts: optional

    # What changes of some paths need besides: patterns from the top of the repository, with `*`
    # within a folder and `**` for any depth. Default: nothing
    # paths:
    #   - match: ["payments/**"]
    #     approval:
    #       required: 2
    #       from: [engineers]

    # Whether the owners that CODEOWNERS names must approve too. Default: false
    codeowners: false

    # Who is who. Once a person is listed only listed persons approve. Default: nobody
    # people:
    #   - id: ada                        # short and unique. Required
    #     kind: person                   # person, bot or agent. Default: person
    #     name: Ada Lovelace             # Default: nothing
    #     emails: [ada@example.com]      # every address in her commits. Default: none
    #     logins: {github: ada}          # github, gitlab, gerrit, gitea, bitbucket, azure. Default: none
    #     # keys: ["ssh-ed25519 AAAA… ada"]   # lines of .pub files. Default: none
    #     # openpgpKeys: [.countersign/keys/ada.asc]   # files of this repository. Default: none
    #     groups: [engineers, leads]     # Default: none
    #     activeFrom: 2026-01-01         # approvals count from then on. Default: always
    #     activeUntil: 2027-01-01        # and no longer from then on. Default: for ever
    #   - {id: ci, kind: bot, emails: [ci@example.com]}
    #   - {id: helper, kind: agent, operator: ada, emails: [helper@example.com]}
    #   - {id: merge-bot, kind: bot, emails: [merge-bot@example.com]}
    #   - {id: server, kind: bot}

    # A file of this repository with more keys, in the format that ssh-keygen(1) describes under
    # ALLOWED SIGNERS. Default: none
    # allowedSigners: .countersign/allowed_signers

    # Where evidence is looked for. Default: what the preset `\(preset.rawValue)` has, which is this:
    evidence:
      trailers:
        # Trailers of a commit message that name an approver
        approval: \(YAMLWriter.list(evidence(preset).approvalTrailers))
        # Trailers that state a passed test run, each with its suite
        tests: {\(tests(preset))}
        # Trailers that declare an emergency
        emergency: \(YAMLWriter.list(evidence(preset).emergencyTrailers))
      # The notes that Gerrit writes on submitted commits, as {gerrit: refs/notes/review}
      notes: {\(evidence(preset).gerritNotes.map { "gerrit: " + YAMLWriter.scalar($0) } ?? "")}

    # The groups that may declare an emergency, and how long its approval may be missing. Default: nobody may
    # emergency:
    #   declaredBy: [leads]
    #   reviewWithin: 48h

    # The groups that approve changes of this file. Default: whoever approves any change
    # policyOwners: [leads]

    """
  }

  private static func evidence(_ preset: Preset) -> EvidenceSources { .preset(preset) }

  private static func tests(_ preset: Preset) -> String {
    evidence(preset).testTrailers.map { "\($0.key): \(YAMLWriter.scalar($0.suite))" }.joined(separator: ", ")
  }
}
