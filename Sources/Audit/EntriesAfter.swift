package import Diagnostics
package import GitStore

/// An entry with the date that its committer wrote.
package struct DatedEntry: Hashable, Sendable {
  package var id: ObjectID
  package var at: Instant

  package init(id: ObjectID, at: Instant) {
    self.id = id
    self.at = at
  }

  package var text: String { "\(id) (\(at.text))" }
}

/// The entries that production has after the end of a period's slice: other reports are theirs.
package struct EntriesAfter: Hashable, Sendable {
  package static let most = 20

  package var count: Int
  /// The first of them, oldest first; at most ``most``.
  package var first: [DatedEntry]
  /// Those that are dated later than the clock, by which no period could be told; at most ``most``.
  package var future: [DatedEntry]

  /// - Parameter entries: All of them, oldest first.
  package init(_ entries: some Collection<DatedEntry>, now: Instant) {
    count = entries.count
    first = Array(entries.prefix(Self.most))
    future = Array(entries.lazy.filter { $0.at > now }.prefix(Self.most))
  }

  /// The entries for a reader, with how many more there are.
  package var text: String {
    let more = count - first.count
    return first.map(\.text).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
