import Audit
import Evidence
import GitStore

/// Answers the audit's questions of content from the repository's objects. Each answer is found once and kept.
///
/// An object that can't be read makes the answer "can't be told": evidence then is unverifiable, and the audit goes on.
final class ReplayingContent: ContentReader {
  private struct Question: Hashable {
    var base: ObjectID
    var approved: ObjectID
    var parent: ObjectID
    var result: ObjectID
  }

  /// How many commits are searched for an earlier use of an approval.
  private static let searched = 5000

  private let repository: Repository
  private var replays: [Question: Replay] = [:]
  private var merges: [ObjectID: Replay] = [:]
  private var paths: [[ObjectID]: String] = [:]
  private var machine: MergeReplay?

  init(_ repository: Repository) { self.repository = repository }

  func replay(base: ObjectID, approved: ObjectID, onto parent: ObjectID, gives result: ObjectID) -> Replay {
    let question = Question(base: base, approved: approved, parent: parent, result: result)
    if let known = replays[question] { return known }
    let answer = answer { () throws(GitError) in
      let bases = try repository.mergeBases(approved, base)
      guard let start = bases.first else {
        return .unverifiable("\(approved.short) and its base \(base.short) are unrelated")
      }
      guard bases.count == 1 else { return .unverifiable("\(approved.short) and its base have several merge bases") }
      let outcome = try replayer().merge(
        base: try repository.commit(start).tree, ours: try repository.commit(parent).tree,
        theirs: try repository.commit(approved).tree, comparedWith: try repository.commit(result).tree)
      return Self.replay(outcome)
    }
    replays[question] = answer
    return answer
  }

  func start(of approved: ObjectID, from base: ObjectID) -> ObjectID? {
    guard let bases = try? repository.mergeBases(approved, base), bases.count == 1 else { return nil }
    return bases[0]
  }

  func replay(ofMerge merge: ObjectID) -> Replay {
    if let known = merges[merge] { return known }
    let answer = answer { () throws(GitError) in
      let commit = try repository.commit(merge)
      guard commit.parents.count == 2 else {
        return .unverifiable("a merge of \(commit.parents.count) parents is not repeated")
      }
      return Self.replay(
        try replayer().merge(commit.parents[0], commit.parents[1], comparedWith: commit.tree))
    }
    merges[merge] = answer
    return answer
  }

  func line(from base: ObjectID, to tip: ObjectID, atMost most: Int) -> [ObjectID]? {
    var line: [ObjectID] = []
    var next = tip
    while next != base {
      guard line.count < most, let commit = try? repository.commit(next), commit.parents.count == 1 else { return nil }
      line.append(next)
      next = commit.parents[0]
    }
    return line.reversed()
  }

  func line(upTo commit: ObjectID, without other: ObjectID) -> [CommitRecord]? {
    guard let since = try? PopulationReader.read(repository, tip: commit, excluding: [other], keys: TrailerKeys())
    else { return nil }
    return since.entries.map { since.commits[$0] }
  }

  func firstParent(of commit: ObjectID) -> ObjectID? { (try? repository.commit(commit))?.parents.first }

  func changedPaths(from parent: ObjectID?, to commit: ObjectID) -> [[UInt8]]? {
    guard let tree = tree(of: commit) else { return nil }
    let before = parent.map { self.tree(of: $0) }
    if let before, before == nil { return nil }
    return try? ChangedPaths.bytes(between: before ?? nil, tree, in: repository)
  }

  func state(of path: String, at commit: ObjectID) -> FileState {
    do throws(GitError) {
      guard let entry = try repository.entry(at: path, in: try repository.commit(commit).tree) else { return .absent }
      return entry.isFile ? .file(entry.id) : .unreadable
    } catch {
      return .unreadable
    }
  }

  func file(at path: String, of commit: ObjectID) -> [UInt8]? {
    guard case .file(let id) = state(of: path, at: commit) else { return nil }
    return try? repository.blob(id)
  }

  func tree(of commit: ObjectID) -> ObjectID? { try? repository.commit(commit).tree }

  func contributions(of tip: ObjectID, without bases: [ObjectID]) -> [Contribution]? {
    let keys = TrailerKeys()
    guard
      let population = try? PopulationReader.read(
        repository, tip: tip, excluding: bases, keys: keys)
    else { return nil }
    return population.commits.compactMap { commit in
      // Merging makes nobody a contributor where the merge adds nothing.
      if commit.parentCount > 1, replay(ofMerge: commit.id) == .reproduced { return nil }
      let values = population.values[commit.trailers.range]
      return Contribution(
        id: commit.id, committedAt: commit.committedAt,
        author: population.texts.text(of: commit.author), committer: population.texts.text(of: commit.committer),
        coauthors: values.filter { Int($0.key) == TrailerKeys.coauthor }.map { population.texts.text(of: $0.text) })
    }
  }

  func changedPathsDigest(from parent: ObjectID?, to commit: ObjectID) -> String? {
    let key = [commit] + (parent.map { [$0] } ?? [])
    if let known = paths[key] { return known }
    guard let tree = tree(of: commit) else { return nil }
    var old: ObjectID?
    if let parent {
      guard let before = self.tree(of: parent) else { return nil }
      old = before
    }
    guard let changed = try? ChangedPaths.between(old, tree, in: repository) else { return nil }
    let digest = ChangedPaths.digest(changed)
    paths[key] = digest
    return digest
  }

  func wasUsed(base: ObjectID, approved: ObjectID, before parent: ObjectID) -> Bool? {
    do throws(GitError) {
      if try repository.isAncestor(approved, of: parent) { return true }
      guard let wanted = changedPathsDigest(from: base, to: approved), let whole = tree(of: approved) else {
        return nil
      }
      let branch = line(from: base, to: approved, atMost: Self.searched) ?? []
      // It may have gone in by any commit since its base, not only by an entry.
      let since = try PopulationReader.read(repository, tip: parent, excluding: [base], keys: TrailerKeys())
      guard since.commits.count <= Self.searched else { return nil }
      for commit in since.commits {
        guard let before = since.firstParent(of: commit) else { continue }
        if commit.tree == whole || changedPathsDigest(from: before, to: commit.id) == wanted,
          replay(base: base, approved: approved, onto: before, gives: commit.id) == .reproduced
        {
          return true
        }
        if branch.count > 1, repeats(branch, from: base, endingAt: commit.id) { return true }
      }
      return false
    } catch {
      return nil
    }
  }

  /// Returns whether a commit and those before it repeat the commits of a branch, one by one: a rebase.
  private func repeats(_ branch: [ObjectID], from base: ObjectID, endingAt last: ObjectID) -> Bool {
    var commit = last
    for (index, original) in branch.enumerated().reversed() {
      let before = index == 0 ? base : branch[index - 1]
      guard let parent = firstParent(of: commit),
        changedPathsDigest(from: before, to: original) == changedPathsDigest(from: parent, to: commit),
        replay(base: before, approved: original, onto: parent, gives: commit) == .reproduced
      else { return false }
      commit = parent
    }
    return true
  }

  func wasUsed(base: ObjectID, tree: ObjectID, before parent: ObjectID) -> Bool? {
    guard let since = try? PopulationReader.read(repository, tip: parent, excluding: [base], keys: TrailerKeys()),
      since.commits.count <= Self.searched
    else { return nil }
    return since.commits.contains { $0.tree == tree }
  }

  private func replayer() throws(GitError) -> MergeReplay {
    if let machine { return machine }
    let made = try MergeReplay(repository)
    machine = made
    return made
  }

  private func answer(_ body: () throws(GitError) -> Replay) -> Replay {
    do throws(GitError) {
      return try body()
    } catch {
      return .unverifiable(error.object.map { "object \($0) can't be read" } ?? error.detail)
    }
  }

  private static func replay(_ outcome: MergeReplay.Outcome) -> Replay {
    switch outcome {
    case .same: .reproduced
    case .differs(let paths): .differs(paths.map { String(decoding: $0, as: UTF8.self) })
    case .conflict: .unverifiable("the merge conflicts when it is repeated")
    }
  }
}
