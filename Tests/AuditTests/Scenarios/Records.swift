import Audit
import CountersignTesting
import Evidence
import Policy
import Testing

/// `docs/scenarios.md`, "Records beside the commits": approvals.
@Suite struct Records {
  /// main  B, and a topic branch on it with the commit X, which changes f and isn't merged yet.
  private func topic(_ policy: PolicyText = PolicyText(), author: CountersignTesting.Identity = .ada) throws -> Scenario
  {
    let scenario = try Scenario(policy, files: ["f": "one\n"])
    try scenario.commit("X", on: "topic", author: author, files: ["f": "two\n"], parents: ["B"])
    return scenario
  }

  /// Merges the topic as it is now, and tells what is said of it.
  private func merged(_ scenario: Scenario) throws -> [String] {
    try scenario.merge("M", ["topic"])
    return try scenario.verdicts()
  }

  @Test func `a record approves and tests what is merged`() throws {
    // main  B-------M       approve X, test X
    //        \     /
    //         X----
    let scenario = try topic()
    try scenario.approveAndTest("X")
    #expect(try merged(scenario) == ["M+X: pass (record)"])
    let change = try #require(try scenario.audit().assessments.first)
    #expect(change.approvals.map(\.coverage) == [.identity])
    #expect(change.contributors.map(\.identity.name) == ["Ada Lovelace"])
  }

  @Test func `a push after the approval makes it out of date`() throws {
    // main  B-------M       approve X; then Y was pushed; test Y
    //        \     /
    //         X---Y
    for again in [false, true] {
      let scenario = try topic()
      try scenario.approve("X")
      try scenario.commit("Y", on: "topic", files: ["late": "x\n"])
      try scenario.test("Y")
      if again { try scenario.approve("Y") }
      #expect(try merged(scenario) == ["M+X+Y: \(again ? "pass (record)" : "fail approval-out-of-date")"])
      let notes = try scenario.audit().assessments.flatMap(\.findings).flatMap(\.notes)
      #expect(notes.contains { $0.contains("in late") } == !again)
    }
  }

  @Test func `an amended commit is not the approved one`() throws {
    // main  B-------M       approve X, test X; then the branch was pushed by force
    //        \     /
    //         X2---
    let scenario = try topic()
    try scenario.approveAndTest("X")
    try scenario.commit("X2", on: "topic", files: ["f": "other\n"], parents: ["B"])
    #expect(try merged(scenario) == ["M+X2: fail approval-out-of-date tests-out-of-date"])
    try scenario.move(to: "B")
    try scenario.move("topic", to: "X")
    #expect(try merged(scenario) == ["M+X: pass (record)"])
  }

  @Test func `an approval of another branch's commit says nothing of this one`() throws {
    // main  B-------M       Z: on a branch of its own; approve Z, test Z
    //        \     /
    //         X----
    for (files, verdict) in [
      (["f": "three\n"], "fail approval-out-of-date tests-out-of-date"),
      (["g": "three\n"], "unknown approval-not-shown tests-not-shown"),
    ] {
      let scenario = try topic()
      try scenario.commit("Z", on: "other", files: files, parents: ["B"])
      try scenario.approveAndTest("Z")
      #expect(try merged(scenario) == ["M+X: \(verdict)"])
    }
  }

  @Test func `a rejection takes a record back`() throws {
    // main  B-------M       approve X, test X, reject X
    //        \     /
    //         X----
    let scenario = try topic()
    try scenario.approveAndTest("X")
    try scenario.approve("X", decision: .rejected)
    #expect(try merged(scenario) == ["M+X: fail approval-withdrawn"])
    let settled = try topic()
    try settled.approve("X", decision: .rejected)
    try settled.approveAndTest("X")
    #expect(try merged(settled) == ["M+X: pass (record)"])
    let other = try topic()
    try other.approveAndTest("X")
    try other.approve("X", by: .cora, decision: .rejected)
    #expect(try merged(other) == ["M+X: pass (record)"])
  }

  @Test func `a rejection that was removed still stands`() throws {
    // main  B-------M       approve X, test X, reject X; then the rejection was removed
    //        \     /
    //         X----
    let scenario = try topic()
    try scenario.approveAndTest("X")
    let rejection = try scenario.approve("X", decision: .rejected)
    try scenario.repository.commit(
      "Tidy up", on: "refs/countersign/evidence", author: .dan, files: [rejection.path.description: nil])
    #expect(try merged(scenario) == ["run: fail evidence-tampered", "M+X: fail approval-withdrawn"])
  }

  @Test func `a record that can't be read counts for nothing`() throws {
    // main  B-------M       test X; the file of an approval of X holds `{}`
    //        \     /
    //         X----
    let scenario = try topic()
    try scenario.test("X")
    let digest = try scenario.repository.git("-c", "alias.digest=!sha256sum", "digest", input: Array("{}".utf8))
      .prefix(64)
    let x = scenario.id("X")
    try scenario.repository.commit(
      "Plant", on: "refs/countersign/evidence", author: .dan,
      files: ["approval/\(x.prefix(2))/\(x)/\(digest).json": "{}"],
      parents: ["refs/countersign/evidence", x])
    #expect(try merged(scenario) == ["run: warning evidence-unreadable", "M+X: unknown approval-not-shown"])
  }

  @Test func `an approval for another branch is not for production`() throws {
    // main  B-------M       approve X for develop, test X
    //        \     /
    //         X----
    for (targets, verdict) in [([], "fail approval-out-of-date"), (["targets: [refs/heads/develop]"], "pass (record)")]
    {
      let scenario = try topic(PolicyText(approval: targets))
      try scenario.move("develop", to: "B")
      try scenario.approve("X", target: "develop")
      try scenario.test("X")
      #expect(try merged(scenario) == ["M+X: \(verdict)"])
    }
  }

  @Test func `an approval of a promotion is not one of the change`() throws {
    // main  B-------M       approve --promotion X, test X
    //        \     /
    //         X----
    let scenario = try topic()
    try scenario.approve("X", promotion: true)
    try scenario.test("X")
    #expect(try merged(scenario) == ["M+X: unknown approval-not-shown"])
  }

  @Test func `an approved commit that is missing can't be judged`() throws {
    // main  B---S           approve X, test X; S: squash of X; the object of X was removed
    //        \
    //         X
    let scenario = try topic()
    try scenario.approveAndTest("X")
    try scenario.squash("S", of: "X")
    try scenario.repository.removeObject(scenario.id("X"))
    let said = try scenario.verdicts()
    #expect(said == ["S: unknown approval-unverifiable tests-unverifiable"])
  }
}
