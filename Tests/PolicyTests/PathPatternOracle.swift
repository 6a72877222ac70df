import CountersignTesting
import Foundation
import Testing

@testable import Policy

/// GitHub's CODEOWNERS has the rules of gitignore, so git itself tells what a pattern matches.
@Suite struct PathPatternOracle {
  /// Returns which of some paths git would ignore, none of which has to exist.
  private func ignored(_ paths: [String], by pattern: String, in repository: RepositoryBuilder) throws -> Set<String> {
    let excludes = "\(repository.path)/.git/info/exclude"
    try FileManager.default.createDirectory(
      atPath: "\(repository.path)/.git/info", withIntermediateDirectories: true)
    try Data("\(pattern)\n".utf8).write(to: URL(filePath: excludes))
    let input = paths.joined(separator: "\0") + "\0"
    let output = try repository.run(["check-ignore", "--no-index", "--stdin", "-z"], input: Array(input.utf8))
    #expect(output.status <= 1, "\(output.stderr)")
    return Set(output.stdout.split(separator: "\0").map(String.init))
  }

  private static let pieces = [
    "a", "b", "ab", "*", "**", "?", "a*", "*b", "?b", ".a", "a**b", "*a*", "\\*", "\\a", "c d",
  ]
  private static let names = ["a", "b", "ab", "abb", ".a", "*", "c d", "ba", "é"]

  @Test func `a pattern matches what git matches`() throws {
    let repository = try RepositoryBuilder(bare: false)
    var words = Words(seed: 11)
    var compared = 0, matched = 0
    for _ in 0..<400 {
      let segments = (0...words.number(below: 4)).map { _ in words.one(of: Self.pieces) }
      let text = (words.chance(3) ? "/" : "") + segments.joined(separator: "/") + (words.chance(3) ? "/" : "")
      // GitHub's own rule: `docs/*` is not what is in the folders of `docs`.
      if segments.count > 1 || text.hasPrefix("/"), segments.last == "*", !text.hasSuffix("/") { continue }
      guard let pattern = PathPattern(codeowners: text.replacing(" ", with: "\\ ")) else {
        Issue.record("no pattern: \(text)")
        continue
      }
      // To git `?` is one byte, to a forge one character.
      let names = text.contains("?") ? Self.names.filter { $0.utf8.count == $0.count } : Self.names
      let paths = Set(
        (0..<60).map { _ in (0...words.number(below: 4)).map { _ in words.one(of: names) }.joined(separator: "/") }
      )
      let expected = try ignored(paths.sorted(), by: text, in: repository)
      let found = paths.filter { pattern.matches(Array($0.utf8)) }
      #expect(found == expected, "\(text): \(found.symmetricDifference(expected).sorted())")
      compared += paths.count
      matched += found.count
    }
    #expect(compared > 10_000)
    #expect(matched > 2000)
  }

  /// The examples of GitHub's documentation, with what it says of them.
  @Test(arguments: [
    ("*", ["a", "x/y/a.js"], []),
    ("*.js", ["a.js", "x/y/a.js"], ["a.jsx", "js"]),
    ("*.txt", ["a.txt", "docs/a.txt"], ["a.txt.md"]),
    ("/build/logs/", ["build/logs/a", "build/logs/x/y"], ["build/logs", "x/build/logs/a"]),
    ("docs/*", ["docs/getting-started.md"], ["docs/build-app/troubleshooting.md", "x/docs/a.md"]),
    ("apps/", ["apps/a", "x/y/apps/z/a"], ["apps", "x/myapps/a"]),
    ("/docs/", ["docs/a", "docs/x/a"], ["x/docs/a"]),
    ("/scripts/", ["scripts/a"], ["x/scripts/a"]),
    ("**/logs", ["build/logs/a", "scripts/logs/a", "deeply/nested/logs/x/a", "logs/a", "logs"], ["xlogs/a"]),
    ("/apps/github", ["apps/github", "apps/github/a"], ["apps/githubs", "x/apps/github"]),
    ("docs/**", ["docs/a", "docs/x/a"], ["docs", "x/docs/a"]),
    ("\\#notes", ["#notes", "x/#notes/a"], ["notes"]),
    ("a\\ b", ["a b", "x/a b"], ["a\\ b", "a"]),
    ("x/*/z", ["x/y/z", "x/y/z/a"], ["x/z", "x/y/y/z"]),
    ("*/", ["a/b", "a/b/c"], ["a"]),
    ("**/", ["a/b", "a/b/c"], ["a"]),
    ("x/**/", ["x/a/b"], ["x/a", "a/b"]),
    ("**", ["a", "a/b"], []),
    ("/*", ["a"], ["a/b"]),
  ])
  func `GitHub's examples`(text: String, matching: [String], others: [String]) throws {
    let pattern = try #require(PathPattern(codeowners: text))
    for path in matching { #expect(pattern.matches(Array(path.utf8)), "\(path)") }
    for path in others { #expect(!pattern.matches(Array(path.utf8)), "\(path)") }
  }

  @Test(arguments: [
    ("*", ["a", "x/y/a"], []),
    ("README.md", ["README.md", "x/y/README.md"], ["README.md/a", "xREADME.md"]),
    ("/README.md", ["README.md"], ["x/README.md"]),
    ("internal/README.md", ["internal/README.md", "docs/internal/README.md", "docs/api/internal/README.md"], []),
    ("/docs/*.md", ["docs/a.md"], ["docs/x/a.md", "x/docs/a.md"]),
    ("/docs/**/*.md", ["docs/a.md", "docs/x/y/a.md"], ["a.md"]),
    ("/docs/", ["docs/a", "docs/x/a"], ["docs", "x/docs/a"]),
    ("config/", ["config/a", "x/config/y/a"], ["config"]),
    ("/docs", ["docs"], ["docs/a"]),
    ("/docs/**", ["docs/a", "docs/x/a"], ["docs"]),
    ("\\#file_with_pound.rb", ["#file_with_pound.rb"], ["file_with_pound.rb"]),
    ("path\\ with\\ spaces/", ["path with spaces/a"], ["path/a"]),
  ])
  func `GitLab's examples`(text: String, matching: [String], others: [String]) throws {
    let pattern = try #require(PathPattern(gitlab: text))
    for path in matching { #expect(pattern.matches(Array(path.utf8)), "\(path)") }
    for path in others { #expect(!pattern.matches(Array(path.utf8)), "\(path)") }
  }

  @Test(arguments: [
    "", "/", "//a", "a//b", "a//", "!a", "[ab]", "a[", "a]", "a\\", "a***", "./a", "a/../b", "a/.",
    String(repeating: "a", count: 1025),
  ])
  func `what means nothing in CODEOWNERS is no pattern`(text: String) {
    #expect(PathPattern(codeowners: text) == nil)
    #expect(PathPattern(gitlab: text) == nil)
    #expect(PathPattern.fault(inCodeOwners: text) != nil)
  }
}
