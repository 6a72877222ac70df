import GitStore
import Policy

// What a merge that may have turned production's line makes of the policy in force.
extension Auditor {
  /// Asks how changes would be judged by the policy of a line that may have been production.
  ///
  /// Where they meet that one too, it doesn't matter which of the two was in force.
  mutating func askTurns(of range: ClosedRange<Int>) {
    if isFixed { return }
    for turn in dossier.governance.turns
    where turn.first <= range.lowerBound && range.upperBound < turn.change && failing[turn] == nil {
      let (other, assessment) = chosen(at: range.lowerBound, turn.version, dossier.governance.versions[turn.version])
      if other != range || assessment.verdict.countsAgainst { failing[turn] = entry(range.upperBound) }
    }
  }

  /// Returns whether a ledger says what production was before a merge that may have turned its line: one that the signers
  /// of the other line's policy signed. Anybody can write any other, and a line may bring signers of its own.
  func isTold(_ turn: Governance.Turn) -> Bool {
    let policy = dossier.governance.versions[turn.version].policy
    guard policy.ledger != nil, let number = dossier.ledger.update(of: entry(turn.first)) else { return false }
    let keys = KeysInForce(version: turn.version, files: signers.files)
    return Witness.isSigned(dossier.ledger.updates[number], under: policy, dossier.book(policy, keys))
  }

  static func turned(_ turn: Governance.Turn, _ failing: ObjectID) -> Finding {
    Finding(
      .policyAmbiguous, "it can't be told which policy was in force before this merge",
      notes: [
        "its parent \(turn.parent) carries another policy than production's line here",
        "the change \(failing) would not meet that one",
      ],
      help: "say what production was by a ledger, or judge each push by itself: countersign check OLD..NEW\n"
        + "if \(turn.parent.short) was production, the line was turned: find out who pushed this merge")
  }
}
