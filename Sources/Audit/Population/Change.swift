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
  /// A Boolean value that tells whether its entry is on production's own line. It is not where it came by staging and was
  /// promoted by a merge: then the entry is staging's.
  package var isOnLine = true
  /// What production was before it, where that is not the first parent of the entry: for a series, and for what was moved
  /// in or is proposed as one.
  package var before: ObjectID?

  package var broughtIn: ArraySlice<Int32> { members.dropFirst() }
}

/// The changes of a population, oldest first. Each commit belongs to exactly one.
package struct Changes: RandomAccessCollection, Sendable {
  private var changes: [(kind: Change.Kind, members: Range<Int>)] = []
  private var members: [Int32] = []
  private let oneByOne: Bool
  private var before: ObjectID?

  package var startIndex: Int { 0 }
  package var endIndex: Int { changes.count }

  package subscript(index: Int) -> Change {
    let change = changes[index]
    let members = members[change.members]
    let entry = members.first.map(Int.init) ?? 0
    return Change(
      kind: change.kind, entry: entry, entries: [entry], members: members, judgedOneByOne: oneByOne, before: before)
  }

  /// Divides a population: each commit goes to the oldest entry that reaches it.
  package init(_ population: Population) {
    var owner = [Int32](repeating: -1, count: population.commits.count)
    members.reserveCapacity(population.commits.count)
    oneByOne = false
    changes.reserveCapacity(population.entries.count)
    var stack: [Int] = []
    for (number, entry) in population.entries.enumerated() where owner[entry] < 0 {
      let start = members.count
      owner[entry] = Int32(number)
      stack.append(entry)
      while let next = stack.popLast() {
        members.append(Int32(next))
        let commit = population.commits[next]
        for index in 0..<Int(commit.parentCount) {
          guard case .inside(let parent) = population.parent(index, of: commit), owner[parent] < 0 else { continue }
          owner[parent] = Int32(number)
          stack.append(parent)
        }
      }
      Self.sort(&members, from: start + 1, population)
      let kind = Self.kind(population.commits[entry])
      changes.append((kind, start..<members.count))
    }
  }

  /// Makes the whole population one change: what was moved in, or proposed, as one.
  ///
  /// - Parameter before: what production was; `nil` where that is not known.
  package init(asOne population: Population, kind: Change.Kind?, judgedOneByOne: Bool, before: ObjectID?) {
    oneByOne = judgedOneByOne
    self.before = before
    guard let tip = population.entries.last else { return }
    members = [Int32(tip)] + population.commits.indices.filter { $0 != tip }.map(Int32.init)
    Self.sort(&members, from: 1, population)
    changes = [(kind ?? Self.kind(population.commits[tip]), 0..<members.count)]
  }

  /// Joins changes that follow each other on production's line: the entry of the last stands for all.
  func series(_ range: ClosedRange<Int>, before: ObjectID?) -> Change {
    let last = self[range.upperBound]
    let joined = [Int32(last.entry)] + range.reversed().flatMap { self[$0].members.filter { $0 != last.entry } }
    return Change(
      kind: .series, entry: last.entry, entries: range.map { self[$0].entry }, members: joined[...],
      judgedOneByOne: false, before: before)
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
