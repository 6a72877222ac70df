package import Diagnostics
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Appends entries to the ledger, each with one compare-and-swap of the ref: exactly one for each update, however many
/// write at once, and none at all by a writer that is killed.
package struct LedgerWriter {
  private let repository: Repository
  private let ref: OwnRef
  private let signer: RecordSigner?
  private let person: GitPerson
  private let patience: Double

  /// - Parameter person: Who writes the ledger's commits. Proves nothing: the signature does.
  package init(
    _ repository: Repository, ref: OwnRef = .ledger, signer: RecordSigner?, as person: GitPerson, patience: Double = 60
  ) {
    self.repository = repository
    self.ref = ref
    self.signer = signer
    self.person = person
    self.patience = patience
  }

  package enum Appended: Hashable, Sendable {
    case added(sequence: Int)
    /// Behind an entry for what had not been recorded.
    case addedAfterGap(sequence: Int, from: ObjectID?)
    /// It was there.
    case present(sequence: Int)
  }

  /// - Parameter isComing: Returns whether the update that moved the ref on from where its last entry left it is still
  ///   being recorded by its own hook. Asked again and again until it isn't, or is recorded.
  /// - Throws: ``Stopped`` where nothing was recorded.
  package func append(
    _ draft: LedgerDraft, unless isComing: (_ from: ObjectID?) -> Bool = { _ in false }
  ) throws(Stopped) -> Appended {
    let start = ContinuousClock.now
    var attempts: UInt32 = 0
    while ContinuousClock.now - start < .seconds(patience) {
      switch try attempt(draft, isComing) {
      case .done(let appended): return appended
      case .wait: usleep(20_000)
      case .lost:
        attempts += 1
        usleep(UInt32.random(in: 500...min(200_000, 2000 << min(attempts, 7))))
      }
    }
    throw notWritten(["others moved the ledger \(attempts) times meanwhile, or hold its lock"])
  }

  private enum Attempt {
    case done(Appended)
    case wait, lost
  }

  private func attempt(_ draft: LedgerDraft, _ isComing: (ObjectID?) -> Bool) throws(Stopped) -> Attempt {
    let turn = WritingTurn(in: repository, patience: patience / 4)
    _ = turn
    do {
      switch try LedgerPlace.find(draft, in: repository, ref: ref) {
      case .recorded(let sequence): return .done(.present(sequence: sequence))
      case .next(let tip, let last):
        let entry = draft.entry(after: last)
        let (commit, _) = try write(entry, on: tip)
        return try swap(tip, commit, entry) ? .done(.added(sequence: entry.sequence)) : .lost
      case .afterGap(let from, let tip, let last):
        if isComing(from) { return .wait }
        let missing = draft.missing(from: from, after: last)
        let (below, recorded) = try write(missing, on: tip)
        let entry = draft.entry(after: recorded)
        let (commit, _) = try write(entry, on: below)
        return try swap(tip, commit, entry) ? .done(.addedAfterGap(sequence: entry.sequence, from: from)) : .lost
      }
    } catch let stopped as Stopped {
      throw stopped
    } catch let error as GitError {
      throw notWritten(["\(error.call) returned \(error.code): \(error.detail)"])
    } catch {
      throw notWritten(["\(error)"])
    }
  }

  private func write(_ entry: LedgerEntry, on tip: ObjectID?) throws -> (ObjectID, RecordedLedgerEntry) {
    guard entry.ref.utf8.count <= LedgerLimit.refBytes else { throw notWritten(["the ref's name is too long"]) }
    let signature = try signer?.sign(entry.signedBytes)
    let bytes = entry.envelope(signature: signature)
    let blob = try repository.write(blob: bytes)
    let tree = try repository.write(tree: nil, adding: [NewFile(path: LedgerReader.file, blob: blob)])
    let commit = try repository.write(
      NewCommit(
        tree: tree, parents: tip.map { [$0] } ?? [], person: person, seconds: entry.at.seconds, message: entry.message))
    return (
      commit, RecordedLedgerEntry(entry: entry, seal: .unsigned, commit: commit, digest: HexDigest.of(bytes))
    )
  }

  private func swap(_ tip: ObjectID?, _ commit: ObjectID, _ entry: LedgerEntry) throws(GitError) -> Bool {
    try repository.swap(ref, from: tip, to: commit, log: "countersign: entry \(entry.sequence)") == .moved
  }

  private func notWritten(_ notes: [String]) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "ledger-not-written", "the update could not be recorded; the ledger is as it was",
        places: [.named(ref.name)], notes: notes,
        help: ["mend that; the next update's entry then has this one before it, marked as reconstructed"]))
  }
}

extension LedgerEntry {
  /// The message of the commit: the entry is what counts.
  fileprivate var message: String {
    let from = old?.description ?? "nothing", to = new?.description ?? "nothing"
    return "Record update \(sequence)\n\n\(ref) from \(from) to \(to)\n"
  }
}
