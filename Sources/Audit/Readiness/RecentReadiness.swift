/// What an audit would have said of the changes of late: a rehearsal.
enum RecentReadiness {
  static func changes(_ facts: ReadinessFacts) -> ReadinessAspect {
    let today = facts.today
    var gaps: [ReadinessGap] = []
    if today.summary.against > 0 {
      let codes = today.codes.prefix(5).map { "\($0.code.rawValue) (\($0.changes))" }.joined(separator: ", ")
      gaps.append(
        ReadinessGap(
          "recent-changes", .high,
          "something stands against \(today.summary.against) of \(facts.window.changes(today.summary)) by today's "
            + "policy: \(codes)",
          why: "in a period that is tested, each of them is a deviation",
          help: "countersign explain \(today.codes.first?.code.rawValue ?? "COMMIT")"))
    }
    let runCodes = Set(today.runCodes + (facts.asReported?.runCodes ?? [])).map(\.rawValue).sorted()
    if let first = runCodes.first {
      gaps.append(
        ReadinessGap(
          "recent-run", .high, "something stands against the whole: \(runCodes.joined(separator: ", "))",
          why: "no change is judged without it", help: "countersign explain \(first)"))
    }
    return ReadinessAspect(.changes, "\(facts.window.changes(today.summary)), see below", gaps)
  }
}

extension ReadinessWindow {
  /// Such as `the 12 changes of the last 90 days`.
  package func changes(_ summary: Summary) -> String {
    let count = counted(summary.changes, "change", "changes")
    switch self {
    case .days(let days): return "the \(count) of the last \(counted(days, "day", "days"))"
    case .newest: return "the newest \(count)"
    }
  }
}
