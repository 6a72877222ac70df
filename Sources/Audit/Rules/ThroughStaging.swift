import GitStore
import Policy

/// `not-through-staging`: where the policy names staging, every change must have been on its line before production.
enum ThroughStaging {
  /// Returns the finding of a change whose entry is on production's line; `nil` where it came by staging.
  ///
  /// - Parameter staged: whether the entry brought changes of staging's line in.
  static func finding(
    _ change: Change, staged: Bool, _ dossier: Dossier, _ policy: Policy
  ) -> Finding? {
    guard let ref = policy.staging, change.isOnLine else { return nil }
    let population = dossier.population
    let entry = population.commits[change.entry]
    guard let line = dossier.staging.first(where: { $0.ref == ref }), line.isHere else {
      return finding(policy, ref, ["\(ref) is not in this repository, so nothing is shown to have been on it"])
    }
    if change.entries.allSatisfy({ line.places[population.commits[$0].id] != nil }) { return nil }
    // A squash of staging has its content, but none of its commits.
    if line.trees.contains(entry.tree) { return nil }
    let others = change.members.dropFirst().map { population.commits[Int($0)].id }
    if staged, others.isEmpty, dossier.content?.replay(ofMerge: entry.id) == .reproduced { return nil }
    var notes = ["\(entry.id.short) is not on the line of \(ref), and its content never was"]
    if staged, let other = others.first { notes = ["it also brings in \(other.short), which is not from \(ref)"] }
    return finding(policy, ref, notes)
  }

  private static func finding(_ policy: Policy, _ ref: String, _ notes: [String]) -> Finding {
    Finding(
      .notThroughStaging, "this change reached production without having been on staging",
      notes: notes + ["\(policy.source.line(of: "staging.branch")) requires that changes pass through \(ref)"],
      help:
        "push to \(ref) first, and promote from there; for a hot fix, declare an emergency or document an exception:\n"
        + "countersign record exception")
  }
}
