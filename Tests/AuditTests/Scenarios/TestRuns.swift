import Audit
import Testing

/// `docs/scenarios.md`, "Tests".
@Suite struct TestRuns {
  @Test func `no test run is shown`() throws {
    // main  B---C           C: approved, not tested
    let scenario = try Scenario()
    try scenario.commit("C", Say.approved)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: unknown tests-not-shown"])
    let message = try #require(audit.assessments.first?.findings.first?.message)
    #expect(message.contains("suite unit"))
  }

  @Test func `the tests were run by an untrusted runner`() throws {
    // main  B---C           C: approved by Bob, tested by Ada
    let people = [
      "{id: ada, emails: [ada@example.com]}", "{id: bob, emails: [bob@example.com]}",
      "{id: ci, kind: bot, emails: [ci@example.com]}",
    ]
    let scenario = try Scenario(PolicyText(tests: ["runners: [ci]"], people: people))
    try scenario.commit("C", "\(Say.approved)\nTested-by: Ada Lovelace <ada@example.com>")
    #expect(try scenario.verdicts() == ["C: fail runner-not-trusted"])
    try scenario.commit("D", Say.both)
    #expect(try scenario.verdicts("C") == ["D: pass (claim)"])
  }
}
