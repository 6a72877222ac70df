import GitStore
import Policy

/// `not-through-staging`: where the policy names staging, every change must have been on its line before production.
enum ThroughStaging {
  /// Returns the finding of a change whose entry is on production's line; `nil` where it came by staging.
  ///
  /// - Parameter progress: how far production had come on staging's line before the change.
  static func finding(
    _ change: Change, _ dossier: Dossier, _ policy: Policy, _ progress: inout StagingProgress?
  ) -> Finding? {
    // Staging itself is judged as production would be, where somebody asks for that.
    guard let ref = policy.staging, change.isOnLine, !dossier.targets.contains(ref) else { return nil }
    let population = dossier.population
    let entry = population.commits[change.entry]
    guard let line = progress?.line, line.isHere else {
      return finding(
        policy, ref, ["\(ref) is not in this repository, so nothing is shown to have been on it"],
        help: "fetch it: git fetch origin \(ref.shortBranch)")
    }
    // Of a series, the entries that are not staging's own are judged one after the other.
    let strangers = change.entries.map { population.commits[$0] }.filter { line.places[$0.id] == nil }
    let others = change.members.map { population.commits[Int($0)].id }.filter { $0 != entry.id }
    var before = change.before
    for stranger in strangers {
      let parent =
        change.entries.count > 1 ? population.firstParent(of: stranger) : before ?? population.firstParent(of: stranger)
      before = nil
      if change.promotesStaged {
        guard let other = others.first(where: { line.places[$0] == nil }) else {
          if dossier.content?.replay(ofMerge: stranger.id) == .reproduced { continue }
          if progress?.brings(stranger, from: parent, before: population.before, dossier.content) == true { continue }
          return finding(
            policy, ref,
            ["merging \(ref) doesn't give the content of \(entry.id.short), and that content never was on it"])
        }
        return finding(policy, ref, ["it also brings in \(other.short), which is not from \(ref)"])
      }
      if progress?.brings(stranger, from: parent, before: population.before, dossier.content) == true { continue }
      return finding(
        policy, ref, ["\(stranger.id.short) is not on the line of \(ref), and its content was not ahead on it"])
    }
    return nil
  }

  private static func finding(_ policy: Policy, _ ref: String, _ notes: [String], help: String? = nil) -> Finding {
    Finding(
      .notThroughStaging, "this change reached production without having been on staging",
      notes: notes + ["\(policy.source.line(of: "staging.branch")) requires that changes pass through \(ref)"],
      help: help
        ?? ("push to \(ref.shortBranch) first, and promote from there; for a hot fix, document an exception:\n"
          + "countersign record exception"))
  }
}

extension String {
  fileprivate var shortBranch: String { hasPrefix("refs/heads/") ? String(dropFirst(11)) : self }
}
