import Audit
import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import GitStore
import Testing

/// A history whose commits git signs with real keys. Ada, Bob, Eve, the merge bot and the server have SSH keys in the
/// policy; the forge has an OpenPGP key, in a file.
final class SignedScenario {
  typealias Who = CountersignTesting.Identity

  static let eve = Who(name: "Eve Stone", email: "eve@example.com")
  static let bot = Who(name: "Merge Bot", email: "merge-bot@example.com")
  static let forgeFile = ".countersign/keys/forge.asc"

  let scenario: Scenario
  let keys: SigningKeys
  private var ledgerClock: Int64 = 1_800_000_000

  /// Makes the commit `B` with the policy.
  ///
  /// - Parameters:
  ///   - approval: Lines under `approval`.
  ///   - logins: Of Ada.
  ///   - files: Files of `B` besides, made of the keys.
  init(
    _ approval: [String], more: [String] = [], logins: String? = nil, suites: String = "[unit]",
    files: (SigningKeys) throws -> [String: String] = { _ in [:] }
  ) throws {
    let keys = try SigningKeys()
    let logins = logins.map { ", logins: \($0)" } ?? ""
    func line(_ id: String) throws -> String {
      ", keys: [\"\(try keys.ssh(id))\"]"
    }
    let people = [
      "{id: ada, name: Ada Lovelace, emails: [ada@example.com]\(logins)\(try line("ada"))}",
      "{id: bob, name: Bob Noyce, emails: [bob@example.com], groups: [leads]\(try line("bob"))}",
      "{id: eve, emails: [eve@example.com]\(try line("eve"))}",
      "{id: merge-bot, kind: bot, emails: [merge-bot@example.com]\(try line("merge-bot"))}",
      "{id: server, kind: bot\(try line("server"))}",
      "{id: ci, kind: bot, emails: [ci@example.com]}",
    ]
    if approval.contains(where: { $0.hasPrefix("forgeKeys") }) { try keys.openPGP("forge") }
    var own = try files(keys)
    if approval.contains(where: { $0.hasPrefix("forgeKeys") }), own[Self.forgeFile] == nil {
      own[Self.forgeFile] = String(decoding: try keys.exported("forge"), as: UTF8.self)
    }
    scenario = try Scenario(PolicyText(approval: approval, suites: suites, people: people, more: more), files: own)
    self.keys = keys
  }

  /// Adds a commit and has git sign it; not where `key` is `nil`.
  @discardableResult
  func commit(
    _ name: String, _ trailers: String = "", signed key: String?, on branch: String = "main", author: Who = .ada,
    committer: Who? = nil, files: [String: String?]? = nil, parents: [String]? = nil
  ) throws -> String {
    let id = try scenario.commit(
      name, trailers, on: branch, author: author, committer: committer, files: files, parents: parents)
    return try sign(name, id, key, branch)
  }

  /// Adds a merge and has git sign it.
  @discardableResult
  func merge(
    _ name: String, _ others: [String], _ trailers: String = "", signed key: String?, author: Who = .ada,
    committer: Who? = nil
  ) throws -> String {
    let id = try scenario.merge(name, others, trailers, author: author, committer: committer)
    return try sign(name, id, key, "main")
  }

  private func sign(_ name: String, _ id: String, _ key: String?, _ branch: String) throws -> String {
    guard let key else { return id }
    return scenario.remember(name, try scenario.repository.sign(id, with: key, of: keys, on: branch))
  }

  /// Records Bob's approval of a commit, signed with his key.
  func approve(_ name: String, base: String? = nil, by approver: String = "Bob Noyce <bob@example.com>") throws {
    let repository = try Repository(opening: scenario.repository.path)
    let subject = try scenario.objectID(name)
    let draft = try ApprovalDraft(
      subject: subject, base: try base.map(scenario.objectID), production: try scenario.objectID("B"), in: repository)
    scenario.repository.clock += 60
    let at = Instant(seconds: scenario.repository.clock - 60)
    let statement = ApprovalStatement(
      decision: .approved, approver: approver, at: at, base: draft.base, target: "refs/heads/main", paths: draft.paths)
    _ = try StoreWriter(repository, as: GitPerson(name: "Bob Noyce", email: "bob@example.com")).add(
      statement, of: subject, signer: RecordSigner(key: keys.path("bob")), at: at)
  }

  /// Records in the ledger, signed by the server, that main was moved, and who pushed.
  func promote(_ new: String, from old: String?, pusher: String?) throws {
    let repository = try Repository(opening: scenario.repository.path)
    ledgerClock += 3600
    var draft = LedgerDraft(
      ref: "refs/heads/main", old: try old.map(scenario.objectID), new: try scenario.objectID(new),
      at: Instant(seconds: ledgerClock))
    draft.evidence = try repository.target(of: OwnRef.evidence.name)
    draft.pusher = pusher
    let person = GitPerson(name: "countersign", email: "countersign@localhost")
    _ = try LedgerWriter(repository, signer: RecordSigner(key: keys.path("server")), as: person).append(draft)
  }

  func verdicts(_ base: String? = "B", to tip: String = "main") throws -> [String] {
    try scenario.verdicts(base, to: tip)
  }

  /// The notes of the first finding with a code, for what a reader is told.
  func notes(_ code: FindingCode) throws -> String {
    let findings = try scenario.audit().assessments.flatMap(\.findings).filter { $0.code == code }
    return try #require(findings.first).notes.joined(separator: "\n")
  }
}
