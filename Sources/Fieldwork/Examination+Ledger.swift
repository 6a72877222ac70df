import Audit
import Evidence
import GitStore
import Policy

// What a signed ledger says of the line that production took.
extension Examination {
  /// Returns our own ledger, which is read once.
  mutating func ledgerContents() throws(GitError) -> LedgerContents {
    if let ownLedger { return ownLedger }
    let contents = try LedgerReader(repository).read()
    ownLedger = contents
    return contents
  }

  /// Divides a population anew where a signed ledger says that production's line was turned.
  ///
  /// Only a ledger with a signer's signature is asked: any other is for whoever may push its ref to write, and would
  /// choose by which policy a commit is judged. What a hook judges is one movement.
  mutating func followLedger(_ gathered: inout Gathered) throws(GitError) {
    let policies = (assignment.policy.map { [$0.policy] } ?? gathered.governance.versions.map(\.policy)).filter {
      $0.ledger != nil
    }
    guard !policies.isEmpty, !assignment.proposed, !assignment.scope.production.hasPrefix("refs/tags/"),
      !assignment.isQuarantined || assignment.isIntroduction
    else { return }
    let refs = try productionNames()
    let updates = try ledgerContents().updates.filter { refs.contains($0.ref) }
    let before = assignment.scope.base ?? gathered.population.before
    guard try RecordedLine.find(gathered.population, updates, base: before, repository) != nil else { return }
    let places = [before, assignment.scope.tip].compactMap { $0 }
    let keys = policies.flatMap { policy in places.map { (policy, SignerKeys(policy, at: $0, in: repository)) } }
    let signed = updates.filter { update in
      keys.contains { policy, keys in
        update.seal.standing(byOneOf: policy.ledger?.signers ?? [], keys, at: update.notBefore).grade == .signed
      }
    }
    guard let line = try RecordedLine.find(gathered.population, signed, base: before, repository) else { return }
    gathered.population.entries = line.entries
    gathered.population.turned = line.turned
    gathered.changes = Changes(gathered.population)
    var findings = GovernanceFindings()
    for entry in line.entries.reversed() {
      try findings.append(gathered.population.commits[entry].tree, repository)
    }
    gathered.governance = try govern(gathered.population, gathered.changes, findings)
  }
}
