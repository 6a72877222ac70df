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
  /// The place of each commit on the line, the oldest first.
  package var places: [ObjectID: Int] = [:]
  /// The trees of its commits.
  package var trees: Set<ObjectID> = []

  package init(ref: String, isHere: Bool) {
    self.ref = ref
    self.isHere = isHere
  }
}
