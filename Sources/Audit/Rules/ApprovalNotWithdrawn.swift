import Evidence
import Policy

/// `approval-withdrawn`: an approval must stand; a rejection takes back what its person approved before.
enum ApprovalNotWithdrawn: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    guard let rejected = matter.rejections[approver.person] else { return nil }
    // Where a time is missing, the rejection is taken for the later one.
    let isTaken = approval.at.map { rejected >= $0 } ?? true
    return isTaken
      ? Objection(code: .approvalWithdrawn, reason: "\(approver.label) rejected it, and that stands") : nil
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .approvalWithdrawn, "the approval of this change was withdrawn",
      notes: objected.compactMap { $0.objection?.reason }.told + [matter.requirement],
      help: "settle it with \(objected[0].approver.label), or " + Help.secondPerson(matter))
  }
}
