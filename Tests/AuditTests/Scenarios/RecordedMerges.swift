import Audit
import CountersignTesting
import GitStore
import Testing

/// `docs/scenarios.md`, "Records beside the commits": merges of approved branches.
@Suite struct RecordedMerges {
  /// main  B---C           C: both trailers; approve X, test X
  ///        \
  ///         X
  private func sides() throws -> Scenario {
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("C", Say.both)
    return scenario
  }

  @Test func `an approval of the branch is none of what the merge adds`() throws {
    // main  B---C---M       M: adds a file of its own
    //        \     /
    //         X----
    let scenario = try sides()
    try scenario.merge("M", ["topic"], files: ["own": "x\n"])
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: fail merge-changed-content"])
    let clean = try sides()
    try clean.merge("M", ["topic"])
    #expect(try clean.verdicts() == ["C: pass (claim)", "M+X: pass (record)"])
  }

  @Test func `an approved side that a merge drops is not in production`() throws {
    // main  B---C---M       M: made with `git merge -s ours`, so it has the tree of C
    //        \     /
    //         X----
    let scenario = try sides()
    try scenario.commit("M", tree: "C", parents: ["C", "X"])
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: fail merge-changed-content"])
  }

  @Test func `production that a merge drops is not approved away`() throws {
    // main  B---C---M       M: has the tree of X, without what C brought
    //        \     /
    //         X----
    let scenario = try sides()
    try scenario.commit("M", tree: "X", parents: ["C", "X"])
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: fail merge-changed-content"])
  }

  @Test func `a merge into a folder needs approval of its own`() throws {
    // main  B-------M       L: a root with the file a; both trailers
    //              /        M: made with `git merge -s subtree`: has it as lib/a; none, then both trailers
    //         L----
    for (trailers, verdict) in [("", "fail merge-changed-content"), (Say.both, "pass (claim)")] {
      let scenario = try Scenario()
      try scenario.commit("L", Say.both, on: "library", files: ["a": "1\n"], parents: [])
      try scenario.commit("M", trailers, files: ["lib/a": "1\n"], parents: ["main", "L"])
      #expect(try scenario.verdicts() == ["M+L: \(verdict)"])
    }
  }

  @Test func `a root that a merge brings in is judged`() throws {
    // main  B-------M       L: a root; none, then both trailers
    //              /        M: none
    //         L----
    for (trailers, verdict) in [("", "unknown approval-not-shown tests-not-shown"), (Say.both, "pass (claim)")] {
      let scenario = try Scenario()
      try scenario.commit("L", trailers, on: "library", files: ["a": "1\n"], parents: [])
      try scenario.merge("M", ["library"])
      #expect(try scenario.verdicts() == ["M+L: \(verdict)"])
    }
  }

  @Test func `a criss-cross merge is repeated over both bases`() throws {
    // main  B---C---M---N   X, C, Y: both trailers; U, M: merges of X and C; N: of M and Y
    //        \   \ /   /
    //         \   X   /     as drawn, U merges C into X, and M merges X into C
    //          X---U---Y
    let scenario = try sides()
    try scenario.merge("U", ["C"], into: "topic")
    try scenario.merge("M", ["X"])
    try scenario.commit("Y", Say.both, on: "topic")
    try scenario.merge("N", ["topic"])
    #expect(
      try scenario.verdicts() == ["C: pass (claim)", "M+X: pass (record)", "N+U+Y: pass (claim)"])
    let bases = try scenario.repository.git("merge-base", "--all", scenario.id("M"), scenario.id("Y"))
    #expect(bases.split(separator: "\n").count == 2)
  }

  @Test func `an octopus of approved branches needs somebody to look at it`() throws {
    // main  B-------M       approve X, test X; approve Y, test Y
    //       |\     /|       M: parents B, X, Y
    //       | --X-- |
    //        \--Y--/
    let scenario = try Scenario()
    try scenario.commit("X", on: "x", parents: ["B"])
    try scenario.commit("Y", on: "y", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.approveAndTest("Y")
    try scenario.merge("M", ["x", "y"])
    #expect(try scenario.verdicts() == ["M+X+Y: unknown merge-not-reproducible"])
  }

  @Test func `commits that take each other back do not come with an approval`() throws {
    // main  B-----------M   approve X; then Y adds a file and Z takes it away; test Z
    //        \         /
    //         X---Y---Z     or X was rebased before, as X2
    for (first, besides, verdict) in [
      ("X", false, "fail approval-out-of-date"), ("X2", false, "fail approval-out-of-date"),
      ("X", true, "pass (record)"), ("X2", true, "pass (record)"),
    ] {
      let scenario = try Scenario(files: ["f": "one\n"])
      try scenario.commit("X", on: "old", files: ["f": "two\n"], parents: ["B"])
      try scenario.approve("X", base: "B")
      if first == "X2" { try scenario.commit("X2", on: "topic", files: ["f": "two\n"], parents: ["B"]) }
      try scenario.commit("Y", on: "topic", author: .dan, files: ["evil": "evil\n"], parents: [first])
      try scenario.commit("Z", on: "topic", author: .dan, files: ["evil": nil])
      try scenario.test("Z")
      if besides {
        try scenario.approve("Y", base: first)
        try scenario.approve("Z", base: "Y")
      }
      try scenario.merge("M", ["topic"])
      let told = try scenario.verdicts()
      #expect(told == ["M+\(first)+Y+Z: \(verdict)"])
    }
  }
}
