import CLibgit2

extension Repository {
  /// Returns the best common ancestor of two commits, or `nil` where they have none.
  package func commonAncestor(of one: ObjectID, and other: ObjectID) throws(GitError) -> ObjectID? {
    var one = one.raw, other = other.raw
    var raw = git_oid()
    let code = git_merge_base(&raw, handle.pointer, &one, &other)
    if code == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_merge_base")
    return ObjectID(raw)
  }
}
