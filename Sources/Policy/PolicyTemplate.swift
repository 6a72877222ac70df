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

    approval:
      # How many people must have approved a change. Default: 1
      required: 1
      # The groups, as named under `people`, whose members may approve. Default: anyone
      # from: [engineers]
      # Whoever had one of these roles in a change can't approve it. Default: all four
      independentOf: [author, committer, coauthor, pusher]
      # How hard an approval must be to forge: claim, record or export. Default: claim
      minimumGrade: claim

    # Whether evidence must be shown to be older than the promotion (proven), or whether the
    # dates that it declares are taken as they are (declared). Default: proven, and then a
    # clock that is not the author's has to say when a change was promoted
    timing: declared

    tests:
      # The suites that must have passed; or `any` for at least one run of any suite; or
      # {none: "why this control does not test"}. Default: any
      suites: any
      # The ids, as under `people`, of whoever may run tests. Default: anyone
      # runners: [ci]
      # How hard a test run must be to forge: claim, record, export, signed or witnessed. Default: claim
      minimumGrade: claim
      # Of several runs of a suite: the newest decides (latest), or every one must be green (all). Default: latest
      rerun: latest
      # Whether a run must say how many tests it executed: optional or required. Default: optional
      counts: optional

    # Who is who. Once a person is listed only listed persons approve. Default: nobody
    # people:
    #   - id: ada                        # short and unique. Required
    #     kind: person                   # person, bot or agent. Default: person
    #     name: Ada Lovelace             # Default: nothing
    #     emails: [ada@example.com]      # every address in her commits. Default: none
    #     logins: {github: ada}          # github, gitlab, gerrit, gitea, bitbucket, azure. Default: none
    #     # keys: ["ssh-ed25519 AAAA… ada"]   # lines of .pub files. Default: none
    #     groups: [engineers]            # Default: none
    #     activeFrom: 2026-01-01         # approvals count from then on. Default: always
    #     activeUntil: 2027-01-01        # and no longer from then on. Default: for ever
    #   - {id: ci, kind: bot, emails: [ci@example.com]}
    #   - {id: helper, kind: agent, operator: ada, emails: [helper@example.com]}

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

    """
  }

  private static func evidence(_ preset: Preset) -> EvidenceSources { .preset(preset) }

  private static func tests(_ preset: Preset) -> String {
    evidence(preset).testTrailers.map { "\($0.key): \(YAMLWriter.scalar($0.suite))" }.joined(separator: ", ")
  }
}
