import Evidence

/// A condition that each approval must meet by itself to count. One condition, one file.
protocol ApprovalCondition: SendableMetatype {
  /// Returns why the approval does not count, or `nil` where this condition has nothing against it.
  ///
  /// In `matter` the contributors are those of what was approved.
  static func objection(to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter)
    -> Objection?
  /// Returns the finding for a change for which too few approvals are left, when `objected` failed this condition.
  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding
}

/// The conditions in the order in which they are asked: the first objection is the one that is told.
let approvalConditions: [(code: FindingCode, condition: any ApprovalCondition.Type)] = [
  (.approvalUnverifiable, ApprovalVerifiable.self),
  (.approvalOutOfDate, ApprovalUpToDate.self),
  (.approvalWithdrawn, ApprovalNotWithdrawn.self),
  (.selfApproved, ApproverIsNoContributor.self),
  (.approverMayBeAuthor, ApproverCanBeToldApart.self),
  (.approverNotAuthorised, ApproverAuthorised.self),
  (.approvalTooWeak, ApprovalStrongEnough.self),
  (.approvalLate, ApprovalInTime.self),
  (.orderNotShown, ApprovalOrderShown.self),
]
