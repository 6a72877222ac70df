import CountersignTesting

/// What forges and git make of a branch, without a work tree.
extension Scenario {
  /// main  B---C           C: both trailers; approve X, test X
  ///        \
  ///         X             X changes f
  static func beside(_ policy: PolicyText = PolicyText()) throws -> Scenario {
    let scenario = try Scenario(policy, files: ["f": "one\n"])
    try scenario.commit("X", on: "topic", files: ["f": "two\n"], parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("C", Say.both)
    return scenario
  }

  /// Adds a commit that brings all of a branch, as a squash does: git's merge of the two, with one parent.
  @discardableResult
  func squash(
    _ name: String, of tip: String, on branch: String = "main", author: CountersignTesting.Identity = .ada,
    committer: CountersignTesting.Identity? = nil, files: [String: String?] = [:]
  ) throws -> String {
    let merged = try repository.mergedTree(repository.resolve(branch), id(tip), resolved: Set(files.keys))
    return try commit(name, on: branch, author: author, committer: committer, files: files, tree: merged)
  }

  /// Adds a commit that repeats one, as a cherry-pick or one step of a rebase does.
  @discardableResult
  func pick(
    _ name: String, of commit: String, on branch: String = "main", author: CountersignTesting.Identity = .ada,
    committer: CountersignTesting.Identity? = nil, files: [String: String?] = [:]
  ) throws -> String {
    // As if what is there had been made on the parent of what is picked: then git merges over that parent.
    let parent = try repository.git("rev-parse", "--verify", "\(id(commit))^1")
    let here = try repository.resolve(branch)
    let step = try repository.git("commit-tree", "\(here)^{tree}", "-p", parent, "-m", "step")
    let tree = try repository.mergedTree(step, id(commit), resolved: Set(files.keys))
    try repository.removeObject(step)
    return try self.commit(name, on: branch, author: author, committer: committer, files: files, tree: tree)
  }

  /// Adds a commit that takes another back.
  @discardableResult
  func revert(_ name: String, of commit: String, on branch: String = "main") throws -> String {
    let here = try repository.resolve(branch)
    let parent = try repository.git("rev-parse", "--verify", "\(id(commit))^1")
    let undone = try repository.git("commit-tree", "\(parent)^{tree}", "-p", id(commit), "-m", "undone")
    let step = try repository.git("commit-tree", "\(here)^{tree}", "-p", id(commit), "-m", "step")
    let tree = try repository.mergedTree(step, undone)
    for object in Set([undone, step]) { try repository.removeObject(object) }
    return try self.commit(name, on: branch, tree: tree)
  }

  /// Moves a branch forward to a commit that is there already.
  func move(_ branch: String = "main", to name: String) throws { try repository.branch(branch, at: id(name)) }
}
