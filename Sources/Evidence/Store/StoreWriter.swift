package import Diagnostics
package import GitStore
import Signing

/// Adds records to the store. Nothing is ever removed or altered by it.
///
/// Every update is one compare-and-swap of the ref. A lost race is read again and repeated, so any number of writers on
/// one repository lose nothing; a writer that is killed leaves the old tip.
package struct StoreWriter {
  let repository: Repository
  let ref: OwnRef
  private let person: GitPerson?
  /// How long a writer goes on trying, in seconds.
  let patience: Double
  /// `false` leaves everything to the compare-and-swap.
  let takesTurns: Bool

  /// - Parameter person: Who writes the evidence commits; as git's configuration says where `nil`.
  package init(
    _ repository: Repository, ref: OwnRef = .evidence, as person: GitPerson? = nil, patience: Double = 60,
    takesTurns: Bool = true
  ) {
    self.repository = repository
    self.ref = ref
    self.person = person
    self.patience = patience
    self.takesTurns = takesTurns
  }

  /// Returns who writes the evidence commits.
  ///
  /// - Throws: ``Stopped`` where git's configuration doesn't say. Nobody is made up.
  package func writer() throws(Stopped) -> GitPerson {
    if let person { return person }
    let configured: GitPerson?
    do throws(GitError) {
      configured = try repository.committer()
    } catch {
      throw notWritten(error, "reading git's configuration")
    }
    guard let configured else {
      throw Stopped(
        Diagnostic(
          .error, "identity-missing", "git doesn't know who you are, and a record needs a name",
          places: [.named(repository.gitDirectory)],
          notes: ["neither GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL nor `user.name` and `user.email` say it"],
          help: ["git config user.name \"Ada Lovelace\"", "git config user.email ada@example.com"]))
    }
    return configured
  }

  /// What was added.
  package struct Added: Hashable, Sendable {
    package var path: RecordPath
    /// The tip that has it.
    package var tip: ObjectID
    /// `false` where the very same record was there already.
    package var isNew: Bool
    /// The fingerprint of the key that signed; `nil` for an unsigned record.
    package var signer: String?
  }

  /// Adds an approval of a commit.
  package func add(
    _ approval: ApprovalStatement, of commit: ObjectID, kind: RecordKind = .approval, signer: RecordSigner? = nil,
    at now: Instant
  ) throws(Stopped) -> Added {
    try add(kind, commit, ApprovalStatement.type(kind), approval.predicate, signer, now)
  }

  /// Adds a test run over a commit.
  package func add(
    _ run: TestStatement, of commit: ObjectID, signer: RecordSigner? = nil, at now: Instant
  ) throws(Stopped) -> Added {
    try add(.test, commit, TestStatement.type, run.predicate, signer, now)
  }

  private func add(
    _ kind: RecordKind, _ commit: ObjectID, _ type: String, _ predicate: [String: JSONValue], _ signer: RecordSigner?,
    _ now: Instant
  ) throws(Stopped) -> Added {
    let tree: ObjectID
    do throws(GitError) {
      tree = try repository.commit(commit).tree
    } catch {
      throw notWritten(error, "reading the commit \(commit)")
    }
    let statement = Statement(commit: commit, tree: tree, predicateType: type, predicate: predicate)
    let signature = try signer.map { signer throws(Stopped) in try signer.sign(statement.signedBytes) }
    let bytes = statement.envelope(signature: signature)
    guard bytes.count <= RecordLimit.bytes else {
      throw notWritten(
        ["the record would have \(bytes.count) bytes; at most \(RecordLimit.bytes) are read"], "shorten the message")
    }
    let path = RecordPath(kind: kind, subject: commit, digest: HexDigest.of(bytes))
    let blob: ObjectID
    do throws(GitError) {
      blob = try repository.write(blob: bytes)
    } catch {
      throw notWritten(error, "writing the record")
    }
    let update = StoreUpdate.add(
      [NewFile(path: path.description, blob: blob)], parent: commit, message: "Add \(kind.rawValue) of \(commit)\n")
    let (tip, isNew) = try apply(at: now) { _ throws(GitError) in update }
    return Added(path: path, tip: tip, isNew: isNew, signer: signature?.keyid)
  }
}

/// What is to be done to whatever the tip is.
enum StoreUpdate {
  /// Adds files with a commit whose last parent is what the record is about, or the other tip of a union.
  case add([NewFile], parent: ObjectID, message: String, isUnion: Bool = false)
  /// Moves the ref to a commit that is there already and has everything that the tip has.
  case forward(to: ObjectID)
}
