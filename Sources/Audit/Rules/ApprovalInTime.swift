import Diagnostics
import Evidence
import Policy

/// `approval-late`: an approval must be older than the promotion, by a clock that is not the author's.
enum ApprovalInTime: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    switch matter.witness.order(of: approval.source, approval.grade) {
    case .before: return nil
    case .after(let seen):
      return Objection(
        code: .approvalLate,
        reason: "the approval by \(approver.label) \(LateByOrder.words(approval.at, seen, matter.promotion))")
    case nil: break
    }
    let promotion = matter.promotion(for: approval.grade)
    guard !promotion.isDeclared, let at = approval.at, at > promotion.at else { return nil }
    return Objection(
      code: .approvalLate,
      reason: "\(approver.label) approved \(hours(from: promotion.at, to: at)) after the promotion")
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .approvalLate, "this change was approved only after it had reached production",
      notes: objected.compactMap { $0.objection?.reason }.told + [
        "promoted at \(matter.promotion.at.text) (\(matter.promotion.basis.rawValue))", matter.requirement,
      ],
      help:
        "an approval can't be made earlier; document it as an exception, and keep changes back until they are approved")
  }
}

/// Returns the time between two moments in hours and minutes, such as `3 h 05 min`.
func hours(from start: Instant, to end: Instant) -> String {
  // Dates are anybody's to write, also at the ends of what can be counted.
  let (seconds, overflow) = end.seconds.subtractingReportingOverflow(start.seconds)
  if overflow { return "ages" }
  let minutes = max(0, seconds / 60 + (seconds % 60 > 0 ? 1 : 0))
  if minutes < 60 { return "\(minutes) min" }
  return "\(minutes / 60) h " + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60) min"
}
