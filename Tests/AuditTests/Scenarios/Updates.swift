import Audit
import CountersignTesting
import GitStore
import Testing

/// `docs/scenarios.md`, "Updates from base": branches into which production was merged, and what lies below a branch.
@Suite struct Updates {
  /// main  B---C           C: both trailers; X, C change f and g, or one line of f
  ///        \   \
  ///         X---U         U: merges C into the branch, by the author, with files of its own
  private func updated(
    conflicting: Bool = false, by author: CountersignTesting.Identity = .ada, approving name: String = "X",
    own: [String: String?]? = nil, production trailers: String = Say.both
  ) throws -> Scenario {
    let scenario = try Scenario(files: ["f": "one\n", "g": "one\n"])
    try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
    if name == "X" { try scenario.approve("X") }
    try scenario.test("X")
    try scenario.commit("C", trailers, files: [conflicting ? "f" : "g": "three\n"])
    try scenario.merge("U", ["main"], into: "topic", author: author, files: own)
    if name == "U" { try scenario.approve("U") }
    try scenario.test("U")
    return scenario
  }

  private func merged(_ scenario: Scenario) throws -> String? {
    try scenario.merge("M", ["topic"])
    return try scenario.verdicts().last
  }

  @Test func `a clean update from base leaves the approval as it was`() throws {
    // main  B---C---M       approve X, then U merged C into the branch; test U
    //        \   \ /
    //         X---U
    let scenario = try updated()
    #expect(try merged(scenario) == "M+U+X: pass (record)")
    let squashed = try updated()
    try squashed.squash("S", of: "U")
    #expect(try squashed.verdicts() == ["C: pass (claim)", "S: pass (record)"])
  }

  @Test func `an edit hidden in an update from base is found`() throws {
    // main  B---C---M       approve X, then U merged C into the branch, and changed g besides; test U
    //        \   \ /
    //         X---U
    let scenario = try updated(own: ["g": "three\nand more\n"])
    #expect(try merged(scenario) == "M+U+X: fail merge-changed-content")
    let findings = try scenario.audit().assessments.flatMap(\.findings)
    #expect(findings.compactMap { $0.commit?.description } == [scenario.id("U")])
    let notes = findings.flatMap(\.notes)
    #expect(notes.contains { $0.contains("in: g") })
    let squashed = try updated(own: ["g": "three\nand more\n"])
    try squashed.squash("S", of: "U")
    #expect(try squashed.verdicts().last?.contains("pass") == false)
  }

  @Test func `who made an update from base may approve if it adds nothing`() throws {
    // main  B---C---M       U: by Bob; approve U by Bob, test U
    //        \   \ /
    //         X---U         then U changes g besides
    #expect(try merged(updated(by: .bob, approving: "U")) == "M+U+X: pass (record)")
    let edited = try updated(by: .bob, approving: "U", own: ["g": "three\nand more\n"])
    #expect(try merged(edited) == "M+U+X: fail self-approved")
    let byAda = try updated(by: .ada, approving: "U", own: ["g": "three\nand more\n"])
    #expect(try merged(byAda) == "M+U+X: pass (record)")
  }

  @Test func `a conflict settled in an update from base needs approval`() throws {
    // main  B---C---M       X, C: change one line; U: settles it; approve X, then U; test U
    //        \   \ /
    //         X---U
    let settled: [String: String?] = ["f": "two and three\n"]
    let before = try updated(conflicting: true, own: settled)
    #expect(try merged(before) == "M+U+X: unknown merge-not-reproducible")
    let after = try updated(conflicting: true, approving: "U", own: settled)
    #expect(try merged(after) == "M+U+X: pass (record)")
  }

  @Test func `what an update brings from production is judged where it went in`() throws {
    // main  B---C---M       C: none; approve X, then U merged C into the branch; test U
    //        \   \ /
    //         X---U
    let scenario = try updated(production: "")
    try scenario.merge("M", ["topic"])
    #expect(
      try scenario.verdicts() == ["C: unknown approval-not-shown tests-not-shown", "M+U+X: pass (record)"])
  }

  @Test func `an update from another branch brings its commits under review`() throws {
    // main   B-------------M   Z: none; U: merges Z into the branch; test U
    //        |\           /
    //        | X---U-----      approve X before, or U after
    //         \   /
    //          Z--
    for (name, verdict) in [("X", "fail approval-out-of-date"), ("U", "pass (record)")] {
      let scenario = try Scenario()
      try scenario.commit("X", on: "topic", parents: ["B"])
      if name == "X" { try scenario.approve("X") }
      try scenario.commit("Z", on: "other", author: .cora, parents: ["B"])
      try scenario.merge("U", ["other"], into: "topic")
      if name == "U" { try scenario.approve("U") }
      try scenario.test("U")
      #expect(try merged(scenario) == "M+U+X+Z: \(verdict)")
    }
  }

  @Test func `a direct push below an approved branch is not covered`() throws {
    // main  B---P---M       P: pushed without approval
    //            \ /        approve X, compared with P, or with B; test X
    //             X
    for base in ["P", "B"] {
      let scenario = try Scenario()
      try scenario.commit("P")
      try scenario.commit("X", on: "topic", parents: ["P"])
      try scenario.approveAndTest("X", base: base)
      try scenario.merge("M", ["topic"])
      #expect(
        try scenario.verdicts() == ["P: unknown approval-not-shown tests-not-shown", "M+X: pass (record)"])
    }
  }

  @Test func `an approval into another branch covers nothing below it`() throws {
    // main     B-----------M   approve X for develop, compared with U; test N
    // develop   \--U---N--/    U: pushed to develop without approval
    //               \ /        approve U besides
    //                X
    for besides in [false, true] {
      let scenario = try Scenario(PolicyText(approval: ["targets: [refs/heads/develop]"]))
      try scenario.commit("U", on: "develop", parents: ["B"])
      if besides { try scenario.approveAndTest("U", base: "B") }
      try scenario.commit("X", on: "topic", parents: ["U"])
      try scenario.approve("X", target: "develop")
      try scenario.test("X")
      try scenario.merge("N", ["topic"], into: "develop")
      try scenario.test("N")
      try scenario.merge("M", ["develop"])
      #expect(
        try scenario.verdicts() == ["M+N+U+X: \(besides ? "pass (record)" : "fail approval-out-of-date")"])
    }
  }

  @Test func `a direct push that became a side commit is still judged`() throws {
    // main was  B---P       P: pushed without approval
    // branch    B---X---M   approve X, test X; M: parents X, P; main was moved to M
    //                  /    approve M, compared with P; test M
    //                 P     the range is B..M
    let scenario = try Scenario(.declared)
    try scenario.commit("P")
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.merge("M", ["main"], into: "topic")
    try scenario.approveAndTest("M")
    try scenario.move(to: "M")
    let verdicts = try scenario.verdicts()
    #expect(verdicts.first == "X: pass (record) order-not-shown")
    #expect(verdicts.last?.hasPrefix("M+P: unknown ") == true)
    // To whoever knows that production was P, X and M are one movement, and P is not in it.
    let moved = try scenario.verdicts("P")
    #expect(moved == ["M+X: pass (record) order-not-shown"])
  }
}
