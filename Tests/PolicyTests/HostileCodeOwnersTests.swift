import Diagnostics
import Testing

@testable import Policy

@Suite struct HostileCodeOwnersTests {
  @Test(arguments: [
    ("!x @a", "the pattern `!x` can't be read: `!` takes nothing out in this file"),
    ("x*** @a", "the pattern `x***` can't be read: it has three asterisks in a row"),
    ("x @", "`@` is no owner: neither `@login` nor `@org/team` nor an address"),
    ("x ada", "`ada` is no owner: neither `@login` nor `@org/team` nor an address"),
    ("x @org//team", "`@org//team` is no owner: neither `@login` nor `@org/team` nor an address"),
    ("x @@maintainers", "`@@maintainers` is no owner: neither `@login` nor `@org/team` nor an address"),
    ("x @a\u{202E}", "the line has a character that is not seen: `\\u{202e}`"),
    ("x\u{200B} @a", "the line has a character that is not seen: `\\u{200b}`"),
  ])
  func `a line that can't be read is reported`(line: String, problem: String) {
    let found = CodeOwners(Array("* @b\n\(line)\n".utf8))
    #expect(found.problems.first?.line == 2)
    #expect(found.problems.first?.text == problem)
    #expect(!found.isUnreadable)
  }

  @Test func `somebody who can't be meant takes no path out`() {
    let found = CodeOwners(Array("* @b\nx ada\n".utf8))
    #expect(found.requirements(for: Array("x".utf8)).map(\.owners) == [["ada"]])
  }

  @Test func `bytes that are not UTF-8 are one line's problem`() {
    let found = CodeOwners(Array("* @a\nx".utf8) + [0xFF] + Array(" @b\ny @c\n".utf8))
    #expect(found.problems.map(\.line) == [2])
    #expect(found.requirements(for: Array("y".utf8)).map(\.owners) == [["@c"]])
  }

  @Test func `of a file that is too large nothing counts, and nobody can approve`() {
    for bytes in [
      Array("* @a\n".utf8) + [UInt8](repeating: 0x23, count: CodeOwners.largest),
      Array(String(repeating: "x @a\n", count: CodeOwners.mostEntries + 1).utf8),
    ] {
      let found = CodeOwners(bytes)
      #expect(found.isUnreadable)
      #expect(found.problems.count == 1)
      #expect(found.requirements(for: Array("x".utf8)).map(\.owners) == [[]])
    }
    #expect(!CodeOwners(Array(String(repeating: "x @a\n", count: CodeOwners.mostEntries).utf8)).isUnreadable)
  }

  @Test(
    .timeLimit(.minutes(20)), arguments: ["[", "\\", "*", "**/", "#", " ", "x @", "x\n", "[x]\n", "^[x][1]\n", "@ "])
  func `three mebibytes of one thing end`(piece: String) {
    let text = String(repeating: piece, count: CodeOwners.largest / piece.utf8.count)
    let found = CodeOwners(Array(text.utf8))
    #expect(found.problems.count <= 101)
    #expect(found.requirements(for: Array("a/b".utf8)).isEmpty || found.isUnreadable)
  }

  @Test func `changed bytes never crash, and never leave a problem without a line`() {
    let file = "[A][2] @a\n*.js @b # c\n^[D] @e\n/x\\ y/ f@g\n\\#h/**/i\n* @org/team\n"
    var words = Words(seed: 12)
    for _ in 0..<3000 {
      var bytes = Array(file.utf8)
      for _ in 0...words.number(below: 4) {
        let at = words.number(below: bytes.count)
        switch words.number(below: 3) {
        case 0: bytes[at] = UInt8(words.number(below: 256))
        case 1: bytes.remove(at: at)
        default: bytes.insert(contentsOf: words.one(of: ["[", "]", "\n", "\\", "*", " ", "#", "^["]).utf8, at: at)
        }
      }
      for syntax in [CodeOwners.Syntax.github, .gitlab] {
        let found = CodeOwners(bytes, syntax: syntax)
        #expect(found.problems.allSatisfy { $0.line >= 1 && !$0.text.isEmpty })
        for path in ["a.js", "x y/z", "#h/i", ""] { _ = found.requirements(for: Array(path.utf8)) }
      }
    }
  }
}
