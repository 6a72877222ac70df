package import Audit
import Diagnostics
import GitStore
import Policy

/// Writes the historical change log: one line per change, oldest first. Where promotions brought several changes, or
/// needed an approval of their own, a line for each, and its changes below it.
package struct LogText {
  private let promotions: PromotionIndex
  private var last: ObjectID?

  package init(_ audit: FinishedAudit) { promotions = PromotionIndex(audit) }

  /// Returns the line of the next change, after that of its promotion if it is the first one of that.
  package mutating func lines(_ assessment: Assessment) -> String {
    guard let promotion = promotions[assessment] else { return Self.line(assessment) }
    let isFirst = promotion.id != last
    last = promotion.id
    return (isFirst ? Self.line(promotion) : "") + "  " + Self.line(assessment)
  }

  private static func line(_ promotion: PromotionAssessment) -> String {
    let verdict = promotion.verdict.rawValue + (promotion.grade.map { ":\($0.rawValue)" } ?? "")
    let people = promotion.approvers.isEmpty ? "" : " (approved by \(promotion.approvers.joined(separator: ", ")))"
    return start(promotion.promotion, promotion.id, verdict) + "promotion of \(promotion.counts)\(people.printable)"
      + why(promotion.findings) + "\n"
  }

  static func line(_ assessment: Assessment) -> String {
    let approvers = assessment.approvals.filter { $0.objection == nil }.map(\.approver.label)
    let people = approvers.isEmpty ? "" : " (approved by \(approvers.uniqued.joined(separator: ", ")))"
    let verdict = assessment.verdict.rawValue + (assessment.grade.map { ":\($0.rawValue)" } ?? "")
    return start(assessment.promotion, assessment.id, verdict) + assessment.title.printable + people.printable
      + why(assessment.findings) + "\n"
  }

  private static func start(_ promotion: Promotion, _ id: ObjectID, _ verdict: String) -> String {
    let day = (promotion.at.rfc3339 ?? promotion.at.text).prefix(10)
    return "\(day) \(id.short) \(verdict.padded(to: 13))"
  }

  private static func why(_ findings: [Finding]) -> String {
    let codes = findings.filter { $0.weight != .warning }.map(\.code.rawValue).uniqued
    return codes.isEmpty ? "" : " [\(codes.joined(separator: ", "))]"
  }
}

extension [String] {
  /// Each text once, in the order of its first place.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
