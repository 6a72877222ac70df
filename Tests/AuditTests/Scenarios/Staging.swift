import Audit
import CountersignTesting
import Evidence
import Fieldwork
import GitStore
import Testing

/// `docs/scenarios.md`, "Staging": what came by it.
@Suite struct Staging {
  @Test func `what was on staging is fast-forwarded to production`() throws {
    // staging  B---X---Y    both trailers
    // main     B-------Y
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.stage("Y")
    try scenario.move(to: "Y")
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["X: pass (claim)", "Y: pass (claim)"])
    #expect(scenario.movements(audit) == ["B..X: pass X", "X..Y: pass Y"])
  }

  @Test func `a merge promotes what staging has`() throws {
    // staging  B---X---Y        both trailers
    // main     B--------M       M: none
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.stage("Y")
    try scenario.merge("M", ["staging"])
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["X: pass (claim)", "Y: pass (claim)", "M: pass"])
    #expect(scenario.movements(audit) == ["B..M: pass X+Y+M"])
    let check = try #require(audit.checks.first { $0.name == "each-commit-in-one-change" })
    #expect(check.ok && check.detail.contains("3 commits in 3 changes"))
  }

  @Test func `a fault in one change of a promotion does not spoil the others`() throws {
    // staging  B---X---Y        X: both trailers; Y: none
    // main     B--------M       M: none
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.stage("Y", "")
    try scenario.merge("M", ["staging"])
    let audit = try scenario.audit()
    #expect(
      scenario.told(audit) == ["X: pass (claim)", "Y: unknown approval-not-shown tests-not-shown", "M: pass"])
    #expect(audit.promotions.map(\.changesAgainst) == [1])
  }

  @Test func `a run on what was promoted that failed stands against it`() throws {
    // staging  B---X            X: both trailers
    // main     B----M           test M: failed; M has the tree of X
    let scenario = try Scenario.staged(.staged(timing: "declared"))
    try scenario.stage("X")
    try scenario.merge("M", ["staging"])
    try scenario.test("M", outcome: .failed)
    try scenario.expect(["X: fail tests-failed", "M: fail tests-failed"])
  }

  @Test func `a topic that was merged into staging is one change`() throws {
    // topic    B---T---U        approve U for staging, test U
    // staging  B--------N
    // main     B---------M
    let scenario = try Scenario.staged()
    try scenario.commit("T", on: "topic", parents: ["B"])
    try scenario.commit("U", on: "topic")
    try scenario.approve("U", target: "staging")
    try scenario.test("U")
    try scenario.merge("N", ["topic"], into: "staging")
    try scenario.merge("M", ["staging"])
    try scenario.expect(["N+T+U: pass (record)", "M: pass (record)"])
  }

  @Test func `a topic that was rebased onto staging is a series`() throws {
    // topic    B---T---U            approve U for staging, test U
    // staging  B---X---T2--U2       X: both trailers
    // main     B------------M
    let scenario = try Scenario.staged()
    try scenario.commit("T", on: "topic", files: ["f": "two\n"], parents: ["B"])
    try scenario.commit("U", on: "topic", files: ["g": "two\n"])
    try scenario.approve("U", target: "staging")
    try scenario.test("U")
    try scenario.stage("X")
    try scenario.pick("T2", of: "T", on: "staging")
    try scenario.pick("U2", of: "U", on: "staging")
    try scenario.merge("M", ["staging"])
    try scenario.expect(["X: pass (claim)", "U2+T2: pass (record)", "M: pass"])
  }

  @Test func `what staging has is promoted in several steps`() throws {
    // staging  B---X---Y---Z        both trailers
    //               \       \
    // main     B-----M-------N
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.merge("M", ["staging"])
    try scenario.stage("Y")
    try scenario.stage("Z")
    try scenario.merge("N", ["staging"])
    let audit = try scenario.audit()
    #expect(
      scenario.told(audit) == ["X: pass (claim)", "M: pass", "Y: pass (claim)", "Z: pass (claim)", "N: pass"])
    #expect(scenario.movements(audit) == ["B..M: pass X+M", "M..N: pass Y+Z+N"])
    try scenario.expect(["Y: pass (claim)", "Z: pass (claim)", "N: pass"], from: "M")
  }

  @Test func `a squash of staging has its content`() throws {
    // staging  B---X---Y---Z        both trailers
    // main     B-------S---T        S: has the tree of Y; T: that of Z; both trailers
    let scenario = try Scenario.staged()
    for name in ["X", "Y", "Z"] { try scenario.stage(name) }
    try scenario.commit("S", Say.both, tree: "Y")
    try scenario.commit("T", Say.both, tree: "Z")
    try scenario.expect(["S: pass (claim)", "T: pass (claim)"])
    try scenario.expect(["T: pass (claim)"], from: "S")
  }

  @Test func `production goes back to what staging left behind`() throws {
    // staging  B---X---Y            both trailers
    // main     B---S---T---R        S, T: squashes of X and Y; R: has the tree of X again; both trailers
    let scenario = try Scenario.staged()
    for name in ["X", "Y"] { try scenario.stage(name) }
    try scenario.commit("S", Say.both, tree: "X")
    try scenario.commit("T", Say.both, tree: "Y")
    try scenario.commit("R", Say.both, tree: "X")
    #expect(try scenario.verdicts().last == "R: fail not-through-staging")
    try scenario.expect(["R: fail not-through-staging"], from: "T")
    // Where staging goes back itself, production may follow, and not the other way round.
    try scenario.commit("Z", Say.both, on: "staging", tree: "X")
    try scenario.expect(["R: fail not-through-staging"], from: "T")
    try scenario.move(to: "T")
    try scenario.commit("Q", Say.both, tree: "X")
    try scenario.expect(["Q: pass (claim)"], from: "T")
    try scenario.expect(["S: pass (claim)", "T: pass (claim)", "Q: pass (claim)"])
  }

  @Test func `a cherry-pick of one change of staging`() throws {
    // staging  B---X---Y            both trailers
    // main     B---Y2--R---Y3       Y2: Y alone; R: takes it back; Y3: Y once more; both trailers
    let scenario = try Scenario.staged()
    try scenario.stage("X", files: ["f": "two\n"])
    try scenario.stage("Y", files: ["g": "two\n"])
    try scenario.commit("Y2", Say.both, files: ["g": "two\n"])
    try scenario.commit("R", Say.both, files: ["g": "one\n"])
    try scenario.commit("Y3", Say.both, files: ["g": "two\n"])
    try scenario.expect([
      "Y2: pass (claim)", "R: fail not-through-staging", "Y3: fail not-through-staging",
    ])
    try scenario.expect(["Y3: fail not-through-staging"], from: "R")
  }

  @Test func `staging is rebased onto production`() throws {
    // staging  B---X---Y            both trailers
    // main     B---C---X2--Y2       C: a hot fix; both trailers
    let scenario = try Scenario.staged()
    try scenario.stage("X", files: ["f": "two\n"])
    try scenario.stage("Y", files: ["g": "two\n"])
    try scenario.commit("C", Say.both)
    try scenario.commit("X2", Say.both, files: ["f": "two\n"])
    try scenario.commit("Y2", Say.both, files: ["g": "two\n"])
    let said = ["C: fail not-through-staging", "X2: pass (claim)", "Y2: pass (claim)"]
    #expect(try scenario.verdicts() == said)
    try scenario.expect(["Y2: pass (claim)"], from: "X2")
  }

  @Test func `a squash of staging beside a hot fix`() throws {
    // staging  B---X---Y            both trailers
    // main     B---C---S            C: a hot fix; S: squash of Y; both trailers
    let scenario = try Scenario.staged()
    try scenario.stage("X", files: ["f": "two\n"])
    try scenario.stage("Y", files: ["g": "two\n"])
    try scenario.commit("C", Say.both)
    let tree = try scenario.repository.mergedTree(scenario.id("C"), scenario.id("Y"))
    try scenario.commit("S", Say.both, tree: tree)
    try scenario.expect(["C: fail not-through-staging", "S: pass (claim)"])
    // With something else in it, it is another content.
    try scenario.move(to: "C")
    try scenario.commit("S2", Say.both, files: ["h": "x\n"], tree: tree)
    try scenario.expect(["S2: fail not-through-staging"], from: "C")
  }
}
