import CountersignTesting
import Foundation
import Testing

@testable import Policy

@Suite struct PathPatternTests {
  @Test(arguments: [
    (
      "payments/**", ["payments/a", "payments/a/b.c", "payments/.a", "payments"],
      ["paymentsx", "x/payments/a", "Payments/a"]
    ),
    ("payments", ["payments"], ["payments/a", "x/payments", "payments2"]),
    ("payments/*", ["payments/a", "payments/.a"], ["payments/a/b", "payments"]),
    ("**/payments/**", ["payments/a", "x/payments/a/b", "x/y/payments"], ["x/payment/a", "paymentsx/a"]),
    ("**/*.sql", ["a.sql", "x/y/a.sql", ".sql"], ["a.sqlx", "a.sql/x"]),
    ("*.tf", ["main.tf"], ["x/main.tf", "main.tf/x"]),
    ("a/**/z", ["a/z", "a/b/z", "a/b/c/z", "a/z/z"], ["a/b", "b/a/z", "az", "a/z/b"]),
    ("**", ["a", "a/b", "a/b/c"], []),
    ("*", ["a", ".a"], ["a/b"]),
    ("*/*", ["a/b"], ["a", "a/b/c"]),
    ("v?.txt", ["v1.txt", "vé.txt", "v日.txt", "v?.txt"], ["v.txt", "v12.txt", "v/.txt"]),
    ("app/[id]/{x,y}.ts", ["app/[id]/{x,y}.ts"], ["app/i/x.ts", "app/id/y.ts"]),
    ("a\\*", ["a\\", "a\\b"], ["a*", "ab"]),
    ("*a*b*", ["ab", "xaxbx", "aab", "abab"], ["ba", "a", "b", "x/ab"]),
    ("**/a/*b/**/c", ["a/b/c", "a/a/xb/c", "x/a/b/y/z/c", "a/b/a/b/c"], ["a/b", "a/c", "b/a/c"]),
    ("docs/#a b", ["docs/#a b"], ["docs/a b"]),
  ])
  func `a pattern of a policy begins at the top`(text: String, matching: [String], others: [String]) throws {
    let pattern = try glob(text)
    #expect(pattern.text == text)
    for path in matching { #expect(pattern.matches(Array(path.utf8)), "\(path)") }
    for path in others { #expect(!pattern.matches(Array(path.utf8)), "\(path)") }
  }

  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", "./a", "a/./b", "../a", "a/..", "!a", "a**", "**a", "a/b**c/d", "***",
    String(repeating: "a", count: 1025),
  ])
  func `what matches no path, or is easily taken for more than it says, is no pattern`(text: String) {
    #expect(PathPattern(glob: text) == nil)
    #expect(PathPattern.fault(inGlob: text) != nil)
  }

  @Test func `paths are bytes`() throws {
    #expect(try glob("a/*").matches([0x61, 0x2F, 0xFF, 0xFE]))
    #expect(try glob("a/?").matches([0x61, 0x2F, 0xFF]))
    #expect(try !glob("a/?").matches([0x61, 0x2F, 0xFF, 0xFF]))
    // The same letter, composed and not.
    #expect(try !glob("caf\u{E9}").matches(Array("cafe\u{301}".utf8)))
    #expect(try !glob("a").matches([]))
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: ["*a", "**/", "**/a/", "?*", "a*b*", "**/*a/"])
  func `no pattern takes longer than its length times that of the path`(piece: String) throws {
    let long = String(repeating: piece, count: PathPattern.longest / piece.utf8.count - 2) + "z"
    let deep = Array(String(repeating: "a/", count: 20_000).utf8) + [0x61]
    let wide = [UInt8](repeating: 0x61, count: 20_000)
    for pattern in [PathPattern(glob: long), PathPattern(codeowners: long), PathPattern(gitlab: long)] {
      let pattern = try #require(pattern)
      for path in [deep, wide] { #expect(!pattern.matches(path)) }
    }
  }
}
