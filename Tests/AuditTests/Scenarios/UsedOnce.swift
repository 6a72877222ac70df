import Audit
import CountersignTesting
import Testing

/// `docs/scenarios.md`, "Squash, rebase and series": what was approved once, and comes again.
@Suite struct UsedOnce {
  @Test func `a cherry-pick needs an approval for production`() throws {
    // develop  B---X        approve X for develop, test X
    // main     B---C---S    C: both trailers; S: X on C
    //                   \
    //                    M  M: merge of develop later on
    let targets = "targets: [refs/heads/develop]"
    for (approval, picked, merged) in [
      ([], "fail approval-out-of-date", "fail approval-out-of-date"),
      ([targets], "pass (record)", "fail approval-out-of-date"),
      ([targets, "reuse: true"], "pass (record)", "pass (record)"),
    ] {
      let scenario = try Scenario(PolicyText(approval: approval), files: ["f": "one\n"])
      try scenario.commit("X", on: "develop", files: ["f": "two\n"], parents: ["B"])
      try scenario.approve("X", base: "B", target: "develop")
      try scenario.test("X")
      try scenario.commit("C", Say.both)
      try scenario.pick("S", of: "X")
      try scenario.merge("M", ["develop"])
      let said = try scenario.verdicts()
      #expect(said.prefix(2) == ["C: pass (claim)", "S: \(picked)"])
      #expect(said.last == "M+X: \(merged)")
    }
  }

  @Test func `a revert needs an approval of its own`() throws {
    // main  B---C---S---R   approve X, test X, test C; S: squash of X; R: takes S back, so its tree is C's
    //        \
    //         X
    let scenario = try Scenario.beside()
    try scenario.test("C")
    try scenario.squash("S", of: "X")
    try scenario.revert("R", of: "S")
    #expect(
      try scenario.verdicts() == ["C: pass (claim)", "S: pass (record)", "R: unknown approval-not-shown"])
  }

  @Test func `what was reverted needs an approval to come back`() throws {
    // main  B---C---S---R---T   S: squash of X; R: takes S back, both trailers; T: X once more
    //        \
    //         X             approve X, test X
    for (reuse, verdict) in [([], "fail approval-out-of-date"), (["reuse: true"], "pass (record)")] {
      let scenario = try Scenario.beside(PolicyText(approval: reuse))
      try scenario.squash("S", of: "X")
      try scenario.commit("R", Say.both, tree: "C")
      try scenario.pick("T", of: "X")
      let said = try scenario.verdicts()
      #expect(said == ["C: pass (claim)", "S: pass (record)", "R: pass (claim)", "T: \(verdict)"])
      // Also where the run begins after what used it.
      #expect(try scenario.verdicts("R") == ["T: \(verdict)"])
    }
  }

  @Test func `a reviewer does not bring his own reverted work back`() throws {
    // main  B---S---R---T   S: by Bob, reviewed by Ada; R: takes it back; T: S and X at once, by Bob
    //            \
    //             X         approve X, compared with B; test X
    let scenario = try Scenario(files: ["f": "one\n", "g": "one\n"])
    try scenario.commit("S", Say.approved(by: "Ada <ada@example.com>"), author: .bob, files: ["f": "two\n"])
    try scenario.commit("X", on: "topic", files: ["g": "two\n"], parents: ["S"])
    try scenario.approveAndTest("X", base: "B")
    try scenario.commit("R", Say.both, tree: "B")
    try scenario.commit("T", author: .bob, tree: "X")
    #expect(
      try scenario.verdicts() == ["S: pass (claim)", "R: pass (claim)", "T: fail self-approved"])
    #expect(try scenario.verdicts("R") == ["T: fail self-approved"])
  }

  @Test func `a part that production has already is none of the change`() throws {
    // main  B---S---T       S: by Bob, reviewed by Ada; T: squash of X
    //            \
    //             X         by Ada; approve X by Bob, compared with B; test X
    let scenario = try Scenario(files: ["f": "one\n", "g": "one\n"])
    try scenario.commit("S", Say.approved(by: "Ada <ada@example.com>"), author: .bob, files: ["f": "two\n"])
    try scenario.commit("X", on: "topic", files: ["g": "two\n"], parents: ["S"])
    try scenario.approveAndTest("X", base: "B")
    try scenario.squash("T", of: "X")
    #expect(try scenario.verdicts() == ["S: pass (claim)", "T: pass (record)"])
  }

  @Test func `an approval does not reach back`() throws {
    // main  B---C---R---S   C: pushed without approval; R: takes it back, both trailers
    //                \      X: the same as C once more; approve X, test X; S: squash of X
    //                 X
    let scenario = try Scenario(.declared, files: ["f": "one\n"])
    try scenario.commit("C", files: ["f": "two\n"])
    try scenario.commit("R", Say.both, files: ["f": "one\n"])
    try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["R"])
    try scenario.approveAndTest("X")
    try scenario.squash("S", of: "X")
    #expect(
      try scenario.verdicts() == [
        "C: unknown approval-not-shown order-not-shown", "R: pass (claim)", "S: pass (record)",
      ])
  }

  @Test func `an approval of what is there already covers nothing`() throws {
    // main  B---C---D       C: the same as X, both trailers; D: empty
    //        \
    //         X             approve X, test X
    let scenario = try Scenario(files: ["f": "one\n"])
    try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("C", Say.both, files: ["f": "two\n"])
    try scenario.commit("D", files: [:])
    #expect(try scenario.verdicts("C") == ["D: unknown approval-not-shown"])
    #expect(try scenario.verdicts() == ["C: pass (claim)", "D: unknown approval-not-shown"])
  }
}
