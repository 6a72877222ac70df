package import Diagnostics
package import GitStore

/// Staging's first-parent line, as far as it is not in production before the range.
///
/// Git keeps no record of when staging moved. What is on its own line was made for it, or it was fast-forwarded to it;
/// what it only merged, such as a hot fix that came back from production, is not on its line.
package struct StagingLine: Sendable {
  /// The ref as the policy names it.
  package var ref: String
  /// Whether the ref is here at all; where it is not, nothing has been on it.
  package var isHere: Bool
  /// The commits of the line, the oldest first.
  package private(set) var commits: [ObjectID] = []
  /// Their committer dates.
  package private(set) var dates: [Instant] = []
  /// The place of each of them in ``commits``.
  package private(set) var places: [ObjectID: Int] = [:]
  /// The places with a tree, the oldest first.
  package private(set) var placesByTree: [ObjectID: [Int]] = [:]

  package init(ref: String, isHere: Bool) {
    self.ref = ref
    self.isHere = isHere
  }

  /// Adds the next commit of the line.
  package mutating func append(_ commit: ObjectID, tree: ObjectID, at date: Instant) {
    places[commit] = commits.count
    placesByTree[tree, default: []].append(commits.count)
    commits.append(commit)
    dates.append(date)
  }
}
