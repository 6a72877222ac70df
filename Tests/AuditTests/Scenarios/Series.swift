import Audit
import CountersignTesting
import Testing

/// `docs/scenarios.md`, "Squash, rebase and series": branches of several commits that went in without a merge.
@Suite struct Series {
  private static let unapproved = "unknown approval-not-shown tests-not-shown"

  /// main  B---C           C: both trailers; approve Y, compared with B; test Y
  ///        \
  ///         X---Y         X changes f, Y changes g
  private func branch(_ policy: PolicyText = PolicyText()) throws -> Scenario {
    let scenario = try Scenario(policy, files: ["f": "one\n", "g": "one\n"])
    try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
    try scenario.commit("Y", on: "topic", files: ["g": "two\n"])
    try scenario.approveAndTest("Y")
    try scenario.commit("C", Say.both)
    return scenario
  }

  @Test func `a branch that was approved at its tip and fast-forwarded is one series`() throws {
    // main  B---X---Y       approve Y, test Y; then main was moved to Y
    for (policy, verdict) in [
      (PolicyText.declared, "pass (record) order-not-shown"), (PolicyText(), "unknown order-not-shown"),
    ] {
      let scenario = try branch(policy)
      try scenario.move(to: "Y")
      let audit = try scenario.audit()
      #expect(scenario.told(audit) == ["Y+X: \(verdict)"])
      #expect(audit.assessments.map(\.kind) == [.series])
    }
  }

  @Test func `a branch that was approved at its tip and rebased is one series`() throws {
    // main  B---C---X2---Y2   approve Y, test Y; X2, Y2: X and Y on C
    //        \
    //         X---Y
    let scenario = try branch()
    try scenario.pick("X2", of: "X")
    try scenario.pick("Y2", of: "Y")
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: pass (claim)", "Y2+X2: pass (record)"])
    #expect(audit.assessments.map(\.kind) == [.commit, .series])
    let check = try #require(audit.checks.first { $0.name == "each-commit-in-one-change" })
    #expect(check.ok && check.detail == "3 commits in 2 changes, 3 commits in the population")
  }

  @Test func `a rebased branch with one commit edited is no series`() throws {
    // main  B---C---X2---Y2   approve Y, test Y; X2: X with another line; Y2: Y on X2
    //        \
    //         X---Y
    let scenario = try branch()
    try scenario.pick("X2", of: "X", files: ["f": "two\nmore\n"])
    try scenario.pick("Y2", of: "Y")
    #expect(try scenario.verdicts() == ["C: pass (claim)", "X2: \(Self.unapproved)", "Y2: \(Self.unapproved)"])
  }

  @Test func `a rebased branch with its commits in another order is no series`() throws {
    // main  B---C---Y2---X2   approve Y, test Y; Y2: Y on C; X2: X on Y2
    //        \
    //         X---Y
    let scenario = try branch()
    try scenario.pick("Y2", of: "Y")
    try scenario.pick("X2", of: "X")
    #expect(try scenario.verdicts() == ["C: pass (claim)", "Y2: \(Self.unapproved)", "X2: \(Self.unapproved)"])
  }

  @Test func `a commit between those of a branch is no part of the series`() throws {
    // main  B---C---X2---Z---Y2   approve Y, test Y; X2, Y2: X and Y; Z: none
    //        \
    //         X---Y
    let scenario = try branch()
    try scenario.pick("X2", of: "X")
    try scenario.commit("Z")
    try scenario.pick("Y2", of: "Y")
    let said = ["X2", "Z", "Y2"].map { "\($0): \(Self.unapproved)" }
    #expect(try scenario.verdicts() == ["C: pass (claim)"] + said)
  }

  @Test func `a branch that went in only in part is no series`() throws {
    // main  B---X           approve Y, test Y; then main was moved to X
    let scenario = try branch(.declared)
    try scenario.move(to: "X")
    #expect(try scenario.verdicts() == ["X: \(Self.unapproved)"])
  }
}
