package import Diagnostics
package import GitStore

/// An update that is to be recorded, before it has its place in the chain.
package struct LedgerDraft: Hashable, Sendable {
  package var ref: String
  package var old: ObjectID?
  package var new: ObjectID?
  package var pusher: String?
  package var at: Instant
  package var evidence: ObjectID?
  package var verdictDigest: String?
  /// The ids of the emergencies that the pusher declared with the push.
  package var emergencies: [String] = []

  package init(ref: String, old: ObjectID?, new: ObjectID?, at: Instant) {
    self.ref = ref
    self.old = old
    self.new = new
    self.at = at
  }

  func entry(after last: RecordedLedgerEntry?) -> LedgerEntry {
    var entry = LedgerEntry(
      sequence: (last?.entry.sequence ?? 0) + 1, previous: last?.digest, ref: ref, old: old, new: new, pusher: pusher,
      at: at, evidence: evidence, verdictDigest: verdictDigest, reconstructed: false)
    entry.emergencies = emergencies
    return entry
  }

  /// The entry for what happened between the last entry of the ref and this update. Nothing is claimed for it.
  func missing(from old: ObjectID?, after last: RecordedLedgerEntry?) -> LedgerEntry {
    LedgerEntry(
      sequence: (last?.entry.sequence ?? 0) + 1, previous: last?.digest, ref: ref, old: old, new: self.old, pusher: nil,
      at: at, evidence: nil, verdictDigest: nil, reconstructed: true)
  }
}
