package import GitStore
package import Policy

/// All that is said of one movement of production, besides what is said of the changes in it.
package struct PromotionAssessment: Sendable {
  /// What production was moved to.
  package var id: ObjectID
  /// What it was before; `nil` where it was nothing.
  package var before: ObjectID?
  package var promotion: Promotion
  /// The ids of its changes, oldest first.
  package var changes: [ObjectID]
  package var contributors: [Contributor]
  /// The approvals of the promotion itself.
  package var approvals: [WeighedApproval]
  package var findings: [Finding]
  /// What is said of the promotion itself; its changes have verdicts of their own.
  package var verdict: Verdict
  /// The grade of the weakest approval that was needed; `nil` where there is no pass, or none was needed.
  package var grade: Grade?
  /// How many of its changes something stands against.
  package var changesAgainst: Int
}
