import Evidence
import GitStore
import Policy

/// `approval-unverifiable`: a record must be one that can be judged: its signature, its key, its objects.
enum ApprovalVerifiable: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    if let problem = approval.content?.problem {
      return Objection(
        code: .approvalUnverifiable, reason: "the approval by \(approver.label) (\(approval.source)): \(problem)")
    }
    guard covered.coverage == .unverifiable else { return nil }
    return Objection(
      code: .approvalUnverifiable,
      reason:
        "it can't be told whether \(approver.label) approved this content: \(covered.detail.joined(separator: "; "))")
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .approvalUnverifiable, "the approvals of this change can't be judged",
      notes: objected.compactMap { $0.objection?.reason }.told + [matter.requirement],
      help: "fetch what is missing (countersign evidence fetch), or have it approved again:\n"
        + "countersign approve \(matter.subject.short)")
  }
}
