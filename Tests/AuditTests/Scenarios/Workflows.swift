import Audit
import CountersignTesting
import Fieldwork
import GitStore
import Testing

/// `docs/scenarios.md`, "Honest workflows": forges.
@Suite struct Workflows {
  private typealias Who = CountersignTesting.Identity

  /// main  B---C           C: both trailers; X, Y: by Ada; approve Y by Bob, test Y
  ///        \
  ///         X---Y
  private func pullRequest() throws -> Scenario {
    let scenario = try Scenario(files: ["f": "one\n", "g": "one\n"])
    try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
    try scenario.commit("Y", on: "topic", files: ["g": "two\n"])
    try scenario.approveAndTest("Y")
    try scenario.commit("C", Say.both)
    return scenario
  }

  private func said(_ scenario: Scenario) throws -> [String] { Array(try scenario.verdicts().dropFirst()) }

  @Test func `GitHub's merge button`() throws {
    // main  B---C---M       approve Y by Bob, test Y; M: author Bob, committer GitHub
    //        \     /
    //         X---Y
    let scenario = try pullRequest()
    try scenario.merge("M", ["topic"], author: .bob, committer: .github)
    #expect(try said(scenario) == ["M+X+Y: pass (record)"])
  }

  @Test func `GitHub's squash button`() throws {
    // main  B---C---S       approve Y by Bob, test Y; S: author Ada, committer GitHub
    //        \
    //         X---Y
    let scenario = try pullRequest()
    try scenario.squash("S", of: "Y", committer: .github)
    #expect(try said(scenario) == ["S: pass (record)"])
  }

  @Test func `GitHub's rebase button`() throws {
    // main  B---C---X2---Y2   approve Y by Bob, test Y; X2, Y2: author Ada, committer GitHub
    //        \
    //         X---Y
    let scenario = try pullRequest()
    try scenario.pick("X2", of: "X", committer: .github)
    try scenario.pick("Y2", of: "Y", committer: .github)
    #expect(try said(scenario) == ["Y2+X2: pass (record)"])
  }

  @Test func `GitHub's merge queue`() throws {
    // main  B---C---S---T   S, T: squashes of Y and Z, made and tested by the queue before main was moved to T
    //       |\              approve Y, approve Z, test Y, test Z; test S, test T
    //       | X---Y
    //        Z
    let scenario = try pullRequest()
    try scenario.commit("Z", on: "other", author: .bob, parents: ["B"])
    try scenario.approveAndTest("Z", by: .ada)
    try scenario.move("queue", to: "C")
    try scenario.squash("S", of: "Y", on: "queue", committer: .github)
    try scenario.squash("T", of: "Z", on: "queue", author: .bob, committer: .github)
    try scenario.move(to: "T")
    #expect(try said(scenario) == ["S: pass (record)", "T: pass (record)"])
    let onlyInQueue = try Scenario(.declared)
    try onlyInQueue.commit("X", on: "topic", parents: ["B"])
    try onlyInQueue.approve("X")
    try onlyInQueue.squash("S", of: "X", committer: .github)
    try onlyInQueue.test("S")
    #expect(try onlyInQueue.verdicts() == ["S: pass (record) order-not-shown"])
  }

  @Test func `GitLab's merge commit with semi-linear history`() throws {
    // main  B---C-------M     approve Y by Bob, test Y; the branch was rebased with GitLab's button,
    //       |\   \     /      then merged: M by Bob
    //       | \   X2--Y2
    //       |  X---Y
    let scenario = try pullRequest()
    try scenario.move("rebased", to: "C")
    try scenario.pick("X2", of: "X", on: "rebased")
    try scenario.pick("Y2", of: "Y", on: "rebased")
    try scenario.merge("M", ["rebased"], author: .bob)
    #expect(try said(scenario) == ["M+X2+Y2: pass (record)"])
  }

  @Test func `Gerrit's cherry-pick on submit`() throws {
    // main  B---C           C: author Ada, committer Cora, who submitted it
    //                       note: Code-Review+2 by Bob, Verified+1 by CI
    let scenario = try Scenario(text: PolicyText.gerrit)
    let c = try scenario.commit("C", committer: .cora)
    let votes = [
      "Code-Review+2: Bob Brown <bob@example.com>", "Verified+1: \(Say.ci)",
      "Submitted-by: Cora Cole <cora@example.com>",
    ]
    try scenario.repository.note(
      ref: "refs/notes/review", on: c,
      text: (votes + ["Submitted-at: Mon, 05 Jan 2026 12:00:00 +0000"]).joined(separator: "\n") + "\n")
    #expect(try scenario.verdicts() == ["C: pass (record)"])
  }

  @Test func `the approver merges what he approved`() throws {
    // main  B---C---M       approve Y by Bob, test Y; M: by Bob
    //        \     /
    //         X---Y
    let scenario = try pullRequest()
    try scenario.merge("M", ["topic"], author: .bob)
    #expect(try said(scenario) == ["M+X+Y: pass (record)"])
  }
}
