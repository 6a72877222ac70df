import Evidence
import Policy

/// `approval-too-weak`: an approval must be of the policy's grade at least.
enum ApprovalStrongEnough: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    let minimum = matter.policy.approval.minimumGrade
    guard approval.grade < minimum, !matter.witness.willWitness(approval.grade, of: approval.source) else { return nil }
    return Objection(
      code: .approvalTooWeak,
      reason:
        "the approval by \(approver.label) is a \(approval.grade.rawValue) (\(approval.source)), weaker than \(minimum.rawValue)"
    )
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .approvalTooWeak, "the approvals of this change are too easy to forge",
      notes: objected.compactMap { $0.objection?.reason }.told + [
        matter.requirement,
        "\(matter.policy.source.line(of: "approval.minimumGrade")) asks for "
          + "\(matter.policy.approval.minimumGrade.rawValue) or stronger",
      ],
      help: Help.secondPerson(matter))
  }
}
