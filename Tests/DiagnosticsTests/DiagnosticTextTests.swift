import Diagnostics
import Testing

@Suite struct DiagnosticTextTests {
  private func draw(_ diagnostic: Diagnostic, colour: Bool = false) -> [String] {
    let text = DiagnosticText(colour: colour).draw(diagnostic)
    #expect(text.hasSuffix("\n"))
    return text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func draw(_ text: String, column: Int, length: Int, line: Int = 3) -> [String] {
    let excerpt = SourceExcerpt(file: "countersign.yml", line: line, column: column, length: length, text: text)
    return draw(Diagnostic(.error, "policy-invalid", "not known", places: [.source(excerpt)]))
  }

  @Test func `a diagnostic says what, where, facts and what to do, in this order`() {
    let lines = draw(
      Diagnostic(
        .warning, "evidence-unreadable", "a record can't be read",
        places: [.named("commit 9f2c41d07e5b"), .named("note")], notes: ["one", "two"], help: ["run this:\ngit fsck"]))
    #expect(
      lines == [
        "warning[evidence-unreadable]: a record can't be read", "  --> commit 9f2c41d07e5b", "  --> note",
        "   = note: one", "   = note: two", "   = help: run this:", "           git fsck",
      ])
  }

  @Test(
    arguments: [
      ("  requierd: 1", 3, 8, "requierd"), ("x", 1, 1, "x"), ("José: x", 7, 1, "x"), ("e\u{301}: x", 4, 1, "x"),
      ("a\u{202e}b: x", 6, 1, "x"), ("\u{1b}[2J: x", 7, 1, "x"), ("k: \u{200b}v", 4, 2, "\\u{200b}v"),
      ("a\tb", 3, 1, "b"), ("日本: x", 5, 1, "x"),
    ] as [(String, Int, Int, Substring)])
  func `the caret stands under what it is about, also where characters are printed as escapes`(
    text: String, column: Int, length: Int, marked: Substring
  ) throws {
    let lines = draw(text, column: column, length: length)
    #expect(lines.count == 5)
    #expect(lines[1] == "  --> countersign.yml:3:\(column)")
    #expect(lines[3] == " 3 | \(text.printable)")
    let start = try #require(lines[4].firstIndex(of: "^"))
    let offset = lines[4].distance(from: lines[4].startIndex, to: start)
    let carets = lines[4][start...]
    #expect(carets.allSatisfy { $0 == "^" })
    #expect(lines[3].dropFirst(offset).prefix(carets.count) == marked)
  }

  @Test(arguments: [(1, 0), (4, 0), (4, 9), (9, 1), (1, 99), (500, 500)])
  func `a place outside of its line still gets a caret`(column: Int, length: Int) {
    let lines = draw("abc", column: column, length: length)
    #expect(lines[3] == " 3 | abc")
    #expect(lines[4].contains("^"))
    #expect(lines[4].count <= " 3 | abc".count + 1)
  }

  @Test func `the gutter is as wide as the number of the line`() {
    #expect(draw("abc", column: 1, length: 3, line: 1200).suffix(3) == ["      |", " 1200 | abc", "      | ^^^"])
  }

  @Test func `texts from a repository can't break out of their line`() {
    let evil = "a\n\u{1b}[31m  --> b\rerror[x]: c\u{202e}"
    let excerpt = SourceExcerpt(file: evil, line: 1, column: 1, length: 1, text: evil)
    let diagnostic = Diagnostic(
      .error, "self-approved", evil, places: [.named(evil), .source(excerpt)], notes: [evil], help: [evil])
    for lines in [draw(diagnostic), draw(diagnostic).map(\.printable)] {
      #expect(lines.count { $0.hasPrefix("error[") } == 1)
      // Help may have several lines, each behind its margin; a note is one.
      #expect(lines.count == 1 + 1 + 4 + 1 + 2)
      #expect(lines.allSatisfy { line in !line.unicodeScalars.contains { $0.isMisleading } })
      #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
    }
  }

  @Test func `colour adds nothing but colour`() {
    let excerpt = SourceExcerpt(file: "countersign.yml", line: 3, column: 1, length: 3, text: "abc")
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      let diagnostic = Diagnostic(severity, "code", "message", places: [.source(excerpt)], notes: ["n"], help: ["h"])
      let coloured = draw(diagnostic, colour: true).joined(separator: "\n")
      #expect(coloured.contains("\u{1b}["))
      #expect(coloured.replacing(/\u{1b}\[[0-9;]*m/, with: "") == draw(diagnostic).joined(separator: "\n"))
    }
  }
}
