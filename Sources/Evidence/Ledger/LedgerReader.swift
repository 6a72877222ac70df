package import GitStore
import Signing

/// An entry as it was read, with what its signatures are worth by themselves.
package struct RecordedLedgerEntry: Hashable, Sendable {
  package var entry: LedgerEntry
  package var seal: RecordSeal
  /// The ledger's commit that holds it.
  package var commit: ObjectID
  /// SHA-256 of its file, which the entry after it names.
  package var digest: String
}

/// What is wrong with a chain of entries (`ledger-gap`).
package struct LedgerProblem: Hashable, Sendable {
  /// The ledger's commit where it shows.
  package var commit: ObjectID
  /// For a reader: lower-case, no full stop at the end.
  package var reason: String
}

package struct LedgerContents: Hashable, Sendable {
  /// `nil` where the ref doesn't exist.
  package var tip: ObjectID?
  /// Oldest first.
  package var entries: [RecordedLedgerEntry] = []
  package var problems: [LedgerProblem] = []
}

/// Reads `refs/countersign/ledger`: a chain of commits, each with one entry in the file `entry.json` and nothing else.
///
/// Read is what stands there; whose keys may sign is asked later, of the policy in force at the update.
package struct LedgerReader {
  static let file = "entry.json"
  private let repository: Repository
  private let ref: OwnRef

  package init(_ repository: Repository, ref: OwnRef = .ledger) {
    self.repository = repository
    self.ref = ref
  }

  /// Reads the whole chain, or what came after a commit of it that is known already.
  ///
  /// - Parameters:
  ///   - tip: The ledger commit to read instead of the ref's, as a hook sees it before the ref has moved.
  ///   - known: Where to stop; what stands there is not read again, but the chain has to lead to it.
  /// - Throws: ``GitError`` where the ref itself can't be read. All else is a problem of the result.
  package func read(at tip: ObjectID? = nil, since known: ObjectID? = nil) throws(GitError) -> LedgerContents {
    var contents = LedgerContents()
    let current = tip == nil ? try repository.target(of: ref.name) : tip
    guard let tip = current else { return contents }
    contents.tip = tip
    var next: ObjectID? = tip
    var count = 0
    while let id = next, id != known {
      count += 1
      guard count <= LedgerLimit.entries else {
        contents.problems.append(LedgerProblem(commit: id, reason: "it has more than \(LedgerLimit.entries) entries"))
        break
      }
      let (entry, parent, problems) = read(id)
      if let entry { contents.entries.append(entry) }
      contents.problems += problems
      next = parent
    }
    if known != nil, next == nil {
      contents.problems.append(LedgerProblem(commit: tip, reason: "it does not descend from what it was"))
    }
    contents.entries.reverse()
    contents.problems.reverse()
    let start: RecordedLedgerEntry? = known.flatMap { next == nil ? nil : read($0).entry }
    contents.problems += Self.breaks(contents.entries, after: start)
    return contents
  }

  /// Returns the entry of the tip alone, and where its chain goes on; `nil` where there is no ledger or it can't be read.
  package func newest() throws(GitError) -> RecordedLedgerEntry? {
    try repository.target(of: ref.name).flatMap { read($0).entry }
  }

  /// Reads one commit of the chain.
  func read(_ id: ObjectID) -> (entry: RecordedLedgerEntry?, parent: ObjectID?, problems: [LedgerProblem]) {
    func problem(_ reason: String) -> [LedgerProblem] { [LedgerProblem(commit: id, reason: reason)] }
    let commit: Commit
    do throws(GitError) {
      commit = try repository.commit(id)
    } catch {
      return (nil, nil, problem("the ledger's commit \(id) can't be read, so what stands before it can't be told"))
    }
    let branch =
      commit.parents.count > 1
      ? problem("the commit \(id) has \(commit.parents.count) parents: the chain has a branch there") : []
    do throws(Statement.Unreadable) {
      let bytes = try bytes(of: commit)
      let envelope: DSSEEnvelope
      do throws(DSSEEnvelope.Unreadable) {
        envelope = try DSSEEnvelope(json: bytes)
      } catch {
        throw Statement.Unreadable("\(error)")
      }
      guard envelope.signatures.count <= LedgerLimit.signatures else {
        throw Statement.Unreadable("it has \(envelope.signatures.count) signatures")
      }
      let entry = try LedgerEntry(envelope)
      let recorded = RecordedLedgerEntry(
        entry: entry, seal: RecordSeal(envelope), commit: id, digest: HexDigest.of(bytes))
      return (recorded, commit.parents.first, branch)
    } catch {
      return (nil, commit.parents.first, branch + problem("the entry of the commit \(id) can't be read: \(error)"))
    }
  }

  private func bytes(of commit: Commit) throws(Statement.Unreadable) -> [UInt8] {
    do throws(GitError) {
      let files = try repository.tree(commit.tree)
      guard files.count == 1, files[0].isFile, files[0].name == Array(Self.file.utf8) else {
        throw GitError.malformed(commit.tree, "its tree isn't the one file \(Self.file)")
      }
      // Asked before it is read: a small pack can hold a very large file.
      guard let header = try repository.header(of: files[0].id), header.size <= LedgerLimit.bytes else {
        throw GitError.malformed(files[0].id, "its file is missing, or has more than \(LedgerLimit.bytes) bytes")
      }
      return try repository.blob(files[0].id)
    } catch {
      throw Statement.Unreadable(error.detail)
    }
  }

  /// Returns where numbers and digests don't follow one another.
  private static func breaks(
    _ entries: [RecordedLedgerEntry], after start: RecordedLedgerEntry?
  ) -> [LedgerProblem] {
    var problems: [LedgerProblem] = []
    var last = start
    for recorded in entries {
      let expected = (last?.entry.sequence ?? 0) + 1
      if recorded.entry.sequence != expected {
        problems.append(
          LedgerProblem(
            commit: recorded.commit,
            reason: "entry \(recorded.entry.sequence) stands where entry \(expected) belongs"))
      } else if recorded.entry.previous != last?.digest {
        problems.append(
          LedgerProblem(
            commit: recorded.commit,
            reason: "entry \(recorded.entry.sequence) does not name the entry before it as it stands there"))
      }
      last = recorded
    }
    return problems
  }
}
