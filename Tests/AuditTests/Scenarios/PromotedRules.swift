import Audit
import CountersignTesting
import GitStore
import Testing

/// `docs/scenarios.md`, "Promotions": rules that come by staging.
@Suite struct PromotedRules {
  private static let name = "countersign.yml"

  private static func twice(_ policy: PolicyText) -> [String: String?] {
    var policy = policy
    policy.required = 2
    return [name: policy.text]
  }

  @Test func `a policy takes effect with its promotion`() throws {
    // staging  B---X---Y-------Z        X: asks for two approvers; X, Y, Z: both trailers
    //                   \       \
    // main     B---------M-------N
    let scenario = try Scenario.staged()
    try scenario.stage("X", files: Self.twice(.staged()))
    try scenario.stage("Y")
    try scenario.merge("M", ["staging"])
    try scenario.stage("Z")
    try scenario.merge("N", ["staging"])
    try scenario.expect([
      "X: pass (claim)", "Y: pass (claim)", "M: pass", "Z: fail too-few-approvers", "N: pass",
    ])
  }

  @Test func `a policy does not take effect with a promotion that has a fault`() throws {
    // staging  B---X---Y-------Z        X: asks for no tests; X, Z: approved; Y: none
    //                   \       \
    // main     B---------M-------N
    let scenario = try Scenario.staged()
    var loose = PolicyText.staged()
    loose.suites = PolicyText.withoutTests.suites
    try scenario.stage("X", files: [Self.name: loose.text])
    try scenario.stage("Y", "")
    try scenario.merge("M", ["staging"])
    try scenario.stage("Z", Say.approved)
    try scenario.merge("N", ["staging"])
    try scenario.expect([
      "X: pass (claim)", "Y: unknown approval-not-shown tests-not-shown", "M: fail policy-change-unapproved",
      "Z: unknown tests-not-shown", "N: pass",
    ])
  }

  @Test func `a push can't do away with the approval that it needs itself`() throws {
    // ledger  1: -> B   2: B -> D   3: D -> E   4: E -> F
    // C: a policy without `promotion`; each change approved, and no promotion but the last
    let ledger = try LedgerScenario(ledger: Promotions.signed)
    let policy = try ledger.scenario.repository.git("show", "\(ledger.scenario.id("B")):\(Self.name)")
    let loose = policy.split(separator: "\n").filter { !$0.hasPrefix("promotion:") }.joined(separator: "\n") + "\n"
    try ledger.promote("B", from: nil)
    try ledger.scenario.commit("C", on: "staging", files: [Self.name: loose], parents: ["B"])
    for name in ["D", "E", "F"] { try ledger.scenario.commit(name, on: "staging") }
    try ledger.scenario.move(to: "F")
    for name in ["C", "D", "E", "F"] { try ledger.approve(name) }
    try ledger.promote("D", from: "B")
    try ledger.promote("E", from: "D")
    try ledger.approve("F", base: "E", promotion: true)
    try ledger.promote("F", from: "E")
    #expect(
      try ledger.verdicts() == [
        "C: pass (witnessed)", "D: fail policy-change-unapproved promotion-not-approved",
        "E: fail promotion-not-approved", "F: pass (witnessed)",
      ])
  }

  @Test func `CODEOWNERS takes effect with its promotion`() throws {
    // staging  B---X-------Y            X: gives f to Cora, by Ada, approved by Bob; Y: changes f, approved by Bob
    //               \       \
    // main     B-----M-------N
    var policy = PolicyText.owned(
      "production: {branch: main}", "staging: {branch: staging}", "codeowners: true")
    policy.suites = PolicyText.withoutTests.suites
    let scenario = try Scenario.staged(policy)
    let bob = "Reviewed-by: \(CountersignTesting.Identity.bob)"
    try scenario.stage("X", bob, files: ["CODEOWNERS": "f @cora\n", "f": "two\n"])
    try scenario.merge("M", ["staging"])
    try scenario.stage("Y", bob, files: ["f": "three\n"])
    try scenario.merge("N", ["staging"])
    try scenario.expect([
      "X: pass (claim)", "M: pass", "Y: fail owner-approval-missing", "N: pass",
    ])
  }
}
