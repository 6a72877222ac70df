import CountersignTesting
import Foundation
import Testing

/// `record exception`, as people use it in a work tree, and as an auditor checks it without us.
@Suite struct ExceptionCommandTests {
  private let repository: RepositoryBuilder
  private let keys: String

  init() throws {
    repository = try RepositoryBuilder(bare: false)
    keys = try repository.makeFolder("keys")
    for key in ["leo", "eve"] {
      let made = try Subprocess(
        program: "/usr/bin/env",
        arguments: ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", "\(keys)/\(key)"],
        environment: HermeticEnvironment.variables, limit: 60
      ).run()
      try #require(made.status == 0)
    }
    let key = try String(contentsOfFile: "\(keys)/leo.pub", encoding: .utf8).trimmingCharacters(in: .newlines)
    let people = """
      people:
        - {id: leo, name: Leo Kahn, emails: [leo@example.com], groups: [leads], keys: ["\(key)"]}
        - {id: ada, name: Ada Lovelace, emails: [ada@example.com]}
        - {id: bob, name: Bob Brown, emails: [bob@example.com]}
      emergency: {declaredBy: [leads], reviewWithin: 48h}

      """
    try write("countersign.yml", Example.policy + people)
    try commit("Begin", as: "Ada Lovelace")
    try write("limit.txt", "1\n")
    try commit("Raise the limit\n\nTested-by: CI <ci@example.com>", as: "Ada Lovelace")
  }

  private func write(_ path: String, _ text: String) throws {
    try text.write(toFile: "\(repository.path)/\(path)", atomically: true, encoding: .utf8)
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    let output = try Subprocess(
      program: "/usr/bin/env", arguments: ["git", "-C", repository.path] + arguments,
      environment: HermeticEnvironment.variables, limit: 60
    ).run()
    guard output.status == 0 else { throw TestingError("git \(arguments): \(output.stderr)") }
    return output.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func commit(_ message: String, as name: String) throws {
    let address = name.split(separator: " ")[0].lowercased() + "@example.com"
    try git("add", "-A")
    try git("-c", "user.name=\(name)", "-c", "user.email=\(address)", "commit", "--quiet", "-m", message)
  }

  private func record(_ arguments: String...) throws -> Output {
    try Binary.run(["record", "exception", "-C", repository.path] + arguments)
  }

  private func check(_ arguments: String...) throws -> Output {
    try Binary.run(["check", "-C", repository.path] + arguments)
  }

  @Test func `an exception is written, approved, and accepted`() throws {
    let change = try git("rev-parse", "HEAD")
    let written = try record("HEAD", "--id", "EX-1", "--owner", "ada", "--reason", "It was \"late\": # no review")
    #expect(written.status == 0, "\(written.stderr)")
    let path = "\(repository.path)/.countersign/exceptions/EX-1.yml"
    #expect(written.stdout == path + "\n")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("  # Raise the limit\n  - \"\(change)\"\n"))
    #expect(text.contains("findings: [approval-not-shown]\n"))
    try commit("Accept it\n\n\(Example.approved)", as: "Ada Lovelace")
    let checked = try check()
    #expect(checked.status == 0)
    #expect(checked.stdout.contains("note[approval-not-shown]"))
    #expect(checked.stdout.contains("accepted by .countersign/exceptions/EX-1.yml: approved by Bob Brown"))
    #expect(checked.stdout.hasSuffix("3 changes: 1 pass (by claim), 1 excepted, 1 not judged\n"))
  }

  @Test func `what is not filled in is an exception that can't be read`() throws {
    #expect(try record("HEAD", "--id", "EX-1").status == 0)
    try commit("Accept it\n\n\(Example.approved)", as: "Ada Lovelace")
    let checked = try check()
    #expect(checked.status == 1)
    #expect(checked.stdout.contains("warning[evidence-unreadable]: an exception can't be read: `reason` is nothing"))
    #expect(checked.stdout.contains(".countersign/exceptions/EX-1.yml:11"))
  }

  @Test func `an emergency is signed so that ssh-keygen verifies it`() throws {
    let fix = try git("rev-parse", "HEAD")
    let written = try record(
      "HEAD", "--emergency", "--id", "EMG-1", "--declared-by", "leo", "--sign", "\(keys)/leo", "--incident", "INC-7",
      "--reason", "Bookings were charged twice")
    #expect(written.status == 0, "\(written.stderr)")
    try commit("Declare an emergency", as: "Leo Kahn")
    let checked = try check()
    #expect(checked.status == 0, "\(checked.stdout)")
    #expect(checked.stdout.contains("an emergency declared by leo; the review is due by"))
    // The commands of docs/exceptions.md.
    let script = """
      set -eu
      file=.countersign/exceptions/EMG-1.yml
      sed '/^signature:/,$d' "$file" >"$1/declared"
      sed -n '/^signature:/,$p' "$file" | sed -n 's/^  //p' >"$1/declared.sig"
      printf 'leo %s\\n' "$(cat "$2")" >"$1/signers"
      ssh-keygen -Y verify -f "$1/signers" -I leo -n countersign -s "$1/declared.sig" <"$1/declared"
      """
    let verified = try Subprocess(
      program: "/bin/sh", arguments: ["-c", script, "sh", keys, "\(keys)/leo.pub"], folder: repository.path,
      environment: HermeticEnvironment.variables, limit: 60
    ).run()
    #expect(verified.status == 0, "\(verified.stderr)")
    #expect(verified.stdout.hasPrefix("Good \"countersign\" signature for leo"))
    // Reviewed in time it stays excepted, and else it fails.
    let later = ["--now", "2100-01-01T00:00:00Z"]
    #expect(try Binary.run(["check", "-C", repository.path] + later).stdout.contains("[emergency-review-overdue]"))
    try git("config", "user.name", "Bob Brown")
    try git("config", "user.email", "bob@example.com")
    #expect(try Binary.run(["approve", "-C", repository.path, fix, "--base", "\(fix)~1"]).status == 0)
    let reviewed = try Binary.run(["check", "-C", repository.path] + later)
    #expect(reviewed.status == 0, "\(reviewed.stdout)")
    #expect(reviewed.stdout.contains("it only declares an emergency of leo, which was reviewed"))
  }

  @Test func `the hook lets an emergency in, and a report says the same`() throws {
    let base = try git("rev-parse", "HEAD~1"), fix = try git("rev-parse", "HEAD")
    try #require(
      try record(
        fix, "--emergency", "--id", "EMG-1", "--declared-by", "leo", "--sign", "\(keys)/leo", "--reason", "It burns"
      ).status == 0)
    try commit("Declare an emergency", as: "Leo Kahn")
    let tip = try git("rev-parse", "HEAD")
    func push(_ new: String) throws -> Output {
      try Binary.run(
        ["hook", "run", "pre-receive", "-C", repository.path], input: Array("\(base) \(new) refs/heads/main\n".utf8))
    }
    #expect(try push(fix).status == 1)
    let accepted = try push(tip)
    #expect(accepted.status == 0, "\(accepted.stderr)")
  }

  @Test(arguments: [
    (["HEAD", "--finding", "self-aproved"], "did you mean `self-approved`?"),
    (["HEAD", "--id", "../../x"], "is no id"),
    (["HEAD", "--emergency"], "an emergency needs --declared-by ID, --sign KEY and --reason TEXT"),
    (["HEAD", "--sign", "key"], "are for an --emergency"),
    (["HEAD~1"], "nothing stands against this change"),
  ])
  func `what can't be written is refused, and nothing is`(arguments: [String], message: String) throws {
    let output = try Binary.run(["record", "exception", "-C", repository.path] + arguments)
    #expect(output.status == (message.hasPrefix("nothing") ? 2 : 64))
    #expect(output.stderr.contains(message), "\(output.stderr)")
    #expect(try git("status", "--porcelain") == "")
  }

  @Test func `an exception is never written over another, nor through a link`() throws {
    #expect(try record("HEAD", "--id", "EX-1").status == 0)
    let again = try record("HEAD", "--id", "EX-1")
    #expect(again.status == 2)
    #expect(again.stderr.contains("there is an exception of this id already"))
    try FileManager.default.removeItem(atPath: "\(repository.path)/.countersign")
    try FileManager.default.createSymbolicLink(
      atPath: "\(repository.path)/.countersign", withDestinationPath: keys)
    let linked = try record("HEAD", "--id", "EX-1")
    #expect(linked.status == 2)
    #expect(linked.stderr.contains("this is no folder"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: keys).sorted() == ["eve", "eve.pub", "leo", "leo.pub"])
  }
}
