import Audit
import Diagnostics
import Evidence
import Policy

/// A change's timeline in a line, short enough to stand in each of 50,000 rows: what happened, in the order of the times
/// that are told, and the time between.
///
/// ```
/// made → 3 h → approved ×2 → 20 min → tested → 2 days → promoted; without a time: tested
/// ```
///
/// Who and by what it is known stands in the row and in ``Timeline``. The order decides nothing here either.
struct TimelineLine {
  /// Holds nothing but words of the program and numbers.
  let text: String

  private enum What: String {
    case made, approved, rejected, tested
    case testsFailed = "tests failed"
    case testsInconclusive = "tests inconclusive"
    case promotionApproved = "promotion approved"
    case promotionRejected = "promotion rejected"
    case promoted

    init(_ outcome: TestRun.Outcome) {
      self =
        switch outcome {
        case .passed: .tested
        case .failed: .testsFailed
        case .inconclusive: .testsInconclusive
        }
    }
  }

  private struct Step {
    var what: What
    var count = 1
    /// The last one's.
    var at: Instant
  }

  /// More than a line has room for.
  private static let told = 10

  init(_ assessment: Assessment, _ promotion: PromotionAssessment?) {
    var timed: [Step] = [Step(what: .made, at: assessment.committedAt)]
    var untimed: [What] = []
    func add(_ what: What, _ at: Instant?) {
      guard let at else { return untimed.append(what) }
      timed.append(Step(what: what, at: at))
    }
    for weighed in assessment.approvals {
      if weighed.counts { add(.approved, weighed.approval.at) }
      if weighed.approval.decision == .rejected { add(.rejected, weighed.approval.at) }
    }
    for weighed in assessment.tests where weighed.counts {
      add(What(weighed.run.outcome), weighed.run.at)
    }
    for weighed in promotion?.approvals ?? [] {
      if weighed.counts { add(.promotionApproved, weighed.approval.at) }
      if weighed.approval.decision == .rejected { add(.promotionRejected, weighed.approval.at) }
    }
    add(.promoted, (promotion?.promotion ?? assessment.promotion).at)
    text = Self.line(Self.steps(timed), untimed)
  }

  /// In order; what follows upon the same is one step, at the time of the last.
  private static func steps(_ events: [Step]) -> [Step] {
    var steps: [Step] = []
    for index in events.indices.sorted(by: { (events[$0].at, $0) < (events[$1].at, $1) }) {
      let event = events[index]
      if steps.last?.what == event.what {
        steps[steps.count - 1].count += 1
        steps[steps.count - 1].at = event.at
      } else {
        steps.append(event)
      }
    }
    return steps
  }

  private static func line(_ steps: [Step], _ untimed: [What]) -> String {
    var line = ""
    for (place, step) in steps.prefix(told).enumerated() {
      if place > 0 {
        let (seconds, overflows) = step.at.seconds.subtractingReportingOverflow(steps[place - 1].at.seconds)
        line += overflows ? " → " : seconds == 0 ? ", " : " → \(words(seconds)) → "
      }
      line += step.what.rawValue
      if step.count > 1 { line += " ×\(step.count)" }
    }
    if steps.count > told { line += " → \(steps.count - told) more" }
    if untimed.isEmpty { return line }
    line += "; without a time: "
    var kinds: [(what: What, count: Int)] = []
    for what in untimed {
      if let place = kinds.firstIndex(where: { $0.what == what }) {
        kinds[place].count += 1
      } else {
        kinds.append((what, 1))
      }
    }
    return line
      + kinds.map { $0.count > 1 ? "\($0.what.rawValue) ×\($0.count)" : $0.what.rawValue }.joined(separator: ", ")
  }

  /// A time in two or three digits of the unit that has room for it, rounded down: nothing seems longer than it was.
  private static func words(_ seconds: Int64) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<7_200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3_600) h"
    default: "\((seconds / 86_400)) days"
    }
  }
}
