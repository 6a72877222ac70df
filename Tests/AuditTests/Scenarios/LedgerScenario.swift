import Audit
import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import GitStore
import Testing

/// A history whose approvals are records and whose promotions are in a ledger, both signed by real keys.
final class LedgerScenario {
  let scenario: Scenario
  private let keys: String
  /// The seconds of the server's clock, an hour on at each promotion.
  private var clock: Int64 = 1_800_000_000

  /// Makes the commit `B` with the policy.
  ///
  /// - Parameter ledger: the policy's line about the ledger.
  init(ledger: String = "ledger: {signers: [server]}", tests: String = "{none: not looked at here}") throws {
    scenario = try Scenario(empty: ())
    keys = try scenario.repository.makeFolder("keys")
    var publicKeys: [String: String] = [:]
    for name in ["bob", "ci", "server", "eve"] {
      let output = try ChildProcess("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key(name)]).run()
      try #require(output.status == 0)
      let text = try String(contentsOfFile: key(name) + ".pub", encoding: .utf8)
      publicKeys[name] = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let policy = """
      version: 1
      production: {branch: main}
      approval: {required: 1, minimumGrade: record}
      tests: {suites: \(tests)}
      \(ledger)
      people:
        - {id: ada, name: Ada Lovelace, emails: [ada@example.com]}
        - {id: bob, name: Bob Noyce, emails: [bob@example.com], keys: ["\(publicKeys["bob"] ?? "")"]}
        - {id: ci, kind: bot, emails: [ci@example.com], keys: ["\(publicKeys["ci"] ?? "")"]}
        - {id: server, kind: bot, keys: ["\(publicKeys["server"] ?? "")"]}

      """
    try scenario.commit("B", files: ["countersign.yml": policy])
  }

  func key(_ name: String) -> String { "\(keys)/\(name)" }
  func open() throws -> Repository { try Repository(opening: scenario.repository.path) }
  func id(_ name: String) throws -> ObjectID { try #require(ObjectID(hex: scenario.id(name))) }

  /// Records Bob's approval of a commit over its first parent, signed unless said.
  func approve(
    _ name: String, signed: Bool = true, at date: Int64? = nil, base: String? = nil, promotion: Bool = false
  ) throws {
    let repository = try open()
    let subject = try id(name)
    let base = try base.map(id) ?? repository.commit(subject).parents.first
    let draft = try ApprovalDraft(subject: subject, base: base, production: nil, in: repository)
    let at = Instant(seconds: date ?? clock)
    let statement = ApprovalStatement(
      decision: .approved, approver: "Bob Noyce <bob@example.com>", at: at, base: draft.base, target: "refs/heads/main",
      paths: draft.paths)
    _ = try StoreWriter(repository, as: GitPerson(name: "Bob Noyce", email: "bob@example.com")).add(
      statement, of: subject, kind: promotion ? .promotion : .approval,
      signer: signed ? RecordSigner(key: key("bob")) : nil, at: at)
  }

  /// Records a run of the suite `unit`.
  func test(_ name: String, at date: Int64? = nil) throws {
    var statement = TestStatement(suite: "unit", outcome: .passed, runner: "CI <ci@example.com>")
    statement.finishedAt = Instant(seconds: date ?? clock)
    _ = try StoreWriter(open(), as: GitPerson(name: "CI", email: "ci@example.com")).add(
      statement, of: id(name), signer: RecordSigner(key: key("ci")), at: Instant(seconds: clock))
  }

  /// Records that a ref was moved, as the server's hook does.
  @discardableResult
  func promote(
    _ new: String?, from old: String?, ref: String = "refs/heads/main", key signer: String? = "server"
  ) throws -> LedgerWriter.Appended {
    let repository = try open()
    clock += 3600
    var draft = LedgerDraft(
      ref: ref, old: try old.map(id), new: try new.map(id), at: Instant(seconds: clock))
    draft.evidence = try repository.target(of: OwnRef.evidence.name)
    let person = GitPerson(name: "countersign", email: "countersign@localhost")
    return try LedgerWriter(repository, signer: signer.map { RecordSigner(key: key($0)) }, as: person).append(draft)
  }

  /// The files of the ledger's entries, oldest first.
  func entries() throws -> [String] {
    let commits = try scenario.repository.git("rev-list", "--reverse", OwnRef.ledger.name)
    return try commits.split(separator: "\n").map {
      try scenario.repository.git("cat-file", "blob", "\($0):entry.json")
    }
  }

  /// Writes the ledger anew with these files, as who may write the ref would.
  func rewrite(_ entries: [String]) throws {
    try scenario.repository.deleteRef(OwnRef.ledger.name)
    for (index, entry) in entries.enumerated() {
      try scenario.repository.commit(
        "Entry", on: OwnRef.ledger.name, author: .dan, files: ["entry.json": entry],
        parents: index == 0 ? [] : [OwnRef.ledger.name])
    }
  }

  func verdicts(_ base: String? = "B", to tip: String = "main") throws -> [String] {
    try scenario.verdicts(base, to: tip)
  }
}
