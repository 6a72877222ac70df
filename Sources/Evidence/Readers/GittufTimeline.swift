package import Diagnostics
package import GitStore

/// When gittuf's attestations were there: the commits of their ref, oldest first, each with a time.
///
/// The reference state log gives the order and, as far as it agrees with that, the times. A time never goes back, and an
/// attestation recorded behind a promotion is always dated after it, whatever the clock said: so comparing times is
/// comparing places in the log. Without a log the times are those of the attestation commits, which their writer chose.
package struct GittufTimeline {
  struct Step {
    var attestations: ObjectID
    var at: Instant
  }

  /// The end of the year 9999.
  private static let latest: Int64 = 253_402_300_799

  private(set) var steps: [Step] = []
  /// When each entry of production was recorded, by its place in the log.
  package private(set) var promotions: [(entry: RSLEntry, at: Instant)] = []

  /// - Parameter production: the full name of the production ref.
  package init(_ log: GittufLog, production: String) {
    var now: Int64 = 0
    var promoted: Int64 = -1
    for entry in log.entries where !entry.skipped {
      // A date at the end of what can be counted would leave no room for those after it.
      now = max(now, min(max(entry.committedAt.seconds, 0), Self.latest))
      if entry.ref == production {
        promoted = now
        promotions.append((entry, Instant(seconds: now)))
      } else if entry.ref == GittufAttestations.ref {
        if now == promoted { now += 1 }
        steps.append(Step(attestations: entry.target, at: Instant(seconds: now)))
      }
    }
  }

  /// Without a log: the first-parent line of the attestations.
  package init(attestations tip: ObjectID, _ repository: Repository) throws(GitError) {
    var next: ObjectID? = tip
    while let id = next, steps.count < GittufLog.longest {
      let commit = try repository.commit(id)
      steps.append(Step(attestations: id, at: Instant(seconds: commit.committedAt)))
      next = commit.parents.first
    }
    steps.reverse()
  }

  /// Returns when a file of one of the steps was first there as it is in that step; `nil` where none has it.
  ///
  /// Files are added and seldom taken away, so the steps are searched by halving: where one came and went, a later time
  /// is found, which is never better for it.
  ///
  /// - Parameter end: the place behind the step that is known to have the file.
  func firstSeen(_ path: String, _ blob: ObjectID, before end: Int, _ repository: Repository) throws(GitError)
    -> Instant?
  {
    var low = 0, high = end
    while low < high {
      let middle = low + (high - low) / 2
      let tree = try repository.commit(steps[middle].attestations).tree
      if try repository.entry(at: path, in: tree)?.id == blob { high = middle } else { low = middle + 1 }
    }
    return low < end ? steps[low].at : nil
  }

  /// Returns the place of the last attestations from before a moment.
  package func step(at moment: Instant) -> Int? { steps.lastIndex { $0.at <= moment } }
}
