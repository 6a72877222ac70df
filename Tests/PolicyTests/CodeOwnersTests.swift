import Testing

@testable import Policy

@Suite struct CodeOwnersTests {
  private func asked(_ text: String, _ path: String, _ syntax: CodeOwners.Syntax? = nil) -> [CodeOwners.Requirement] {
    CodeOwners(Array(text.utf8), syntax: syntax).requirements(for: Array(path.utf8))
  }

  private func owners(_ text: String, _ path: String, _ syntax: CodeOwners.Syntax? = nil) -> [[String]] {
    asked(text, path, syntax).map(\.owners)
  }

  private static let github = """
    # The whole repository
    *       @global-owner1 @global-owner2
    *.js    @js-owner #This is an inline comment.
    *.go docs@example.com
    *.txt @octo-org/octocats
    /build/logs/ @doctocat
    docs/*  docs@example.com
    apps/ @octocat
    /scripts/ @doctocat @octocat
    /apps/ @octocat
    /apps/github
    a\\ b/ @spaces
    """

  @Test(arguments: [
    ("x", ["@global-owner1", "@global-owner2"], 2), ("x/a.js", ["@js-owner"], 3), ("a.go", ["docs@example.com"], 4),
    ("x/a.txt", ["@octo-org/octocats"], 5), ("build/logs/a", ["@doctocat"], 6), ("docs/a.md", ["docs@example.com"], 7),
    ("docs/x/a.md", ["@global-owner1", "@global-owner2"], 2), ("x/apps/a", ["@octocat"], 8),
    ("scripts/a.js", ["@doctocat", "@octocat"], 9), ("apps/x", ["@octocat"], 10), ("a b/c", ["@spaces"], 12),
  ])
  func `the last entry that matches decides`(path: String, owners: [String], line: Int) {
    let found = asked(Self.github, path)
    #expect(found.map(\.owners) == [owners])
    #expect(found.map(\.line) == [line])
    #expect(found.map(\.required) == [1])
    #expect(found.map(\.section) == [nil])
    #expect(CodeOwners(Array(Self.github.utf8)).problems.isEmpty)
  }

  @Test func `an entry without owners takes a path out`() {
    #expect(asked(Self.github, "apps/github/x") == [])
    #expect(owners("* @a\n/x # nobody: @b\n", "x") == [])
    #expect(owners("* @a\n/x\n/x @c\n", "x") == [["@c"]])
  }

  private static let gitlab = """
    * @everyone
    README.md @doc-lead

    [Database][2] @db-one @db-two @db-three
    model/db/
    config/db/database-setup.md @docs-team

    ^[Documentation] @docs
    docs/
    *.md

    [Security]
    * @sec
    docs/

    [DATABASE]
    *.sql @sql
    """

  @Test func `each section decides for itself`() {
    let found = asked(Self.gitlab, "x/model/db/a.rb")
    #expect(found.map(\.section) == [nil, "Database", "Security"])
    #expect(found.map(\.owners) == [["@everyone"], ["@db-one", "@db-two", "@db-three"], ["@sec"]])
    #expect(found.map(\.required) == [1, 2, 1])
    #expect(found.map(\.line) == [1, 5, 13])
    // Documentation is optional, and Security takes docs out.
    #expect(asked(Self.gitlab, "docs/a.md").map(\.section) == [nil])
    #expect(owners(Self.gitlab, "config/db/database-setup.md") == [["@everyone"], ["@docs-team"], ["@sec"]])
    #expect(owners(Self.gitlab, "README.md") == [["@doc-lead"], ["@sec"]])
  }

  @Test func `sections of one name are one, and the stricter heading counts`() {
    #expect(owners(Self.gitlab, "model/db/a.sql") == [["@everyone"], ["@sql"], ["@sec"]])
    #expect(asked(Self.gitlab, "a.sql").map(\.required) == [1, 2, 1])
    #expect(asked("^[A]\nx @a\n[a]\ny @b\n", "x").map(\.owners) == [["@a"]])
    #expect(asked("[A]\nx @a\n^[a]\ny @b\n", "y").map(\.owners) == [["@b"]])
    #expect(asked("^[A][2]\nx @a\n^[a]\ny @b\n", "x") == [])
  }

  @Test func `a heading that can't be read takes nothing out of the section before`() {
    for heading in ["[B", "[B]x", "^[B][x]", "[]", "^[B]2", "[B] nobody", "[B][0]", "[B][1000000000000000000000]"] {
      let text = "[A]\nx @a\n\(heading)\nx\n"
      #expect(owners(text, "x").first == ["@a"], "\(heading)")
      #expect(CodeOwners(Array(text.utf8)).problems.map(\.line) == [3], "\(heading)")
    }
    // What is not readable as an optional section is a required one.
    #expect(owners("^[B]2\nx @b\n", "x") == [["@b"]])
    #expect(asked("[B][1000000000000000000000]\nx @b\n", "x").map(\.required) == [100])
    #expect(asked("[B][]\nx @b\n", "x").map(\.required) == [1])
  }

  @Test func `default owners are those of the heading above`() {
    let text = "[A] @a @b\nx\ny @c\n[B]\nx\n[A]\nz\n"
    #expect(owners(text, "x") == [["@a", "@b"]])
    #expect(owners(text, "y") == [["@c"]])
    #expect(owners(text, "z") == [])
  }

  @Test func `the two forges read one text differently`() {
    let text = "/docs @a\nx/y @b\n"
    #expect(owners(text, "docs/a", .github) == [["@a"]])
    #expect(owners(text, "docs/a", .gitlab) == [])
    #expect(owners(text, "z/x/y", .github) == [])
    #expect(owners(text, "z/x/y", .gitlab) == [["@b"]])
    // A heading is no pattern to GitHub, and must not change how the rest is read.
    let flipped = CodeOwners(Array("[x]\n/docs @a\n".utf8), syntax: .github)
    #expect(flipped.requirements(for: Array("docs/a".utf8)).map(\.owners) == [["@a"]])
    #expect(flipped.problems.map(\.line) == [1])
  }

  @Test(arguments: [
    (".github/CODEOWNERS", Preset.gitlab, CodeOwners.Syntax.github), (".gitlab/CODEOWNERS", .github, .gitlab),
    ("CODEOWNERS", .github, .github), ("docs/CODEOWNERS", .gitlab, .gitlab),
  ])
  func `the place tells whose file it is, and then the preset`(
    place: String, preset: Preset, syntax: CodeOwners.Syntax
  ) {
    #expect(CodeOwners.syntax(at: place, preset: preset) == syntax)
    #expect(CodeOwners.syntax(at: "CODEOWNERS", preset: .none) == nil)
    #expect(CodeOwners.places.contains(place))
  }

  @Test(arguments: ["* @a\r\n/x @b\r\n", "\u{FEFF}* @a\n/x\t@b", "  * @a  \n\t/x  @b  #c\n", "* @a\n\n#/x @z\n/x @b"])
  func `line ends, marks and blanks are not content`(text: String) {
    #expect(owners(text, "x") == [["@b"]])
    #expect(owners(text, "y") == [["@a"]])
    #expect(CodeOwners(Array(text.utf8)).problems.isEmpty)
  }

  @Test func `an escaped blank or hash is part of a pattern`() {
    #expect(owners("\\#x @a\n", "#x") == [["@a"]])
    #expect(owners("a#b @a\n", "a#b") == [["@a"]])
    #expect(owners("x\\ #y @a\n", "x #y") == [["@a"]])
    #expect(owners("* @b\nx\\ \n", "x ") == [])
    #expect(owners("* @b\nx\\ \n", "x") == [["@b"]])
  }
}
