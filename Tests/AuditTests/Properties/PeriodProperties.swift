import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Testing

/// What must hold of the slices of a line whose dates are anything.
@Suite struct PeriodProperties {
  private static let periods = ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `no entry falls between periods, and each is in the report of its date`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let builder = try RepositoryBuilder()
    let start = try day("2025-10-02")
    var line: [(id: String, at: Int64)] = []
    for place in 0..<24 {
      var at = start + Int64(place) * 14 * 86_400
      if random.chance(300) { at += Int64(random.below(400) - 200) * 86_400 }
      line.append((try builder.commit("\(place)", date: at), at))
    }
    let repository = try Repository(opening: builder.path)
    let tip = try #require(line.last.flatMap { ObjectID(hex: $0.id) })
    let now = Instant(seconds: try day("2026-09-01"))
    var seen: Set<String> = []
    for name in Self.periods {
      let period = try #require(Period(name))
      let slice = try PeriodSlice.cut(period, line: tip, now: now, in: repository)
      let last = line.lastIndex { $0.id == slice.tip?.description }
      let first = slice.base.map { base in line.firstIndex { $0.id == base.description }.map { $0 + 1 } } ?? 0
      let entries = try last.map { Array(line[try #require(first)..<($0 + 1)]) } ?? []
      let dated = line.filter { period.contains(Instant(seconds: $0.at)) }.map(\.id)
      #expect(Set(dated).isSubset(of: entries.map(\.id)), "\(name)")
      // It leans to inclusion: it begins with whatever was dated at its start or later, also long after its end.
      let oldest = line.first { $0.at >= period.since.seconds }?.id
      if let oldest, !entries.isEmpty { #expect(entries.first?.id == oldest, "\(name)") }
      let outside = entries.filter { !period.contains(Instant(seconds: $0.at)) }.map(\.id)
      #expect(slice.outside.map(\.id.description) == outside, "\(name)")
      seen.formUnion(entries.map(\.id))
    }
    let within = line.drop { $0.at < (Period("2025-Q4")?.since.seconds ?? 0) }
    #expect(Set(within.map(\.id)).isSubset(of: seen))
  }
}
