import Audit
import CountersignTesting
import Evidence
import Testing

/// `docs/scenarios.md`, "Records beside the commits": test runs. In each, Bob approved X.
@Suite struct RecordedRuns {
  /// main  B-------M       X: approved, and tested as said
  ///        \     /
  ///         X----
  private func verdicts(_ policy: PolicyText = PolicyText(), _ test: (Scenario) throws -> Void) throws -> [String] {
    let scenario = try Scenario(policy)
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approve("X")
    try test(scenario)
    try scenario.merge("M", ["topic"])
    return try scenario.verdicts()
  }

  @Test func `a run that was skipped or cancelled is not a pass`() throws {
    // main  B-------M       unit on X: neither passed nor failed
    #expect(try verdicts { try $0.test("X", outcome: .inconclusive) } == ["M+X: unknown tests-not-shown"])
    let both = try verdicts {
      try $0.test("X")
      try $0.test("X", outcome: .inconclusive)
    }
    #expect(both == ["M+X: pass (record)"])
  }

  @Test func `a run that is green after red counts`() throws {
    // main  B-------M       unit on X: failed, then passed
    func repeated(_ policy: PolicyText, _ outcomes: TestRun.Outcome...) throws -> [String] {
      try verdicts(policy) { scenario in for outcome in outcomes { try scenario.test("X", outcome: outcome) } }
    }
    #expect(try repeated(PolicyText(), .failed, .passed) == ["M+X: pass (record)"])
    #expect(try repeated(PolicyText(), .passed, .failed) == ["M+X: fail tests-failed"])
    #expect(try repeated(PolicyText(tests: ["rerun: all"]), .failed, .passed) == ["M+X: fail tests-failed"])
  }

  @Test func `a run on another revision is out of date`() throws {
    // main  B-------M       test X; then Y was pushed, and approved
    //        \     /
    //         X---Y
    let outcome = try verdicts {
      try $0.test("X")
      try $0.commit("Y", on: "topic")
      try $0.approve("Y")
    }
    #expect(outcome == ["M+X+Y: fail tests-out-of-date"])
  }

  @Test func `a run that failed on the merge itself is not made good by its commits`() throws {
    // main  B---C---M       unit on X: passed; unit on M: failed
    //        \     /
    //         X----
    for policy in [PolicyText(), PolicyText(tests: ["rerun: all"])] {
      let scenario = try Scenario(policy)
      try scenario.commit("X", on: "topic", parents: ["B"])
      try scenario.approveAndTest("X")
      try scenario.commit("C", Say.both)
      try scenario.merge("M", ["topic"])
      #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: pass (record)"])
      try scenario.test("M", outcome: .failed)
      #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: fail tests-failed"])
    }
  }

  @Test func `an approved merge with content of its own needs tests of its own`() throws {
    // main  B---C---M       M: adds a file of its own, and is approved; unit on X alone, then on M
    //        \     /
    //         X----
    let scenario = try Scenario(.declared)
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("C", Say.both)
    try scenario.merge("M", ["topic"], files: ["own": "x\n"])
    try scenario.approve("M", base: "C")
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: fail order-not-shown tests-out-of-date"])
    try scenario.test("M")
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: pass (record) order-not-shown"])
  }

  @Test func `a run that executed nothing shows nothing`() throws {
    // main  B-------M       unit on X: passed, 0 executed
    #expect(try verdicts { try $0.test("X", executed: 0) } == ["M+X: fail tests-empty"])
  }

  @Test func `a suite that two runners have must pass by both`() throws {
    // main  B-------M       unit on X: passed by CI, failed by another runner
    let test: (Scenario) throws -> Void = {
      try $0.test("X")
      try $0.test("X", outcome: .failed, runner: "Other <other@example.com>")
    }
    #expect(try verdicts(PolicyText(), test) == ["M+X: fail tests-failed"])
    let people = [
      "{id: ada, emails: [ada@example.com]}", "{id: bob, emails: [bob@example.com]}",
      "{id: ci, kind: bot, emails: [ci@example.com]}",
    ]
    #expect(try verdicts(PolicyText(tests: ["runners: [ci]"], people: people), test) == ["M+X: pass (record)"])
  }

  @Test func `every shard of a suite must pass`() throws {
    // main  B-------M       unit on X: linux passed, windows failed before that
    let outcome = try verdicts {
      try $0.test("X", outcome: .failed, configuration: ["windows"])
      try $0.test("X", configuration: ["linux"])
    }
    #expect(outcome == ["M+X: fail tests-failed"])
  }

  @Test func `a policy that requires no suite is no policy`() throws {
    // main  B---C---D       C: makes the policy say `suites: []`; both trailers
    //                       D: Reviewed-by: Bob
    let scenario = try Scenario()
    try scenario.commit("C", Say.both, files: ["countersign.yml": PolicyText(suites: "[]").text])
    try scenario.commit("D", Say.approved)
    #expect(try scenario.verdicts() == ["C: fail policy-invalid", "D: unknown tests-not-shown"])
    #expect(try verdicts(PolicyText(suites: "any")) { _ in } == ["M+X: unknown tests-not-shown"])
  }
}
