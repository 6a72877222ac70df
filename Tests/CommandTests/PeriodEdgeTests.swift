import CountersignTesting
import Foundation
import Testing

/// Reports around the edges of periods, and of what was named by hand.
@Suite struct PeriodEdgeTests {
  let repository: RepositoryBuilder
  let folder: TemporaryFolder
  let first: String
  let second: String

  /// Two changes, in March and in April 2026.
  init() throws {
    repository = try RepositoryBuilder()
    folder = try TemporaryFolder()
    first = try repository.commit("Begin", files: ["countersign.yml": Example.policy], date: 1_772_400_000)
    second = try repository.commit("Good\n\n\(Example.approved)", date: 1_775_000_000)
  }

  private func report(_ name: String, _ arguments: [String], now: String = "2027-01-02T00:00:00Z") throws -> Output {
    try Binary.run(
      ["report", "-C", repository.path, "--now", now, "--output", "\(folder.path)/\(name)"] + arguments)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
  }

  @Test func `changes that were dated back after a report do not look complete`() throws {
    #expect(try report("h1", ["--period", "2026-H1"], now: "2026-07-01T12:00:00Z").status == 0)
    let evil = try repository.commit("Evil", date: 86_400)
    try repository.commit("Fine\n\n\(Example.approved)", date: 1_785_600_000)
    let alone = try report("h2", ["--period", "2026-H2"])
    #expect(alone.stdout.contains("note    Dates are out of order at an edge of the period"), "\(alone.stdout)")
    let page = try text("h2/report.html")
    #expect(page.contains("Dates are out of order at an edge of the period"))
    #expect(page.contains("so nothing shows that no change lies between that one and this"))
    #expect(try text("h2/reconciliation.csv").contains("dates-in-order-at-the-start,no,yes,false"))
    let chained = try report("chained", ["--period", "2026-H2", "--previous", "\(folder.path)/h1"])
    #expect(chained.status == 1)
    #expect(try text("chained/changes.csv").contains(evil))
    #expect(!(try text("chained/report.html").contains("nothing shows that no change lies between")))
    #expect(try text("chained/report.html").contains("the report before, which ended at this start"))
  }

  @Test func `a change that is dated in the future is judged`() throws {
    let evil = try repository.commit("Evil", date: 4_070_908_800)
    let output = try report("h1", ["--period", "2026-H1"], now: "2026-07-01T12:00:00Z")
    #expect(output.status == 1)
    #expect(try text("h1/changes.csv").contains(evil))
    #expect(try Binary.run(["verify", "\(folder.path)/h1", "-C", repository.path]).status == 0)
  }

  @Test func `a report of a later period is none to go on from`() throws {
    #expect(try report("year", ["--period", "2026"]).status == 0)
    let output = try report("q1", ["--period", "2026-Q1", "--previous", "\(folder.path)/year"])
    #expect(output.status == 2)
    #expect(output.stderr.contains("the report before is of a later period than this one"), "\(output.stderr)")
    #expect(!output.stderr.contains("force-with-lease"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/q1"))
  }

  @Test func `production that was rewritten is told by a fresh clone`() throws {
    #expect(try report("h1", ["--period", "2026-H1"], now: "2026-07-01T12:00:00Z").status == 0)
    let server = "\(folder.path)/server", clone = "\(folder.path)/clone"
    try repository.git("update-ref", "refs/heads/main", first)
    try repository.git("reflog", "expire", "--expire=all", "--all")
    try repository.git("clone", "--quiet", "--bare", "file://\(repository.path)", server)
    try repository.git("clone", "--quiet", "file://\(server)", clone)
    let verified = try Binary.run(["verify", "\(folder.path)/h1", "-C", clone])
    #expect(verified.status == 1, "\(verified.stdout)\(verified.stderr)")
    #expect(verified.stdout.contains("files are as the manifest lists them"))
    #expect(verified.stdout.contains("differs  production doesn't hold the commit any more"))
    #expect(verified.stdout.contains("\(second) is not here"))
    let next = try Binary.run([
      "report", "-C", clone, "--period", "2026-H2", "--now", "2027-01-02T00:00:00Z", "--previous",
      "\(folder.path)/h1", "--output", "\(folder.path)/h2",
    ])
    #expect(next.status == 2)
    #expect(next.stderr.contains("the report before ends at a commit that this repository does not hold"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/h2"))
  }

  @Test func `production and a policy that were named by hand are told`() throws {
    try repository.branch("clean", at: second)
    let output = try report("clean", ["--period", "2026", "--production", "clean"])
    #expect(output.stdout.contains("note    The policy calls refs/heads/main production, and another ref was"))
    for name in ["report.html", "summary.md", "report.json"] {
      #expect(try text("clean/\(name)").contains("the policy calls refs/heads/main production"), "\(name)")
    }
    let verified = try Binary.run(["verify", "\(folder.path)/clean", "-C", repository.path])
    #expect(verified.status == 0, "\(verified.stdout)\(verified.stderr)")
    #expect(verified.stdout.contains("note     it is of refs/heads/clean, which was named by hand"))
    let named = try report("named", ["--period", "2026", "--production", "main"])
    #expect(!named.stdout.contains("named by hand"))

    let policy = "\(folder.path)/mine.yml"
    try Example.policy.write(toFile: policy, atomically: true, encoding: .utf8)
    let given = try report("given", ["--period", "2026", "--policy", policy])
    #expect(given.stdout.contains("note    Judged by a policy given by hand, not by the one in force."))
    for name in ["report.html", "summary.md"] {
      #expect(try text("given/\(name)").contains("Judged by a policy given by hand"), "\(name)")
    }
    #expect(try text("given/report.html").contains("--policy REPORT-DIRECTORY/policy.yml"))
    #expect(!given.stdout.contains("another ref was audited"))

    // A policy that is given names no ref to audit, but that it has another one in mind is told.
    try Example.policy.replacing("branch: main", with: "branch: clean")
      .write(toFile: policy, atomically: true, encoding: .utf8)
    let other = try report("other", ["--period", "2026", "--policy", policy])
    #expect(other.stdout.contains("note    The policy calls refs/heads/clean production, and another ref was"))
    #expect(try text("other/report.html").contains("; the policy calls refs/heads/clean production"))
    let checked = try Binary.run(["verify", "\(folder.path)/other", "-C", repository.path])
    #expect(checked.stdout.contains("note     it is of refs/heads/main; the policy calls refs/heads/clean production"))
  }

  @Test func `a report tells of what is in production no repair that comes before a push`() throws {
    let bad = try repository.commit("Alone", date: 1_775_100_000)
    #expect(try report("r", ["--period", "2026"]).status == 1)
    let page = try text("r/report.html")
    let short = String(bad.prefix(12))
    #expect(page.contains("<pre>countersign record exception \(short)</pre>"))
    for advice in ["--amend", "before the push"] { #expect(!page.contains(advice), "\(advice)") }
    let explained = try Binary.run(["explain", bad, "-C", repository.path])
    #expect(explained.stdout.contains("countersign record exception \(short)"))
    #expect(!explained.stdout.contains("--amend"))
    let pushed = try Binary.run(["check", "\(second)..\(bad)", "-C", repository.path])
    #expect(pushed.stdout.contains("--amend"))
  }

  @Test func `a seed that nobody can see is refused`() throws {
    let output = try report("r", ["--period", "2026", "--sample", "1", "--seed", "te\u{200B}a"])
    #expect(output.status == 64)
    #expect(output.stderr.contains("characters that nobody sees"), "\(output.stderr)")
  }

  @Test func `a key that is not there leaves nothing behind, and the message is of the manifest`() throws {
    let output = try report("r", ["--period", "2026", "--sign", "nokey"])
    #expect(output.status == 2)
    #expect(output.stderr.contains("the manifest can't be signed"), "\(output.stderr)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/r"))
  }

  @Test func `a period that is not over is told on the page`() throws {
    _ = try report("r", ["--period", "2026"], now: "2026-05-01T00:00:00Z")
    #expect(try text("r/report.html").contains("This is an interim report: the period was not over at 2026-05-01"))
    _ = try report("whole", ["--period", "2026"])
    #expect(!(try text("whole/report.html").contains("interim report")))
  }
}
