import CountersignTesting
import Testing

/// A generated history with its own, plain notion of what reaches what: nothing but sets.
struct HistoryModel {
  let repository: RepositoryBuilder
  let ids: [String]
  private let parents: [String: [String]]
  private var random: SplitMix64
  private var reached: [String: Set<String>] = [:]

  /// Histories of some ten to some hundred commits, with dates that are years off, octopus and criss-cross merges,
  /// turned first parents and several roots.
  init(seed: UInt64) throws {
    random = SplitMix64(seed: seed ^ 0xA5A5)
    var shape = HistoryShape()
    shape.newRoot = 20
    shape.merge = 150 + random.below(300)
    shape.octopus = 150
    shape.crissCross = 150
    shape.skewed = random.below(3) * 100
    repository = try RepositoryBuilder()
    let count = 12 + random.below(seed % 4 == 0 ? 600 : 150)
    let history = try HistoryGenerator(seed: seed, shape: shape).generate(count, in: repository)
    ids = history.ids
    parents = Dictionary(uniqueKeysWithValues: history.commits.map { ($0.id, $0.parents) })
    for commit in history.commits {
      reached[commit.id] = commit.parents.reduce(into: [commit.id]) { $0.formUnion(reached[$1] ?? []) }
    }
    // With it git is exact whatever the dates.
    try repository.git("commit-graph", "write", "--reachable")
  }

  /// The commit and all its ancestors.
  func reached(from commit: String) -> Set<String> { reached[commit] ?? [] }

  func firstParent(_ commit: String) -> String? { parents[commit]?.first }

  /// The first-parent line down to before the first commit that is reachable from the base, oldest first.
  func entries(_ range: ModelRange) -> [String] {
    let known = range.base.map(reached) ?? []
    var line: [String] = []
    var next: String? = range.tip
    while let id = next, !known.contains(id) {
      line.append(id)
      next = firstParent(id)
    }
    return line.reversed()
  }

  func members(_ range: ModelRange) -> Set<String> {
    reached(from: range.tip).subtracting(range.base.map(reached) ?? [])
  }

  /// Whether production was moved to a branch that had merged it: then the range is one change.
  func isMovedAsOne(_ range: ModelRange) -> Bool {
    guard let base = range.base, let before = entries(range).first.flatMap(firstParent) else { return false }
    return before != base && reached(from: range.tip).contains(base)
  }

  /// Any two commits, related or not; or a tip alone.
  mutating func anyRange() -> ModelRange {
    let tip = ids[random.below(ids.count)]
    return ModelRange(base: random.chance(100) ? nil : ids[random.below(ids.count)], tip: tip)
  }

  /// A range whose base is an entry of production's line, with an entry between the two.
  mutating func rangeWithEntries() -> (range: ModelRange, middle: String)? {
    let line = entries(ModelRange(base: nil, tip: ids[ids.count - 1 - random.below(ids.count / 2)]))
    guard line.count > 3, let tip = line.last else { return nil }
    let start = random.below(line.count - 2)
    let middle = start + 1 + random.below(line.count - start - 2)
    return (ModelRange(base: line[start], tip: tip), line[middle])
  }
}

struct ModelRange: Hashable, CustomStringConvertible {
  var base: String?
  var tip: String

  var description: String { base.map { "\($0)..\(tip)" } ?? tip }
}
