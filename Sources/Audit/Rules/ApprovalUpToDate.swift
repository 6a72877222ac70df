import Evidence
import GitStore
import Policy

/// `approval-out-of-date`: an approval must be of the content that reached production, and of this change.
enum ApprovalUpToDate: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    guard let recorded = approval.content else { return nil }
    let who = "\(approver.label) approved \(approval.subject.short)"
    if let target = recorded.target, !matter.targets.contains(target) {
      return Objection(code: .approvalOutOfDate, reason: "\(who) for \(target), which is not production")
    }
    if covered.wasUsed || matter.spent.contains(approval.source), !matter.policy.approval.reuse {
      return Objection(code: .approvalOutOfDate, reason: "\(who), and an earlier change has used that approval")
    }
    if let elsewhere = covered.elsewhere { return Objection(code: .approvalOutOfDate, reason: "\(who) \(elsewhere)") }
    switch covered.coverage {
    case .residual where !covered.besides.isEmpty:
      return Objection(
        code: .approvalOutOfDate,
        reason: "\(who); with it came \(covered.besides.map(\.short).listed("commits")), which that approval is not of")
    case .residual:
      return Objection(
        code: .approvalOutOfDate, reason: "\(who); other content reached production in \(covered.detail.listed)")
    case .replay where !matter.policy.approval.coverage.contains(.replay):
      return Objection(
        code: .approvalOutOfDate,
        reason: "\(who), which gives this content only when it is merged, and "
          + "\(matter.policy.source.line(of: "approval.coverage")) asks for the same commit or content")
    default: return nil
    }
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .approvalOutOfDate, "the approvals are not of what reached production",
      notes: objected.compactMap { $0.objection?.reason }.told + [matter.requirement],
      help: matter.isInProduction
        ? "it is in production: have \(objected[0].approver.label) look at what has changed now, and document that:\n"
          + Help.exception(matter.subject)
        : "ask \(objected[0].approver.label) to look at what has changed, and record it:\n"
          + "countersign approve \(matter.subject.short)"
    )
  }
}

extension [String] {
  /// The paths, for a reader; after five, how many more.
  var listed: String { listed("paths") }

  func listed(_ things: String) -> String {
    prefix(5).joined(separator: ", ") + (count > 5 ? " and \(count - 5) more \(things)" : "")
  }
}
