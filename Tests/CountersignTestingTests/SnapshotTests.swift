import Foundation
import Testing

@testable import CountersignTesting

@Suite struct SnapshotTests {
  @Test func `says nothing of a text that is the same`() {
    Snapshot.expect("one\ntwo\n", named: "two-lines.txt")
  }

  @Test func `reports a text that differs, a missing snapshot and a recording`() throws {
    withKnownIssue {
      Snapshot.expect("one\n2\n", named: "two-lines.txt")
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("  one\n- two\n+ 2") }
    }
    withKnownIssue {
      Snapshot.expect("one\n", named: "not-there.txt")
    } matching: { issue in
      issue.comments.contains { $0.rawValue.hasPrefix("no snapshot ") }
    }
    let folder = try TemporaryFolder()
    let file = folder.path + "/SomeTests.swift"
    let recorded = try #require(Snapshot.problem(with: "é\r\n", named: "a.txt", file: file, recording: true))
    #expect(recorded.hasPrefix("recorded a.txt"))
    #expect(Snapshot.problem(with: "é\r\n", named: "a.txt", file: file, recording: false) == nil)
    #expect(Snapshot.problem(with: "e\u{301}\r\n", named: "a.txt", file: file, recording: false) != nil)
    #expect(
      Snapshot.problem(with: "é\r\n", named: "../a.txt", file: file, recording: true) == "not a file name: ../a.txt")
  }

  @Test(arguments: [
    ("a\nb\nc\n", "a\nc\n", "  a\n- b\n  c"),
    ("a\n", "a", "- a\n+ a⏎ missing"),
    ("a\n", "a \n", "- a\n+ a·"),
    ("a\n", "a\r\n", "- a\n+ a\\r"),
    ("", "a\n", "+ a"),
    ("é\n", "e\u{301}\n", "- é\n+ e\\u{0301}"),
    ("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n", "@@ from line 2\n  2\n  3\n  4\n- 5\n+ five\n  6"),
    ("same\n", "same\n", ""),
  ])
  func `shows what a terminal would swallow`(expected: String, found: String, shown: String) {
    #expect(LineDiff(expected: expected, found: found).description == shown)
  }
}
