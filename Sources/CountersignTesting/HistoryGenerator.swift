import Foundation

/// Makes histories that look like nothing a person would write, for comparison with git itself.
///
/// The same seed and shape give the same ids everywhere. Branches are `main`, which exists from the first
/// commit on, and `topic-1` and so on. Merges take each file from the side that changed it last, which is
/// git's own result wherever git finds no conflict, except for those that ``GeneratedCommit/isEvil`` marks.
package struct HistoryGenerator: Sendable {
  package var seed: UInt64
  package var shape: HistoryShape

  package init(seed: UInt64, shape: HistoryShape = HistoryShape()) {
    self.seed = seed
    self.shape = shape
  }

  /// Adds `count` commits to an empty repository, with one process.
  package func generate(_ count: Int, in repository: RepositoryBuilder) throws -> GeneratedHistory {
    var plan = HistoryPlan(random: SplitMix64(seed: seed), shape: shape)
    while plan.commits.count < count { plan.step(room: count - plan.commits.count) }
    var stream = FastImport()
    for (index, commit) in plan.commits.enumerated() { stream.add(commit, index: index, of: plan) }
    for (branch, tip) in plan.tips.enumerated() {
      stream.line("reset \(HistoryPlan.ref(branch))")
      stream.line("from :\(tip + 1)\n")
    }
    stream.line("reset refs/generated")
    stream.line("from \(String(repeating: "0", count: 40))\n")
    stream.line("done")
    let marks = "\(repository.gitDirectory)/generated.marks"
    try repository.git(
      "fast-import", "--quiet", "--done", "--date-format=raw", "--export-marks=\(marks)", input: stream.bytes)
    defer { try? FileManager.default.removeItem(atPath: marks) }
    let ids = try Self.ids(in: marks, count: count)
    let commits = zip(plan.commits, ids).map { planned, id in
      GeneratedCommit(id: id, parents: planned.parents.map { ids[$0] }, date: planned.date, isEvil: planned.isEvil)
    }
    let branches = plan.tips.enumerated().map { (HistoryPlan.ref($0), ids[$1]) }
    return GeneratedHistory(commits: commits, branches: Dictionary(uniqueKeysWithValues: branches))
  }

  private static func ids(in marks: String, count: Int) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: marks) else {
      throw TestingError("git fast-import wrote no marks: \(marks)")
    }
    var ids = [String](repeating: "", count: count)
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let parts = line.dropFirst().split(separator: " ")
      guard parts.count == 2, let mark = Int(parts[0]), (1...count).contains(mark) else {
        throw TestingError("not a mark of git fast-import: \(line)")
      }
      ids[mark - 1] = String(parts[1])
    }
    guard !ids.contains("") else { throw TestingError("git fast-import left out a mark") }
    return ids
  }
}

/// A history as it was generated: what git should find in the repository.
package struct GeneratedHistory: Sendable {
  /// Every commit, parents before children.
  package var commits: [GeneratedCommit]
  /// Tips by full ref name.
  package var branches: [String: String]

  package var ids: [String] { commits.map(\.id) }
}

package struct GeneratedCommit: Hashable, Sendable {
  package var id: String
  package var parents: [String]
  /// The committer's date.
  package var date: Int64
  /// A Boolean value that tells whether a merge has content that none of its parents has.
  package var isEvil: Bool
}

/// How often something happens in a generated history, in thousandths.
package struct HistoryShape: Hashable, Sendable {
  package var branches = 6
  package var newBranch = 40
  /// A history of its own, which is merged into a branch at once.
  package var newRoot = 8
  package var merge = 200
  /// Of merges: into a branch, which then points to a commit whose first parent is the merged one.
  package var turned = 150
  /// Of merges.
  package var octopus = 80
  /// Of merges: two branches merge each other at once, so that they have two merge bases from then on.
  package var crissCross = 80
  /// Of merges.
  package var evil = 50
  /// Of commits that aren't merges: the tree stays as it is.
  package var empty = 30
  /// Of commits: a date that is up to five years off, in either direction.
  package var skewed = 60

  package init() {}
}
