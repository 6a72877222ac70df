import CountersignTesting
import Foundation
import Testing

/// What the clone's hook judges: what the push adds, and nothing that the other side has.
@Suite struct PrePushTests {
  private let server: RepositoryBuilder
  private let clone: Clone

  /// A server whose history would not pass, and a clone of it with the hook.
  init() throws {
    server = try RepositoryBuilder()
    _ = try Example.begin(server)
    for number in 0..<3 { try server.commit("Before the gate \(number)") }
    try server.tag("v1", at: "main", message: nil)
    let folder = try server.makeFolder("clone")
    try server.git("clone", "--quiet", server.path, folder)
    clone = Clone(name: "ada", path: folder, binary: try Binary.path(), keys: "")
    #expect(try Binary.run(["hook", "install", "-C", folder]).status == 0)
  }

  private func other(_ name: String) throws -> String {
    let path = try server.makeFolder(name)
    try server.git("init", "--quiet", "--bare", path)
    return path
  }

  private func commitGood(_ message: String) throws { try clone.commit("\(message)\n\n\(Example.approved)") }

  private func expect(_ output: Output, _ text: String, passes: Bool = true) {
    let said = output.stdout + output.stderr
    #expect((output.status == 0) == passes, "\(said)")
    #expect(said.contains(text), "\(said)")
  }

  @Test func `of a remote that is new only what no remote has is judged`() throws {
    let backup = try other("backup.git")
    try clone.git(["remote", "add", "backup", backup])
    try commitGood("Raise the limit")
    expect(try clone.git(["push", "backup", "main"]), "1 change: 1 pass")
    // By its address alone; the backup has it all.
    let third = try other("third.git")
    expect(try clone.git(["push", third, "main"]), "nothing to judge")
    try clone.commit("Unseen")
    expect(try clone.git(["push", third, "main"]), "error[approval-not-shown]", passes: false)
  }

  @Test func `of a branch that is new there only what it adds is judged`() throws {
    #expect(try clone.git(["config", "countersign.production", "release"]).status == 0)
    try commitGood("Raise the limit")
    expect(try clone.git(["push", "origin", "main:release"]), "1 change: 1 pass")
    try clone.commit("Unseen")
    expect(try clone.git(["push", "origin", "main:release"]), "error[approval-not-shown]", passes: false)
    #expect(try clone.git(["push", "origin", "main"]).status == 0)
  }

  @Test func `a forced push and a deletion are refused by name`() throws {
    #expect(try clone.git(["reset", "--quiet", "--hard", "HEAD~1"]).status == 0)
    try commitGood("Another")
    expect(try clone.git(["push", "--force", "origin", "main"]), "error[history-rewritten]", passes: false)
    expect(try clone.git(["push", "origin", ":main"]), "production would be deleted", passes: false)
    // What is not there can't be compared with.
    let moved = try server.commit("By somebody else")
    expect(try clone.git(["push", "--force", "origin", "main"]), "run `git fetch` first", passes: false)
    #expect(try server.tip(of: "main") == moved)
  }

  @Test func `tags are judged where they are promotions, and else go through`() throws {
    try clone.commit("Unseen")
    try clone.git(["tag", "v2"])
    #expect(try clone.git(["push", "origin", "v2"]).status == 0)
    #expect(try clone.git(["push", "origin", ":v2"]).status == 0)
    let policy = Example.policy.replacingOccurrences(of: "{branch: main}", with: "{tags: \"v*\"}")
    try policy.write(toFile: clone.path + "/countersign.yml", atomically: true, encoding: .utf8)
    #expect(try clone.git(["commit", "--quiet", "--all", "-m", "Promote by tags"]).status == 0)
    #expect(try clone.git(["push", "--no-verify", "origin", "main"]).status == 0)
    try clone.git(["tag", "--force", "v2"])
    expect(try clone.git(["push", "origin", "v2"]), "error[", passes: false)
    expect(try clone.git(["push", "origin", ":v1"]), "error[history-rewritten]", passes: false)
  }

  @Test func `a push of nothing goes through, also where production can't be told`() throws {
    try clone.git(["remote", "set-head", "origin", "--delete"])
    try clone.git(["symbolic-ref", "HEAD", "refs/heads/nowhere"])
    expect(try clone.git(["push", "origin", "main"]), "Everything up-to-date")
  }

  @Test func `what was never pushed anywhere is judged whole`() throws {
    let fresh = try other("fresh.git")
    let folder = try server.makeFolder("alone")
    try server.git("clone", "--quiet", server.path, folder)
    let alone = Clone(name: "ada", path: folder, binary: clone.binary, keys: "")
    try alone.git(["remote", "remove", "origin"])
    #expect(try Binary.run(["hook", "install", "-C", folder]).status == 0)
    expect(try alone.git(["push", fresh, "main"]), "error[approval-not-shown]", passes: false)
  }
}
