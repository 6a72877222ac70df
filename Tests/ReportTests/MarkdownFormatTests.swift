import CountersignTesting
import Diagnostics
import Foundation
import Testing

@testable import Audit
@testable import Report

@Suite struct MarkdownFormatTests {
  @Test func `a half-year with every verdict is written as agreed`() {
    Snapshot.expect(String(decoding: MarkdownFormat.bytes(of: Fixture.halfYear), as: UTF8.self), named: "half-year.md")
  }

  @Test(arguments: Audits.names)
  func `GitHub's own renderer makes no link, image or markup of any text`(name: String) throws {
    let html = try rendered(Audits.named(name))
    for tag in ["<a ", "<img", "<script", "<u>", "<i>", "raw HTML", "<h1"] { #expect(!html.contains(tag), "\(tag)") }
    #expect(html.components(separatedBy: "<table>").count == 2)
    #expect(html.components(separatedBy: "<tr>").count == 8)
  }

  @Test func `every hostile title stands in code as it is`() throws {
    let html = try rendered(Fixture.hostile)
    for text in Fixture.hostileTexts where !text.printable.allSatisfy({ $0 == " " }) {
      let escaped = "text: \(text)".printable.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
      #expect(html.contains("<code>\(escaped)</code>"), "\(escaped)")
    }
  }

  @Test func `it fits into a comment and says what it leaves out`() {
    let text = String(decoding: MarkdownFormat.bytes(of: Fixture.many(20_000)), as: UTF8.self)
    #expect(text.utf8.count < 65_536)
    #expect(text.contains("more findings did not find room here"))
    #expect(text.contains("| fail | 0 |\n| unknown | 200 |"))
  }

  @Test(arguments: [
    ("a", "`a`"), ("`", "`` ` ``"), ("a``b`", "``` a``b` ```"), (" a", "`  a `"), ("a`b", "``a`b``"), ("", "(empty)"),
    ("a\nb", "`a\\u{a}b`"),
  ])
  func `a code span can't be left`(text: String, expected: String) {
    #expect(MarkdownFormat.code(text) == expected)
  }

  private func rendered(_ audit: FinishedAudit) throws -> String {
    try Python.run(
      ["cmark-gfm", "--extension", "table", "--extension", "autolink", "--extension", "strikethrough"],
      on: MarkdownFormat.bytes(of: audit))
  }
}
