import Audit
import Diagnostics
import GitStore
import Policy

/// The verdicts of a report by the time of promotion: in weeks, or in months or years where it is longer.
///
/// Times are as good as their basis. A change whose time lies outside of the period stands in no span; ``outside`` counts
/// it.
struct VerdictHistory {
  struct Span {
    /// Its first day, or for months and years that part of it.
    var name: String
    var counts: [Verdict: Int] = [:]
    /// How many policies began to judge in it, and how many emergencies it has.
    var policies = 0
    var emergencies = 0

    var total: Int { counts.values.reduce(0, +) }
  }

  enum Unit: String { case week, month, year }

  let unit: Unit
  private(set) var spans: [Span] = []
  private(set) var outside = 0

  /// - Parameter now: When the report was made: a period that was not over ends then.
  init(_ audit: FinishedAudit, now: Instant? = nil) {
    let times = audit.assessments.map { Self.day(of: $0.promotion.at) }
    let known = times.compactMap { $0 }
    let first = audit.scope.since.flatMap(Self.day) ?? known.min()
    var last = audit.scope.until.flatMap(Self.day).map { $0 - 1 } ?? known.max()
    if let end = last, let today = now.flatMap(Self.day), let first { last = max(min(end, today), first) }
    guard let first, let last, first <= last else {
      unit = .week
      outside = times.count
      return
    }
    // More bars than these can't be told apart.
    unit = last - first <= 420 ? .week : last - first <= 366 * 6 ? .month : .year
    var places: [String: Int] = [:]
    var day = first
    while day <= last, spans.count < 400 {
      let name = Self.name(of: day, unit, from: first)
      if places[name] == nil {
        places[name] = spans.count
        spans.append(Span(name: name))
      }
      day += unit == .week ? 7 : 1
    }
    let begins = Set(audit.policies.dropFirst().map(\.firstEntry))
    let emergencies = Set(audit.exceptions.filter { $0.file.kind == .emergency }.flatMap(\.changes))
    for (assessment, day) in zip(audit.assessments, times) {
      guard let day, day >= first, day <= last, let place = places[Self.name(of: day, unit, from: first)] else {
        outside += 1
        continue
      }
      spans[place].counts[assessment.verdict, default: 0] += 1
      if assessment.commits.contains(where: begins.contains) { spans[place].policies += 1 }
      if emergencies.contains(assessment.id) { spans[place].emergencies += 1 }
    }
  }

  var highest: Int { spans.map(\.total).max() ?? 0 }

  /// Days since 1970; `nil` for a time that no calendar has.
  private static func day(of time: Instant) -> Int64? {
    time.rfc3339 == nil ? nil : Int64((Double(time.seconds) / 86_400).rounded(.down))
  }

  private static func name(of day: Int64, _ unit: Unit, from first: Int64) -> String {
    let start = unit == .week ? first + (day - first) / 7 * 7 : day
    let text = Instant(seconds: start * 86_400).text
    switch unit {
    case .week: return String(text.prefix(10))
    case .month: return String(text.prefix(7))
    case .year: return String(text.prefix(4))
    }
  }
}
