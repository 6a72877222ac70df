package import Diagnostics

/// What JUnit XML files say of one run of a suite, counted test by test.
package struct JUnitReport: Hashable, Sendable {
  /// Tests that ran to an end, passed or failed. Skipped ones aren't in it.
  package var executed = 0
  package var failed = 0
  package var skipped = 0
  /// A Boolean value that tells whether a suite says of itself that more tests failed than are in it as failed, such as
  /// one that could not be loaded: what was left out of the report failed all the same.
  package var saysMoreFailed = false
  /// The earliest start and the latest end that the files state with a time zone; `nil` where they state none.
  package var startedAt: Instant?
  package var finishedAt: Instant?
  /// A Boolean value that tells whether a file says that it has more tests than are in it: it may have been cut.
  package var leavesOut = false
  /// `sha256:` and the digest of the files' bytes, one file after the other: `cat FILES | sha256sum`.
  package var digest = ""
  /// What doesn't fit together in the files, for the user. The tests were counted, not what the files say of them.
  package var remarks: [String] = []

  package init() {}

  mutating func include(_ moment: Instant, lasting seconds: Double?) {
    startedAt = min(startedAt ?? moment, moment)
    let length = seconds.map { $0.isFinite && (0...10_000_000).contains($0) ? Int64($0.rounded(.up)) : 0 } ?? 0
    let end = Instant(seconds: moment.seconds + length)
    finishedAt = max(finishedAt ?? end, end)
  }
}
