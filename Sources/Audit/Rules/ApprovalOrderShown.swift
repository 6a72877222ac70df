import Diagnostics
import Evidence
import Policy

/// `order-not-shown`: where only a committer date says when a change was promoted, evidence dated after it proves nothing.
///
/// The date of a commit is the earliest moment at which it can have been promoted. Under `timing: declared` such
/// evidence counts, and a note stands beside the verdict.
enum ApprovalOrderShown: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    let promotion = matter.promotion(for: approval.grade)
    if matter.isUnwitnessed(approval.source, approval.grade, approval.clock) {
      return Objection(
        code: .orderNotShown,
        reason: "the approval by \(approver.label) stands beside the commit, and the ledger doesn't say whether it was "
          + "there before the promotion")
    }
    guard matter.policy.timing == .proven, isUnordered(approval.at, promotion), let at = approval.at else {
      return nil
    }
    return Objection(
      code: .orderNotShown,
      reason: "the approval by \(approver.label) is dated \(at.text), "
        + "\(hours(from: promotion.bound, to: at)) after the commit was there")
  }

  /// Returns whether it can't be told that something at `time` was before the promotion.
  static func isUnordered(_ time: Instant?, _ promotion: Promotion) -> Bool {
    guard promotion.isDeclared, let time else { return false }
    return time > promotion.bound
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .orderNotShown, "it can't be shown that the approval came before the promotion",
      notes: objected.compactMap { $0.objection?.reason }.told + [
        matter.policy.ledger != nil
          ? "\(matter.policy.source.line(of: "ledger.signers")) asks for a ledger, and nothing takes its place"
          : matter.promotion.basis == .tag
            ? "when it was promoted is known by the dates of its commit and its tag alone, which anybody can write"
            : "when it was promoted is known by the committer date alone",
        "\(matter.policy.source.line(of: "timing")) asks for proof",
      ],
      help: Help.order, aspect: .approvals)
  }
}
