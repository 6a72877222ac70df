package import Diagnostics
package import Evidence
package import GitStore

/// One movement of production as a ledger of any kind has it: our own, or gittuf's reference state log.
package struct LedgerUpdate: Hashable, Sendable {
  package var ref: String
  /// The commit that production was at; `nil` where it did not exist.
  package var old: ObjectID?
  /// The commit that production was moved to; `nil` where it was deleted.
  package var new: ObjectID?
  /// Who pushed, as the server knew him.
  package var pusher: String?
  package var at: Instant
  /// The tip of the evidence that was judged; `nil` where there was none.
  package var evidence: ObjectID?
  /// A Boolean value that tells whether ``evidence`` says what was there. A ledger of another kind doesn't name evidence.
  package var namesEvidence: Bool
  /// What the signatures are worth; whose keys may sign is the policy's to say.
  package var seal: RecordSeal
  /// Nothing is known of its time and its evidence.
  package var isReconstructed: Bool
  /// The latest time that the ledger had told so far. An entry's own time is its writer's to choose, but it was written
  /// after those below it, so this is when its signer's key has to count.
  package var notBefore: Instant
  /// The ids of the emergencies that the pusher declared with the push.
  package var emergencies: [String] = []
  /// For a reader, such as `refs/countersign/ledger, entry 3`.
  package var source: String

  package init(
    ref: String, old: ObjectID?, new: ObjectID?, pusher: String?, at: Instant, evidence: ObjectID?,
    namesEvidence: Bool, seal: RecordSeal, isReconstructed: Bool, source: String
  ) {
    self.ref = ref
    self.old = old
    self.new = new
    self.pusher = pusher
    self.at = at
    notBefore = at
    self.evidence = evidence
    self.namesEvidence = namesEvidence
    self.seal = seal
    self.isReconstructed = isReconstructed
    self.source = source
  }
}
