import Audit
import Diagnostics
import Evidence

/// How long before production each change was approved: from the last approval that it needed to its promotion.
///
/// For a change whose only approvals came late, the first of these; such times are after the fact. Both times are as
/// good as what states them.
struct LeadTimes {
  struct Span {
    var name: String
    var count = 0
    /// After production.
    var isLate: Bool
    /// In seconds before production: from this, and below the next span's.
    var from: Int64
  }

  private(set) var spans: [Span]
  /// Approved, and nothing says when.
  private(set) var untimed = 0
  /// No approval counts, and none was late.
  private(set) var unapproved = 0
  /// Of those in spans: the middle one, in seconds; negative after production.
  private(set) var median: Int64?

  init(_ audit: FinishedAudit) {
    let hour: Int64 = 3600, day: Int64 = 86_400
    spans = [
      Span(name: "more than 7 days after production", isLate: true, from: .min),
      Span(name: "1 to 7 days after", isLate: true, from: -7 * day),
      Span(name: "1 to 24 hours after", isLate: true, from: -day),
      Span(name: "less than an hour after", isLate: true, from: -hour),
      Span(name: "less than an hour before production", isLate: false, from: 0),
      Span(name: "1 to 4 hours before", isLate: false, from: hour),
      Span(name: "4 to 24 hours before", isLate: false, from: 4 * hour),
      Span(name: "1 to 3 days before", isLate: false, from: day),
      Span(name: "3 to 7 days before", isLate: false, from: 3 * day),
      Span(name: "more than 7 days before", isLate: false, from: 7 * day),
    ]
    var all: [Int64] = []
    for assessment in audit.assessments where assessment.verdict != .notJudged {
      let given = assessment.approvals.filter { $0.approval.decision == .approved }
      let counted = given.filter { $0.objection == nil }
      let late = given.filter { $0.objection?.code == .approvalLate }
      if counted.isEmpty, late.isEmpty {
        unapproved += 1
        continue
      }
      guard let at = counted.isEmpty ? late.compactMap(\.approval.at).min() : counted.compactMap(\.approval.at).max()
      else {
        untimed += 1
        continue
      }
      let (seconds, overflows) = assessment.promotion.at.seconds.subtractingReportingOverflow(at.seconds)
      guard !overflows, let place = spans.lastIndex(where: { $0.from <= seconds }) else {
        untimed += 1
        continue
      }
      spans[place].count += 1
      all.append(seconds)
    }
    all.sort()
    median = all.isEmpty ? nil : all[all.count / 2]
  }

  /// All changes that were judged.
  var total: Int { spans.reduce(0) { $0 + $1.count } + untimed + unapproved }
}
