import Audit
import CountersignTesting
import Testing

/// `docs/scenarios.md`, "The policy itself".
@Suite struct ThePolicy {
  private static let name = "countersign.yml"
  private static let unknown = "unknown approval-not-shown tests-not-shown"

  @Test func `a change can't loosen the rules that judge it`() throws {
    // main  B---C           C: makes the policy ask for no tests; approved
    let scenario = try Scenario()
    try scenario.commit("C", Say.approved, files: [Self.name: PolicyText.withoutTests.text])
    #expect(try scenario.verdicts() == ["C: fail policy-change-unapproved tests-not-shown"])
  }

  @Test func `a policy change that did not pass never takes effect`() throws {
    // main  B---C---D       C: makes the policy ask for no tests; none
    //                       D: approved, not tested
    let scenario = try Scenario()
    try scenario.commit("C", files: [Self.name: PolicyText.withoutTests.text])
    try scenario.commit("D", Say.approved)
    #expect(
      try scenario.verdicts() == [
        "C: fail approval-not-shown policy-change-unapproved tests-not-shown", "D: unknown tests-not-shown",
      ])
  }

  @Test func `a policy change that passed judges the next change`() throws {
    // main  B---C---D       C: asks for two approvers; both trailers
    //                       D: both trailers
    let scenario = try Scenario()
    try scenario.commit("C", Say.both, files: [Self.name: PolicyText(required: 2).text])
    try scenario.commit("D", Say.both)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: pass (claim)", "D: fail too-few-approvers"])
    #expect(audit.policies.map { scenario.name($0.firstEntry) } == ["C", "D"])
  }

  @Test func `removing the policy does not end the control`() throws {
    // main  B---C---D       C: removes the policy; both trailers
    //                       D: none
    let scenario = try Scenario()
    try scenario.commit("C", Say.both, files: [Self.name: nil])
    try scenario.commit("D")
    #expect(try scenario.verdicts() == ["C: fail policy-removed", "D: \(Self.unknown)"])
    let later = try scenario.audit("C")
    #expect(scenario.told(later) == ["D: \(Self.unknown)"])
    #expect(later.policyOrigin == .history)
  }

  @Test func `a policy that can't be read does not take effect`() throws {
    // main  B---C---D       C: misspells a key of the policy; both trailers
    //                       D: none
    let scenario = try Scenario()
    let wrong = PolicyText.withoutTests.text.replacing("approval:", with: "aproval:")
    try scenario.commit("C", Say.both, files: [Self.name: wrong])
    try scenario.commit("D")
    #expect(try scenario.verdicts() == ["C: fail policy-invalid", "D: \(Self.unknown)"])
  }

  @Test func `changes before there was a policy are counted and not judged`() throws {
    // main  R---S---C---D   R, S: none; C: adds the policy; D: none
    let scenario = try Scenario(empty: ())
    try scenario.commit("R")
    try scenario.commit("S")
    try scenario.commit("C", files: [Self.name: PolicyText().text])
    try scenario.commit("D")
    let audit = try scenario.audit(nil)
    #expect(scenario.told(audit) == ["R: not-judged", "S: not-judged", "C: not-judged", "D: \(Self.unknown)"])
    #expect(audit.summary.notJudged == 3 && audit.summary.judged == 1 && audit.summary.pass == 0)
  }

  @Test func `a turned first parent does not smuggle a policy in`() throws {
    // main was  B---P       P: both trailers
    // Ada has   B---X---M   X: makes the policy ask for no tests; none
    //                  /    M: parents X, P; approved
    //                 P     Ada pushed M as main; the range is P..M
    let scenario = try Scenario()
    try scenario.commit("P", Say.both)
    try scenario.commit("X", on: "ada", files: [Self.name: PolicyText.withoutTests.text], parents: ["B"])
    try scenario.merge("M", ["P"], into: "ada", Say.approved)
    let verdicts = try scenario.verdicts("P", to: "M")
    #expect(verdicts == ["M+X: fail approval-not-shown policy-change-unapproved tests-not-shown"])
  }
}
