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
  /// The newest entry dated before the period's end; `nil` where no entry is.
  package var tip: ObjectID?
  /// The entries of the slice whose date lies outside the period, oldest first: they may stand in a neighbouring
  /// period's report too.
  package var outside: [(id: ObjectID, at: Instant)] = []

  package static func == (a: PeriodSlice, b: PeriodSlice) -> Bool { a.base == b.base && a.tip == b.tip }
  package func hash(into hasher: inout Hasher) { hasher.combine(base) }

  /// Cuts a period out of production's first-parent line.
  ///
  /// The slice is contiguous and leans to inclusion, because dates in commits are anybody's to write: it begins before
  /// the oldest entry dated at or after `since`, wherever that stands, and ends with the newest dated before `until`, or
  /// with production's tip where the period isn't over. So no entry falls between two periods. Where the previous
  /// period's report ended at `previous`, the slice begins there instead.
  package static func cut(
    _ period: Period, line tip: ObjectID, now: Instant, after previous: ObjectID? = nil, in repository: Repository
  ) throws(GitError) -> PeriodSlice {
    var line: [(id: ObjectID, at: Instant)] = []
    var next: ObjectID? = tip
    while let id = next {
      next = try repository.withObject(id, .commit) { bytes throws(GitError) in
        let view = try CommitView(bytes, id: id)
        line.append((id, Instant(seconds: view.committer.seconds)))
        return view.parentCount > 0 ? view.parent(0) : nil
      }
    }
    // The line is newest first.
    let newest = period.until > now ? 0 : line.firstIndex { $0.at < period.until }
    guard let newest else { return PeriodSlice(base: nil, tip: nil) }
    if let previous {
      var slice = PeriodSlice(base: previous, tip: line[newest].id)
      // A previous end that isn't on the line is told as a rewrite, and what it doesn't reach is judged.
      let end = line.firstIndex { $0.id == previous } ?? newest
      if newest < end { slice.outside = line[newest..<end].filter { !period.contains($0.at) }.reversed() }
      return slice
    }
    let oldest = line.lastIndex { $0.at >= period.since }
    let end = oldest.map { $0 + 1 } ?? newest
    var slice = PeriodSlice(base: end < line.count ? line[end].id : nil, tip: line[newest].id)
    if newest < end { slice.outside = line[newest..<end].filter { !period.contains($0.at) }.reversed() }
    return slice
  }
}
