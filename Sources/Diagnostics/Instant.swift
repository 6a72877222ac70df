/// A moment, in whole seconds since 1970-01-01T00:00:00Z. There is no time zone: all output is UTC.
package struct Instant: Hashable, Comparable, Sendable {
  package var seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
}
