import CLibgit2

extension Repository {
  /// Calls `body` with each commit that some commits reach, themselves too, and others don't, newest first by date.
  ///
  /// - Parameters:
  ///   - starts: What isn't here is passed over.
  ///   - ends: Likewise.
  /// - Throws: A missing object on the way, or what `body` throws.
  package func forEachCommit(
    reachedBy starts: some Sequence<ObjectID>, butNotBy ends: [ObjectID],
    _ body: (ObjectID) throws(GitError) -> Void
  ) throws(GitError) {
    let walk = try Owned("git_revwalk_new", free: git_revwalk_free) { out in git_revwalk_new(&out, handle.pointer) }
    try check(git_revwalk_sorting(walk.pointer, UInt32(GIT_SORT_TIME.rawValue)), "git_revwalk_sorting")
    for start in starts where try header(of: start)?.kind == .commit {
      var raw = start.raw
      try check(git_revwalk_push(walk.pointer, &raw), "git_revwalk_push", object: start)
    }
    for end in ends where try header(of: end)?.kind == .commit {
      var raw = end.raw
      try check(git_revwalk_hide(walk.pointer, &raw), "git_revwalk_hide", object: end)
    }
    while true {
      var raw = git_oid()
      let code = git_revwalk_next(&raw, walk.pointer)
      if code == GIT_ITEROVER.rawValue { break }
      try check(code, "git_revwalk_next")
      try body(ObjectID(raw))
    }
    git_error_clear()
  }
}
