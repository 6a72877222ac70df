import Audit
import CountersignTesting
import GitStore
import Testing

/// `docs/scenarios.md`, "Shapes of history": what merges add.
@Suite struct Merges {
  /// main  B---C---M       C, X: both trailers
  ///        \     /
  ///         X---
  private func sides(_ ours: [String: String?]? = nil, _ theirs: [String: String?]? = nil) throws -> Scenario {
    let scenario = try Scenario(files: ["f": "one\n"])
    try scenario.commit("X", Say.both, on: "topic", files: theirs, parents: ["B"])
    try scenario.commit("C", Say.both, files: ours)
    return scenario
  }

  /// Merges the topic with files of the merge's own, and tells what is said of it.
  private func merge(
    _ scenario: Scenario, _ trailers: String = "", author: CountersignTesting.Identity = .ada,
    files: [String: String?]? = nil
  ) throws -> String? {
    let message = "M" + (trailers.isEmpty ? "" : "\n\n" + trailers)
    scenario.remember("M", try scenario.repository.merge("topic", message: message, author: author, files: files))
    return try scenario.verdicts().last
  }

  @Test func `a merge with content of its own needs approval of its own`() throws {
    // M: adds a file that neither parent has; none, then both trailers
    #expect(try merge(sides(), files: ["own": "x\n"]) == "M+X: fail merge-changed-content")
    #expect(try merge(sides(), Say.both, files: ["own": "x\n"]) == "M+X: pass (claim)")
    #expect(try merge(sides()) == "M+X: pass (claim)")
  }

  @Test func `a merge that drops a side needs approval of its own`() throws {
    // M: has the tree of C; none
    let scenario = try sides()
    let m = try scenario.repository.commit(
      "M", tree: scenario.id("C"), parents: [scenario.id("C"), scenario.id("X")])
    scenario.remember("M", m)
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: fail merge-changed-content"])
  }

  @Test func `a conflict resolved by hand needs approval of its own`() throws {
    // M: settles a line that both changed; none, then both trailers
    let settled: [String: String?] = ["f": "four\n"]
    for (trailers, verdict) in [("", "unknown merge-not-reproducible"), (Say.both, "pass (claim)")] {
      let scenario = try sides(["f": "two\n"], ["f": "three\n"])
      #expect(try merge(scenario, trailers, files: settled) == "M+X: \(verdict)")
    }
  }

  @Test func `who only merged may have approved`() throws {
    // main  B-------M       X: by Ada; no trailers
    //        \     /        M: by Bob; approved by Bob, tested
    //         X----
    let own: [String: String?] = ["own": "x\n"]
    for (files, verdict) in [([:], "pass (claim)"), (own, "fail self-approved")] {
      let scenario = try Scenario()
      try scenario.commit("X", on: "topic", parents: ["B"])
      #expect(try merge(scenario, Say.both, author: .bob, files: files) == "M+X: \(verdict)")
    }
  }

  @Test func `a merge inside of a merge is repeated too`() throws {
    // main  B-----------M   C, X, Y: both trailers
    //        \         /    N: adds a file of its own; none
    //         X---N---      M: none
    //          \ /
    //           Y
    let scenario = try sides()
    try scenario.commit("Y", Say.both, on: "other", parents: ["X"])
    let n = try scenario.repository.merge("other", into: "topic", message: "N", files: ["own": "x\n"])
    scenario.remember("N", n)
    #expect(try merge(scenario) == "M+N+X+Y: fail merge-changed-content")
    let findings = try scenario.audit().assessments.flatMap(\.findings)
    #expect(findings.compactMap { $0.commit?.description } == [n])
  }
}
