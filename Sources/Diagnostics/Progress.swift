/// How far a long work has come.
package enum Progress: Hashable, Sendable {
  case reading(commits: Int)
  case judging(change: Int, of: Int)
  case writing(file: String)

  /// For a person, on one line.
  package var text: String {
    switch self {
    case .reading(let commits): "read \(commits) commits"
    case .judging(let change, let count): "judged \(change) of \(count) changes"
    case .writing(let file): "writing \(file)"
    }
  }
}

/// A line on a terminal that says how far a work has come: after one second, and not more often than one can read.
package struct ProgressLine {
  private let start: Int64
  private let clock: () -> Int64
  private let write: (String) -> Void
  private var last: Int64?

  /// - Parameter clock: A clock that is never set back, in milliseconds.
  package init(clock: @escaping () -> Int64, write: @escaping (String) -> Void) {
    self.clock = clock
    self.write = write
    start = clock()
  }

  package mutating func show(_ progress: Progress) {
    let now = clock()
    guard now - start >= 1_000, last.map({ now - $0 >= 100 }) ?? true else { return }
    last = now
    write("\r\(progress.text)\u{1B}[K")
  }

  /// Wipes the line, if there is one.
  package mutating func end() {
    if last != nil { write("\r\u{1B}[K") }
    last = nil
  }
}
