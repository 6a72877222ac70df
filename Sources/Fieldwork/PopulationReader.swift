import Audit
import Diagnostics
import Evidence
import GitStore

/// Reads the commits that are reachable from a tip and not from the bases. Each is read once.
///
/// The walk goes from the newest committer date to the oldest, as git's own does, so that its cost follows the range and
/// not the history. Dates are anybody's to write, so the walk goes on below the oldest date of the range, by twice the
/// most that a parent was seen to be newer than its child, and then ``slack`` commits further. Where dates are worse than
/// that, a commit that was in production already may be judged once more; none is ever left out. The walk ends with an
/// error, never quietly, where a commit can't be read.
package struct PopulationReader {
  /// How many commits of the excluded side are read after the last one that could matter. git takes 5.
  static let slack = 64

  private struct State: OptionSet {
    var rawValue: UInt8
    static let loaded = State(rawValue: 1)
    static let queued = State(rawValue: 2)
    /// Reachable from a base.
    static let excluded = State(rawValue: 4)
  }

  private let repository: Repository
  /// While reading, holds every commit that was met, excluded ones too; those not loaded have only their id.
  private var population: Population
  private var states: [State] = []
  private var numbers = CommitIndex()
  private var queue = DateQueue()
  /// How many queued commits are not excluded.
  private var open = 0
  private var loaded = 0
  private let progress: (Int) -> Void
  /// Where the commits of the first-parent line come from, if they are read ahead.
  private var line: LineReader.Stream?
  /// The number of the next commit that ``line`` gives.
  private var nextOnLine = -1

  private init(
    _ repository: Repository, _ keys: TrailerKeys, _ line: LineReader?, _ progress: @escaping (Int) -> Void
  ) {
    self.repository = repository
    population = Population(keys: keys)
    self.line = line.map { LineReader.Stream($0) }
    self.progress = progress
  }

  /// Returns the population of `tip` without what `bases` reach.
  ///
  /// - Parameters:
  ///   - line: reads the first-parent line of `tip` ahead; only for a whole history.
  ///   - progress: is told from time to time how many commits were read.
  /// - Throws: ``GitError`` if a commit can't be read. There is no partial result.
  static func read(
    _ repository: Repository, tip: ObjectID, excluding bases: [ObjectID], keys: TrailerKeys,
    line: LineReader? = nil, progress: @escaping (Int) -> Void = { _ in }
  ) throws(GitError) -> Population {
    try read(repository, tips: [tip], excluding: bases, keys: keys, line: line, progress: progress)
  }

  /// Returns the population of several tips; the entries are those of the first one's line.
  static func read(
    _ repository: Repository, tips: [ObjectID], excluding bases: [ObjectID], keys: TrailerKeys,
    line: LineReader? = nil, progress: @escaping (Int) -> Void = { _ in }
  ) throws(GitError) -> Population {
    var reader = PopulationReader(repository, keys, line, progress)
    for base in bases {
      let number = reader.number(of: base)
      reader.exclude(number)
      try reader.load(number)
    }
    guard let tip = tips.first else { return Population(keys: keys) }
    let number = reader.number(of: tip)
    reader.nextOnLine = number
    try reader.load(number)
    for other in tips.dropFirst() { try reader.load(reader.number(of: other)) }
    try reader.walk()
    let members = bases.isEmpty ? nil : reader.compact()
    reader.findEntries(from: members == nil ? number : members?[number] ?? -1)
    return reader.population
  }

  private mutating func walk() throws(GitError) {
    var oldest = Int64.max
    // By how much a parent was seen to be newer than its child: so far below the oldest date another may lie.
    var skew: Int64 = 0
    var mustExhaust = false
    var left = Self.slack
    while let (number, date) = queue.popNewest() {
      states[number].remove(.queued)
      let excluded = states[number].contains(.excluded)
      if !excluded {
        open -= 1
        oldest = min(oldest, date)
      }
      if excluded, open == 0, !mustExhaust, date < oldest.subtractingSaturated(skew).subtractingSaturated(skew) {
        if left == 0 {
          queue.push(number, date: date)
          break
        }
        left -= 1
      } else {
        left = Self.slack
      }
      let places = parentPlaces(of: number)
      // A range that goes down to a root has cost the whole history already.
      if !excluded, places.isEmpty { mustExhaust = true }
      for place in places {
        let parent = Int(population.parents[place])
        if excluded { exclude(parent) }
        try load(parent)
        skew = max(skew, population.commits[parent].committedAt.seconds.subtractingSaturated(date))
      }
    }
    spread()
  }

  /// Excludes what the commits still in the queue are known to reach.
  private mutating func spread() {
    var rest: [Int] = []
    while let (number, _) = queue.popNewest() { rest.append(number) }
    for number in states.indices { states[number].remove(.queued) }
    for number in rest where states[number].contains(.excluded) {
      for place in parentPlaces(of: number) { exclude(Int(population.parents[place])) }
    }
  }

  private func parentPlaces(of number: Int) -> Range<Int> {
    let commit = population.commits[number]
    return Int(commit.parentStart)..<Int(commit.parentStart) + Int(commit.parentCount)
  }

  /// Returns the number of a commit, a new one if it was not met yet.
  private mutating func number(of id: ObjectID) -> Int {
    let (number, isNew) = numbers.insert(id, population.commits)
    if isNew {
      population.commits.append(CommitRecord(id: id))
      states.append([])
    }
    return number
  }

  /// Marks a commit as reachable from a base, and all that is known to be reachable from it.
  private mutating func exclude(_ number: Int) {
    var stack = [number]
    while let next = stack.popLast() {
      guard !states[next].contains(.excluded) else { continue }
      states[next].insert(.excluded)
      if states[next].contains(.queued) {
        open -= 1
      } else if states[next].contains(.loaded) {
        stack += parentPlaces(of: next).map { Int(population.parents[$0]) }
      }
    }
  }

  private mutating func load(_ number: Int) throws(GitError) {
    guard !states[number].contains(.loaded) else { return }
    let id = population.commits[number].id
    if number == nextOnLine, var line {
      self.line = nil
      try line.next { bytes throws(GitError) in try absorb(try CommitView(bytes, id: id), number) }
      self.line = line
    } else {
      try repository.withObject(id, .commit) { bytes throws(GitError) in
        try absorb(try CommitView(bytes, id: id), number)
      }
    }
    states[number].formUnion([.loaded, .queued])
    if !states[number].contains(.excluded) { open += 1 }
    queue.push(number, date: population.commits[number].committedAt.seconds)
    if number == nextOnLine { try followLine() }
    loaded += 1
    if loaded & 0xFFF == 0 { progress(loaded) }
  }

  /// Keeps what is needed of a commit.
  private mutating func absorb(_ view: CommitView, _ number: Int) throws(GitError) {
    var record = CommitRecord(id: population.commits[number].id)
    guard let parentCount = UInt16(exactly: view.parentCount) else {
      throw GitError.malformed(record.id, "the commit has more than 65,535 parents")
    }
    record.parentStart = UInt32(population.parents.count)
    record.parentCount = parentCount
    for index in 0..<view.parentCount {
      let parent = self.number(of: view.parent(index))
      population.parents.append(Int32(parent))
    }
    record.committedAt = Instant(seconds: view.committer.seconds)
    if !states[number].contains(.excluded) { population.fill(&record, from: view) }
    population.commits[number] = record
  }

  /// Goes on to the next commit of the line that is not loaded yet.
  private mutating func followLine() throws(GitError) {
    guard line != nil else { return }
    while nextOnLine >= 0, states[nextOnLine].contains(.loaded) {
      let commit = population.commits[nextOnLine]
      nextOnLine = commit.parentCount == 0 ? -1 : Int(population.parents[Int(commit.parentStart)])
      // Met by another way already: what was read ahead is not needed.
      if nextOnLine >= 0, states[nextOnLine].contains(.loaded) { try line?.next { _ in } }
    }
  }

  /// Drops the excluded commits. Returns the new number of each commit, -1 for a dropped one.
  private mutating func compact() -> [Int] {
    var moved = [Int](repeating: -1, count: states.count)
    var members: [CommitRecord] = []
    for number in states.indices where !states[number].contains(.excluded) {
      moved[number] = members.count
      members.append(population.commits[number])
    }
    var parents: [Int32] = []
    for index in members.indices {
      let old = Int(members[index].parentStart)..<Int(members[index].parentStart) + Int(members[index].parentCount)
      members[index].parentStart = UInt32(parents.count)
      for place in old {
        let number = Int(population.parents[place])
        if moved[number] >= 0 {
          parents.append(Int32(moved[number]))
        } else {
          population.outside.append(population.commits[number].id)
          parents.append(Int32(-population.outside.count))
        }
      }
    }
    population.commits = members
    population.parents = parents
    return moved
  }

  /// Follows the first parents from the tip down to the first commit that is reachable from a base.
  private mutating func findEntries(from tip: Int) {
    var line: [Int] = []
    var next = tip
    while next >= 0 {
      line.append(next)
      let commit = population.commits[next]
      guard commit.parentCount > 0 else { break }
      switch population.parent(0, of: commit) {
      case .inside(let parent): next = parent
      case .outside(let id):
        population.before = id
        next = -1
      }
    }
    population.entries = line.reversed()
  }
}

extension Int64 {
  fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
    let (result, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other > 0 ? .min : .max) : result
  }
}
