package import Audit
package import Diagnostics
package import GitStore

/// A period of time, from its first moment to before its end, in UTC.
package struct Period: Hashable, Sendable {
  package var since: Instant
  package var until: Instant

  package init(since: Instant, until: Instant) {
    self.since = since
    self.until = until
  }

  /// Reads `2026`, `2026-H1`, `2026-Q3` or `2026-01`.
  package init?(_ name: String) {
    let parts = name.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].utf8.count == 4, let year = Int64(parts[0]), year >= 1970 else { return nil }
    let months: (first: Int, count: Int)
    switch parts.count == 2 ? String(parts[1]) : "" {
    case "": if parts.count == 2 { return nil } else { months = (1, 12) }
    case "H1": months = (1, 6)
    case "H2": months = (7, 6)
    case "Q1": months = (1, 3)
    case "Q2": months = (4, 3)
    case "Q3": months = (7, 3)
    case "Q4": months = (10, 3)
    case let month:
      guard month.utf8.count == 2, let number = Int(month), (1...12).contains(number) else { return nil }
      months = (number, 1)
    }
    let end = months.first + months.count
    guard let first = CivilDate(year: year, month: months.first, day: 1),
      let last = CivilDate(year: end > 12 ? year + 1 : year, month: end > 12 ? 1 : end, day: 1)
    else { return nil }
    since = Instant(seconds: first.daysSinceEpoch * 86_400)
    until = Instant(seconds: last.daysSinceEpoch * 86_400)
  }

  package func contains(_ moment: Instant) -> Bool { moment >= since && moment < until }
}

/// The part of production's line that belongs to a period.
package struct PeriodSlice: Hashable, Sendable {
  /// The entry before the oldest one dated in or after the period; `nil` where that is the first of all.
  package var base: ObjectID?
  /// The newest entry of the slice; `nil` where production had none by then.
  package var tip: ObjectID?
  /// The entries of the slice whose date lies outside the period, oldest first: they may stand in a neighbouring
  /// period's report too.
  package var outside: [DatedEntry] = []
  /// The entries after the slice, oldest first.
  package var after: [DatedEntry] = []
  /// The entry before the slice, and an older one with a later date: the date that kept it out shows nothing.
  package var disorder: (below: DatedEntry, older: DatedEntry)?

  package static func == (a: PeriodSlice, b: PeriodSlice) -> Bool { a.base == b.base && a.tip == b.tip }
  package func hash(into hasher: inout Hasher) { hasher.combine(base) }

  /// Cuts a period out of production's first-parent line.
  ///
  /// The slice is contiguous and leans to inclusion, because dates in commits are anybody's to write: it begins before
  /// the oldest entry dated at or after `since`, wherever that stands, and ends with the newest dated before `until`, or
  /// with production's tip where the period isn't over. What directly follows and is dated later than the clock belongs
  /// to it too: no period would ever have it. Where the previous period's report ended at `previous`, the slice begins
  /// there instead.
  package static func cut(
    _ period: Period, line tip: ObjectID, now: Instant, after previous: ObjectID? = nil, in repository: Repository
  ) throws(GitError) -> PeriodSlice {
    let line = try line(from: tip, in: repository)
    // Without any entry dated before the end, what is dated later than the clock still has to be somewhere.
    var newest = period.until > now ? 0 : line.firstIndex { $0.at < period.until } ?? line.count
    while newest > 0, line[newest - 1].at > now { newest -= 1 }
    // A previous end that isn't on the line is told as a rewrite, and what it doesn't reach is judged.
    let known = previous.flatMap { end in line.firstIndex { $0.id == end } }
    if let known { newest = min(newest, known) }
    guard newest < line.count else {
      var slice = PeriodSlice(base: nil, tip: nil)
      slice.after = line.reversed()
      return slice
    }
    var slice = PeriodSlice(base: previous, tip: line[newest].id)
    slice.after = line[..<newest].reversed()
    let end: Int
    if previous != nil {
      end = known ?? newest
    } else {
      let oldest = line.lastIndex { $0.at >= period.since }
      end = oldest.map { $0 + 1 } ?? newest
      slice.base = end < line.count ? line[end].id : nil
      slice.disorder = disorder(below: end, of: line)
    }
    if newest < end { slice.outside = line[newest..<end].filter { !period.contains($0.at) }.reversed() }
    return slice
  }

  /// Returns the line, newest first.
  private static func line(from tip: ObjectID, in repository: Repository) throws(GitError) -> [DatedEntry] {
    var line: [DatedEntry] = []
    var next: ObjectID? = tip
    while let id = next {
      next = try repository.withObject(id, .commit) { bytes throws(GitError) in
        let view = try CommitView(bytes, id: id)
        line.append(DatedEntry(id: id, at: Instant(seconds: view.committer.seconds)))
        return view.parentCount > 0 ? view.parent(0) : nil
      }
    }
    return line
  }

  private static func disorder(
    below end: Int, of line: [DatedEntry]
  ) -> (below: DatedEntry, older: DatedEntry)? {
    guard end < line.count, let latest = line[(end + 1)...].max(by: { $0.at < $1.at }), latest.at > line[end].at else {
      return nil
    }
    return (line[end], latest)
  }
}

extension PeriodSlice {
  /// What the dates around the slice say of its being complete.
  func checks(now: Instant, followsReport: Bool) -> [CompletenessCheck] {
    let future = EntriesAfter(after, now: now).future
    var start = followsReport ? "it begins where the report before ended" : ""
    if let disorder {
      start =
        "the last entry before the start, \(disorder.below.text), is dated earlier than an older one, "
        + "\(disorder.older.text): its date doesn't show that it is of an earlier period; "
        + "--previous begins where the report before ended"
    }
    return [
      CompletenessCheck(
        "entries-dated-in-the-period", outside.isEmpty,
        outside.isEmpty
          ? ""
          : "dated outside the period, and judged here because they stand among its entries: "
            + outside.map(\.text).joined(separator: ", ")),
      CompletenessCheck("dates-in-order-at-the-start", disorder == nil, start),
      CompletenessCheck(
        "nothing-after-the-end-dated-in-the-future", future.isEmpty,
        future.isEmpty
          ? ""
          : "dated later than the clock (\(now.text)), and not judged here: "
            + future.map(\.text).joined(separator: ", ")),
    ]
  }
}
