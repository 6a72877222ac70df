import Audit
import CountersignTesting
import Fieldwork
import GitStore
import Testing

/// `docs/scenarios.md`, "Honest workflows": without a forge, and with more lines than one.
@Suite struct OwnWorkflows {
  @Test func `mail and a maintainer who applies it`() throws {
    // main  B---C---D       C, D: author Ada, committer Bob, who applied them
    //                       C: Reviewed-by: Cora, Tested-by: CI; D: Reviewed-by: Bob, Tested-by: CI
    for (approval, own) in [
      ([], "unknown approver-may-be-author"), (["independentOf: [author, coauthor]"], "pass (claim)"),
    ] {
      let scenario = try Scenario(PolicyText(approval: approval))
      try scenario.commit("C", Say.approved(by: "Cora Cole <cora@example.com>"), committer: .bob)
      try scenario.commit("D", Say.approved(by: "Bob Brown <bob@example.com>"), committer: .bob)
      #expect(try scenario.verdicts() == ["C: pass (claim)", "D: \(own)"])
    }
  }

  @Test func `git-flow with develop`() throws {
    // main     B-----------M   approve X for develop, test X; approve Y for develop, test Y
    // develop   \--N-----O/
    //             / \   /
    //            X   Y--
    for (targets, verdict) in [
      (["targets: [refs/heads/develop]"], "pass (record)"), ([], "fail approval-out-of-date"),
    ] {
      let scenario = try Scenario(PolicyText(approval: targets))
      try scenario.move("develop", to: "B")
      for (name, merge) in [("X", "N"), ("Y", "O")] {
        try scenario.commit(name, on: "topic-\(name)", parents: ["develop"])
        try scenario.approve(name, target: "develop")
        try scenario.test(name)
        try scenario.merge(merge, [name], into: "develop")
      }
      try scenario.merge("M", ["develop"])
      #expect(try scenario.verdicts() == ["M+N+O+X+Y: \(verdict)"])
    }
  }

  @Test func `approvals of each part and tests of the whole`() throws {
    // main     B-----------M   approve X for develop, approve Y for develop; test O
    // develop   \--N-----O/
    //             / \   /
    //            X   Y--
    let scenario = try Scenario(PolicyText(approval: ["targets: [refs/heads/develop]"]))
    try scenario.move("develop", to: "B")
    for (name, merge) in [("X", "N"), ("Y", "O")] {
      try scenario.commit(name, on: "topic-\(name)", parents: ["develop"])
      try scenario.approve(name, target: "develop")
      try scenario.merge(merge, [name], into: "develop")
    }
    try scenario.test("O")
    try scenario.merge("M", ["develop"])
    #expect(try scenario.verdicts() == ["M+N+O+X+Y: pass (record)"])
  }

  @Test func `a backport with an approval of its own`() throws {
    // main     B---C---S    approve X for main, test X; S: squash of X
    // release  B---R---T    R: both trailers; Z: X on R, approve Z for release, test Z; T: squash of Z
    for (own, verdict) in [(true, "pass (record)"), (false, "fail approval-out-of-date")] {
      let scenario = try Scenario(PolicyText(more: ["production: {branch: release}"]), files: ["f": "one\n"])
      try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
      try scenario.approveAndTest("X")
      try scenario.squash("S", of: "X")
      try scenario.commit("R", Say.both, on: "release", parents: ["B"])
      try scenario.move("backport", to: "R")
      try scenario.pick("Z", of: "X", on: "backport")
      if own {
        try scenario.approve("Z", target: "release")
        try scenario.test("Z")
      }
      try scenario.squash("T", of: "Z", on: "release")
      let audit = try scenario.audit(AuditRequest(production: "release", range: "\(scenario.id("B"))..release"))
      #expect(scenario.told(audit) == ["R: pass (claim)", "T: \(verdict)"])
    }
  }

  @Test func `fast-forward pushes of approved commits`() throws {
    // main  B---X---Y       approve X, compared with B; approve Y, compared with X; test X, test Y
    let scenario = try Scenario(.declared)
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.move(to: "X")
    try scenario.commit("Y", on: "topic")
    try scenario.approveAndTest("Y")
    try scenario.move(to: "Y")
    let said = ["X: pass (record) order-not-shown", "Y: pass (record) order-not-shown"]
    #expect(try scenario.verdicts() == said)
    #expect(try scenario.verdicts("B", to: "X") + scenario.verdicts("X", to: "Y") == said)
  }

  @Test func `release tags on several lines`() throws {
    // main  B---C---D       tags v1.0 at C, v1.1 at D; C, D, E: both trailers
    //            \
    //             E         tag v1.0.1 at E
    let scenario = try Scenario(PolicyText(more: ["production: {tags: \"v*\"}"]))
    try scenario.commit("C", Say.both)
    try scenario.repository.tag("v1.0", at: scenario.id("C"))
    try scenario.commit("E", Say.both, on: "old", parents: ["C"])
    try scenario.repository.tag("v1.0.1", at: scenario.id("E"))
    try scenario.commit("D", Say.both)
    try scenario.repository.tag("v1.1", at: scenario.id("D"))
    #expect(scenario.told(try scenario.audit(AuditRequest())) == ["D: pass (claim)"])
    #expect(try scenario.verdicts("C", to: "E") == ["E: pass (claim)"])
    #expect(try scenario.verdicts("B", to: "C") == ["C: pass (claim)"])
  }

  @Test func `a release tag that is moved is refused`() throws {
    // main  B---C---D       tag v1.0 at C; the push moves it to D; both trailers
    let scenario = try Scenario(PolicyText(more: ["production: {tags: \"v*\"}"]))
    try scenario.commit("C", Say.both)
    try scenario.repository.tag("v1.0", at: scenario.id("C"))
    try scenario.commit("D", Say.both)
    let gate = HookGate(try Repository(opening: scenario.repository.path), side: .server, production: nil)
    let line = "\(scenario.id("C")) \(scenario.id("D")) refs/tags/v1.0\n"
    let audits = try gate.judge(try HookUpdate.received(Array(line.utf8)))
    #expect(audits.map(scenario.told) == [["run: fail history-rewritten"]])
  }
}
