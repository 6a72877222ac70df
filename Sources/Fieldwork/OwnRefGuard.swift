import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// What a push may do to `refs/countersign`: add evidence, and nothing else.
struct OwnRefGuard {
  let repository: Repository
  /// Who signs the ledger, and the keys, by the policy that production has; `nil` where nobody does.
  let ledgerSigners: () throws(GitError) -> (ids: [String], keys: SignerKeys)?

  /// Returns what is wrong with an update; `nil` where it may go through.
  func finding(_ update: HookUpdate) throws(GitError) -> RunFinding? {
    switch update.ref {
    case OwnRef.ledger.name: try ledger(update)
    case OwnRef.evidence.name: try evidence(update)
    case let ref where ref.hasPrefix(OwnRef.evidence.name + "/") || ref.hasPrefix(OwnRef.ledger.name + "/"):
      update.new == nil ? nil : Self.obstructs(update)
    default: update.ref.hasPrefix("refs/countersign/") ? try other(update) : nil
    }
  }

  /// Evidence only grows, commit by commit: whoever leaves a record out on the way is refused.
  private func evidence(_ update: HookUpdate) throws(GitError) -> RunFinding? {
    guard let new = update.new else { return Self.shrunk(update, []) }
    guard try repository.commit(behind: new) == new else { return Self.shrunk(update, ["\(new) is no commit"]) }
    guard let old = update.old else {
      let contents = try StoreReader(unjudged: repository).read(.subjects([]), at: new)
      return contents.tampered.isEmpty ? nil : Self.shrunk(update, contents.tampered.map(\.reason))
    }
    if old == new { return nil }
    let contents = try StoreReader(unjudged: repository).read(.subjects([]), history: .since(old), at: new)
    if !contents.descendsFromKnownGood { return Self.shrunk(update, ["\(new) does not descend from \(old)"]) }
    return contents.tampered.isEmpty ? nil : Self.shrunk(update, contents.tampered.prefix(5).map(\.reason))
  }

  /// What is not ours to read yet only grows all the same.
  private func other(_ update: HookUpdate) throws(GitError) -> RunFinding? {
    guard let new = update.new else { return Self.shrunk(update, ["the push would delete it"]) }
    guard let old = update.old, old != new else { return nil }
    guard let from = try repository.commit(behind: old), let to = try repository.commit(behind: new),
      try repository.isAncestor(from, of: to)
    else { return Self.shrunk(update, ["\(new) does not descend from \(old)"]) }
    return nil
  }

  /// The server alone writes the ledger. What comes from another must be signed by one who may sign it.
  private func ledger(_ update: HookUpdate) throws(GitError) -> RunFinding? {
    guard let new = update.new else { return Self.ledger(update, ["the push would delete it"]) }
    guard try repository.commit(behind: new) == new else { return Self.ledger(update, ["\(new) is no commit"]) }
    guard let signers = try ledgerSigners() else {
      return Self.ledger(update, ["the policy of production names no `ledger.signers`"])
    }
    let contents = try LedgerReader(repository).read(at: new, since: update.old)
    if !contents.problems.isEmpty { return Self.ledger(update, contents.problems.prefix(5).map(\.reason)) }
    let unsigned = contents.updates.compactMap { update -> String? in
      let seal = update.seal.standing(byOneOf: signers.ids, signers.keys, at: update.notBefore)
      return seal.grade == .signed ? nil : "\(update.source): \(seal.objection ?? "it is not signed")"
    }
    return unsigned.isEmpty ? nil : Self.ledger(update, Array(unsigned.prefix(5)))
  }

  /// A ref below another keeps git from ever making that one.
  private static func obstructs(_ update: HookUpdate) -> RunFinding {
    Finding(
      .evidenceTampered, "the push would stand in the way of evidence",
      notes: ["git keeps no ref beside one that is called \(update.ref)"], help: "leave \(update.ref) out of the push")
  }

  private static func shrunk(_ update: HookUpdate, _ notes: [String]) -> RunFinding {
    Finding(
      .evidenceTampered, "the push would take evidence away", notes: notes + ["\(update.ref) only grows"],
      help: "merge what is there already, and push again:\ncountersign evidence push")
  }

  private static func ledger(_ update: HookUpdate, _ notes: [String]) -> RunFinding {
    Finding(
      .ledgerGap, "the push would change the ledger", notes: notes + ["the server writes \(update.ref) itself"],
      help: "leave \(update.ref) out of the push")
  }
}
