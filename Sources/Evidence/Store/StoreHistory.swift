import GitStore

/// Checks that records were only ever added: that the tip still has what every evidence commit before it had.
struct StoreHistory {
  private let repository: Repository
  private let tip: ObjectID
  private var trees: StoreTree
  private(set) var tampered: [TamperedRecord] = []
  /// The records that the tip doesn't have, each with the commit that still has it.
  private(set) var lost: [(file: StoredFile, commit: ObjectID)] = []
  private(set) var descendsFromKnownGood = true
  /// The evidence commits, the tip among them.
  private(set) var chain: Set<ObjectID> = []
  private var seen: Set<StoredFile> = []
  /// What the records of the chain are about, as far as it was walked.
  private var subjects: Set<ObjectID> = []

  /// - Parameter knownGood: An evidence tip that was checked before, such as the one in the last ledger entry. The walk
  ///   ends there. Where the tip doesn't descend from it, its records must be in the tip all the same.
  /// - Parameter sources: Commits of the audited history: what they reach is no evidence.
  init(
    _ repository: Repository, tip: ObjectID, knownGood: ObjectID? = nil, sources: [ObjectID] = []
  ) throws(GitError) {
    self.repository = repository
    self.tip = tip
    trees = StoreTree(repository)
    let tipTree = try repository.commit(tip).tree
    var visited: Set<ObjectID> = [tip]
    var waiting = [tip]
    while let id = waiting.popLast() {
      if id == knownGood { continue }
      guard let commit = try read(id) else { continue }
      for parent in try evidenceParents(of: commit) {
        if visited.insert(parent).inserted { waiting.append(parent) }
        guard let older = try read(parent) else { continue }
        try compare(older.tree, of: parent, with: commit.tree, by: id, tipTree)
      }
    }
    if let knownGood, !visited.contains(knownGood) {
      descendsFromKnownGood = false
      if let commit = try read(knownGood) { try compare(commit.tree, of: knownGood, with: tipTree, by: nil, tipTree) }
    }
    // Where a tip is known, it has been met, or hasn't: nothing can have been cut off.
    if knownGood == nil { try lookBehindSubjects(sources, visited, tipTree) }
    chain = visited
    tampered.sort { ($0.path, $0.commit) < ($1.path, $1.commit) }
  }

  /// Returns the parents that are evidence tips: all but the commit that a record is about, which stands last.
  ///
  /// A last parent is what the record is about only if a record of this very commit says so, and if it doesn't look like
  /// an evidence commit itself: otherwise a record "about" the old tip could cut the chain.
  private mutating func evidenceParents(of commit: Commit) throws(GitError) -> [ObjectID] {
    guard let last = commit.parents.last, try isSubject(last, of: commit) else { return commit.parents }
    subjects.insert(last)
    return commit.parents.dropLast()
  }

  /// Finds evidence that stands behind what a record is about: a commit that looks like none, made on an evidence
  /// commit and then named as a subject, would cut off all that was before it, and git would call that moving forward.
  private mutating func lookBehindSubjects(
    _ sources: [ObjectID], _ visited: Set<ObjectID>, _ tipTree: ObjectID
  ) throws(GitError) {
    var found: [(id: ObjectID, tree: ObjectID)] = []
    do throws(GitError) {
      try repository.forEachCommit(reachedBy: subjects, butNotBy: sources) { id throws(GitError) in
        if visited.contains(id) { return }
        let tree = try repository.commit(id).tree
        if try trees.hasRecords(tree) { found.append((id, tree)) }
      }
    } catch {
      // What can't be read can hide anything.
      note(error.object ?? tip)
    }
    for (id, tree) in found { try compare(tree, of: id, with: tipTree, by: nil, tipTree) }
  }

  private mutating func isSubject(_ id: ObjectID, of commit: Commit) throws(GitError) -> Bool {
    let hex = Array(id.description.utf8)
    var isNamed = false
    for kind in RecordKind.allCases where !isNamed {
      let folder = [Array(kind.rawValue.utf8), Array(hex[..<2]), hex]
      guard let entry = try trees.entry(at: folder, in: commit.tree), entry.isTree else { continue }
      var before: TreeEntry?
      if commit.parents.count > 1, let older = try read(commit.parents[0]) {
        before = try trees.entry(at: folder, in: older.tree)
      }
      isNamed = before != entry
    }
    guard isNamed else { return false }
    guard let subject = try? repository.commit(id) else { return true }
    if try trees.isStore(subject.tree) { return false }
    return try !trees.hasRecords(subject.tree)
  }

  private mutating func compare(
    _ old: ObjectID, of commit: ObjectID, with new: ObjectID, by: ObjectID?, _ tipTree: ObjectID
  ) throws(GitError) {
    let files: [StoredFile]
    do throws(GitError) {
      files = try trees.missing(from: old, in: new)
    } catch {
      // A tree that is gone can hide anything.
      note(commit)
      return
    }
    for file in files where !seen.contains(file) {
      let now = try trees.entry(at: file.path, in: tipTree)
      if now == file.entry { continue }
      // What isn't named by its own digest was never a record, so nothing is lost with it.
      if try trees.isRecord(file) == false { continue }
      seen.insert(file)
      tampered.append(
        TamperedRecord(change: now == nil ? .removed : .altered, path: file.text, commit: commit, by: by))
      lost.append((file, commit))
    }
  }

  private mutating func read(_ id: ObjectID) throws(GitError) -> Commit? {
    do throws(GitError) {
      return try repository.commit(id)
    } catch {
      note(id)
      return nil
    }
  }

  private mutating func note(_ id: ObjectID) {
    let record = TamperedRecord(change: .unreadable, path: "", commit: id, by: nil)
    if !tampered.contains(record) { tampered.append(record) }
  }
}
