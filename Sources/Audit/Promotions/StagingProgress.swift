import GitStore

/// Follows, entry by entry, how far production has come on the line of staging.
///
/// A merge or a fast-forward takes staging's own commits. A squash has only their content, a cherry-pick only what one
/// of them did. A state counts only if it lies ahead of where production is: otherwise production could be taken back to
/// what staging has left behind, such as before a fix, without staging.
///
/// What only looks like a change of staging may have come there afterwards, as a hot fix does. So a commit of staging
/// that is dated later, or descends from the entry, shows nothing. Dates are anybody's to write: the gate, which has the
/// refs as they are before the push, is harder to mislead than a report.
struct StagingProgress {
  let line: StagingLine
  /// The place on the line that production has come to by its state; -1 is before its first commit.
  private(set) var reached = -1
  /// Whether what squashes brought before the range was looked for.
  private var isPlaced = false
  /// The places on the line by what its commits alter; looked up once it is needed.
  private var placesByPaths: [String: [Int]]?

  /// The most commits of staging with which an entry is compared that is none of them and has no state of theirs.
  private static let compared = 200
  private static let mostCommits = 5000
  /// The most entries before the range that are looked at for squashes.
  private static let mostOlder = 500

  init(_ line: StagingLine) { self.line = line }

  /// Takes in an entry of production whose commits, or whose content, are staging's.
  ///
  /// - Parameters:
  ///   - entry: A commit of production's line.
  ///   - staged: What it promotes of staging's own commits, if anything.
  mutating func advance(to entry: CommitRecord, staged: [ObjectID]) {
    for commit in [entry.id] + staged { if let place = line.places[commit] { reached = max(reached, place) } }
    if let place = state(entry) { reached = place }
  }

  /// Returns the first place ahead where staging had the state of an entry, and no later than that was made.
  private func state(_ entry: CommitRecord) -> Int? {
    line.placesByTree[entry.tree]?.first { $0 > reached && line.dates[$0] <= entry.committedAt }
  }

  /// Returns whether a commit of staging can have been there before an entry.
  private func precedes(_ place: Int, _ entry: CommitRecord, _ content: any ContentReader) -> Bool {
    line.dates[place] <= entry.committedAt && content.start(of: line.commits[place], from: entry.id) != entry.id
  }

  /// Returns whether an entry that is not on the line brings only what staging has had.
  mutating func brings(
    _ entry: CommitRecord, from parent: ObjectID?, before: ObjectID?, _ content: (any ContentReader)?
  ) -> Bool {
    guard let content, let parent else { return false }
    place(before, content)
    if let place = state(entry), precedes(place, entry, content) { return true }
    // What changes nothing is reproduced by everything that is there already.
    guard content.tree(of: parent) != entry.tree else { return false }
    return isPicked(entry, parent, content) || isSquashed(entry, parent, content)
  }

  /// Finds how far the squashes of older entries have come: they leave no trace but their content.
  private mutating func place(_ before: ObjectID?, _ content: any ContentReader) {
    guard !isPlaced else { return }
    isPlaced = true
    // From where staging was when its first commit ahead was made; its tip may have merged production back since.
    guard let before, let oldest = line.commits.first, let start = content.firstParent(of: oldest) else { return }
    let sofar = reached
    reached = -1
    for entry in (content.line(upTo: before, without: start) ?? []).suffix(Self.mostOlder) {
      if let place = state(entry) {
        reached = place
      } else if entry.parentCount == 1, let parent = content.firstParent(of: entry.id),
        content.tree(of: parent) != entry.tree, !isPicked(entry, parent, content)
      {
        _ = isSquashed(entry, parent, content)
      }
    }
    reached = max(reached, sofar)
  }

  /// A commit of staging was repeated here, and never before: a cherry-pick, or one step of a rebase.
  private mutating func isPicked(_ entry: CommitRecord, _ parent: ObjectID, _ content: any ContentReader) -> Bool {
    guard let paths = content.changedPathsDigest(from: parent, to: entry.id) else { return false }
    return (index(content)[paths] ?? []).contains { place in
      let commit = line.commits[place]
      guard precedes(place, entry, content), let base = content.firstParent(of: commit),
        content.replay(base: base, approved: commit, onto: parent, gives: entry.id) == .reproduced
      else { return false }
      return content.wasUsed(base: base, approved: commit, before: parent) == false
    }
  }

  /// All that staging had at some time, merged into what production was, gives the entry: a squash beside a hot fix.
  private mutating func isSquashed(_ entry: CommitRecord, _ parent: ObjectID, _ content: any ContentReader) -> Bool {
    for place in (reached + 1)..<min(line.commits.count, reached + 1 + Self.compared) {
      let commit = line.commits[place]
      guard precedes(place, entry, content) else { continue }
      if content.replay(base: parent, approved: commit, onto: parent, gives: entry.id) == .reproduced {
        reached = place
        return true
      }
    }
    return false
  }

  private mutating func index(_ content: any ContentReader) -> [String: [Int]] {
    if let placesByPaths { return placesByPaths }
    var index: [String: [Int]] = [:]
    for (place, commit) in line.commits.enumerated().suffix(Self.mostCommits) {
      guard let paths = content.changedPathsDigest(from: content.firstParent(of: commit), to: commit) else { continue }
      index[paths, default: []].append(place)
    }
    placesByPaths = index
    return index
  }
}
