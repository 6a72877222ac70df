import Audit
import GitStore

/// Production's line as a ledger tells it, where that is another one than the first parents of the tip.
///
/// Whoever merges production into a branch and moves production there turns that line: what had been pushed to production
/// before would become part of what he merged. So each update keeps the commits that it brought in.
struct RecordedLine {
  /// See ``Population/entries``.
  private(set) var entries: [Int] = []
  /// See ``Population/turned``.
  private(set) var turned: [Int: ObjectID] = [:]

  private let population: Population
  private let base: ObjectID?
  private let repository: Repository
  private var numbers: [ObjectID: Int] = [:]
  private var owned: [Bool]

  /// Returns the line; `nil` where no update goes beside the first parents of the tip.
  ///
  /// - Parameters:
  ///   - updates: Those of production, oldest first, that may say what it was.
  ///   - base: What production was before the range.
  static func find(
    _ population: Population, _ updates: [LedgerUpdate], base: ObjectID?, _ repository: Repository
  ) throws(GitError) -> RecordedLine? {
    guard let tip = population.entries.last else { return nil }
    let onLine = Set(population.entries.map { population.commits[$0].id } + [population.before].compactMap { $0 })
    let beside = Set(updates.flatMap { [$0.old, $0.new].compactMap { $0 } }).subtracting(onLine)
    let isBaseBeside = base != nil && base != population.before
    guard isBaseBeside || population.commits.contains(where: { beside.contains($0.id) }) else { return nil }
    var line = RecordedLine(population, base, repository)
    var last: ObjectID?
    for update in updates {
      guard let new = update.new.flatMap({ line.numbers[$0] }), !line.owned[new] else { continue }
      // However production came there, what was there before an update is none of what it brought.
      if let old = update.old.flatMap({ line.numbers[$0] }), !line.owned[old] { try line.move(to: old, from: last) }
      guard !line.owned[new] else { continue }
      try line.move(to: new, from: update.old)
      last = update.new
    }
    guard let last else { return nil }
    if !line.owned[tip] { try line.move(to: tip, from: last) }
    return line.entries == population.entries && line.turned.isEmpty ? nil : line
  }

  private init(_ population: Population, _ base: ObjectID?, _ repository: Repository) {
    self.population = population
    self.base = base
    self.repository = repository
    owned = [Bool](repeating: false, count: population.commits.count)
    numbers.reserveCapacity(population.commits.count)
    for (number, commit) in population.commits.enumerated() { numbers[commit.id] = number }
  }

  private mutating func move(to new: Int, from old: ObjectID?) throws(GitError) {
    var own: [Int] = []
    var start: ObjectID?
    var next: Int? = new
    while let number = next {
      own.append(number)
      let commit = population.commits[number]
      next = nil
      guard commit.parentCount > 0 else { break }
      switch population.parent(0, of: commit) {
      case .inside(let parent) where !owned[parent]: next = parent
      case .inside(let parent): start = population.commits[parent].id
      case .outside(let id): start = id
      }
    }
    // An update may have begun before the range, and goes on from its base then.
    let old = old.map { numbers[$0] == nil && $0 != start ? base ?? $0 : $0 }
    let isOnLine = old == nil || start == old || own.contains { population.commits[$0].id == old }
    if let old, !isOnLine, try repository.isAncestor(old, of: population.commits[new].id) {
      turned[new] = old
      entries.append(new)
    } else {
      entries += own.reversed()
    }
    take(from: new)
  }

  private mutating func take(from new: Int) {
    owned[new] = true
    var stack = [new]
    while let next = stack.popLast() {
      let commit = population.commits[next]
      for index in 0..<Int(commit.parentCount) {
        guard case .inside(let parent) = population.parent(index, of: commit), !owned[parent] else { continue }
        owned[parent] = true
        stack.append(parent)
      }
    }
  }
}
