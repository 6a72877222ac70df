import CountersignTesting
import Foundation
import Testing

/// Pushes by the real git to a bare repository on this machine.
@Suite struct HookTests {
  private struct Setting {
    let server: RepositoryBuilder
    let clone: String
    let environment: [String: String]

    /// A server with the policy and the hook, and a clone of it.
    init(installing server: Bool) throws {
      self.server = try RepositoryBuilder()
      _ = try Example.begin(self.server)
      let folder = try self.server.makeFolder("clone")
      try self.server.git("clone", "--quiet", self.server.path, folder)
      clone = folder
      environment = [
        "COUNTERSIGN": try Binary.path(),
        "GIT_AUTHOR_NAME": "Ada Lovelace", "GIT_AUTHOR_EMAIL": "ada@example.com",
        "GIT_COMMITTER_NAME": "Ada Lovelace", "GIT_COMMITTER_EMAIL": "ada@example.com",
      ]
      let output = try Binary.run(["hook", "install", "-C", server ? self.server.path : clone])
      #expect(output.status == 0, "\(output.stderr)")
    }

    func git(_ arguments: String...) throws -> Output {
      try Subprocess(
        program: "/usr/bin/env", arguments: ["git", "-C", clone] + arguments,
        environment: HermeticEnvironment.variables.merging(environment) { $1 }, limit: 60
      ).run()
    }

    func commit(_ message: String) throws {
      let output = try git("commit", "--quiet", "--allow-empty", "-m", message)
      #expect(output.status == 0, "\(output.stderr)")
    }

    var serverTip: String? { get throws { try server.tip(of: "main") } }
  }

  @Test(arguments: [true, false])
  func `a push without approval is refused, and let through once it has one`(server: Bool) throws {
    let setting = try Setting(installing: server)
    let before = try setting.serverTip
    try setting.commit("Raise the limit")
    let refused = try setting.git("push", "origin", "main")
    #expect(refused.status != 0)
    #expect(
      refused.stderr.contains("error[approval-not-shown]") || refused.stdout.contains("error[approval-not-shown]"))
    #expect(try setting.serverTip == before)

    let amended = try setting.git(
      "commit", "--quiet", "--amend", "--allow-empty", "--no-edit", "--trailer",
      "Reviewed-by: Bob Brown <bob@example.com>",
      "--trailer", "Tested-by: CI <ci@example.com>")
    #expect(amended.status == 0)
    let accepted = try setting.git("push", "origin", "main")
    #expect(accepted.status == 0, "\(accepted.stderr)")
    let pushed = try setting.git("rev-parse", "HEAD").stdout.trimmingCharacters(in: .newlines)
    #expect(try setting.serverTip == pushed)
  }

  @Test func `the server refuses to rewrite and to delete production`() throws {
    let setting = try Setting(installing: true)
    try setting.commit("Raise the limit\n\n\(Example.approved)")
    #expect(try setting.git("push", "origin", "main").status == 0)
    let tip = try setting.serverTip

    #expect(try setting.git("reset", "--quiet", "--hard", "HEAD~1").status == 0)
    try setting.commit("Another history\n\n\(Example.approved)")
    let rewritten = try setting.git("push", "--force", "origin", "main")
    #expect(rewritten.status != 0)
    #expect(rewritten.stderr.contains("history-rewritten"))

    _ = try setting.server.git("config", "receive.denyDeleteCurrent", "ignore")
    let deleted = try setting.git("push", "origin", ":main")
    #expect(deleted.status != 0)
    #expect(deleted.stderr.contains("production would be deleted"))
    #expect(try setting.serverTip == tip)
  }

  @Test func `other branches are not judged`() throws {
    let setting = try Setting(installing: true)
    try setting.commit("Half done")
    #expect(try setting.git("push", "origin", "HEAD:refs/heads/topic").status == 0)
  }

  @Test func `a policy loosened in the push itself judges nothing`() throws {
    let setting = try Setting(installing: true)
    try Example.policy.replacingOccurrences(of: "unit]", with: "unit]\n  ").replacingOccurrences(
      of: "{suites: [unit]\n  }", with: "{suites: {none: no time}}"
    ).write(toFile: setting.clone + "/countersign.yml", atomically: true, encoding: .utf8)
    #expect(try setting.git("commit", "--quiet", "-am", "Test no more").status == 0)
    let refused = try setting.git("push", "origin", "main")
    #expect(refused.status != 0)
    #expect(refused.stderr.contains("policy-change-unapproved"))
    #expect(refused.stderr.contains("tests-not-shown"))
  }

  @Test func `a server that can't tell which ref is production lets nothing in`() throws {
    let server = try RepositoryBuilder()
    _ = try server.git("symbolic-ref", "HEAD", "refs/heads/nowhere")
    let installed = try Binary.run(["hook", "install", "-C", server.path])
    #expect(installed.status == 0)
    let other = try RepositoryBuilder()
    try other.commit("Begin")
    let push = try Subprocess(
      program: "/usr/bin/env", arguments: ["git", "-C", other.path, "push", server.path, "main"],
      environment: HermeticEnvironment.variables.merging(["COUNTERSIGN": Binary.path()]) { $1 }, limit: 60
    ).run()
    #expect(push.status != 0)
    #expect(push.stderr.contains("it can't be told which ref is production"))
  }

  @Test func `a hook that was there is kept and runs first`() throws {
    let setting = try Setting(installing: false)
    let path = setting.clone + "/.git/hooks/pre-push"
    try FileManager.default.removeItem(atPath: path)
    try writeProgram("#!/bin/sh\necho the old hook ran >&2\nexit 1\n", to: path)
    let first = try Binary.run(["hook", "install", "-C", setting.clone])
    #expect(first.stderr.contains("runs first"))
    let second = try Binary.run(["hook", "install", "-C", setting.clone])
    #expect(second.stderr.contains("is installed already"))
    try setting.commit("Raise the limit\n\n\(Example.approved)")
    let push = try setting.git("push", "origin", "main")
    #expect(push.status != 0)
    #expect(push.stderr.contains("the old hook ran"))
  }

  @Test func `a missing program refuses the push and says how to install it`() throws {
    let setting = try Setting(installing: true)
    try setting.commit("Raise the limit\n\n\(Example.approved)")
    let push = try Subprocess(
      program: "/usr/bin/env", arguments: ["git", "-C", setting.clone, "push", "origin", "main"],
      environment: HermeticEnvironment.variables.merging(["COUNTERSIGN": "/nowhere/countersign"]) { $1 }, limit: 60
    ).run()
    #expect(push.status != 0)
    #expect(push.stderr.contains("finds no program"))
  }
}
