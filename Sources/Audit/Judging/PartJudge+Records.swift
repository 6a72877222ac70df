import Diagnostics
import Evidence
import GitStore
import Policy

/// What the signatures of records are worth for a part, by the keys in force.
extension PartJudge {
  /// The keys by which records and the ledger count.
  var book: SignerKeys { dossier.book(policy, keys) }

  /// Returns what a record's signatures are worth; `nil` where it has none that are judged here.
  ///
  /// Its key has to count at the record's own time, which its signer wrote, and also, where the policy asks for a
  /// signed ledger, when that first shows the record: a key that was lost can't date its way back. A record without a
  /// time of its own needs a key without an end.
  func standing(
    _ content: RecordedContent?, by person: TextTable.ID, at: Instant?, _ source: String
  ) -> RecordSeal.Standing? {
    guard let seal = content?.seal else { return nil }
    let at = at ?? Instant(seconds: .max)
    let book = book
    let name = population.texts.text(of: person)
    guard policy.ledger != nil, policy.allowedSigners != nil else { return seal.standing(by: name, book, at: at) }
    let (shown, note) = firstShown(source, book)
    var standing = seal.standing(by: name, book, at: at, shown: max(at, shown))
    // Said only where it decides.
    if standing.objection != nil, seal.standing(by: name, book, at: at).objection == nil {
      standing.objection = standing.objection.map { "\($0); \(note)" }
    }
    return standing
  }

  /// Returns when a signed ledger first shows an approval; `nil` where the policy asks for none, or its approver is listed
  /// without a beginning or an end.
  func shown(_ source: String, to approver: TextTable.ID) -> RecordedContent.Shown? {
    guard policy.ledger != nil, let person = people.people[identity(approver).person].listed,
      person.activeFrom != nil || person.activeUntil != nil
    else { return nil }
    let (at, note) = firstShown(source, book)
    return RecordedContent.Shown(at: at, note: note)
  }

  /// Returns when a signed ledger first shows a record. What goes in now is shown now; what nothing shows can have been
  /// made at any time.
  private func firstShown(_ source: String, _ book: SignerKeys) -> (Instant, note: String) {
    let ledger = dossier.ledger
    let witness = witness
    if let place = ledger.firstShown(source), Witness.isSigned(ledger.all[place], under: policy, book) {
      let update = ledger.all[place]
      return (update.notBefore, "\(update.source) is the first to show the record, at \(update.notBefore.text)")
    }
    if let number = witness.number, witness.standing == .signed, ledger.order(of: source, at: number) == .before {
      let update = ledger.updates[number]
      return (update.notBefore, "\(update.source) shows the record, at \(update.notBefore.text)")
    }
    if witness.comesBefore(.witnessed) {
      let now = dossier.now ?? Instant(seconds: .max)
      return (now, "no entry of the ledger shows the record yet")
    }
    return (Instant(seconds: .max), "no signed entry of the ledger shows when the record was first there")
  }
}
