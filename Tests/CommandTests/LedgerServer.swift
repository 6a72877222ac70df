import CountersignTesting
import Foundation
import Testing

/// A bare repository with both of the server's hooks, whose policy takes signed records and names the ledger's signer.
final class LedgerServer {
  let builder: RepositoryBuilder
  let keys: String
  let binary: String

  /// - Parameters:
  ///   - grade: the weakest approval that the policy takes; claims are `Reviewed-by` trailers.
  ///   - emergencies: Bob may declare emergencies.
  init(taking grade: String = "record", emergencies: Bool = false) throws {
    builder = try RepositoryBuilder()
    binary = try Binary.path()
    keys = try builder.makeFolder("keys")
    for name in ["server", "bob"] {
      let made = try Subprocess(
        program: "/usr/bin/env",
        arguments: ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", "\(keys)/\(name)"],
        environment: HermeticEnvironment.variables
      ).run()
      #expect(made.status == 0)
    }
    func line(_ name: String) throws -> String {
      try String(contentsOfFile: "\(keys)/\(name).pub", encoding: .utf8).trimmingCharacters(in: .newlines)
    }
    try builder.commit(
      "Bring the policy",
      files: [
        "countersign.yml": """
        version: 1
        production: {branch: main}
        approval: {required: 1, minimumGrade: \(grade)}
        tests: {suites: {none: not looked at here}}
        ledger: {signers: [server]}
        evidence: {trailers: {approval: [Reviewed-by]}}
        \(emergencies ? "emergency: {declaredBy: [leads], reviewWithin: 48h}" : "")
        people:
          - {id: ada, name: Ada Lovelace, emails: [ada@example.com]}
          - {id: bob, name: Bob Brown, emails: [bob@example.com], groups: [leads], keys: ["\(try line("bob"))"]}
          - {id: server, kind: bot, keys: ["\(try line("server"))"]}

        """
      ])
    try builder.git("config", "countersign.ledgerKey", "\(keys)/server")
    let installed = try Binary.run(["hook", "install", "-C", builder.path])
    #expect(installed.status == 0, "\(installed.stderr)")
  }

  var path: String { builder.path }

  func clone(_ name: String) throws -> Clone {
    let folder = try builder.makeFolder(name)
    try builder.git("clone", "--quiet", builder.path, folder)
    return Clone(name: name, path: folder, binary: binary, keys: keys)
  }

  /// The ledger's entries, oldest first.
  func entries() throws -> [[String: Any]] {
    guard try builder.tip(of: "refs/countersign/ledger") != nil else { return [] }
    return try builder.git("rev-list", "--reverse", "refs/countersign/ledger").split(separator: "\n").map { commit in
      let text = try builder.git("cat-file", "blob", "\(commit):entry.json")
      let envelope = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let payload = try #require((envelope["payload"] as? String).flatMap { Data(base64Encoded: $0) })
      return try #require(try JSONSerialization.jsonObject(with: payload) as? [String: Any])
    }
  }

  /// Whether numbers and digests follow one another and nothing branches, by git and sha256sum alone.
  func chainHolds() throws -> Bool {
    let commits = try builder.git("rev-list", "--parents", "refs/countersign/ledger").split(separator: "\n")
    guard commits.allSatisfy({ $0.split(separator: " ").count <= 2 }) else { return false }
    var previous: String?
    for (index, commit) in commits.reversed().enumerated() {
      let entry = try entries()[index]
      guard entry["sequence"] as? Int == index + 1, entry["previous"] as? String == previous else { return false }
      let sum = try Subprocess(
        program: "/bin/sh",
        arguments: [
          "-c", "git -C \"$1\" cat-file blob \"$2:entry.json\" | sha256sum", "sh", path, String(commit.prefix(40)),
        ],
        environment: HermeticEnvironment.variables
      ).run()
      previous = String(sum.stdout.prefix(64))
    }
    return true
  }

  func pending() throws -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/countersign/pending")) ?? []
  }

  /// The files left for updates that are in the ledger; those of pushes that lost a race may stay for a while.
  func pendingOf(_ entries: [[String: Any]]) throws -> [String] {
    let recorded = Set(entries.compactMap { $0["new"] as? String })
    return try pending().filter { name in
      let text = try String(contentsOfFile: "\(path)/countersign/pending/\(name)", encoding: .utf8)
      return recorded.contains { text.contains("\"new\":\"\($0)\"") }
    }
  }

  /// Has the program die in one of the hooks while `body` runs.
  func killing(_ hook: String, with script: String = "kill -9 $$", _ body: () throws -> Void) throws {
    let file = "\(path)/hooks/\(hook)"
    let real = try String(contentsOfFile: file, encoding: .utf8)
    try writeProgram("#!/bin/sh\n\(script)\n", to: file)
    try body()
    try writeProgram(real, to: file)
  }
}

/// A clone of the server in which Ada works; Bob's key is at hand for approvals.
struct Clone: Sendable {
  let name: String
  let path: String
  let binary: String
  let keys: String

  private var environment: [String: String] {
    [
      "COUNTERSIGN": binary, "GIT_AUTHOR_NAME": "Ada Lovelace", "GIT_AUTHOR_EMAIL": "ada@example.com",
      "GIT_COMMITTER_NAME": "Ada Lovelace", "GIT_COMMITTER_EMAIL": "ada@example.com",
    ]
  }

  @discardableResult
  func git(_ arguments: [String], _ more: [String: String] = [:]) throws -> Output {
    try Subprocess(
      program: "/usr/bin/env", arguments: ["git", "-C", path] + arguments,
      environment: HermeticEnvironment.variables.merging(environment) { $1 }.merging(more) { $1 }, limit: 120
    ).run()
  }

  func run(_ arguments: [String]) throws -> Output { try git(arguments) }
  func push(_ arguments: String...) throws -> Output {
    let options = arguments.prefix { $0 == "-o" || $0 == "bob" }
    return try git(["push"] + options + ["origin"] + arguments.dropFirst(options.count))
  }
  func tip(_ name: String) throws -> String {
    try git(["rev-parse", "--verify", name]).stdout.trimmingCharacters(in: .newlines)
  }

  func commit(_ message: String) throws {
    let file = "\(path)/\(message.prefix { $0 != "\n" }.replacing(" ", with: "-")).txt"
    try message.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try git(["add", "-A"]).status == 0)
    #expect(try git(["commit", "--quiet", "-m", message]).status == 0)
  }

  /// Has Bob approve a commit over its first parent, with his key unless said.
  func approve(_ commit: String, at now: String? = nil, key: String = "bob") throws {
    try git(["config", "user.name", "Bob Brown"])
    try git(["config", "user.email", "bob@example.com"])
    let clock = now.map { ["--now", $0] } ?? []
    let output = try Binary.run(
      ["approve", "-C", path, commit, "--base", "\(commit)~1", "--target", "main", "--sign", "\(keys)/\(key)"] + clock)
    #expect(output.status == 0, "\(output.stderr)")
  }

  /// Commits something, and has it approved.
  func change(_ message: String) throws {
    try commit(message)
    try approve("HEAD")
  }

  func record(_ old: String, _ new: String, ref: String) throws -> Output {
    try Binary.run(["record", "promotion", "-C", path, "--ref", ref, "--old", try tip(old), "--new", try tip(new)])
  }

  func fetch() throws {
    let fetched = try git(["fetch", "--quiet", "origin", "+refs/countersign/*:refs/countersign/*"])
    guard fetched.status == 0 else { throw TestingError(fetched.stderr) }
  }

  /// Commits with an approval in it, and pushes; where others were faster, does it again on what they pushed.
  func pushUntilAccepted(_ message: String) throws {
    try commit(message + "\n\nReviewed-by: Bob Brown <bob@example.com>")
    for _ in 0..<400 {
      try git(["fetch", "--quiet", "origin", "main"])
      guard try git(["rebase", "--quiet", "FETCH_HEAD"]).status == 0 else { throw TestingError("rebase failed") }
      if try git(["push", "--quiet", "origin", "main"]).status == 0 { return }
    }
    throw TestingError("\(message) was never accepted")
  }
}
