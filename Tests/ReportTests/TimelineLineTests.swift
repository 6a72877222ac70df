import Diagnostics
import GitStore
import Testing

@testable import Audit
@testable import Evidence
@testable import Report

/// The line that each change has on the page, however many there are.
@Suite struct TimelineLineTests {
  private static let ada = Fixture.person("ada", "Ada", "ada@example.com")

  private static func line(
    _ promoted: String, approvals: [String?] = [], tests: [String?] = [], _ more: (inout Assessment) -> Void = { _ in }
  ) -> String {
    var change = Fixture.change(
      1, "x", at: "2026-02-01T10:00:00Z",
      approvals: approvals.map { Fixture.approval(by: ada, of: Fixture.id(1), at: $0) },
      tests: tests.map { Fixture.run("unit", of: Fixture.id(1), at: $0) })
    change.committedAt = Fixture.time("2026-02-01T10:00:00Z")
    change.promotion = Promotion(at: Fixture.time(promoted), basis: .ledger)
    more(&change)
    return TimelineLine(change, nil).text
  }

  @Test func `what happened stands in order, with the time between`() {
    #expect(
      Self.line(
        "2026-02-03T13:25:07Z", approvals: ["2026-02-01T13:00:00Z"], tests: ["2026-02-01T13:25:07Z"])
        == "made → 3 h → approved → 25 min → tested → 2 days → promoted")
  }

  @Test func `an approval after production stands after it`() {
    #expect(
      Self.line("2026-02-01T10:00:30Z", approvals: ["2026-02-01T12:30:00Z"])
        == "made → 30 s → promoted → 2 h → approved")
  }

  @Test func `what has no time of its own stands apart, and what is at one time needs no time between`() {
    #expect(
      Self.line("2026-02-01T10:00:00Z", approvals: [nil, nil], tests: [nil])
        == "made, promoted; without a time: approved ×2, tested")
  }

  @Test func `the same several times in a row is one step, at the time of the last`() {
    let tests = (0..<40).map { "2026-02-01T11:\($0 < 10 ? "0" : "")\($0):00Z" }
    #expect(
      Self.line("2026-02-01T12:39:00Z", tests: tests) == "made → 99 min → tested ×40 → 60 min → promoted")
  }

  @Test func `what does not count is left out, but for a rejection and a failed run`() {
    let line = Self.line(
      "2026-02-01T12:00:00Z", approvals: ["2026-02-01T11:00:00Z", "2026-02-01T11:30:00Z"],
      tests: ["2026-02-01T11:45:00Z"]
    ) { change in
      change.approvals[0].objection = Objection(code: .selfApproved, reason: "x")
      change.approvals[1].approval.decision = .rejected
      change.tests[0].run.outcome = .failed
    }
    #expect(line == "made → 90 min → rejected → 15 min → tests failed → 15 min → promoted")
  }

  @Test func `a line stays short, whatever is in a change`() {
    let approvals = (0..<400).map { "2026-02-0\(1 + $0 % 9)T1\($0 % 10):00:00Z" }
    let tests = (0..<400).map { "2026-02-0\(1 + $0 % 9)T1\($0 % 10):30:00Z" }
    #expect(Self.line("2026-03-01T00:00:00Z", approvals: approvals, tests: tests).count < 300)
    let extreme = Self.line("2026-03-01T00:00:00Z") { change in
      change.committedAt = Instant(seconds: .min)
      change.promotion = Promotion(at: Instant(seconds: .max), basis: .committerDate)
    }
    #expect(extreme == "made → promoted")
  }

  @Test func `every row of a page has one, where there are more than 2,000 too`() throws {
    let script = #"""
      import re, sys
      text = open(sys.argv[1], encoding="utf-8").read()
      rows = re.findall(r"<tr data-verdict.*?</tr>", text, re.S)
      print(len(rows), sum(len(re.findall(r"<small>(?:made|[^<]*promoted)[^<]*</small>", row)) == 1 for row in rows),
        "<details><summary>with dates" in text)
      """#
    for (count, unfolds) in [(10, "True"), (2_001, "False")] {
      let page = HTMLFormat.bytes(of: Fixture.many(count), version: "0")
      #expect(try Python.run(script, on: page) == "\(count) \(count) \(unfolds)\n")
    }
  }
}
