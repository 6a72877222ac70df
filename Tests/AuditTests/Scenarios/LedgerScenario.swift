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
  private var publicKeys: [String: String] = [:]
  /// The seconds of the server's clock, an hour on at each promotion.
  private var clock: Int64 = 1_800_000_000

  /// Makes the commit `B` with the policy.
  ///
  /// - Parameters:
  ///   - ledger: the policy's line about the ledger.
  ///   - signers: lines of a file that `allowedSigners` names, in which `<name>` stands for a key. Then only those keys
  ///     stand under `people` whose holders are `listed`.
  init(
    ledger: String = "ledger: {signers: [server]}", tests: String = "{none: not looked at here}",
    signers: [String]? = nil, listed: Set<String>? = nil, bare: Bool = true
  ) throws {
    scenario = try Scenario(empty: (), bare: bare)
    keys = try scenario.repository.makeFolder("keys")
    for name in ["bob", "bob2", "ci", "server", "server2", "eve", "authority"] {
      let output = try ChildProcess("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key(name)]).run()
      try #require(output.status == 0)
      let text = try String(contentsOfFile: key(name) + ".pub", encoding: .utf8)
      publicKeys[name] = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    func listing(_ id: String) -> String {
      guard let line = publicKeys[id], listed?.contains(id) ?? (signers == nil) else { return "" }
      return ", keys: [\"\(line)\"]"
    }
    let policy = """
      version: 1
      production: {branch: main}
      approval: {required: 1, minimumGrade: record}
      tests: {suites: \(tests)}
      \(signers == nil ? "" : "allowedSigners: \(Self.signersFile)")
      \(ledger)
      people:
        - {id: ada, name: Ada Lovelace, emails: [ada@example.com]}
        - {id: bob, name: Bob Noyce, emails: [bob@example.com]\(listing("bob"))}
        - {id: ci, kind: bot, emails: [ci@example.com]\(listing("ci"))}
        - {id: server, kind: bot\(listing("server"))}

      """
    var files: [String: String?] = ["countersign.yml": policy]
    if let signers { files[Self.signersFile] = filled(signers) }
    try scenario.commit("B", files: files)
  }

  static let signersFile = ".countersign/allowed_signers"

  /// Returns lines for the signers' file, with the keys in place of their names.
  func filled(_ lines: [String]) -> String {
    let text = publicKeys.reduce(lines.joined(separator: "\n") + "\n") { text, key in
      text.replacingOccurrences(of: "<\(key.key)>", with: key.value)
    }
    return text
  }

  func key(_ name: String) -> String { "\(keys)/\(name)" }
  func open() throws -> Repository { try Repository(opening: scenario.repository.path) }
  func id(_ name: String) throws -> ObjectID { try #require(ObjectID(hex: scenario.id(name))) }

  /// Records Bob's approval of a commit over its first parent, signed unless said.
  func approve(
    _ name: String, signed: Bool = true, at date: Int64? = nil, base: String? = nil, promotion: Bool = false,
    key signer: String = "bob", by approver: String = "Bob Noyce <bob@example.com>"
  ) throws {
    let repository = try open()
    let subject = try id(name)
    let base = try base.map(id) ?? repository.commit(subject).parents.first
    let draft = try ApprovalDraft(subject: subject, base: base, production: nil, in: repository)
    let at = Instant(seconds: date ?? clock)
    let statement = ApprovalStatement(
      decision: .approved, approver: approver, at: at, base: draft.base, target: "refs/heads/main",
      paths: draft.paths)
    _ = try StoreWriter(repository, as: GitPerson(name: "Bob Noyce", email: "bob@example.com")).add(
      statement, of: subject, kind: promotion ? .promotion : .approval,
      signer: signed ? RecordSigner(key: key(signer)) : nil, at: at)
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
    _ new: String?, from old: String?, ref: String = "refs/heads/main", key signer: String? = "server",
    at date: Int64? = nil
  ) throws -> LedgerWriter.Appended {
    let repository = try open()
    clock += 3600
    var draft = LedgerDraft(
      ref: ref, old: try old.map(id), new: try new.map(id), at: Instant(seconds: date ?? clock))
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
