import CountersignTesting
import Foundation
import Testing

@testable import Audit
@testable import Report

/// The formats that CI systems show beside a change.
@Suite struct AnnotationTests {
  @Test func `GitHub's commands are written as agreed`() {
    Snapshot.expect(
      String(decoding: GitHubFormat.bytes(of: Fixture.halfYear), as: UTF8.self), named: "half-year.github")
  }

  @Test func `GitLab's report is written as agreed`() {
    Snapshot.expect(
      String(decoding: GitLabFormat.bytes(of: Fixture.halfYear), as: UTF8.self), named: "half-year.gitlab")
  }

  /// What the runner does with a line: `ActionCommand.TryParseV2` of actions/runner.
  @Test func `no hostile text becomes a command of its own`() throws {
    let script = #"""
      import re, sys
      lines = open(sys.argv[1], encoding="utf-8", newline="").read().split("\n")
      for line in lines:
        match = re.fullmatch(r"::([a-z]+) title=([a-z-]+)::([^\r]*)", line)
        print(match.group(1) if match else "text: " + line[:11])
      """#
    let kinds = try Python.run(script, on: GitHubFormat.bytes(of: Fixture.hostile)).split(separator: "\n")
    #expect(kinds.count == Fixture.hostileTexts.count + 3)
    #expect(kinds.first == "warning")
    #expect(kinds.dropFirst().dropLast(2).allSatisfy { $0 == "error" })
    #expect(kinds.suffix(2) == ["text: countersign", "text: "])
  }

  @Test(arguments: [("100%", "100%25"), ("a\r\nb", "a%0D%0Ab"), ("%0A", "%250A"), ("a:b,c", "a:b,c")])
  func `a value is encoded as the runner decodes it`(text: String, expected: String) {
    #expect(GitHubFormat.data(text) == expected)
  }

  @Test(arguments: Audits.names)
  func `GitLab finds what it needs, and no two issues are one`(name: String) throws {
    let audit = Audits.named(name)
    let script = """
      import json, sys
      issues = json.load(open(sys.argv[1], encoding="utf-8"))
      for issue in issues:
        assert issue["description"] and issue["check_name"], issue
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}, issue
        assert not issue["location"]["path"].startswith("./") and issue["location"]["lines"]["begin"] >= 1, issue
      print(len(issues), len({issue["fingerprint"] for issue in issues}))
      """
    let open = audit.locatedFindings.filter { !$0.isExcepted }.count
    #expect(try Python.run(script, on: GitLabFormat.bytes(of: audit)) == "\(open) \(open)\n")
  }

  @Test func `the same finding has the same fingerprint in another range`() {
    var later = Fixture.halfYear
    later.assessments.removeFirst(3)
    later.findings = []
    let before = Fixture.halfYear.locatedFindings.filter { $0.change != nil }.map(\.fingerprint)
    #expect(later.locatedFindings.map(\.fingerprint) == before)
  }
}
