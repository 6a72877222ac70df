import GitStore

/// Where in a chain an update belongs.
enum LedgerPlace {
  /// Right after the tip, which may be none.
  case next(tip: ObjectID?, last: RecordedLedgerEntry?)
  /// After an entry for what is missing, from where the ref's last entry left it.
  case afterGap(from: ObjectID?, tip: ObjectID?, last: RecordedLedgerEntry?)
  /// It is there, by itself or inside an entry that was reconstructed.
  case recorded(sequence: Int)

  /// - Throws: ``Statement/Unreadable`` where the chain can't be read so far back. Nothing may be added to such a chain.
  static func find(
    _ draft: LedgerDraft, in repository: Repository, ref: OwnRef
  ) throws -> LedgerPlace {
    if try repository.symbolicTarget(of: ref.name) != nil {
      throw Statement.Unreadable("\(ref) is a symbolic ref, so what is written to it would go elsewhere")
    }
    let tip = try repository.target(of: ref.name)
    let reader = LedgerReader(repository, ref: ref)
    var newest: RecordedLedgerEntry?
    var ofRef: RecordedLedgerEntry?
    var next = tip
    while let id = next {
      let (entry, parent, problems) = reader.read(id)
      guard let entry, problems.isEmpty else {
        throw Statement.Unreadable(problems.first?.reason ?? "the ledger's commit \(id) can't be read")
      }
      newest = newest ?? entry
      next = parent
      guard entry.entry.ref == draft.ref else { continue }
      if ofRef == nil {
        ofRef = entry
        if entry.entry.new == draft.old { return .next(tip: tip, last: newest) }
        // A later hook was faster, and knew of this update only that it had happened.
        if let new = draft.new, let present = entry.entry.new, try repository.isAncestor(new, of: present) {
          return .recorded(sequence: entry.entry.sequence)
        }
      }
      if entry.entry.old == draft.old, entry.entry.new == draft.new { return .recorded(sequence: entry.entry.sequence) }
    }
    guard let ofRef else { return .next(tip: tip, last: newest) }
    return .afterGap(from: ofRef.entry.new, tip: tip, last: newest)
  }
}
