import CountersignTesting
import Foundation
import Testing

/// The program pre-commit, as Debian ships it, with our hook in its configuration or beside it.
@Suite struct PreCommitTests {
  private let server: RepositoryBuilder
  private let clone: RepositoryBuilder
  private let home: String

  init() throws {
    server = try RepositoryBuilder()
    clone = try RepositoryBuilder(bare: false)
    home = try clone.makeFolder("home")
    _ = try Example.begin(clone)
    try clone.checkOut("main")
    try server.git("fetch", "--quiet", clone.path, "main:main")
    try clone.git("remote", "add", "origin", server.path)
    try clone.git("fetch", "--quiet", "origin")
  }

  private func run(_ program: String, _ arguments: [String]) throws -> Output {
    let environment = HermeticEnvironment.git(clock: 1_767_700_000).merging([
      "COUNTERSIGN": try Binary.path(), "HOME": home, "XDG_CACHE_HOME": home,
    ]) { $1 }
    return try Subprocess(
      program: program, arguments: arguments, folder: clone.path, environment: environment, limit: 120
    ).run()
  }

  private func configure(_ text: String) throws {
    try text.write(toFile: clone.path + "/.pre-commit-config.yaml", atomically: true, encoding: .utf8)
    try clone.git("add", ".pre-commit-config.yaml")
    let installed = try run("pre-commit", ["install", "--hook-type", "pre-push"])
    #expect(installed.status == 0, "\(installed.stdout)\(installed.stderr)")
  }

  private func expectRefusedThenAccepted() throws {
    try clone.commit("Raise the limit")
    let refused = try run("git", ["push", "origin", "main"])
    #expect(refused.status != 0)
    let said = refused.stdout + refused.stderr
    #expect(said.contains("error[approval-not-shown]"), "\(said)")
    try clone.git("reset", "--quiet", "--soft", "HEAD~1")
    try clone.commit("Raise the limit\n\n\(Example.approved)")
    let accepted = try run("git", ["push", "origin", "main"])
    #expect(accepted.status == 0, "\(accepted.stdout)\(accepted.stderr)")
    #expect(try server.tip(of: "main") == clone.tip(of: "main"))
    // Another branch is none of ours.
    try clone.commit("Half done", on: "topic", parents: ["main"])
    let topic = try run("git", ["push", "origin", "topic"])
    #expect(topic.status == 0, "\(topic.stdout)\(topic.stderr)")
  }

  @Test func `our hook runs from pre-commit's configuration`() throws {
    // A repository with what pre-commit takes from this one.
    let ours = try RepositoryBuilder(bare: false)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized
    for name in [".pre-commit-hooks.yaml", "hooks"] {
      try FileManager.default.copyItem(atPath: root.appendingPathComponent(name).path, toPath: "\(ours.path)/\(name)")
    }
    try ours.git("add", "-A")
    try ours.git("commit", "--quiet", "-m", "Ship the hook")
    try configure(
      """
      repos:
        - repo: \(ours.path)
          rev: \(try #require(try ours.tip(of: "main")))
          hooks:
            - id: countersign

      """)
    try expectRefusedThenAccepted()
  }

  @Test(arguments: [true, false])
  func `our hook and pre-commit's run one after the other, whichever was first`(ours: Bool) throws {
    let configuration = """
      repos:
        - repo: local
          hooks:
            - {id: team, name: team, language: system, entry: echo of the team, always_run: true, verbose: true,
               pass_filenames: false, stages: [push]}

      """
    func install() throws {
      let output = try Binary.run(["hook", "install", "-C", clone.path])
      #expect(output.status == 0, "\(output.stderr)")
    }
    if ours { try install() }
    try configure(configuration)
    if !ours { try install() }
    // Once more changes nothing, in either order.
    try install()
    let status = try Binary.run(
      ["hook", "status", "-C", clone.path], environment: ["COUNTERSIGN": try Binary.path()])
    #expect(status.status == 0, "\(status.stdout)")
    try clone.commit("First\n\n\(Example.approved)")
    let first = try run("git", ["push", "origin", "main"])
    #expect(first.status == 0, "\(first.stderr)")
    #expect((first.stdout + first.stderr).contains("of the team"))
    #expect((first.stdout + first.stderr).components(separatedBy: "1 change: 1 pass").count == 2)
    try expectRefusedThenAccepted()
    #expect(try Binary.run(["hook", "uninstall", "-C", clone.path]).stderr.contains("removed"))
    try clone.commit("Without us")
    let last = try run("git", ["push", "origin", "HEAD:main"])
    #expect(last.status == 0, "\(last.stdout)\(last.stderr)")
    #expect((last.stdout + last.stderr).contains("of the team"))
  }
}
