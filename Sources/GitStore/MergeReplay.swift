import CLibgit2

/// Repeats merges from objects alone: no configuration, no attributes, no merge drivers, fixed rename limits.
///
/// The trees that a merge makes live in memory and are gone afterwards; the audited repository is never written to.
/// libgit2's merge is not git's, so a result that differs is a fact about the content, not about anybody's intent.
/// Search paths of the whole process are emptied when the first one is made: open every repository before.
package final class MergeReplay {
  package enum Outcome: Hashable, Sendable {
    /// The merge gives the tree that it was compared with.
    case same
    /// It gives something else in these paths, as git writes them; bytes as committed.
    case differs([[UInt8]])
    /// The merge conflicts, so there is no result to compare.
    case conflict
  }

  /// How many pairs are compared when renames are looked for; fixed, so that no configuration changes a result.
  private static let renameLimit: UInt32 = 1000

  private let audited: Repository
  private let objects: Owned
  private let repository: Owned
  private let memory: UnsafeMutablePointer<git_odb_backend>

  package init(_ repository: Repository) throws(GitError) {
    audited = repository
    try check(countersign_forget_search_paths(), "git_libgit2_opts")
    try check(countersign_cache_trees(), "git_libgit2_opts")
    // The audited repository's own object database, which in a hook includes the quarantine, with one in memory before it.
    objects = try Owned("git_repository_odb", free: git_odb_free) { out in
      git_repository_odb(&out, repository.handle.pointer)
    }
    var backend: UnsafeMutablePointer<git_odb_backend>?
    try check(git_mempack_new(&backend), "git_mempack_new")
    guard let backend else { throw GitError.last(-1, "git_mempack_new") }
    memory = backend
    try check(git_odb_add_backend(objects.pointer, backend, 1000), "git_odb_add_backend")
    let odb = objects.pointer
    self.repository = try Owned("git_repository_wrap_odb", free: git_repository_free) { out in
      git_repository_wrap_odb(&out, odb)
    }
    let empty = try Owned("git_config_new", free: git_config_free) { out in git_config_new(&out) }
    try check(git_repository_set_config(self.repository.pointer, empty.pointer), "git_repository_set_config")
  }

  /// Merges commits over their merge bases, recursively where there are several, and compares the result with a tree.
  package func merge(_ ours: ObjectID, _ theirs: ObjectID, comparedWith tree: ObjectID) throws(GitError) -> Outcome {
    var options = try mergeOptions()
    let first = try commit(ours), second = try commit(theirs)
    var size = TreeSize(audited)
    for base in try audited.mergeBases(ours, theirs) {
      let base = try audited.commit(base).tree
      for side in [ours, theirs] { try size.check(base, try audited.commit(side).tree) }
    }
    return try outcome(tree) { out in
      git_merge_commits(&out, repository.pointer, first.pointer, second.pointer, &options)
    }
  }

  /// Merges two trees over a third, and compares the result with a tree.
  package func merge(
    base: ObjectID, ours: ObjectID, theirs: ObjectID, comparedWith expected: ObjectID
  ) throws(GitError) -> Outcome {
    if base == ours { return try compare(theirs, expected) }
    if base == theirs || ours == theirs { return try compare(ours, expected) }
    var size = TreeSize(audited)
    for side in [ours, theirs] { try size.check(base, side) }
    var options = try mergeOptions()
    let ancestor = try tree(base), first = try tree(ours), second = try tree(theirs)
    return try outcome(expected) { out in
      git_merge_trees(&out, repository.pointer, ancestor.pointer, first.pointer, second.pointer, &options)
    }
  }

  private func compare(_ result: ObjectID, _ expected: ObjectID) throws(GitError) -> Outcome {
    result == expected ? .same : .differs(try changedPaths(result, expected))
  }

  /// Returns the paths in which two trees differ, bytes as committed, in git's order. Renames are a removal and an addition.
  package func changedPaths(_ old: ObjectID, _ new: ObjectID) throws(GitError) -> [[UInt8]] {
    if old == new { return [] }
    var size = TreeSize(audited)
    try size.check(old, new)
    let before = try tree(old), after = try tree(new)
    let diff = try Owned("git_diff_tree_to_tree", free: git_diff_free) { out in
      git_diff_tree_to_tree(&out, repository.pointer, before.pointer, after.pointer, nil)
    }
    return (0..<git_diff_num_deltas(diff.pointer)).compactMap { index in
      guard let path = git_diff_get_delta(diff.pointer, index)?.pointee.new_file.path else { return nil }
      return Array(String(cString: path).utf8)
    }
  }

  private func outcome(
    _ expected: ObjectID, _ merge: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> Outcome {
    defer { git_mempack_reset(memory) }
    guard let tree = try mergedTree(merge) else { return .conflict }
    // Before the trees in memory are gone.
    return try compare(tree, expected)
  }

  /// Returns the tree that a merge gives, in memory until the next reset; `nil` where it conflicts.
  private func mergedTree(_ merge: (inout OpaquePointer?) -> Int32) throws(GitError) -> ObjectID? {
    let index: Owned
    do throws(GitError) {
      index = try Owned("git_merge", free: git_index_free, merge)
    } catch {
      if error.code == GIT_EMERGECONFLICT.rawValue { return nil }
      throw error
    }
    if git_index_has_conflicts(index.pointer) == 1 { return nil }
    var raw = git_oid()
    try check(git_index_write_tree_to(&raw, index.pointer, repository.pointer), "git_index_write_tree_to")
    return ObjectID(raw)
  }

  private func mergeOptions() throws(GitError) -> git_merge_options {
    var options = git_merge_options()
    try check(git_merge_options_init(&options, UInt32(GIT_MERGE_OPTIONS_VERSION)), "git_merge_options_init")
    options.flags = UInt32(GIT_MERGE_FIND_RENAMES.rawValue)
    options.target_limit = Self.renameLimit
    return options
  }

  private func commit(_ id: ObjectID) throws(GitError) -> Owned {
    var raw = id.raw
    return try Owned("git_commit_lookup", free: git_commit_free) { out in
      git_commit_lookup(&out, repository.pointer, &raw)
    }
  }

  private func tree(_ id: ObjectID) throws(GitError) -> Owned {
    var raw = id.raw
    return try Owned("git_tree_lookup", free: git_tree_free) { out in git_tree_lookup(&out, repository.pointer, &raw) }
  }
}

extension Repository {
  /// Returns the merge bases of two commits; none where their histories are unrelated.
  package func mergeBases(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> [ObjectID] {
    var first = a.raw, second = b.raw
    var bases = git_oidarray()
    let code = git_merge_bases(&bases, handle.pointer, &first, &second)
    if code == GIT_ENOTFOUND.rawValue, try header(of: a) != nil, try header(of: b) != nil {
      git_error_clear()
      return []
    }
    try check(code, "git_merge_bases", object: a)
    defer { git_oidarray_dispose(&bases) }
    return (0..<bases.count).map { ObjectID(bases.ids[$0]) }
  }
}
