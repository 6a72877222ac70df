import Audit
import CountersignTesting
import Diagnostics
import Evidence
import Fieldwork
import GitStore
import Policy
import Testing

/// `docs/scenarios.md`, "Several lines of releases": one report over tags that don't descend from each other.
@Suite struct TagLines {
  /// main  B---C---D    tags v1.0 at B, v1.1 at D;  old: E on B, tag v1.0.1.
  private func lines(_ text: String = TagPolicy.text, e: String = Say.both) throws -> Scenario {
    let scenario = try Scenario(text: text, date: try day("2026-01-05"))
    try scenario.repository.tag("v1.0", at: scenario.id("B"), annotated: try day("2026-01-06"))
    try scenario.commit("C", Say.both, files: ["c": "1\n"], date: try day("2026-02-01"))
    try scenario.commit("D", Say.both, files: ["d": "1\n"], date: try day("2026-03-01"))
    try scenario.commit("E", e, on: "old", files: ["e": "1\n"], parents: ["B"], date: try day("2026-02-10"))
    try scenario.repository.tag("v1.0.1", at: scenario.id("E"), annotated: try day("2026-02-11"))
    try scenario.repository.tag("v1.1", at: scenario.id("D"), annotated: try day("2026-03-02"))
    return scenario
  }

  private func report(_ scenario: Scenario, _ period: String, after previous: [ObjectID] = []) throws -> FinishedAudit {
    let period = try #require(Period(period))
    let repository = try Repository(opening: scenario.repository.path)
    var request = AuditRequest(period: period, now: Instant(seconds: try day("2027-01-01")))
    request.keepsCommits = true
    request.standpoint = try Standpoint.now(in: repository, production: nil)
    request.previousTips = previous
    let audit = try scenario.audit(request)
    try expectGit(audit, scenario)
    return audit
  }

  /// What anybody counts with git is what the report says.
  private func expectGit(_ audit: FinishedAudit, _ scenario: Scenario) throws {
    let words = ["--no-replace-objects", "rev-list"] + audit.scope.revisions.split(separator: " ").map(String.init)
    let ids = try scenario.repository.git(words).split(separator: "\n").sorted()
    let command = "!git \(words.joined(separator: " ")) | LC_ALL=C sort | sha256sum"
    let digest = try scenario.repository.git("-c", "alias.digest=\(command)", "digest").prefix(64)
    #expect(audit.populationDigest == "sha256:\(digest)")
    #expect(audit.assessments.flatMap(\.commits).map(\.description).sorted() == ids.map(String.init))
    let broken = audit.checks.filter { $0.name == "each-commit-in-one-change" && !$0.ok }
    #expect(broken.isEmpty)
  }

  @Test func `one report over several lines of releases`() throws {
    let scenario = try lines()
    let audit = try report(scenario, "2026")
    #expect(scenario.told(audit) == ["B: not-judged", "E: pass (claim)", "C: pass (claim)", "D: pass (claim)"])
    #expect(audit.isClean)
    #expect(audit.scope.tip.description == scenario.id("D"))
    #expect(Set(audit.scope.tips.map(scenario.name)) == ["D", "E"])
    #expect(audit.scope.lines.map(\.name) == ["refs/tags/v1.0.1", "refs/tags/v1.1"])
    #expect(audit.assessments.map(\.promotion.basis) == [.tag, .tag, .tag, .tag])
    #expect(audit.policyNotes.contains { $0.contains("moved or deleted") })
  }

  @Test func `two halves of a year on several lines are the year`() throws {
    let scenario = try lines()
    try scenario.commit("F", Say.both, on: "old", files: ["e": "2\n"], date: try day("2026-08-01"))
    try scenario.repository.tag("v1.0.2", at: scenario.id("F"), annotated: try day("2026-08-02"))
    try scenario.merge("M", ["F"], Say.both)
    try scenario.commit("G", Say.both, files: ["g": "1\n"], date: try day("2026-09-01"))
    try scenario.repository.tag("v1.2", at: scenario.id("G"), annotated: try day("2026-09-02"))
    let year = try report(scenario, "2026")
    let first = try report(scenario, "2026-H1")
    for previous in [[], first.scope.covered] {
      let second = try report(scenario, "2026-H2", after: previous)
      #expect(scenario.told(first) + scenario.told(second) == scenario.told(year))
      #expect(scenario.told(second).map { $0.prefix(2) } == ["F:", "M:", "G:"])
    }
  }

  @Test func `a tag on a line that nobody reviewed`() throws {
    let scenario = try lines(e: "")
    #expect(
      scenario.told(try report(scenario, "2026")) == [
        "B: not-judged", "E: unknown approval-not-shown tests-not-shown", "C: pass (claim)", "D: pass (claim)",
      ])
  }

  @Test func `a release line that begins below the period`() throws {
    let scenario = try lines()
    try scenario.commit("F", on: "older", files: ["x": "1\n"], parents: ["B"], date: try day("2026-08-01"))
    try scenario.repository.tag("v0.9", at: scenario.id("F"), annotated: try day("2026-08-02"))
    let audit = try report(scenario, "2026-H2")
    #expect(scenario.told(audit) == ["F: unknown approval-not-shown tests-not-shown"])
    #expect(audit.scope.bases.map(scenario.name) == ["B"])
  }

  @Test func `what two release lines share belongs to the older promotion`() throws {
    // main  B---C---D---G    tags v1.1 at E on C, v1.2 at F on D, and none on main
    //            \   \
    //             E   F
    let scenario = try Scenario(text: TagPolicy.text, date: try day("2026-01-05"))
    try scenario.commit("C", Say.both, files: ["c": "1\n"], date: try day("2026-01-10"))
    try scenario.commit("E", Say.both, on: "r1", files: ["e": "1\n"], parents: ["C"], date: try day("2026-02-01"))
    try scenario.commit("D", Say.both, files: ["d": "1\n"], date: try day("2026-02-02"))
    try scenario.commit("F", Say.both, on: "r2", files: ["e": "2\n"], parents: ["D"], date: try day("2026-07-10"))
    try scenario.repository.tag("v1.1", at: scenario.id("E"), annotated: try day("2026-02-02"))
    try scenario.repository.tag("v1.2", at: scenario.id("F"), annotated: try day("2026-07-11"))
    #expect(
      scenario.told(try report(scenario, "2026"))
        == ["B: not-judged", "C: pass (claim)", "E: pass (claim)", "D: pass (claim)", "F: pass (claim)"])
    #expect(scenario.told(try report(scenario, "2026-H2")) == ["D: pass (claim)", "F: pass (claim)"])
  }

  @Test func `an approval is spent once on all lines`() throws {
    // main  B---X    approve X, test X; tag v1.1 at X
    //        \
    //         Y      the same content; tag v1.0.1 at Y
    for (reuse, verdict) in [(false, "Y: fail approval-out-of-date"), (true, "Y: pass (record)")] {
      let text = TagPolicy.text.replacing("approval: {", with: "approval: {reuse: \(reuse), ")
      let scenario = try Scenario(text: text, date: try day("2026-01-05"))
      try scenario.repository.tag("v1.0", at: scenario.id("B"), annotated: try day("2026-01-06"))
      try scenario.commit("X", files: ["x": "1\n"], date: try day("2026-02-01"))
      try scenario.commit(
        "Y", on: "old", committer: .bob, files: ["x": "1\n"], parents: ["B"], date: try day("2026-02-03"))
      try scenario.approveAndTest("X")
      try scenario.repository.tag("v1.1", at: scenario.id("X"), annotated: try day("2026-02-02"))
      try scenario.repository.tag("v1.0.1", at: scenario.id("Y"), annotated: try day("2026-02-04"))
      let told = scenario.told(try report(scenario, "2026"))
      #expect(told.contains { $0.hasPrefix("X: pass (record)") })
      #expect(told.last?.hasPrefix(verdict) == true, "\(told)")
    }
  }

  @Test func `a release line that brings back an older policy`() throws {
    // main  A---B---C    A: asks for no approval; B: asks for two things; tags v1.0 at A, v1.1 at C
    //        \
    //         E          by Ada alone; tag v1.0.1 at E
    for (trailers, verdict) in [(TagPolicy.own, "unknown policy-ambiguous"), (Say.both, "pass (claim)")] {
      let scenario = try Scenario(text: TagPolicy.weak, date: try day("2026-01-05"))
      try scenario.repository.tag("v1.0", at: scenario.id("B"), annotated: try day("2026-01-06"))
      try scenario.commit(
        "P", Say.both, files: ["countersign.yml": TagPolicy.text], date: try day("2026-02-01"))
      try scenario.repository.tag("v1.1", at: scenario.id("P"), annotated: try day("2026-02-02"))
      try scenario.commit("E", trailers, on: "old", files: ["e": "1\n"], parents: ["B"], date: try day("2026-03-01"))
      try scenario.repository.tag("v1.0.1", at: scenario.id("E"), annotated: try day("2026-03-02"))
      try scenario.commit("C", Say.both, files: ["c": "1\n"], date: try day("2026-04-01"))
      try scenario.repository.tag("v1.2", at: scenario.id("C"), annotated: try day("2026-04-02"))
      #expect(
        scenario.told(try report(scenario, "2026"))
          == ["B: not-judged", "P: pass (claim)", "E: \(verdict)", "C: pass (claim)"])
    }
  }

  @Test func `a release line from before the control began`() throws {
    // main  A---B---C    A: no policy yet; tags v1.0 at A, v1.1 at C
    //        \
    //         E          tag v1.0.1 at E
    for (trailers, verdict) in [("", "unknown approval-not-shown tests-not-shown"), (Say.both, "pass (claim)")] {
      let scenario = try Scenario(empty: ())
      try scenario.commit("A", files: ["a": "1\n"], date: try day("2026-01-01"))
      try scenario.repository.tag("v1.0", at: scenario.id("A"), annotated: try day("2026-01-02"))
      try scenario.commit("B", files: ["countersign.yml": TagPolicy.text], date: try day("2026-01-03"))
      try scenario.commit("C", Say.both, files: ["c": "1\n"], date: try day("2026-01-04"))
      try scenario.repository.tag("v1.1", at: scenario.id("C"), annotated: try day("2026-01-05"))
      try scenario.commit("E", trailers, on: "old", files: ["e": "1\n"], parents: ["A"], date: try day("2026-02-01"))
      try scenario.repository.tag("v1.0.1", at: scenario.id("E"), annotated: try day("2026-02-02"))
      #expect(
        scenario.told(try report(scenario, "2026"))
          == ["A: not-judged", "B: not-judged", "C: pass (claim)", "E: \(verdict)"])
    }
  }

  @Test func `a release without a policy hides no policy of another line`() throws {
    // main  A---B---C    A: no policy yet; tags v1.0 at A, v1.1 at C
    // R                  a root of its own, without a policy; tag v9.9
    // A---X---M          M merges C; tag v1.2 at M
    let scenario = try Scenario(empty: ())
    try scenario.commit("A", files: ["a": "1\n"], date: try day("2026-01-01"))
    try scenario.repository.tag("v1.0", at: scenario.id("A"), annotated: try day("2026-01-02"))
    try scenario.commit("B", files: ["countersign.yml": TagPolicy.text], date: try day("2026-01-03"))
    try scenario.commit("C", Say.both, files: ["c": "1\n"], date: try day("2026-01-04"))
    try scenario.repository.tag("v1.1", at: scenario.id("C"), annotated: try day("2026-01-05"))
    try scenario.commit("R", on: "root", files: ["r": "1\n"], parents: [], date: try day("2026-02-01"))
    try scenario.repository.tag("v9.9", at: scenario.id("R"), annotated: try day("2026-02-02"))
    try scenario.commit("X", on: "old", files: ["x": "1\n"], parents: ["A"], date: try day("2026-03-01"))
    try scenario.merge("M", ["C"], into: "old")
    try scenario.repository.tag("v1.2", at: scenario.id("M"), annotated: try day("2026-03-02"))
    let told = scenario.told(try report(scenario, "2026"))
    #expect(told.prefix(3) == ["A: not-judged", "B: not-judged", "C: pass (claim)"])
    #expect(told.dropFirst(3).map { $0.prefix(11) } == ["R: unknown ", "X: unknown ", "M: unknown "], "\(told)")
  }

  @Test func `a tag dated into the future makes no approval earlier`() throws {
    // main  B---C    approve C a month later, test C; tag v1.1 at C, dated after the approval
    for (timing, verdict) in [
      ("proven", "C: unknown order-not-shown"), ("declared", "C: pass (record) order-not-shown"),
    ] {
      let text = TagPolicy.text.replacing("timing: declared", with: "timing: \(timing)")
      let scenario = try Scenario(text: text, date: try day("2026-01-05"))
      try scenario.repository.tag("v1.0", at: scenario.id("B"), annotated: try day("2026-01-06"))
      try scenario.commit("C", files: ["c": "1\n"], date: try day("2026-02-01"))
      try scenario.approve("C", at: try day("2026-03-01"))
      try scenario.test("C", at: try day("2026-01-31"))
      try scenario.repository.tag("v1.1", at: scenario.id("C"), annotated: try day("2026-06-01"))
      #expect(scenario.told(try report(scenario, "2026")) == ["B: not-judged", verdict])
    }
  }

  @Test func `a tag dated out of the period`() throws {
    // main  B---C---D    tags v1.1 at C, dated 2020 or 2099; v1.2 at D
    for date in ["2020-01-01", "2099-01-01"] {
      let scenario = try Scenario(text: TagPolicy.text, date: try day("2026-01-05"))
      try scenario.repository.tag("v1.0", at: scenario.id("B"), annotated: try day("2026-01-06"))
      try scenario.commit("C", files: ["c": "1\n"], date: try day("2026-02-01"))
      try scenario.repository.tag("v1.1", at: scenario.id("C"), annotated: try day(date))
      let first = try report(scenario, "2026-H1")
      #expect(scenario.told(first).last == "C: unknown approval-not-shown tests-not-shown")
      #expect(first.checks.contains { $0.name == "tags-dated-in-the-period" && !$0.ok && $0.detail.contains("v1.1") })
      let second = try report(scenario, "2026-H2")
      #expect(second.assessments.isEmpty)
    }
  }

  @Test func `a tag that came too late for the report before`() throws {
    // main  B---C; old: E on B; tag v1.0.1 at E, made after the report of the first half and dated within it
    let scenario = try lines()
    let first = try report(scenario, "2026-H1")
    try scenario.commit("F", on: "older", files: ["x": "1\n"], parents: ["B"], date: try day("2026-02-01"))
    try scenario.repository.tag("v1.0.9", at: scenario.id("F"), annotated: try day("2026-02-01"))
    let second = try report(scenario, "2026-H2", after: first.scope.covered)
    #expect(scenario.told(second) == ["F: unknown approval-not-shown tests-not-shown"])
    try scenario.repository.deleteRef("refs/tags/v1.0.1")
    let third = try report(scenario, "2026-H2", after: first.scope.covered)
    #expect(scenario.told(third).first == "run: fail history-rewritten")
  }

  @Test func `a fix of an old release that came back by a merge`() throws {
    // main  B---C---M---D    tags v1.0 at B, v1.0.1 at E, v1.1 at D
    //        \     /
    //         E----
    let scenario = try Scenario(text: TagPolicy.text, date: try day("2026-01-05"))
    try scenario.repository.tag("v1.0", at: scenario.id("B"), annotated: try day("2026-01-06"))
    try scenario.commit("C", Say.both, files: ["c": "1\n"], date: try day("2026-01-10"))
    try scenario.commit("E", Say.both, on: "old", files: ["e": "1\n"], parents: ["B"], date: try day("2026-02-01"))
    try scenario.repository.tag("v1.0.1", at: scenario.id("E"), annotated: try day("2026-02-02"))
    try scenario.merge("M", ["E"], Say.both)
    try scenario.commit("D", Say.both, files: ["d": "1\n"], date: try day("2026-03-01"))
    try scenario.repository.tag("v1.1", at: scenario.id("D"), annotated: try day("2026-03-02"))
    #expect(
      scenario.told(try report(scenario, "2026"))
        == ["B: not-judged", "E: pass (claim)", "C: pass (claim)", "M: pass (claim)", "D: pass (claim)"])
  }

  @Test func `a commit of an old release line is explained`() throws {
    let scenario = try lines()
    let repository = try Repository(opening: scenario.repository.path)
    let audit = try #require(try AuditRequest().explain(scenario.id("E"), in: repository))
    #expect(scenario.told(audit) == ["E: pass (claim)"])
    #expect(audit.scope.production == "refs/tags/v1.0.1")
  }

  @Test func `a server judges a tag on an old line by the newest policy too`() throws {
    let scenario = try Scenario(text: TagPolicy.weak, date: try day("2026-01-05"))
    try scenario.repository.tag("v1.0", at: scenario.id("B"), annotated: try day("2026-01-06"))
    try scenario.commit("P", Say.both, files: ["countersign.yml": TagPolicy.text], date: try day("2026-02-01"))
    try scenario.repository.tag("v1.1", at: scenario.id("P"), annotated: try day("2026-02-02"))
    try scenario.commit("E", TagPolicy.own, on: "old", files: ["e": "1\n"], parents: ["B"], date: try day("2026-03-01"))
    let gate = HookGate(try Repository(opening: scenario.repository.path), side: .server, production: nil)
    let update = "\(ObjectID.zero) \(scenario.id("E")) refs/tags/v1.0.1\n"
    let audits = try gate.judge(HookUpdate.received(Array(update.utf8)))
    #expect(audits.flatMap(scenario.told) == ["E: unknown policy-ambiguous"])
  }
}

/// Policies whose production is a series of tags.
private enum TagPolicy {
  /// An approval of one's own, which the weak policy takes.
  static let own = "Reviewed-by: Ada Lovelace <ada@example.com>\n\(Say.tested)"
  static let text = """
    version: 1
    production: {tags: "v*"}
    approval: {required: 1, targets: [refs/heads/main]}
    timing: declared
    tests: {suites: any}

    """
  static let weak = """
    version: 1
    production: {tags: "v*"}
    approval: {required: 1, independentOf: [pusher]}
    timing: declared
    tests: {suites: any}

    """
}
