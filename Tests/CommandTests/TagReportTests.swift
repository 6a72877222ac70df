import CountersignTesting
import Foundation
import Testing

/// Reports where production is a series of tags on several lines: handed over, counted by git, and made again.
@Suite struct TagReportTests {
  private static let policy = """
    version: 1
    production: {tags: "v*"}
    timing: declared
    tests: {suites: {none: not here}}

    """

  /// main: v1.0, v1.1 in the first half and v1.2 in the second; a line from v1.0 with v1.0.1 and v1.0.2, likewise.
  private static func make() throws -> (repository: RepositoryBuilder, folder: TemporaryFolder) {
    let repository = try RepositoryBuilder()
    let approved = "\n\nReviewed-by: Bob Brown <bob@example.com>"
    let first: Int64 = 1_767_603_600, month: Int64 = 30 * 86_400
    let v10 = try repository.commit("Begin", files: ["countersign.yml": policy], date: first)
    try repository.tag("v1.0", at: v10, annotated: first + 60)
    try repository.branch("old", at: v10)
    for (name, branch, after) in [
      ("v1.0.1", "old", 1), ("v1.1", "main", 2), ("v1.0.2", "old", 7), ("v1.2", "main", 8),
    ] as [(String, String, Int64)] {
      let commit = try repository.commit(
        "Change for \(name)\(approved)", on: branch, files: [name: "x"], date: first + after * month)
      try repository.tag(name, at: commit, annotated: first + after * month + 60)
    }
    return (repository, try TemporaryFolder())
  }

  private static func run(
    _ verb: [String], _ repository: RepositoryBuilder, _ arguments: [String], now: String = "2027-01-02T00:00:00Z"
  ) throws -> Output {
    try Binary.run(verb + ["-C", repository.path, "--now", now] + arguments)
  }

  @Test func `halves of a year over two lines are handed over, counted and verified`() throws {
    let (repository, folder) = try Self.make()
    let h1 = "\(folder.path)/h1", h2 = "\(folder.path)/h2"
    let first = try Self.run(["report"], repository, ["--period", "2026-H1", "--output", h1])
    #expect(first.status == 0, "\(first.stdout)\(first.stderr)")
    let second = try Self.run(["report"], repository, ["--period", "2026-H2", "--previous", h1, "--output", h2])
    #expect(second.status == 0, "\(second.stdout)\(second.stderr)")
    for (name, previous) in [(h1, []), (h2, ["--previous", h1])] {
      let script = """
        import csv, subprocess
        counted = 0
        for row in csv.DictReader(open("reconciliation.csv", encoding="utf-8", newline=""), strict=True):
          assert row["balanced"] == "true" and row["found"] == row["expected"], row
          if row["line"] not in "adefgh" or not row["how"]: continue
          run = subprocess.run(["sh", "-c", row["how"]], capture_output=True, text=True, check=True)
          assert row["found"].removeprefix("sha256:") == run.stdout.split()[0], (row, run.stdout)
          counted += 1
        print(counted)
        """
      let counted = try Subprocess(
        program: "/usr/bin/env", arguments: ["python3", "-c", script], folder: name,
        environment: HermeticEnvironment.variables.merging(["GIT_DIR": repository.path]) { $1 }, input: [], limit: 60
      ).run()
      #expect(counted.stdout == "6\n", "\(counted.stderr)")
      let verified = try Self.run(["verify", name], repository, previous, now: "2027-02-01T00:00:00Z")
      #expect(verified.status == 0, "\(verified.stdout)\(verified.stderr)")
    }
    let rows = try ["h1", "h2"].map { name in
      try String(contentsOfFile: "\(folder.path)/\(name)/changes.csv", encoding: .utf8)
        .components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }.count
    }
    #expect(rows == [3, 2])
  }

  @Test func `a tag that comes after a report does not change what it was made of, and is told`() throws {
    let (repository, folder) = try Self.make()
    let h1 = "\(folder.path)/h1"
    _ = try Self.run(["report"], repository, ["--period", "2026-H1", "--output", h1])
    let stray = try repository.commit("Stray", on: "stray", files: ["s": "x"], parents: ["old"], date: 1_770_000_000)
    try repository.tag("v1.0.3", at: stray, annotated: 1_900_000_000)
    let later = try Self.run(["verify", h1], repository, [], now: "2027-02-01T00:00:00Z")
    #expect(later.stdout.contains("every file is the same"), "\(later.stdout)")
    try repository.tag("v1.0.4", at: stray, annotated: 1_770_000_060)
    let within = try Self.run(["verify", h1], repository, [], now: "2027-02-01T00:00:00Z")
    #expect(within.status == 1)
    #expect(within.stdout.contains("the tags have other ends or starts in this period"), "\(within.stdout)")
    let second = try Self.run(
      ["report"], repository, ["--period", "2026-H2", "--previous", h1, "--output", "\(folder.path)/h2"])
    #expect(second.status == 1)
    let changes = try String(contentsOfFile: "\(folder.path)/h2/changes.csv", encoding: .utf8)
    #expect(changes.contains(stray))
  }
}
