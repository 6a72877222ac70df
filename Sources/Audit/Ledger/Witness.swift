import Diagnostics
import Evidence
import GitStore
import Policy

/// What the ledger says of the promotion of one change, as the policy that judges the change lets it.
struct Witness {
  enum Standing: Hashable {
    /// It says nothing that counts: no update, a reconstructed one, or one that no signer of the policy signed.
    case none
    /// The policy names no signers, so whoever may write the ref can have written it.
    case recorded
    /// Signed by one whom the policy names.
    case signed
  }

  let ledger: Ledger
  let number: Int?
  let standing: Standing
  /// The entry isn't in production yet, and a ledger will say by which evidence it went in.
  private let isAwaited: Bool
  /// The policy names who signs it.
  private let isSigned: Bool

  init(_ ledger: Ledger, of entry: ObjectID, under policy: Policy, _ keys: SignerKeys) {
    self.ledger = ledger
    number = ledger.update(of: entry)
    standing = number.map { Self.standing(of: ledger.updates[$0], under: policy, keys) } ?? .none
    isSigned = policy.ledger != nil
    isAwaited = ledger.pending.contains(entry) && (isSigned || ledger.exists)
  }

  /// Returns whether evidence of a grade that is here now comes before the promotion, whatever its date: the ledger will
  /// name the evidence that is judged here.
  func comesBefore(_ grade: Grade) -> Bool { isAwaited && (isSigned || grade <= .record) }

  /// Returns whether a signed record will be witnessed once its change is promoted: what it is judged by now, the signed
  /// ledger will have been there before.
  func willWitness(_ grade: Grade, of source: String) -> Bool {
    grade == .signed && comesBefore(.witnessed) && Ledger.path(of: source) != nil
  }

  /// A Boolean value that tells whether the policy asks for a ledger, and there is none that counts for this promotion.
  /// Then no other date takes its place.
  var isMissing: Bool { isSigned && standing == .none && !isAwaited }

  static func standing(of update: LedgerUpdate, under policy: Policy, _ keys: SignerKeys) -> Standing {
    if update.isReconstructed { return .none }
    guard policy.ledger != nil else { return .recorded }
    return isSigned(update, under: policy, keys) ? .signed : .none
  }

  static func isSigned(_ update: LedgerUpdate, under policy: Policy, _ keys: SignerKeys) -> Bool {
    seal(of: update, under: policy, keys).grade == .signed
  }

  /// What the signature of an entry is worth: by a signer whose key counted when the entry can have been written.
  static func seal(of update: LedgerUpdate, under policy: Policy, _ keys: SignerKeys) -> RecordSeal.Standing {
    update.seal.standing(byOneOf: policy.ledger?.signers ?? [], keys, at: update.notBefore)
  }

  /// The promotion by the ledger; `nil` where it says nothing that counts.
  var promotion: Promotion? {
    guard let number, standing != .none else { return nil }
    var promotion = Promotion(at: ledger.updates[number].at, basis: .ledger)
    promotion.isSigned = standing == .signed
    return promotion
  }

  /// Who pushed, as the server knew him; `nil` where the ledger doesn't say.
  var pusher: String? { number.flatMap { ledger.updates[$0].pusher } }

  /// Returns whether a record was there before the promotion; `nil` where that isn't shown.
  ///
  /// A ledger that anybody can have written shows nothing in favour of evidence that is harder to forge than itself.
  func order(of source: String, _ grade: Grade) -> EvidenceOrder? {
    guard let number, standing != .none, let order = ledger.order(of: source, at: number) else { return nil }
    return order == .before && standing == .recorded && grade > .record ? nil : order
  }

  /// Returns the grade of a record: what is signed and was there by the order of a signed ledger is witnessed.
  func grade(_ grade: Grade, of source: String) -> Grade {
    grade == .signed && standing == .signed && order(of: source, grade) == .before ? .witnessed : grade
  }
}
