package import Diagnostics
import Evidence
package import GitStore

/// The movements of production in a range, and which of them brought in which entry.
package struct Ledger: Sendable {
  /// Oldest first.
  package var updates: [LedgerUpdate] = []
  /// A Boolean value that tells whether there is a ledger of this ref at all.
  package var exists = false
  /// The entries, by the update that brought them in: places in ``updates``.
  package var entries: [ObjectID: Int] = [:]
  /// The entries that are not in production yet: no ledger can have them.
  package var pending: Set<ObjectID> = []
  /// The entries that no update brought in, although the ledger had begun before them.
  package var gaps: Set<ObjectID> = []
  /// The records of the evidence store, each by the first update that found it there.
  package var firstSeen: [String: Int] = [:]

  /// All entries of our own ledger, oldest first, also those of other refs and of before the range; empty where no key
  /// has an end.
  package var all: [LedgerUpdate] = []
  /// The records of the evidence store, each by the first entry that found it there: places in ``all``.
  package var firstShown: [String: Int] = [:]

  package init() {}

  /// Returns which update brought an entry in: its place in ``updates``. Entries of one push have the same.
  package func update(of entry: ObjectID) -> Int? { entries[entry] }

  /// Returns when an entry reached production, whoever may have written the ledger; `nil` where it doesn't say.
  package func time(of entry: ObjectID) -> Instant? {
    guard let number = entries[entry], !updates[number].isReconstructed else { return nil }
    return updates[number].at
  }

  /// Returns whether a record was there when an update was judged; `nil` for what isn't a record of our store, and where
  /// the ledger doesn't say.
  func order(of source: String, at number: Int) -> EvidenceOrder? {
    let update = updates[number]
    guard !update.isReconstructed, update.namesEvidence, let path = Self.path(of: source) else { return nil }
    guard let seen = firstSeen[path] else { return .after(seen: nil) }
    return seen <= number ? .before : .after(seen: updates[seen].at)
  }

  /// Returns the place in ``all`` of the first entry that found a record of our store there.
  func firstShown(_ source: String) -> Int? { Self.path(of: source).flatMap { firstShown[$0] } }

  /// Returns where in the store's tree a record stands, out of `refs/countersign/evidence:PATH` or `COMMIT:PATH`; `nil`
  /// for what is not of our own store.
  static func path(of source: String) -> String? {
    guard let colon = source.firstIndex(of: ":") else { return nil }
    let place = source[..<colon], path = source[source.index(after: colon)...]
    guard place == OwnRef.evidence.name || ObjectID(hex: String(place)) != nil else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { Array($0.utf8) }
    return RecordPath(parts) == nil ? nil : String(path)
  }
}

/// What the chain says of a piece of evidence and a promotion.
enum EvidenceOrder: Hashable, Sendable {
  case before
  /// It was not there; with the time of the update that first found it, where one did.
  case after(seen: Instant?)
}
