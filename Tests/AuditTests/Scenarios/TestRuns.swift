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

  @Test func `one of two required suites is not shown`() throws {
    // main  B---C           C: both trailers; unit and functional are required
    let policy = PolicyText(suites: "[unit, functional]", testKeys: "Tested-by: unit, Functional-by: functional")
    let scenario = try Scenario(policy)
    try scenario.commit("C", Say.both)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: unknown tests-not-shown"])
    let messages = audit.assessments.flatMap(\.findings).map(\.message)
    #expect(messages.count == 1 && messages.allSatisfy { $0.contains("suite functional") && !$0.contains("unit") })
    try scenario.commit("D", "Functional-by: CI <ci@example.com>\n\(Say.both)")
    #expect(try scenario.verdicts("C") == ["D: pass (claim)"])
  }

  @Test func `a test run is weaker than the minimum grade`() throws {
    // main  B---C           C: both trailers; a record is asked for
    let scenario = try Scenario(PolicyText(tests: ["minimumGrade: record"]))
    try scenario.commit("C", Say.both)
    #expect(try scenario.verdicts() == ["C: fail tests-too-weak"])
  }

  @Test func `a test run without a count does not count where one is asked for`() throws {
    // main  B---C           C: both trailers; counts are asked for
    let scenario = try Scenario(PolicyText(tests: ["counts: required"]))
    try scenario.commit("C", Say.both)
    #expect(try scenario.verdicts() == ["C: unknown tests-unverifiable"])
  }
}
