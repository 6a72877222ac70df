extension EvidenceSources {
  /// What each preset looks for. `docs/presets.md` shows the same table.
  package static func preset(_ preset: Preset) -> EvidenceSources {
    switch preset {
    case .gerrit:
      EvidenceSources(
        approvalTrailers: ["Reviewed-by"],
        testTrailers: [
          TestTrailer(key: "TryBot-Result", suite: "trybots"),
          TestTrailer(key: "LUCI-TryBot-Result", suite: "trybots"),
          TestTrailer(key: "Tested-by", suite: "manual"),
        ],
        emergencyTrailers: ["TryBot-Bypass"],
        gerritNotes: "refs/notes/review")
    case .github:
      EvidenceSources(
        approvalTrailers: ["Reviewed-by", "Approved-by"], testTrailers: [], emergencyTrailers: [], gerritNotes: nil)
    case .gitlab:
      EvidenceSources(
        approvalTrailers: ["Approved-by", "Reviewed-by"], testTrailers: [], emergencyTrailers: [], gerritNotes: nil)
    case .kernel:
      EvidenceSources(
        approvalTrailers: ["Reviewed-by", "Acked-by"], testTrailers: [TestTrailer(key: "Tested-by", suite: "manual")],
        emergencyTrailers: [], gerritNotes: nil)
    case .none:
      EvidenceSources(
        approvalTrailers: ["Reviewed-by", "Approved-by"],
        testTrailers: [TestTrailer(key: "Tested-by", suite: "manual")], emergencyTrailers: [], gerritNotes: nil)
    }
  }
}

extension ApprovalRule {
  /// One independent approver, whoever it is: what a policy means that says nothing of approvals.
  package static let standard = ApprovalRule(
    required: 1, from: nil, independentOf: Set(Role.allCases), minimumGrade: .claim, coverage: [.identity, .replay],
    targets: [], reuse: false, trustedMergers: [], forgeKeys: [], signedCommits: false)
}

extension TestRule {
  /// At least one passing run of any suite: what a policy means that says nothing of tests.
  package static let standard = TestRule(
    requirement: .any, runners: nil, minimumGrade: .claim, coverage: [.identity, .replay], rerun: .latest,
    counts: .optional)
}

extension Policy {
  /// Returns the policy where no commit has one: see `docs/policy.md`.
  ///
  /// It takes declared times as they are, which a policy in a file does only if it says so.
  package static func builtIn(preset: Preset) -> Policy {
    var policy = startingPoint(preset: preset)
    policy.timing = .declared
    return policy
  }

  /// The policy of a file that says nothing but its version and preset.
  static func startingPoint(preset: Preset) -> Policy {
    Policy(
      preset: preset, control: nil, production: Production(line: .unsaid, since: nil), staging: nil,
      approval: .standard, timing: .proven, ledger: nil, promotion: nil, tests: .standard, paths: [], codeowners: false,
      people: [], allowedSigners: nil, evidence: .preset(preset), emergency: nil, policyOwners: nil,
      source: PolicySource(name: "built-in default", lines: [:]))
  }
}
