import Audit
import CountersignTesting
import Policy
import Testing

/// `docs/scenarios.md`, "Records beside the commits": what was approved, and what reached production.
@Suite struct RecordedContent {
  /// main  B-------M       approve X; Y comes after it; test Y
  ///        \     /
  ///         X---Y
  private func changedLater(
    _ x: [String: FileEntry], _ y: [String: FileEntry], approved name: String = "X"
  ) throws -> (verdicts: [String], notes: [String]) {
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", entries: x, parents: ["B"])
    if name == "X" { try scenario.approve("X") }
    try scenario.commit("Y", on: "topic", entries: y)
    if name == "Y" { try scenario.approve("Y") }
    try scenario.test("Y")
    try scenario.merge("M", ["topic"])
    let audit = try scenario.audit()
    return (scenario.told(audit), audit.assessments.flatMap(\.findings).flatMap(\.notes))
  }

  @Test func `white space that changed after the approval is a change`() throws {
    // main  B-------M       approve X; Y indents a line of a Python file; test Y
    //        \     /
    //         X---Y
    let (verdicts, notes) = try changedLater(
      ["pay.py": .text("if ok:\n    check()\npay()\n")], ["pay.py": .text("if ok:\n    check()\n    pay()\n")])
    #expect(verdicts == ["M+X+Y: fail approval-out-of-date"])
    #expect(notes.contains { $0.contains("in pay.py") })
  }

  @Test func `a mode or a link that changed after the approval is a change`() throws {
    // main  B-------M       approve X; Y makes a file executable, or a link; test Y
    //        \     /
    //         X---Y
    for later in [
      FileEntry.executable("run\n"), .symlink("/etc/passwd"), .submodule(String(repeating: "5", count: 40)),
    ] {
      let (verdicts, notes) = try changedLater(["run.sh": .text("run\n")], ["run.sh": later])
      #expect(verdicts == ["M+X+Y: fail approval-out-of-date"], "\(later)")
      #expect(notes.contains { $0.contains("in run.sh") }, "\(later)")
    }
  }

  @Test func `a submodule that moved after the approval is a change`() throws {
    // main  B-------M       X: a submodule; Y: moves it; approve X, or Y; test Y
    //        \     /
    //         X---Y
    let first = ["lib": FileEntry.submodule(String(repeating: "1", count: 40))]
    let moved = ["lib": FileEntry.submodule(String(repeating: "2", count: 40))]
    #expect(try changedLater(first, moved).verdicts == ["M+X+Y: fail approval-out-of-date"])
    #expect(try changedLater(first, moved, approved: "Y").verdicts == ["M+X+Y: pass (record)"])
  }

  @Test func `a renamed file is followed`() throws {
    // main  B---C---M       X: renames f and edits its end; C: edits its beginning, both trailers
    //        \     /        approve X, test X
    //         X----
    let text = (1...30).map { "line \($0)\n" }.joined()
    let scenario = try Scenario(files: ["f": text])
    try scenario.commit(
      "X", on: "topic", files: ["f": nil, "g": text.replacing("line 30", with: "the end")], parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("C", Say.both, files: ["f": text.replacing("line 1\n", with: "the beginning\n")])
    try scenario.merge("M", ["topic"])
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: pass (record)"])
    #expect(try scenario.audit().assessments.last?.approvals.map(\.coverage) == [.replay])
  }

  @Test func `two commits with one tree are two changes`() throws {
    // main  B---C---D       C: squash of X, which was approved and tested
    //        \              D: empty, so its tree is C's
    //         X
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.squash("C", of: "X")
    try scenario.commit("D", files: [:])
    #expect(try scenario.verdicts() == ["C: pass (record)", "D: unknown approval-not-shown"])
  }

  @Test func `going back to an approved state is a change of its own`() throws {
    // main  B---C---F---D   C: squash of X, which was approved and tested
    //        \              F: mends what C broke, both trailers; D: has the tree of C
    //         X
    let scenario = try Scenario(files: ["f": "one\n"])
    try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.squash("C", of: "X")
    try scenario.commit("F", Say.both, files: ["f": "three\n"])
    try scenario.commit("D", tree: "C")
    #expect(
      try scenario.verdicts() == ["C: pass (record)", "F: pass (claim)", "D: unknown approval-not-shown"])
  }

  @Test func `a commit that equals an approved one carries nothing in before it`() throws {
    // main  B---C---D       C: none; D: has the tree of X, which was approved and tested
    //        \
    //         X
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("C", files: ["hidden": "x\n"])
    try scenario.commit("D", tree: "X")
    #expect(
      try scenario.verdicts() == [
        "C: unknown approval-not-shown tests-not-shown", "D: fail approval-out-of-date",
      ])
  }

  @Test func `nothing in the configuration changes what a replay gives`() throws {
    // main  B---C---M       X: renames f and edits its end; C: edits its beginning, both trailers
    //        \     /        approve X, test X; renames, merge drivers and attributes are configured
    //         X----
    let text = (1...30).map { "line \($0)\n" }.joined()
    let scenario = try Scenario(files: [
      "f": text, ".gitattributes": "settled merge=union\nf merge=mine\ng merge=mine\n",
    ])
    let renamed: [String: String?] = [
      "f": nil, "g": text.replacing("line 30", with: "the end"), "settled": "theirs\n",
    ]
    try scenario.commit("X", on: "topic", files: renamed, parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("C", Say.both, files: ["f": text.replacing("line 1\n", with: "the beginning\n")])
    try scenario.merge("M", ["topic"])
    let said = ["C: pass (claim)", "M+X: pass (record)"]
    #expect(try scenario.verdicts() == said)
    let marker = try scenario.repository.makeFolder("drivers") + "/ran"
    for (key, value) in [
      ("merge.renames", "false"), ("merge.renameLimit", "1"), ("diff.renameLimit", "1"), ("diff.renames", "false"),
      ("merge.mine.driver", "touch \(marker); exit 1"), ("merge.default", "mine"),
      ("core.attributesFile", "attributes"),
    ] {
      try scenario.repository.git("config", key, value)
    }
    #expect(try scenario.verdicts() == said)
    #expect(try scenario.repository.run(["hash-object", marker]).status != 0)
  }

  @Test func `a conflict that an attribute settles is still a conflict`() throws {
    // main  B---C---M       X, C: change one line, both trailers; .gitattributes: f merge=union
    //        \     /        M: has both lines; none
    //         X----
    let scenario = try Scenario(files: ["f": "one\n", ".gitattributes": "f merge=union\n"])
    try scenario.commit("X", Say.both, on: "topic", files: ["f": "three\n"], parents: ["B"])
    try scenario.commit("C", Say.both, files: ["f": "two\n"])
    try scenario.merge("M", ["topic"], files: ["f": "two\nthree\n"])
    #expect(try scenario.verdicts() == ["C: pass (claim)", "M+X: unknown merge-not-reproducible"])
  }
}
