import CountersignTesting
import Foundation
import Testing

@Suite struct CheckCommandTests {
  @Test func `a clean range exits 0 and says so on standard output alone`() throws {
    let (repository, base, good, _) = try Example.make()
    let output = try Binary.run(["check", "-C", repository.path, "\(base)..\(good)"])
    #expect(output.status == 0)
    #expect(output.stdout.hasSuffix("1 change: 1 pass (by claim)\n"))
    #expect(output.stderr.isEmpty)
  }

  @Test func `a self-approved change exits 1 and says what, where and what to do`() throws {
    let (repository, base, _, bad) = try Example.make()
    let output = try Binary.run(["check", "-C", repository.path, "\(base)..\(bad)"])
    #expect(output.status == 1)
    Snapshot.expect(output.stdout, named: "self-approved.txt")
  }

  @Test func `git's own form of -C works too`() throws {
    let (repository, base, good, _) = try Example.make()
    let output = try Binary.run(["-C", repository.path, "check", "--quiet", "\(base)..\(good)"])
    #expect(output.status == 0)
    #expect(output.stdout == "1 change: 1 pass (by claim)\n")
  }

  @Test func `an empty range is said and exits 0`() throws {
    let (repository, base, _, _) = try Example.make()
    let output = try Binary.run(["check", "-C", repository.path, "\(base)..\(base)"])
    #expect(output.status == 0)
    #expect(output.stdout.hasSuffix("nothing to judge: the range is empty\n"))
  }

  @Test func `an empty range that is no descent exits 1`() throws {
    let (repository, base, _, bad) = try Example.make()
    let output = try Binary.run(["check", "-C", repository.path, "\(bad)..\(base)"])
    #expect(output.status == 1)
    #expect(output.stdout.contains("error[history-rewritten]"))
  }

  @Test(arguments: ["nowhere..main", "main..nowhere", "main...main~1", "nowhere"])
  func `a range that can't be found exits 2`(range: String) throws {
    let (repository, _, _, _) = try Example.make()
    let output = try Binary.run(["check", "-C", repository.path, range])
    #expect(output.status == 2)
    #expect(output.stdout.isEmpty)
    #expect(output.stderr.contains("error[range-not-found]"))
    #expect(output.stderr.contains("help: "))
  }

  @Test(arguments: [
    ["check", "--formt", "json"], ["check", "--format", "jsn"], ["chekc"], ["report", "--output", "x"],
  ])
  func `a wrong command line exits 64`(arguments: [String]) throws {
    let output = try Binary.run(arguments)
    #expect(output.status == 64)
    #expect(output.stdout.isEmpty)
  }

  @Test func `a folder without a repository exits 2`() throws {
    let folder = try TemporaryFolder()
    let output = try Binary.run(["check", "-C", folder.path])
    #expect(output.status == 2)
    #expect(output.stderr.contains("error[repository-not-found]"))
  }

  @Test func `the same input gives the same bytes in each format`() throws {
    let (repository, _, _, _) = try Example.make()
    for format in ["text", "json", "jsonl", "junit", "sarif", "github", "gitlab", "markdown"] {
      let first = try Binary.run(["check", "-C", repository.path, "--format", format])
      let second = try Binary.run(["check", "-C", repository.path, "--format", format])
      #expect(!first.stdout.isEmpty)
      #expect(first == second)
    }
  }

  @Test func `a range judged by hand is the one that CI's environment tells`() throws {
    let (repository, base, _, bad) = try Example.make()
    let event = try TemporaryFolder()
    let path = event.path + "/event.json"
    try #"{"before": "\#(base)", "after": "\#(bad)", "ref": "refs/heads/main"}"#.write(
      toFile: path, atomically: true, encoding: .utf8)
    let output = try Binary.run(
      ["check", "-C", repository.path, "--quiet"],
      environment: ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": path])
    #expect(output.status == 1)
    #expect(output.stdout == "2 changes: 1 pass (by claim), 1 fail\n")
  }

  @Test func `in CI a range that isn't told is not guessed`() throws {
    let (repository, _, _, _) = try Example.make()
    let output = try Binary.run(
      ["check", "-C", repository.path], environment: ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "schedule"])
    #expect(output.status == 2)
    #expect(output.stderr.contains("error[range-not-found]"))
  }

  @Test func `nothing in the repository is changed`() throws {
    let (repository, _, _, bad) = try Example.make()
    let before = try DirectoryDigest.of(repository.path)
    for arguments in [["check"], ["check", "--format", "json"], ["log"], ["explain", bad], ["policy", "show"]] {
      let output = try Binary.run(arguments + ["-C", repository.path])
      #expect(output.status < 2, "\(arguments): \(output.stderr)")
    }
    #expect(try DirectoryDigest.of(repository.path).differences(from: before) == [])
  }
}
