import CountersignTesting
import Foundation
import Testing

/// A repository behind a real server with our hooks, and a clone of it in which Ada works. Bob reviews.
final class ServedBank {
  let host: any GitHost
  let seed: RepositoryBuilder
  let clone: Clone
  private let keys: String

  /// - Parameter claims: The policy takes trailers for approvals, and asks for no tests.
  init(_ transport: Transport, claims: Bool = false) throws {
    seed = try RepositoryBuilder()
    keys = try seed.makeFolder("keys")
    let server = try makeKey(keys + "/server", comment: "server")
    let bob = try makeKey(keys + "/bob", comment: "bob")
    let ada = try makeKey(keys + "/ada", comment: "ada")
    try seed.commit(
      "Bring the policy",
      files: [
        "countersign.yml": """
        version: 1
        production: {branch: main}
        approval: {required: 1, minimumGrade: \(claims ? "claim" : "signed")}
        tests: {suites: \(claims ? "{none: not looked at here}" : "[unit]")}
        evidence: {trailers: {approval: [Reviewed-by]}}
        ledger: {signers: [server]}
        people:
          - {id: ada, name: Ada Lovelace, emails: [ada@example.com], keys: ["\(ada)"]}
          - {id: bob, name: Bob Brown, emails: [bob@example.com], keys: ["\(bob)"]}
          - {id: ci, kind: bot, emails: [ci@example.com]}
          - {id: server, kind: bot, keys: ["\(server)"]}

        """
      ])
    host = try transport.start(seed: seed, users: ["ada", "bob"])
    let binary = try Binary.path()
    for (key, value) in [
      "countersign.path": binary, "countersign.ledgerKey": "\(keys)/server", "countersign.ledgerPatience": "5",
    ] {
      try Self.git(["--git-dir", host.repository, "config", key, value])
    }
    let installed = try Binary.run(["hook", "install", "--server", "-C", host.repository])
    guard installed.status == 0 else { throw TestingError(installed.stderr) }
    clone = try Self.clone(host, "ada", to: seed.makeFolder("clone"), keys: keys)
    // Where approvals have to be signed it must be shown who wrote what they approve, and a file has no pusher.
    if claims { return }
    for (key, value) in [("gpg.format", "ssh"), ("user.signingKey", "\(keys)/ada"), ("commit.gpgSign", "true")] {
      try clone.git(["config", key, value])
    }
  }

  /// Another clone, from which somebody pushes under his own name.
  func clone(_ name: String, of user: String) throws -> Clone {
    try Self.clone(host, user, to: seed.makeFolder(name), keys: keys)
  }

  private static func clone(_ host: any GitHost, _ user: String, to folder: String, keys: String) throws -> Clone {
    let clone = Clone(name: user, path: folder, binary: try Binary.path(), keys: keys)
    try git(["clone", "--quiet", host.url(for: user), folder], host.environment(for: user))
    if let ssh = host.environment(for: user)["GIT_SSH_COMMAND"] { try clone.git(["config", "core.sshCommand", ssh]) }
    return clone
  }

  /// Pushes as a user; what git and the server said is in the result.
  func push(_ arguments: [String], as user: String = "ada") throws -> Output {
    let options = arguments.count > 1 && arguments[0] == "-o" ? Array(arguments.prefix(2)) : []
    return try clone.git(
      ["push"] + options + [host.url(for: user)] + arguments.dropFirst(options.count), host.environment(for: user))
  }

  /// What a ref of the server is at; `nil` where there is none.
  func tip(_ ref: String) throws -> String? {
    let output = try Subprocess(
      program: "git", arguments: ["--git-dir", host.repository, "rev-parse", "--verify", "--quiet", ref],
      environment: HermeticEnvironment.variables
    ).run()
    return output.status == 0 ? output.stdout.trimmingCharacters(in: .newlines) : nil
  }

  /// The ledger's entries, oldest first.
  func entries() throws -> [[String: Any]] {
    guard try tip("refs/countersign/ledger") != nil else { return [] }
    let commits = try Self.git([
      "--git-dir", host.repository, "rev-list", "--reverse", "refs/countersign/ledger",
    ])
    return try commits.split(separator: "\n").map { commit in
      let text = try Self.git(["--git-dir", host.repository, "cat-file", "blob", "\(commit):entry.json"])
      let envelope = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let payload = try #require((envelope["payload"] as? String).flatMap { Data(base64Encoded: $0) })
      return try #require(try JSONSerialization.jsonObject(with: payload) as? [String: Any])
    }
  }

  @discardableResult
  private static func git(_ arguments: [String], _ more: [String: String] = [:]) throws -> String {
    let output = try Subprocess(
      program: "git", arguments: arguments, environment: HermeticEnvironment.variables.merging(more) { $1 }, limit: 60
    ).run()
    guard output.status == 0 else { throw TestingError("git \(arguments): \(output.stderr)") }
    return output.stdout
  }
}

extension Clone {
  /// Has somebody approve a commit over its first parent, with his own key.
  func approve(_ commit: String, as person: (name: String, id: String)) throws {
    try git(["config", "user.name", person.name])
    try git(["config", "user.email", "\(person.id)@example.com"])
    let output = try Binary.run([
      "approve", "-C", path, commit, "--base", "\(commit)~1", "--target", "main", "--sign", "\(keys)/\(person.id)",
    ])
    guard output.status == 0 else { throw TestingError("approve: \(output.stderr)") }
  }

  /// Has the tests run over a commit.
  func test(_ commit: String, passing: Bool = true) throws {
    let output = try Binary.run([
      "record", "tests", "-C", path, "--suite", "unit", "--commit", commit, "--runner", "ci@example.com",
      "--result", passing ? "passed" : "failed",
    ])
    guard output.status == 0 else { throw TestingError("record tests: \(output.stderr)") }
  }

  /// Commits something that Bob approved and that passed its tests.
  func goodChange(_ message: String) throws {
    try commit(message)
    try approve("HEAD", as: Self.bob)
    try test("HEAD")
  }

  static let bob = (name: "Bob Brown", id: "bob")
  static let ada = (name: "Ada Lovelace", id: "ada")
}
