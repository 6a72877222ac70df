import Evidence
import GitStore

/// Changes in a row that went in as the one branch that somebody approved at its tip: design section 5.
struct Series: Hashable {
  /// The changes, by their place.
  var range: ClosedRange<Int>
  /// The tip that was approved.
  var approved: ObjectID
  /// Where what was approved starts.
  var start: ObjectID
  /// Whether the entries repeat the branch's commits on another base; otherwise they are the branch's commits.
  var isRebased: Bool
}

/// Finds the series among changes, from the approvals of tips.
///
/// A branch that was fast-forwarded is found by its tip, which is an entry, and a rebased one by the paths of its last
/// commit; only then are its commits compared with the entries, one by one.
struct SeriesFinder {
  private let changes: Changes
  private let population: Population
  private let content: any ContentReader
  private var entries: [ObjectID: Int] = [:]
  /// What came by staging, by its first parent: staging's own line goes on where another promotion ended.
  private var staged: [ObjectID: Int] = [:]

  /// The most commits that a rebased branch is compared with.
  private static let mostCommits = 1000

  private init(_ changes: Changes, _ population: Population, _ content: any ContentReader) {
    self.changes = changes
    self.population = population
    self.content = content
    for index in changes.indices {
      let commit = population.commits[changes[index].entry]
      entries[commit.id] = index
      if !changes[index].isOnLine, let parent = population.firstParent(of: commit) { staged[parent] = index }
    }
  }

  /// Returns the series by the place of their first change, longest first.
  static func find(
    in changes: Changes, of population: Population, _ records: RecordIndex, _ content: any ContentReader
  ) -> [Int: [Series]] {
    // What is one change already, or has one entry, has no series in it.
    guard changes.count > 1, !records.isEmpty else { return [:] }
    let finder = SeriesFinder(changes, population, content)
    var found: Set<Series> = []
    var tips: [String: [(approved: ObjectID, start: ObjectID)]] = [:]
    for approval in records.approvalsOfTransitions() {
      guard let base = approval.content?.base, let start = content.start(of: approval.subject, from: base),
        start != approval.subject
      else { continue }
      if let last = finder.entries[approval.subject] {
        if let series = finder.fastForwarded(approval.subject, start, last) { found.insert(series) }
      } else if let parent = content.firstParent(of: approval.subject), parent != start,
        let paths = content.changedPathsDigest(from: parent, to: approval.subject)
      {
        tips[paths, default: []].append((approval.subject, start))
      }
    }
    if !tips.isEmpty { found.formUnion(finder.rebased(tips)) }
    return Dictionary(grouping: found, by: \.range.lowerBound).mapValues { series in
      series.sorted { ($0.range.count, $0.approved, $0.start) > ($1.range.count, $1.approved, $1.start) }
    }
  }

  /// The entries that are exactly what was approved: the approval starts at what production was before the first.
  private func fastForwarded(_ approved: ObjectID, _ start: ObjectID, _ last: Int) -> Series? {
    let first: Int
    if let index = entries[start], index + 1 < changes.count, follows(index + 1) {
      first = index + 1
    } else if start == population.before, firstParent(0) == start {
      first = 0
    } else if let index = staged[start] {
      first = index
    } else {
      return nil
    }
    guard first < last, ((first + 1)...last).allSatisfy(follows) else { return nil }
    return Series(range: first...last, approved: approved, start: start, isRebased: false)
  }

  /// As many entries in a row as the branch has commits, in its order, each repeated on its own parent.
  private func rebased(_ tips: [String: [(approved: ObjectID, start: ObjectID)]]) -> [Series] {
    var branches: [ObjectID: [ObjectID]?] = [:]
    var found: [Series] = []
    for last in changes.indices where last > 0 {
      guard let paths = ownPaths(last), let candidates = tips[paths] else { continue }
      for (approved, start) in candidates {
        if branches[approved] == nil {
          branches[approved] = content.line(from: start, to: approved, atMost: Self.mostCommits)
        }
        guard let commits = branches[approved] ?? nil, commits.count > 1, commits.count <= last + 1 else { continue }
        let range = last - commits.count + 1...last
        guard range.dropFirst().allSatisfy(follows) else { continue }
        guard zip(commits, range).reversed().allSatisfy({ repeats($0, from: start, commits, $1) }) else { continue }
        found.append(Series(range: range, approved: approved, start: start, isRebased: true))
      }
    }
    return found
  }

  /// Returns whether a change continues the one before it, on production's line or on staging's.
  private func follows(_ index: Int) -> Bool {
    index > 0 && changes[index].promoter == changes[index - 1].promoter
      && firstParent(index) == population.commits[changes[index - 1].entry].id
  }

  private func repeats(_ commit: ObjectID, from start: ObjectID, _ commits: [ObjectID], _ index: Int) -> Bool {
    guard let place = commits.firstIndex(of: commit), changes[index].members.count == 1,
      let parent = firstParent(index), ownPaths(index) != nil
    else { return false }
    let before = place == 0 ? start : commits[place - 1]
    let entry = population.commits[changes[index].entry].id
    return content.changedPathsDigest(from: before, to: commit) == ownPaths(index)
      && content.replay(base: before, approved: commit, onto: parent, gives: entry) == .reproduced
  }

  /// The digest of the paths that the entry of a change alters; `nil` for a merge or a root.
  private func ownPaths(_ index: Int) -> String? {
    let commit = population.commits[changes[index].entry]
    guard commit.parentCount == 1, let parent = firstParent(index) else { return nil }
    return content.changedPathsDigest(from: parent, to: commit.id)
  }

  private func firstParent(_ index: Int) -> ObjectID? {
    population.firstParent(of: population.commits[changes[index].entry])
  }
}
