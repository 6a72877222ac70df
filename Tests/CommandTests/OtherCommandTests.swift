import CountersignTesting
import Foundation
import Testing

@Suite struct OtherCommandTests {
  @Test func `what is no plain file is written to and never replaced`() throws {
    let example = try Example.make()
    let folder = try example.repository.makeFolder("out")
    func check(_ path: String) throws -> Output {
      try Binary.run(["check", "-C", example.repository.path, "--output", path])
    }
    #expect(try check("/dev/null").status == 1)
    let device = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(device == .typeCharacterSpecial)
    #expect(try check("/dev/full").status == 2)
    #expect(try check("/dev/stdout").stdout.contains("error[self-approved]"))
    try Data().write(to: URL(fileURLWithPath: "\(folder)/there"))
    try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "there")
    #expect(try check("\(folder)/link").status == 1)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "there")
    #expect(try String(contentsOfFile: "\(folder)/there", encoding: .utf8).contains("error[self-approved]"))
  }

  @Test func `a policy can be part of the first commit`() throws {
    let repository = try RepositoryBuilder(bare: false)
    let made = try Binary.run(["policy", "init", "-C", repository.path])
    #expect(made.status == 0, "\(made.stderr)")
    let text = try String(contentsOfFile: "\(repository.path)/countersign.yml", encoding: .utf8)
    #expect(text.contains("branch: main") && text.contains("preset: none"))
    #expect(try Binary.run(["policy", "check", "-C", repository.path]).status == 0)
  }

  @Test func `log has one line per change, oldest first`() throws {
    let (repository, _, _, _) = try Example.make()
    let output = try Binary.run(["log", "-C", repository.path])
    #expect(output.status == 0)
    Snapshot.expect(output.stdout, named: "log.txt")
  }

  @Test func `explain tells the story of a commit`() throws {
    let (repository, _, _, bad) = try Example.make()
    let output = try Binary.run(["explain", "-C", repository.path, bad])
    #expect(output.status == 0)
    Snapshot.expect(output.stdout, named: "explain.txt")
  }

  @Test func `explain prints the page of every code that check can print`() throws {
    let output = try Binary.run(["explain", "self-approved"])
    let page = try String(contentsOfFile: Self.root + "/docs/findings/self-approved.md", encoding: .utf8)
    #expect(output.status == 0)
    #expect(output.stdout == page)
  }

  @Test func `explain of a misspelt code names the nearest`() throws {
    let (repository, _, _, _) = try Example.make()
    let output = try Binary.run(["explain", "self-aproved", "-C", repository.path])
    #expect(output.status == 2)
    #expect(output.stderr.contains("did you mean `self-approved`?"))
  }

  @Test func `report writes its files into an empty folder and none into another`() throws {
    let (repository, _, _, _) = try Example.make()
    let folder = try TemporaryFolder()
    let arguments = [
      "report", "-C", repository.path, "--period", "2026", "--now", "2027-01-01T00:00:00Z", "--output",
      folder.path + "/report",
    ]
    let first = try Binary.run(arguments)
    #expect(first.status == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/report").sorted()
    #expect(
      names == [
        "MANIFEST", "approvals.csv", "attributes.csv", "changes.csv", "commits.csv", "exception-files.csv",
        "exceptions.csv", "junit.xml",
        "oscal-assessment-results.json",
        "people.csv",
        "policy-history.csv", "promotions.csv", "reconciliation.csv", "report.html", "report.json", "sarif.json",
        "statement.json", "summary.md", "tests.csv", "worksheet.xlsx",
      ])
    let second = try Binary.run(arguments)
    #expect(second.status == 2)
    #expect(second.stderr.contains("the folder is not empty"))
  }

  @Test func `report prints the last line of the audit`() throws {
    let (repository, _, _, _) = try Example.make()
    let folder = try TemporaryFolder()
    let output = try Binary.run([
      "report", "-C", repository.path, "--since", "2026-01-01", "--until", "2026-02-01", "--output", folder.path + "/r",
      "--quiet",
    ])
    #expect(output.stdout == "3 changes: 1 pass (by claim), 1 fail, 1 not judged\n")
  }

  @Test(arguments: ["2026-13", "2026-H3", "26", "2026-1", "nonsense"])
  func `a period that is none exits 64`(period: String) throws {
    let output = try Binary.run(["report", "--period", period, "--output", "nowhere"])
    #expect(output.status == 64)
  }

  @Test func `policy init writes a policy that policy check takes`() throws {
    let repository = try RepositoryBuilder(bare: false)
    try repository.commit("Begin\n\nReviewed-on: https://review.example.com/1")
    let made = try Binary.run(["policy", "init", "-C", repository.path])
    #expect(made.status == 0, "\(made.stderr)")
    let checked = try Binary.run(["policy", "check", "-C", repository.path])
    #expect(checked.status == 0, "\(checked.stderr)")
    let again = try Binary.run(["policy", "init", "-C", repository.path])
    #expect(again.status == 2)
    #expect(again.stderr.contains("there is a policy already"))
  }

  @Test func `policy check reports every problem at once`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/wrong.yml"
    try "version: 1\nprodction: {branch: main}\napproval: {required: 0}\ntests: {suites: []}\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let output = try Binary.run(["policy", "check", "wrong.yml"], in: folder.path)
    #expect(output.status == 2)
    Snapshot.expect(output.stderr, named: "policy-check.txt")
  }

  @Test func `the version names libgit2`() throws {
    let output = try Binary.run(["--version"])
    #expect(output.status == 0)
    #expect(output.stdout.hasPrefix("countersign "))
    #expect(output.stdout.contains("libgit2"))
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    .standardized.path
}
