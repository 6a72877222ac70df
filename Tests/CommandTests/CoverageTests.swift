import CountersignTesting
import Foundation
import Testing

/// What was approved and tested is what reached production: records beside the commits, by the real commands and git.
@Suite struct CoverageTests {
  /// A repository with a work tree, whose policy takes records and no claims.
  private final class Setting {
    let repository: RepositoryBuilder
    private let people = ["ada": "Ada Lovelace", "bob": "Bob Brown", "cora": "Cora Cole", "ci": "CI"]

    init(timing: String = "declared") throws {
      repository = try RepositoryBuilder(bare: false)
      try repository.git("config", "commit.gpgsign", "false")
      try be("ada")
      try write("countersign.yml", Setting.policy.replacingOccurrences(of: "declared", with: timing))
      try write("limits.txt", (1...9).map { "limit \($0)\n" }.joined())
      try git("add", "-A")
      try git("commit", "--quiet", "-m", "Begin")
    }

    private static let policy = """
      version: 1
      production: {branch: main}
      timing: declared
      approval: {required: 1, minimumGrade: record}
      tests: {suites: {none: not looked at here}}

      """

    func be(_ person: String) throws {
      try git("config", "user.name", people[person] ?? person)
      try git("config", "user.email", "\(person)@example.com")
    }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
      let output = try Subprocess(
        program: "/usr/bin/env", arguments: ["git", "-C", repository.path] + arguments,
        environment: HermeticEnvironment.variables, limit: 60
      ).run()
      guard output.status == 0 else { throw TestingError("git \(arguments): \(output.stderr)") }
      return output.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func write(_ path: String, _ text: String) throws {
      try text.write(toFile: repository.path + "/" + path, atomically: true, encoding: .utf8)
    }

    /// Changes one line of limits.txt and commits that as a person.
    func edit(_ line: Int, _ text: String, as person: String = "ada") throws {
      try be(person)
      let path = repository.path + "/limits.txt"
      var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
      lines[line - 1] = text
      try write("limits.txt", lines.map { $0 + "\n" }.joined())
      try git("commit", "--quiet", "-am", "Set limit \(line) to \(text)")
    }

    func approve(_ commit: String, as person: String, _ more: String...) throws {
      try be(person)
      let output = try Binary.run(["approve", "-C", repository.path, commit] + more)
      #expect(output.status == 0, "\(output.stderr)")
      try be("ada")
    }

    /// Makes a branch with two edits by Ada, approved by Bob at its tip.
    func approvedBranch() throws {
      try git("checkout", "--quiet", "-b", "topic")
      try edit(2, "two")
      try edit(3, "three")
      try approve("topic", as: "bob")
      try git("checkout", "--quiet", "main")
    }

    func squash() throws {
      try git("merge", "--quiet", "--squash", "topic")
      try git("commit", "--quiet", "-m", "Set two limits (#1)")
    }

    /// Returns the verdict and the codes of each change of a range, oldest first.
    func verdicts(_ range: String) throws -> [String] {
      let output = try Binary.run(["log", "-C", repository.path, range])
      #expect(output.status == 0, "\(output.stderr)")
      return output.stdout.split(separator: "\n").map { line in
        let verdict = line.split(separator: " ")[2]
        guard line.last == "]", let open = line.lastIndex(of: "[") else { return String(verdict) }
        return "\(verdict) \(line[line.index(after: open)...].dropLast())"
      }
    }
  }

  @Test func `a squash of what was approved passes, though main has moved on`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.write("other.txt", "other\n")
    try setting.git("add", "-A")
    try setting.git("commit", "--quiet", "-m", "Other")
    try setting.squash()
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["pass:record"])
  }

  @Test func `a squash with an edit that nobody looked at is out of date, and the path is named`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.squash()
    try setting.edit(8, "eight")
    try setting.git("reset", "--quiet", "--soft", "HEAD~2")
    try setting.git("commit", "--quiet", "-m", "Set two limits (#1)")
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["fail approval-out-of-date"])
    let output = try Binary.run(["check", "-C", setting.repository.path, "HEAD~1..HEAD"])
    #expect(output.stdout.contains("other content reached production in limits.txt"))
  }

  @Test func `a squash with an edit to another file is not what was approved`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.git("merge", "--quiet", "--squash", "topic")
    try setting.write("hidden.txt", "hidden\n")
    try setting.git("add", "-A")
    try setting.git("commit", "--quiet", "-m", "Set two limits (#1)")
    let verdict = try #require(try setting.verdicts("HEAD~1..HEAD").first)
    #expect(!verdict.hasPrefix("pass"))
  }

  @Test func `a branch that was pushed to after its approval doesn't pass`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.git("checkout", "--quiet", "topic")
    try setting.edit(5, "five")
    try setting.git("checkout", "--quiet", "main")
    try setting.git("merge", "--quiet", "--no-ff", "-m", "Merge topic", "topic")
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["fail approval-out-of-date"])
  }

  @Test func `a merge of an approved branch passes, also by the one who approved it`() throws {
    for merger in ["ada", "bob", "cora"] {
      let setting = try Setting()
      try setting.approvedBranch()
      try setting.be(merger)
      try setting.git("merge", "--quiet", "--no-ff", "-m", "Merge topic", "topic")
      #expect(try setting.verdicts("HEAD~1..HEAD") == ["pass:record"], "\(merger)")
    }
  }

  @Test func `content that is only in the merge is found`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
    try setting.write("hidden.txt", "hidden\n")
    try setting.git("add", "-A")
    try setting.git("commit", "--quiet", "-m", "Merge topic")
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["fail merge-changed-content"])
  }

  @Test func `a contributor of a squashed commit can't have approved the squash`() throws {
    let setting = try Setting()
    try setting.git("checkout", "--quiet", "-b", "topic")
    try setting.edit(2, "two", as: "bob")
    try setting.edit(3, "three", as: "ada")
    try setting.approve("topic", as: "bob")
    try setting.git("checkout", "--quiet", "main")
    try setting.squash()
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["fail self-approved"])
  }

  @Test func `an approval is used once: the same patch, reverted and applied again, needs its own`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.squash()
    try setting.git("revert", "--no-edit", "HEAD")
    try setting.squash()
    #expect(try setting.verdicts("HEAD~3..HEAD").first == "pass:record")
    for range in ["HEAD~3..HEAD", "HEAD~1..HEAD"] {
      let verdict = try #require(try setting.verdicts(range).last)
      #expect(!verdict.hasPrefix("pass"), "\(range)")
    }
  }

  @Test func `an approval for another branch doesn't count for production`() throws {
    let setting = try Setting()
    try setting.git("checkout", "--quiet", "-b", "topic")
    try setting.edit(2, "two")
    try setting.approve("topic", as: "bob", "--target", "refs/heads/develop")
    try setting.git("checkout", "--quiet", "main")
    try setting.squash()
    let verdict = try #require(try setting.verdicts("HEAD~1..HEAD").first)
    #expect(!verdict.hasPrefix("pass"))
  }

  @Test func `a rejection by the approver takes the approval back`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.approve("topic", as: "bob", "--reject")
    try setting.squash()
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["fail approval-withdrawn"])
  }

  @Test func `an audit that repeats merges leaves no byte behind`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.write("other.txt", "other\n")
    try setting.git("add", "-A")
    try setting.git("commit", "--quiet", "-m", "Other")
    try setting.git("merge", "--quiet", "--no-ff", "-m", "Merge topic", "topic")
    let before = try DirectoryDigest.of(setting.repository.path)
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["pass:record"])
    #expect(try DirectoryDigest.of(setting.repository.path).differences(from: before) == [])
  }

  @Test func `a merge driver and rename limits in configuration change nothing`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.write("other.txt", "other\n")
    try setting.git("add", "-A")
    try setting.git("commit", "--quiet", "-m", "Other")
    try setting.squash()
    try setting.git("config", "merge.renames", "false")
    try setting.git("config", "merge.renameLimit", "1")
    try setting.git("config", "merge.ours.driver", "true")
    try FileManager.default.createDirectory(
      atPath: setting.repository.path + "/.git/info", withIntermediateDirectories: true)
    try setting.write(".git/info/attributes", "* merge=ours\n")
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["pass:record"])
  }

  @Test func `a commit dated in the future shows no order`() throws {
    let setting = try Setting(timing: "proven")
    let output = try Subprocess(
      program: "/usr/bin/env",
      arguments: [
        "GIT_COMMITTER_DATE=2500000000 +0000", "git", "-C", setting.repository.path, "commit", "--quiet",
        "--allow-empty",
        "-m", "From the future",
      ], environment: HermeticEnvironment.variables
    ).run()
    #expect(output.status == 0, "\(output.stderr)")
    try setting.approve("HEAD", as: "bob")
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["unknown order-not-shown"])
  }

  // Attacks, as the engineer of the threat model would make them.

  @Test func `a base above what was approved hides no author`() throws {
    let setting = try Setting()
    try setting.git("checkout", "--quiet", "-b", "topic")
    try setting.edit(2, "two", as: "bob")
    // A child of the approved commit with main's tree: seen from there, nothing and nobody is left to compare with.
    let base = try setting.git("commit-tree", "main^{tree}", "-p", "topic", "-m", "odd base")
    try setting.git("checkout", "--quiet", "main")
    try setting.squash()
    try setting.be("bob")
    let output = try Binary.run(["approve", "-C", setting.repository.path, "topic", "--base", base])
    if output.status == 0 {
      let verdict = try #require(try setting.verdicts("HEAD~1..HEAD").first)
      #expect(!verdict.hasPrefix("pass"))
    }
  }

  @Test func `a commit below an approved branch needs an approval of its own`() throws {
    let setting = try Setting()
    try setting.git("checkout", "--quiet", "-b", "topic")
    try setting.edit(2, "two")
    try setting.edit(3, "three")
    try setting.approve("topic", as: "bob", "--base", "topic~1")
    try setting.git("checkout", "--quiet", "main")
    try setting.git("merge", "--quiet", "--no-ff", "-m", "Merge topic", "topic")
    let merge = try setting.git("rev-parse", "HEAD")
    try setting.approve(merge, as: "bob", "--base", "topic~1")
    let verdict = try #require(try setting.verdicts("HEAD~1..HEAD").first)
    #expect(!verdict.hasPrefix("pass"))
  }

  @Test func `approved once, reverted, and merged again is used up`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.squash()
    try setting.git("revert", "--no-edit", "HEAD")
    try setting.git("merge", "--quiet", "--no-ff", "-m", "Again", "topic")
    let verdict = try #require(try setting.verdicts("HEAD~1..HEAD").first)
    #expect(!verdict.hasPrefix("pass"))
  }

  @Test func `a rejection with another base than the approval's stands`() throws {
    let setting = try Setting()
    try setting.approvedBranch()
    try setting.approve("topic", as: "bob", "--reject", "--base", "topic~1")
    try setting.write("other.txt", "other\n")
    try setting.git("add", "-A")
    try setting.git("commit", "--quiet", "-m", "Other")
    try setting.squash()
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["fail approval-withdrawn"])
  }

  @Test func `a pull request of two commits that was approved at its tip passes as the change that it will be`() throws
  {
    let setting = try Setting()
    try setting.approvedBranch()
    let output = try Binary.run(["check", "-C", setting.repository.path, "--proposed", "--quiet", "main..topic"])
    #expect(output.stdout == "1 change: 1 pass (by record)\n")
  }

  @Test func `an approver whose own work came in from main is no author of the branch`() throws {
    let setting = try Setting()
    try setting.git("checkout", "--quiet", "-b", "topic")
    try setting.edit(2, "two")
    let start = try setting.git("rev-parse", "main")
    try setting.git("checkout", "--quiet", "main")
    try setting.edit(8, "eight", as: "bob")
    try setting.git("checkout", "--quiet", "topic")
    try setting.git("merge", "--quiet", "-m", "Update from main", "main")
    try setting.approve("topic", as: "bob", "--base", start)
    try setting.git("checkout", "--quiet", "main")
    try setting.squash()
    #expect(try setting.verdicts("HEAD~1..HEAD") == ["pass:record"])
  }
}
