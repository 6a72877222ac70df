package import Diagnostics
package enum PolicyReader { package static func read(_ bytes: [UInt8], name: String) throws(Stopped) -> Policy { .builtIn(preset: .none) } }
package func yaml(_ policy: Policy) -> String { "" }
extension Policy {
  package static func builtIn(preset: Preset) -> Policy {
    Policy(preset: preset, control: nil, production: Production(line: .unsaid, since: nil), staging: nil,
      approval: ApprovalRule(required: 1, from: nil, independentOf: Set(Role.allCases), minimumGrade: .claim, coverage: [.identity, .replay], targets: [], reuse: false),
      timing: .declared, tests: TestRule(requirement: .any, runners: nil, minimumGrade: .claim, coverage: [.identity, .replay], rerun: .latest, counts: .optional), people: [],
      evidence: EvidenceSources(approvalTrailers: ["Reviewed-by"], testTrailers: [TestTrailer(key: "TryBot-Result", suite: "trybots"), TestTrailer(key: "LUCI-TryBot-Result", suite: "trybots"), TestTrailer(key: "Tested-by", suite: "manual")], emergencyTrailers: ["TryBot-Bypass"], gerritNotes: "refs/notes/review"),
      source: PolicySource(name: "built-in default", lines: [:]))
  }
}
