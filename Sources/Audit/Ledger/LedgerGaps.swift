import Evidence
import GitStore
import Policy

/// `ledger-gap`: follows, from change to change, whether the ledger accounts for what reached production.
///
/// Whether there must be a ledger, and who signs it, is what the policy in force at each change says: one that comes
/// later doesn't make older changes a gap, and a change can't excuse itself.
struct LedgerGaps {
  private var unrecorded: [ObjectID] = []
  /// Updates that no signer signed, each with why.
  private var unsigned: [(number: Int, why: String)] = []
  private var asksForSigners = false
  private var line: String?
  private let ledger: Ledger

  init(_ ledger: Ledger) { self.ledger = ledger }

  /// - Parameter keys: Returns those that are in force at the entry.
  mutating func look(at entry: ObjectID, under policy: Policy?, _ keys: (Policy) -> SignerKeys) {
    guard let number = ledger.update(of: entry) else {
      guard policy?.ledger != nil || ledger.gaps.contains(entry), !ledger.pending.contains(entry) else { return }
      unrecorded.append(entry)
      line = line ?? policy?.ledger.flatMap { _ in policy?.source.line(of: "ledger.signers") }
      return
    }
    guard let policy, policy.ledger != nil, unsigned.last?.number != number else { return }
    let seal = Witness.seal(of: ledger.updates[number], under: policy, keys(policy))
    if seal.grade != .signed {
      unsigned.append((number, seal.objection ?? "it is not signed"))
      line = line ?? policy.source.line(of: "ledger.signers")
    }
  }

  var findings: [RunFinding] {
    var findings: [RunFinding] = []
    if let first = unrecorded.first, let last = unrecorded.last {
      let asked = line.map { ["\($0) names who signs the ledger"] } ?? []
      findings.append(
        Finding(
          .ledgerGap,
          ledger.exists
            ? "the ledger does not say how production got to \(unrecorded.count == 1 ? first.description : "\(unrecorded.count) entries of this range")"
            : "there is no ledger of production",
          notes: asked
            + [
              unrecorded.count == 1
                ? "not in it: \(first)" : "not in it: \(unrecorded.count) entries, from \(first) to \(last)"
            ],
          help: "fetch it, in case that it is older here: git fetch origin \(OwnRef.ledger):\(OwnRef.ledger)\n"
            + "then see whether the server's post-receive hook was in place at that time"))
    }
    if !unsigned.isEmpty {
      findings.append(
        Finding(
          .ledgerGap, "entries of the ledger are not signed by one of its signers",
          notes: unsigned.prefix(5).map { "\(ledger.updates[$0.number].source): \($0.why)" }
            + (unsigned.count > 5 ? ["and \(unsigned.count - 5) more"] : [])
            + (line.map { ["\($0) names who signs"] } ?? []),
          help: "they prove nothing; find out who wrote them: git log -p \(OwnRef.ledger)"))
    }
    return findings
  }
}
