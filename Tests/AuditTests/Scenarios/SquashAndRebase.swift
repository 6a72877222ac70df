import Audit
import CountersignTesting
import Foundation
import Policy
import Testing

/// `docs/scenarios.md`, "Squash, rebase and series": changes of one commit.
@Suite struct SquashAndRebase {
  private func said(_ scenario: Scenario) throws -> String? {
    let verdicts = try scenario.verdicts()
    #expect(verdicts.first == "C: pass (claim)")
    return verdicts.last
  }

  @Test func `a squash of an approved branch passes`() throws {
    // main  B---C---S       approve Y, test Y; S: squash of X and Y
    //        \
    //         X---Y
    let scenario = try Scenario.beside()
    try scenario.commit("Y", on: "topic")
    try scenario.approveAndTest("Y", base: "B")
    try scenario.squash("S", of: "Y")
    #expect(try said(scenario) == "S: pass (record)")
    #expect(try scenario.audit().assessments.last?.approvals.map(\.coverage) == [.replay])
  }

  @Test func `a squash with an edit in it is out of date`() throws {
    // main  B---C---S       approve X, test X; S: squash of X, with another line in f, or another file
    //        \
    //         X
    let scenario = try Scenario.beside()
    try scenario.squash("S", of: "X", files: ["f": "two\nand more\n"])
    #expect(try said(scenario) == "S: fail approval-out-of-date tests-out-of-date")
    let other = try Scenario.beside()
    try other.squash("S", of: "X", files: ["own": "x\n"])
    #expect(try said(other) == "S: unknown approval-not-shown tests-not-shown")
    // From the base that was approved, the branch and what was added to it can be told apart.
    for (files, verdict) in [
      (["f": "two\n", "own": "x\n"], "S: fail approval-out-of-date tests-out-of-date"),
      (["own": "x\n"], "S: unknown approval-not-shown tests-not-shown"),
      (["f": "two\n"], "S: pass (record)"),
    ] {
      let amended = try Scenario(PolicyText(), files: ["f": "one\n"])
      try amended.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
      try amended.approveAndTest("X")
      try amended.commit("S", files: files)
      #expect(try amended.verdicts() == [verdict])
    }
  }

  @Test func `who only squashed may have approved`() throws {
    // main  B---C---S       approve X by Bob, test X; S: squash of X, by Bob
    //        \
    //         X
    for author in [CountersignTesting.Identity.ada, .bob] {
      let scenario = try Scenario.beside()
      try scenario.squash("S", of: "X", author: author, committer: .bob)
      #expect(try said(scenario) == "S: pass (record)")
    }
    let edited = try Scenario.beside()
    try edited.squash("S", of: "X", author: .bob, files: ["f": "three\n"])
    #expect(try said(edited) == "S: fail approval-out-of-date tests-out-of-date")
  }

  @Test func `a rebased commit is what was approved if nothing else changed`() throws {
    // main  B---C---X2      approve X, test X; X2: X on C
    //        \
    //         X
    let scenario = try Scenario.beside()
    try scenario.pick("X2", of: "X")
    #expect(try said(scenario) == "X2: pass (record)")
    let strict = try Scenario.beside(PolicyText(approval: ["coverage: [identity]"]))
    try strict.pick("X2", of: "X")
    #expect(try said(strict) == "X2: fail approval-out-of-date")
  }

  @Test func `a reviewer who rebased and then approved may be an author`() throws {
    // main  B---C---X2      X2: X on C, author Ada, committer Bob
    //        \              approve X2 by Bob, test X2; then approve X by Bob too
    //         X
    for approvedBefore in [false, true] {
      let scenario = try Scenario(.declared, files: ["f": "one\n"])
      try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
      if approvedBefore { try scenario.approve("X") }
      try scenario.commit("C", Say.both)
      try scenario.move("rebased", to: "C")
      try scenario.pick("X2", of: "X", on: "rebased", committer: .bob)
      try scenario.approveAndTest("X2")
      try scenario.move(to: "X2")
      let verdict = approvedBefore ? "pass (record) order-not-shown" : "unknown approver-may-be-author order-not-shown"
      #expect(try said(scenario) == "X2: \(verdict)")
    }
  }

  @Test func `a branch of 260 commits is approved at its tip`() throws {
    // main  B---S           approve T, test T; S: squash of the branch, or a merge of it
    //        \
    //         260 commits---T
    for squashed in [true, false] {
      let scenario = try Scenario()
      let lines = (1...260).map { number in
        """
        commit refs/heads/topic
        author Ada Lovelace <ada@example.com> \(scenario.repository.clock) +0000
        committer Ada Lovelace <ada@example.com> \(scenario.repository.clock) +0000
        data 2
        T
        \(number == 1 ? "from \(scenario.id("B"))\n" : "")M 100644 inline file-\(number)
        data 2
        1

        """
      }
      try scenario.repository.git("fast-import", "--quiet", input: Array(lines.joined().utf8))
      scenario.remember("T", try scenario.repository.resolve("topic"))
      try scenario.approveAndTest("T")
      if squashed { try scenario.squash("S", of: "T") } else { try scenario.merge("S", ["topic"]) }
      let audit = try scenario.audit()
      #expect(audit.assessments.map(\.verdict) == [.pass])
      #expect(audit.commits == (squashed ? 1 : 261))
    }
  }
}
