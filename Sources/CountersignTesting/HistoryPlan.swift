/// A generated history before git writes it.
struct HistoryPlan {
  struct Planned {
    var parents: [Int]
    /// The number of each file's last change, by file; 0 where the file isn't there.
    var tree: [Int]
    var date: Int64
    var isEvil = false
  }

  static let files = 24
  private static let people: [Identity] = [.ada, .bob, .cora, .dan]

  var random: SplitMix64
  let shape: HistoryShape
  private(set) var commits: [Planned] = []
  /// The last commit of each branch.
  private(set) var tips: [Int] = []
  private var changes = 0

  init(random: SplitMix64, shape: HistoryShape) {
    self.random = random
    self.shape = shape
  }

  static func ref(_ branch: Int) -> String { "refs/heads/" + (branch == 0 ? "main" : "topic-\(branch)") }
  static func path(_ file: Int) -> String { "part-\(file % 5)/file-\(file).txt" }
  static func person(_ index: Int, _ shift: Int) -> Identity { people[(index * 7 + index / 5 + shift) % people.count] }

  /// Adds a commit, or two that belong together where there is `room` for two.
  mutating func step(room: Int) {
    if tips.isEmpty {
      tips.append(addRoot())
    } else if room > 1, random.chance(shape.newRoot) {
      let branch = random.below(tips.count)
      tips[branch] = addMerge([tips[branch], addRoot()])
    } else if tips.count < shape.branches, random.chance(shape.newBranch) {
      let start = max(0, commits.count - 1 - random.below(40))
      tips.append(add([start], changing(commits[start].tree)))
    } else if tips.count > 1, random.chance(shape.merge) {
      merge(room: room)
    } else {
      let branch = random.below(tips.count)
      let tree = commits[tips[branch]].tree
      tips[branch] = add([tips[branch]], random.chance(shape.empty) ? tree : changing(tree))
    }
  }

  private mutating func merge(room: Int) {
    let ours = random.below(tips.count)
    let theirs = (ours + 1 + random.below(tips.count - 1)) % tips.count
    let (first, second) = (tips[ours], tips[theirs])
    guard first != second else { return }
    if room > 1, random.chance(shape.crissCross) {
      tips[ours] = addMerge([first, second])
      tips[theirs] = addMerge([second, first])
    } else if random.chance(shape.turned) {
      tips[ours] = addMerge([second, first])
    } else if tips.count > 2, random.chance(shape.octopus) {
      var parents = [first, second]
      for tip in tips where !parents.contains(tip) && random.chance(600) { parents.append(tip) }
      tips[ours] = addMerge(parents)
    } else {
      tips[ours] = addMerge([first, second])
    }
  }

  private mutating func addRoot() -> Int { add([], changing([Int](repeating: 0, count: Self.files))) }

  private mutating func addMerge(_ parents: [Int]) -> Int {
    var tree = commits[parents[0]].tree
    for parent in parents.dropFirst() {
      for file in tree.indices { tree[file] = max(tree[file], commits[parent].tree[file]) }
    }
    let evil = random.chance(shape.evil)
    return add(parents, evil ? changing(tree) : tree, isEvil: evil)
  }

  private mutating func add(_ parents: [Int], _ tree: [Int], isEvil: Bool = false) -> Int {
    var date = 1_767_603_600 + Int64(commits.count) * 600
    if random.chance(shape.skewed) { date += Int64(random.below(2 * 157_680_000)) - 157_680_000 }
    commits.append(Planned(parents: parents, tree: tree, date: date, isEvil: isEvil))
    return commits.count - 1
  }

  private mutating func changing(_ tree: [Int]) -> [Int] {
    var tree = tree
    for _ in 0...random.below(2) {
      changes += 1
      tree[random.below(tree.count)] = changes
    }
    return tree
  }
}

extension FastImport {
  mutating func add(_ commit: HistoryPlan.Planned, index: Int, of plan: HistoryPlan) {
    // Otherwise a root would go on from the commit before it.
    if commit.parents.isEmpty { line("reset refs/generated\n") }
    line("commit refs/generated")
    line("mark :\(index + 1)")
    person("author", HistoryPlan.person(index, 0), at: commit.date)
    person("committer", HistoryPlan.person(index, index % 3 == 0 ? 1 : 0), at: commit.date)
    let reviewer = index % 4 == 0 ? "" : "\nReviewed-by: \(HistoryPlan.person(index, index % 5))\n"
    data(Array("Change \(index)\n\(reviewer)".utf8))
    for (place, parent) in commit.parents.enumerated() { line("\(place == 0 ? "from" : "merge") :\(parent + 1)") }
    let before = commit.parents.first.map { plan.commits[$0].tree }
    for (file, version) in commit.tree.enumerated() where version != before?[file] ?? 0 {
      line("M 100644 inline \(HistoryPlan.path(file))")
      data(Array("change \(version)\n".utf8))
    }
  }
}
