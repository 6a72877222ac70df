package import Diagnostics
package import GitStore

/// One entry of gittuf's reference state log: a ref moved to a target.
package struct RSLEntry: Hashable, Sendable {
  /// The commit of the log.
  package var commit: ObjectID
  package var ref: String
  package var target: ObjectID
  /// `nil` in logs from before entries were numbered.
  package var number: Int?
  /// An annotation took it back.
  package var skipped: Bool
  /// By the clock of whoever wrote the entry.
  package var committedAt: Instant
  package var isSigned: Bool
  /// Its place in the log, oldest first; annotations count.
  package var position: Int
}

/// gittuf's reference state log (`refs/gittuf/reference-state-log`): what moved in which order, in a chain of commits.
///
/// The order is that of the chain and not of the dates in it. A log with a branch, a gap or an entry that can't be read
/// shows no order at all: ``problems`` then says why. Format: gittuf's `docs/design-document.md`.
package struct GittufLog: Sendable {
  package static let ref = "refs/gittuf/reference-state-log"
  /// A log with more entries isn't read.
  static let longest = 1 << 20

  package let tip: ObjectID
  /// Movements of refs, oldest first, those that were taken back too.
  package private(set) var entries: [RSLEntry] = []
  package private(set) var problems: [UnreadableRecord] = []

  /// Reads the log; `nil` where there is none.
  package static func read(
    _ repository: Repository, ref: String = GittufLog.ref
  ) throws(GitError) -> GittufLog? {
    guard let tip = try repository.target(of: ref) else { return nil }
    var log = GittufLog(tip: tip)
    log.read(repository, ref)
    return log
  }

  private init(tip: ObjectID) { self.tip = tip }

  /// Whether the order of the entries can be relied on.
  package var isSound: Bool { problems.isEmpty }

  /// Returns the attestations that were recorded when an entry was written; `nil` where none were.
  package func attestationsTip(before entry: RSLEntry) -> ObjectID? {
    entries.last { $0.position < entry.position && $0.ref == GittufAttestations.ref && !$0.skipped }?.target
  }

  /// Returns the entries of one ref that stand, oldest first.
  package func entries(of ref: String) -> [RSLEntry] { entries.filter { $0.ref == ref && !$0.skipped } }

  private mutating func read(_ repository: Repository, _ ref: String) {
    var messages: [(RSLMessage, Commit, ObjectID)] = []
    var next: ObjectID? = tip
    while let id = next {
      guard messages.count < Self.longest else {
        note(id, "the log has more than \(Self.longest) entries")
        break
      }
      do throws(GitError) {
        let commit = try repository.commit(id)
        if commit.parents.count > 1 { note(id, "the log branches: this entry has \(commit.parents.count) parents") }
        messages.append((try RSLMessage(commit.message, of: id), commit, id))
        next = commit.parents.first
      } catch {
        note(id, "the entry can't be read: \(error.detail)")
        next = nil
      }
    }
    take(messages.reversed())
  }

  private mutating func take(_ messages: [(RSLMessage, Commit, ObjectID)]) {
    var skipped: Set<ObjectID> = []
    var places: [ObjectID: Int] = [:]
    var number: Int?
    for (position, (message, commit, id)) in messages.enumerated() {
      if let before = number, message.number != before &+ 1 {
        note(id, "the log has a gap: \(message.number.map { "number \($0)" } ?? "no number") follows number \(before)")
      }
      number = message.number ?? number
      places[id] = position
      switch message.kind {
      case .annotation(let ids, let skips):
        for named in ids where places[named] == nil || named == id {
          note(id, "it takes back \(named.short), which is no older entry")
        }
        if skips { skipped.formUnion(ids) }
      case .reference(let ref, let target):
        entries.append(
          RSLEntry(
            commit: id, ref: ref, target: target, number: message.number, skipped: false,
            committedAt: Instant(seconds: commit.committedAt), isSigned: commit.isSigned, position: position))
      }
    }
    for index in entries.indices where skipped.contains(entries[index].commit) { entries[index].skipped = true }
  }

  private mutating func note(_ id: ObjectID, _ reason: String) {
    if problems.count < ReadRecords.mostUnreadable {
      problems.append(UnreadableRecord(place: "\(Self.ref), entry \(id)", reason: reason))
    }
  }
}
