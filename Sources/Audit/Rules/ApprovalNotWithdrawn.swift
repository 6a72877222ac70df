import Evidence
import Policy

/// `approval-withdrawn`: an approval must stand; a rejection takes back what its person approved before.
enum ApprovalNotWithdrawn: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    let taken = matter.approvals.contains { other in
      guard other.approval.decision == .rejected, other.approver.person == approver.person else { return false }
      // Where a time is missing, the rejection is taken for the later one.
      guard let rejected = other.approval.at, let approved = approval.at else { return true }
      return rejected >= approved
    }
    return taken
      ? Objection(code: .approvalWithdrawn, reason: "\(approver.label) rejected it, and that stands") : nil
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .approvalWithdrawn, "the approval of this change was withdrawn",
      notes: objected.compactMap { $0.objection?.reason }.uniqued + [matter.requirement],
      help: "settle it with \(objected[0].approver.label), or " + Help.secondPerson(matter))
  }
}
