import GitStore

@testable import Audit
@testable import Evidence
@testable import Policy

extension Fixture {
  /// Two promotions of several changes, one approved and one not, with names that try to break out of each format.
  static var promoted: FinishedAudit {
    let evil = person("x", "=cmd|'</td><script>\u{202e}\n", "x@example.com")
    var changes = [
      change(11, "Raise the limit", at: "2026-02-01", grade: .record),
      change(12, "Merge staging", at: "2026-02-01", kind: .merge),
      change(13, "Log refunds", at: "2026-03-01", findings: [noApproval], verdict: .unknown),
      change(14, "Merge staging again", at: "2026-03-01", kind: .merge, findings: [notPromoted]),
    ]
    changes[0].promoter = id(12)
    changes[0].demands = [
      AnsweredDemand(
        source: "CODEOWNERS:3", subject: "a\"</code>\u{7}", required: 2, asked: "@bob or @<b>", approvedBy: [evil.name])
    ]
    changes[2].promoter = id(14)
    var audit = audit(changes)
    audit.promotions = [
      promotion(changes[0...1], approvals: [approval(by: evil, of: id(11), grade: .record)], grade: .record),
      promotion(changes[2...3], findings: [notPromoted]),
    ]
    return audit
  }

  private static let notPromoted = Finding(
    .promotionNotApproved, "the promotion lacks an approval of its own", help: "ask somebody")

  private static func promotion(
    _ changes: ArraySlice<Assessment>, approvals: [WeighedApproval] = [], findings: [Finding] = [],
    grade: Grade? = nil
  ) -> PromotionAssessment {
    PromotionAssessment(
      id: changes.last?.id ?? .zero, before: id(changes.startIndex + 20),
      promotion: changes.last?.promotion
        ?? Promotion(at: time("2026-01-01"), basis: .ledger), changes: changes.map(\.id), contributors: [],
      approvals: approvals, findings: findings, verdict: Verdict(findings), grade: grade,
      changesAgainst: changes.count { $0.verdict.countsAgainst })
  }
}
