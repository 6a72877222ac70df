import CountersignTesting
import Foundation
import Testing

/// Evidence whose writer says that it is older than it is, against a ledger that the server has signed.
@Suite struct DatedEvidenceTests {
  private let builder: RepositoryBuilder
  private let keys: String
  private let base: String
  private let change: String

  private static let people = ["bob", "carol", "dan", "ci", "server"]
  /// When the change is written; everything else is told from here, in days.
  private static let start = 1_790_000_000

  init() throws {
    builder = try RepositoryBuilder(bare: false)
    keys = try builder.makeFolder("keys")
    var lines: [String] = []
    for name in Self.people {
      let made = try Subprocess(
        program: "/usr/bin/env",
        arguments: ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", "\(keys)/\(name)"],
        environment: HermeticEnvironment.variables
      ).run()
      try #require(made.status == 0)
      let key = try String(contentsOfFile: "\(keys)/\(name).pub", encoding: .utf8).trimmingCharacters(in: .newlines)
      let kind = ["ci", "server"].contains(name) ? "kind: bot, " : ""
      // Carol has left when the change is written, and Dan comes a month later.
      let limit = ["carol": "activeUntil: 2026-09-01, ", "dan": "activeFrom: 2026-10-20, "][name] ?? ""
      lines.append("  - {id: \(name), \(kind)\(limit)emails: [\(name)@example.com], keys: [\"\(key)\"]}")
    }
    let policy = """
      version: 1
      production: {branch: main}
      approval: {required: 1, minimumGrade: record}
      tests: {suites: [unit], runners: [ci], minimumGrade: record}
      ledger: {signers: [server]}
      evidence: {notes: {gerrit: refs/notes/review}}
      people:
        - {id: ada, emails: [ada@example.com]}
      \(lines.joined(separator: "\n"))

      """
    let date = Int64(Self.start)
    base = try builder.commit("Bring the policy", files: ["countersign.yml": policy], date: date - 100)
    change = try builder.commit("Raise the limit", files: ["a": "2"], date: date)
  }

  private func run(_ name: String, day: Int, _ arguments: String...) throws {
    let date = Date(timeIntervalSince1970: Double(Self.start + day * 86_400))
    let now = ISO8601DateFormatter().string(from: date)
    let person = [
      "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": "\(name)@example.com", "GIT_COMMITTER_NAME": name,
      "GIT_COMMITTER_EMAIL": "\(name)@example.com",
    ]
    let output = try Binary.run(
      arguments + ["-C", builder.path, "--sign", "\(keys)/\(name)", "--now", now], environment: person)
    #expect(output.status == 0, "\(arguments): \(output.stderr)")
  }

  private func approve(_ name: String, day: Int) throws {
    try run(name, day: day, "approve", change, "--base", base, "--target", "main")
  }

  private func test(_ junit: String, day: Int) throws {
    let path = "\(keys)/\(day).xml"
    try junit.write(toFile: path, atomically: true, encoding: .utf8)
    try run("ci", day: day, "record", "tests", "--suite", "unit", "--junit", path, "--commit", change)
  }

  private func promote(day: Int = 10) throws {
    try run("server", day: day, "record", "promotion", "--ref", "main", "--old", base, "--new", change)
  }

  private func check() throws -> String {
    try Binary.run(["check", "-C", builder.path, "\(base)..main", "--now", "2027-06-01T00:00:00Z"]).stdout
  }

  private static let passed = #"<testsuite tests="1"><testcase name="a"/></testsuite>"#

  @Test func `whoever signs with somebody else's key is told at once`() throws {
    func approve(_ key: String) throws -> String {
      try Binary.run(
        ["approve", change, "--base", base, "--target", "main", "-C", builder.path, "--sign", "\(keys)/\(key)"],
        environment: [
          "GIT_AUTHOR_NAME": "bob", "GIT_AUTHOR_EMAIL": "bob@example.com", "GIT_COMMITTER_NAME": "bob",
          "GIT_COMMITTER_EMAIL": "bob@example.com",
        ]
      ).stderr
    }
    #expect(try approve("bob") == "")
    #expect(try approve("carol").contains("note: by the policy that production has now it counts for nobody"))
  }

  @Test func `what was there in time passes`() throws {
    try approve("bob", day: 1)
    try test(Self.passed, day: 1)
    try promote()
    #expect(try check().contains("1 pass (by witnessed)"))
  }

  @Test(arguments: [("carol", -60), ("dan", 60)])
  func `whoever has left, or is not there yet, can't date an approval to when he is`(name: String, day: Int) throws {
    try approve(name, day: day)
    try test(Self.passed, day: 1)
    try promote()
    let text = try check()
    #expect(text.contains("error[approver-not-authorised]"), "\(text)")
    #expect(text.contains("the record, at 2026-"), "\(text)")
  }

  @Test func `a failed run that its own report dates back is the newest all the same`() throws {
    try approve("bob", day: 1)
    try test(Self.passed, day: 1)
    let failed = #"<testcase name="b"><failure/></testcase>"#
    try test(#"<testsuite timestamp="1970-01-01T00:00:00Z" time="1">\#(failed)</testsuite>"#, day: 2)
    try promote()
    #expect(try check().contains("error[tests-failed]"))
  }

  @Test func `an unsigned run takes nothing back that a signed one said`() throws {
    try approve("bob", day: 1)
    try test(#"<testsuite><testcase name="b"><failure/></testcase></testsuite>"#, day: 1)
    let forged = try Binary.run(
      [
        "record", "tests", "--suite", "unit", "--result", "passed", "--commit", change, "--runner",
        "ci <ci@example.com>", "-C", builder.path, "--now", "2026-09-25T00:00:00Z",
      ],
      environment: [
        "GIT_AUTHOR_NAME": "eve", "GIT_AUTHOR_EMAIL": "eve@example.com", "GIT_COMMITTER_NAME": "eve",
        "GIT_COMMITTER_EMAIL": "eve@example.com",
      ])
    #expect(forged.status == 0, "\(forged.stderr)")
    try promote()
    #expect(try check().contains("error[tests-failed]"))
  }

  @Test func `a passed run that its own report dates ahead is not newer than one that failed since`() throws {
    try approve("bob", day: 1)
    try test(#"<testsuite timestamp="2099-01-01T00:00:00Z" time="1"><testcase name="a"/></testsuite>"#, day: 1)
    try test(#"<testsuite><testcase name="b"><failure/></testcase></testsuite>"#, day: 2)
    try promote()
    #expect(try check().contains("error[tests-failed]"))
  }

  @Test func `a review in others' notes that only its writer dates is not shown to come first`() throws {
    try test(Self.passed, day: 1)
    try promote()
    #expect(try check().contains("error[approval-not-shown]"))
    let note = #"{"timestamp":"\#(Self.start)","author":"bob@example.com","resolved":true}"#
    try builder.git("notes", "--ref", "refs/notes/devtools/discuss", "add", "-m", note, change)
    #expect(try check().contains("error[order-not-shown]"))
    try builder.deleteRef("refs/notes/devtools/discuss")
    try builder.git("notes", "--ref", "refs/notes/review", "add", "-m", "Code-Review+2: bob <bob@example.com>", change)
    #expect(try check().contains("error[order-not-shown]"))
  }
}
