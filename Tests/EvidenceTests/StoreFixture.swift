import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import GitStore
import Policy
import Testing

/// A repository with a branch to approve, and what tests of the store do with it again and again.
struct StoreFixture {
  let builder: RepositoryBuilder
  let repository: Repository
  let base: ObjectID
  let subject: ObjectID
  let person = GitPerson(name: "Bob Brown", email: "bob@example.com")
  static let now = Instant(seconds: 1_767_700_000)
  static let ref = "refs/countersign/evidence"

  init() throws {
    builder = try RepositoryBuilder()
    base = try Self.id(builder.commit("Begin", files: ["a.txt": "1\n"]))
    subject = try Self.id(
      builder.commit("Raise the limit", on: "limits", files: ["a.txt": "2\n", "d/ä.txt": "x\n"], parents: ["main"]))
    repository = try Repository(opening: builder.path)
  }

  static func id(_ text: String) throws -> ObjectID { try #require(ObjectID(hex: text)) }

  var writer: StoreWriter { StoreWriter(repository, as: person) }

  func statement(
    _ decision: ApprovalStatement.Decision = .approved, by approver: String = "Bob Brown <bob@example.com>",
    message: String? = nil
  ) throws -> ApprovalStatement {
    let draft = try ApprovalDraft(subject: subject, base: nil, production: base, in: repository)
    return ApprovalStatement(
      decision: decision, approver: approver, at: Self.now, base: draft.base, target: "refs/heads/main",
      paths: draft.paths, message: message)
  }

  @discardableResult
  func approve(message: String? = nil, signer: RecordSigner? = nil) throws -> StoreWriter.Added {
    try writer.add(statement(message: message), of: subject, signer: signer, at: Self.now)
  }

  func read(
    _ wanted: StoreReader.Wanted = .all, history: StoreReader.HistoryCheck = .whole, keys: [String] = []
  ) throws -> StoreContents {
    try StoreReader(repository, keys: try Self.keys(keys)).read(wanted, history: history)
  }

  /// What a policy says that lists Bob with these keys, and perhaps a signers' file.
  static func keys(_ lines: [String], signers: String? = nil) throws -> SignerKeys {
    let quoted = lines.map { "\"\($0.trimmingCharacters(in: .newlines))\"" }
    let keys = quoted.isEmpty ? "" : ", keys: [\(quoted.joined(separator: ", "))]"
    let text = """
      version: 1
      allowedSigners: signers
      people: [{id: bob, name: Bob Brown, emails: [bob@example.com]\(keys)}]

      """
    return SignerKeys(try PolicyReader.read(Array(text.utf8), name: "countersign.yml")) { _ in
      Array((signers ?? "").utf8)
    }
  }

  func tip() throws -> ObjectID { try Self.id(builder.resolve(Self.ref)) }

  /// Makes an evidence commit by hand: the tip's files, changed as said, with any parents.
  @discardableResult
  func tamper(_ files: [String: String?], parents: [String]? = nil, entries: [String: FileEntry]? = nil) throws
    -> String
  {
    try builder.commit(
      "Tamper", on: Self.ref, author: .dan, files: files, entries: entries, parents: parents ?? [Self.ref])
  }

  /// Puts a file where its own digest says, and returns the path.
  @discardableResult
  func plant(_ text: String, kind: String = "approval", subject: ObjectID? = nil) throws -> String {
    let digest = try Self.sha256sum(Array(text.utf8))
    let id = (subject ?? self.subject).description
    let path = "\(kind)/\(id.prefix(2))/\(id)/\(digest).json"
    let parents = try builder.tip(of: Self.ref).map { [$0] } ?? []
    try builder.commit("Plant", on: Self.ref, author: .dan, files: [path: text], parents: parents)
    return path
  }

  static func sha256sum(_ bytes: [UInt8]) throws -> String {
    var process = ChildProcess("sha256sum", [])
    process.input = bytes
    return String(try process.run().text.prefix(64))
  }

  /// Makes a key pair and returns the private key's path.
  func key(_ name: String = "key", type: String = "ed25519") throws -> String {
    let folder = try builder.makeFolder("keys-\(name)")
    let output = try ChildProcess("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", name, "-f", "\(folder)/\(name)"])
      .run()
    #expect(output.status == 0)
    return "\(folder)/\(name)"
  }

  func publicKey(_ key: String) throws -> String { try String(contentsOfFile: key + ".pub", encoding: .utf8) }
}
