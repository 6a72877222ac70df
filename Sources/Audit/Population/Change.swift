package import GitStore

/// The unit of review: an entry of production's line together with the commits that it brought in.
package struct Change: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case merge, commit, root, series, proposed
  }

  package var kind: Kind
  /// The entry's number in the population.
  package var entry: Int
  /// The numbers of the entries that it is, oldest first: one, but for a series.
  package var entries: [Int]
  /// The numbers of all its commits, the entry first, then the newest by committer date.
  package var members: ArraySlice<Int32>
  /// A Boolean value that tells whether each commit stands for itself: production was moved to a branch that had
  /// merged it, so the entry brought in what was never an entry.
  package var judgedOneByOne: Bool
  /// The number of the entry that promoted it, where that is another one: it came by staging, and its own entry is
  /// staging's.
  package var promoter: Int?
  /// A Boolean value that tells whether its entry is the merge that promotes changes of staging.
  package var promotesStaged = false

  /// A Boolean value that tells whether its entry is on production's own line.
  package var isOnLine: Bool { promoter == nil }
  /// What production was before it, where that is not the first parent of the entry: for a series, and for what was moved
  /// in or is proposed as one.
  package var before: ObjectID?

  package var broughtIn: ArraySlice<Int32> { members.dropFirst() }
}

/// The changes of a population, oldest first. Each commit belongs to exactly one.
package struct Changes: RandomAccessCollection, Sendable {
  private struct Item: Sendable {
    var kind: Change.Kind
    var members: Range<Int>
    var promoter: Int?
    var promotesStaged = false
    /// What production was, where that is not on the line of the entry.
    var turnedFrom: ObjectID?
  }

  private var changes: [Item] = []
  private var members: [Int32] = []
  private let oneByOne: Bool
  private var before: ObjectID?
  /// A Boolean value that tells whether all of the population was made one change.
  package private(set) var isOne = false

  package var startIndex: Int { 0 }
  package var endIndex: Int { changes.count }

  package subscript(index: Int) -> Change {
    let change = changes[index]
    let members = members[change.members]
    let entry = members.first.map(Int.init) ?? 0
    return Change(
      kind: change.kind, entry: entry, entries: [entry], members: members,
      judgedOneByOne: oneByOne || change.turnedFrom != nil, promoter: change.promoter,
      promotesStaged: change.promotesStaged, before: change.turnedFrom ?? before)
  }

  /// Divides a population: each commit goes to the oldest entry that reaches it. What came with an entry to which
  /// production's line was turned is judged one by one.
  ///
  /// - Parameter staging: the lines that changes come by. What an entry of production promotes from one of them is
  ///   divided by that line's own entries, which come before it.
  package init(_ population: Population, staging: [StagingLine] = []) {
    var owner = [Bool](repeating: false, count: population.commits.count)
    members.reserveCapacity(population.commits.count)
    oneByOne = false
    changes.reserveCapacity(population.entries.count)
    for entry in population.entries where !owner[entry] {
      let start = changes.count
      let turnedFrom = population.turned[entry]
      if !staging.isEmpty, turnedFrom == nil, population.commits[entry].parentCount > 1 {
        for staged in Self.staged(below: entry, population, staging, owner) where !owner[staged] {
          append(staged, promoter: entry, population, &owner)
        }
      }
      let brings = changes.count > start
      append(entry, promoter: nil, population, &owner)
      changes[changes.count - 1].promotesStaged = brings
      changes[changes.count - 1].turnedFrom = turnedFrom
    }
  }

  /// Adds the change of an entry: the commits that it reaches and that no change has yet.
  private mutating func append(_ entry: Int, promoter: Int?, _ population: Population, _ owner: inout [Bool]) {
    let start = members.count
    owner[entry] = true
    var stack = [entry]
    while let next = stack.popLast() {
      members.append(Int32(next))
      let commit = population.commits[next]
      for index in 0..<Int(commit.parentCount) {
        guard case .inside(let parent) = population.parent(index, of: commit), !owner[parent] else { continue }
        owner[parent] = true
        stack.append(parent)
      }
    }
    Self.sort(&members, from: start + 1, population)
    changes.append(
      Item(kind: Self.kind(population.commits[entry]), members: start..<members.count, promoter: promoter))
  }

  /// Returns the commits of staging's lines that an entry brings in, the oldest first.
  private static func staged(
    below entry: Int, _ population: Population, _ staging: [StagingLine], _ owner: [Bool]
  ) -> [Int] {
    // An entry that is on staging's line itself was fast-forwarded, and is a change like any other.
    guard staging.allSatisfy({ $0.places[population.commits[entry].id] == nil }) else { return [] }
    var seen: Set<Int> = [entry]
    var stack = [entry]
    var found: [(place: Int, line: Int, commit: Int)] = []
    while let next = stack.popLast() {
      let commit = population.commits[next]
      for (line, staging) in staging.enumerated() {
        if let place = staging.places[commit.id] { found.append((place, line, next)) }
      }
      for index in 0..<Int(commit.parentCount) {
        guard case .inside(let parent) = population.parent(index, of: commit), !owner[parent],
          seen.insert(parent).inserted
        else { continue }
        stack.append(parent)
      }
    }
    return found.sorted { ($0.line, $0.place) < ($1.line, $1.place) }.map(\.commit)
  }

  /// Makes the whole population one change: what was moved in, or proposed, as one.
  ///
  /// - Parameter before: what production was; `nil` where that is not known.
  package init(asOne population: Population, kind: Change.Kind?, judgedOneByOne: Bool, before: ObjectID?) {
    oneByOne = judgedOneByOne
    self.before = before
    isOne = true
    guard let tip = population.entries.last else { return }
    members = [Int32(tip)] + population.commits.indices.filter { $0 != tip }.map(Int32.init)
    Self.sort(&members, from: 1, population)
    changes = [Item(kind: kind ?? Self.kind(population.commits[tip]), members: 0..<members.count)]
  }

  /// Joins changes that follow each other on production's line: the entry of the last stands for all.
  func series(_ range: ClosedRange<Int>, before: ObjectID?) -> Change {
    let last = self[range.upperBound]
    let joined = [Int32(last.entry)] + range.reversed().flatMap { self[$0].members.filter { $0 != last.entry } }
    return Change(
      kind: .series, entry: last.entry, entries: range.map { self[$0].entry }, members: joined[...],
      judgedOneByOne: false, promoter: last.promoter, promotesStaged: last.promotesStaged, before: before)
  }

  /// The number of parents decides, never the text of the message.
  private static func kind(_ commit: CommitRecord) -> Change.Kind {
    commit.parentCount == 0 ? .root : commit.parentCount == 1 ? .commit : .merge
  }

  private static func sort(_ members: inout [Int32], from start: Int, _ population: Population) {
    guard members.count - start > 1 else { return }
    members[start...].sort { a, b in
      let a = population.commits[Int(a)], b = population.commits[Int(b)]
      return a.committedAt == b.committedAt ? a.id < b.id : a.committedAt > b.committedAt
    }
  }
}
