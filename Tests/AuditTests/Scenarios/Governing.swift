import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Testing

/// `docs/scenarios.md`, "Policy and people in the change".
@Suite struct Governing {
  private typealias Who = CountersignTesting.Identity

  private static let name = "countersign.yml"
  private static let second = Who(name: "A. King", email: "al@home.example")
  private static let mapped = "Ada Lovelace <ada@example.com> A. King <al@home.example>\n"

  @Test func `a policy loosened in the branch judges none of it`() throws {
    // main  B-------M       X: makes the policy ask for no tests; approve Y
    //        \     /        Y: any change; or brings the policy back as it was
    //         X---Y
    let strict = PolicyText()
    for (files, verdict) in [
      (nil, "fail policy-change-unapproved tests-not-shown"), ([Self.name: strict.text], "unknown tests-not-shown"),
    ] as [([String: String?]?, String)] {
      let scenario = try Scenario(strict)
      try scenario.commit("X", on: "topic", files: [Self.name: PolicyText.withoutTests.text], parents: ["B"])
      try scenario.commit("Y", on: "topic", files: files)
      try scenario.approve("Y")
      try scenario.merge("M", ["topic"])
      #expect(try scenario.verdicts() == ["M+X+Y: \(verdict)"])
    }
  }

  @Test func `a mailmap in the change does not turn its author into somebody else`() throws {
    // main  B-------M       X: by Ada; adds a .mailmap that turns Ada into Dan
    //        \     /        approve X by Ada, test X
    //         X----
    let scenario = try Scenario()
    try scenario.commit(
      "X", on: "topic", files: [".mailmap": "Dan Drake <dan@example.com> <ada@example.com>\n"], parents: ["B"])
    try scenario.approveAndTest("X", by: .ada)
    try scenario.merge("M", ["topic"])
    #expect(try scenario.verdicts() == ["M+X: fail self-approved"])
  }

  @Test func `a mailmap that did not pass splits nobody in two`() throws {
    // main  B---C---M       B: .mailmap says that al@home.example is Ada; C: removes it; none
    //            \ /
    //             X         X: by Ada; approve X by al@home.example, test X
    let scenario = try Scenario(files: [".mailmap": Self.mapped])
    try scenario.commit("C", files: [".mailmap": nil])
    try scenario.commit("X", on: "topic", parents: ["C"])
    try scenario.approveAndTest("X", by: Self.second)
    try scenario.merge("M", ["topic"])
    #expect(try scenario.verdicts().last == "M+X: fail self-approved")
    #expect(try scenario.verdicts().first?.contains("pass") == false)
  }

  @Test func `people added by a change that did not pass are nobody`() throws {
    // main  B---C---M       B: `people` has both addresses of Ada, and Bob; C: makes a third person of one; none
    //            \ /
    //             X         X: by Ada; approve X by al@home.example, test X
    let before = ["{id: ada, emails: [ada@example.com, al@home.example]}", "{id: bob, emails: [bob@example.com]}"]
    let after = [
      "{id: ada, emails: [ada@example.com]}", "{id: al, emails: [al@home.example]}",
      "{id: bob, emails: [bob@example.com]}",
    ]
    let scenario = try Scenario(PolicyText(people: before))
    try scenario.commit("C", files: [Self.name: PolicyText(people: after).text])
    try scenario.commit("X", on: "topic", parents: ["C"])
    try scenario.approveAndTest("X", by: Self.second)
    try scenario.merge("M", ["topic"])
    #expect(
      try scenario.verdicts() == [
        "C: fail approval-not-shown policy-change-unapproved tests-not-shown", "M+X: fail self-approved",
      ])
  }

  @Test func `a forged author can't be told from a real one below signatures`() throws {
    // main  B-------M       X: by Ada, who wrote Dan's name as the author; approve X by Ada, test X
    //        \     /
    //         X----         then also as the committer
    for (committer, verdict) in [(Who.ada, "unknown approver-may-be-author"), (.dan, "pass (record)")] {
      let scenario = try Scenario()
      try scenario.commit("X", on: "topic", author: .dan, committer: committer, parents: ["B"])
      try scenario.approveAndTest("X", by: .ada)
      try scenario.merge("M", ["topic"])
      #expect(try scenario.verdicts() == ["M+X: \(verdict)"])
    }
  }

  /// main was  B---P       B: asks for no tests; P: asks for unit; both trailers
  /// Ada has   B---X---M   X: Reviewed-by: Bob; M: parents X, P; has B's policy; Reviewed-by: Bob
  private func turned() throws -> Scenario {
    let scenario = try Scenario(.withoutTests)
    try scenario.commit("P", Say.both, files: [Self.name: PolicyText().text])
    try scenario.commit("X", Say.approved, on: "turned", parents: ["B"])
    try scenario.commit("M", Say.approved, on: "turned", files: [:], parents: ["X", "P"])
    try scenario.move(to: "M")
    return scenario
  }

  @Test func `a turned first parent does not bring an older policy back`() throws {
    // main was  B---P       B: asks for no tests; P: asks for unit; both trailers
    // Ada has   B---X---M   X: Reviewed-by: Bob; M: parents X, P; has B's policy; Reviewed-by: Bob
    //                  /
    //                 P     Ada pushed M as main; the range is P..M
    let verdicts = try turned().verdicts("P")
    #expect(verdicts == ["M+X: fail policy-change-unapproved tests-not-shown"])
  }

  @Test func `where nothing says what production was a turned policy is ambiguous`() throws {
    // the same, judged from B on
    #expect(try turned().verdicts() == ["X: pass (claim)", "M+P: unknown policy-ambiguous"])
  }

  @Test func `a turned line that its victim had merged before is no less ambiguous`() throws {
    // main was  B---P---N       N: merges X; M: parents X, N
    let scenario = try Scenario(.withoutTests)
    try scenario.commit("P", Say.both, files: [Self.name: PolicyText().text])
    try scenario.commit("X", Say.approved, on: "turned", parents: ["B"])
    try scenario.merge("N", ["X"])
    try scenario.commit("M", Say.approved, on: "turned", files: [:], parents: ["X", "N"])
    try scenario.move(to: "M")
    #expect(try scenario.verdicts().last?.hasPrefix("M+N+P: unknown policy-ambiguous") == true)
  }

  @Test func `a turned line that took the other's policy over before is no less ambiguous`() throws {
    // Ada has   B---X---C---M   C: P's policy, both trailers; M: parents C, P
    let scenario = try Scenario(.withoutTests)
    try scenario.commit("P", Say.both, files: [Self.name: PolicyText().text])
    try scenario.commit("X", Say.approved, on: "turned", parents: ["B"])
    try scenario.commit("C", Say.both, on: "turned", files: [Self.name: PolicyText().text])
    try scenario.commit("M", Say.both, on: "turned", files: [:], parents: ["C", "P"])
    try scenario.move(to: "M")
    #expect(try scenario.verdicts().last?.contains("policy-ambiguous") == true)
  }

  @Test func `a merge that brings a policy which all before it meet too is not ambiguous`() throws {
    // main  B---C---M       P: asks for unit; C, P and M: both trailers
    //        \     /
    //         P----
    let scenario = try Scenario(.withoutTests)
    try scenario.commit("C", Say.both)
    try scenario.commit("P", Say.both, on: "topic", files: [Self.name: PolicyText().text], parents: ["B"])
    try scenario.merge("M", ["topic"], Say.both)
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+P: pass (claim)"])
  }

  @Test func `a branch that still has the policy of its beginning is not ambiguous`() throws {
    // main  B---P---M       P: asks for no tests; X: begun at B
    //        \     /
    //         X----
    let scenario = try Scenario()
    try scenario.commit("P", Say.both, files: [Self.name: PolicyText.withoutTests.text])
    try scenario.commit("X", Say.approved, on: "topic", parents: ["B"])
    try scenario.merge("M", ["topic"], Say.approved)
    #expect(try scenario.verdicts() == ["P: pass (claim)", "M+X: pass (claim)"])
  }

  @Test func `a push tells what production was`() throws {
    // main was at B; Ada pushes M of the first of these, whose line B begins
    let scenario = try turned()
    let repository = try Repository(opening: scenario.repository.path)
    let line = "refs/heads/main \(scenario.id("M")) refs/heads/main \(scenario.id("B"))\n"
    let updates = try HookUpdate.pushed(Array(line.utf8))
    let audits = try HookGate(repository, side: .client(remote: "origin"), production: "main").judge(updates)
    #expect(audits.flatMap(\.findings).isEmpty)
    #expect(audits.map(\.summary.against) == [0])
  }
}
