import CLibgit2

/// One movement of a ref, as the reflog of this very repository has it. Whoever may write its files may alter it, and
/// git forgets it after some months.
package struct ReflogEntry: Hashable, Sendable {
  /// `nil` where the ref did not exist.
  package var old: ObjectID?
  /// `nil` where it was deleted.
  package var new: ObjectID?
  /// Seconds since 1970, by the clock of whoever moved it.
  package var seconds: Int64
}

extension Repository {
  /// Returns the movements of a ref, the newest first; none where no reflog is kept.
  ///
  /// - Parameters:
  ///   - name: The full name.
  ///   - most: Older ones are left out.
  package func reflog(of name: String, atMost most: Int) throws(GitError) -> [ReflogEntry] {
    // Reading one that isn't there would make an empty one.
    guard try check(git_reference_has_log(handle.pointer, name), "git_reference_has_log") == 1 else { return [] }
    var log: OpaquePointer?
    let code = git_reflog_read(&log, handle.pointer, name)
    if code == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return []
    }
    try check(code, "git_reflog_read")
    defer { git_reflog_free(log) }
    var entries: [ReflogEntry] = []
    for index in 0..<min(git_reflog_entrycount(log), most) {
      guard let entry = git_reflog_entry_byindex(log, index), let old = git_reflog_entry_id_old(entry),
        let new = git_reflog_entry_id_new(entry), let who = git_reflog_entry_committer(entry)
      else { continue }
      let ids = [ObjectID(old.pointee), ObjectID(new.pointee)].map { $0 == .zero ? nil : $0 }
      entries.append(ReflogEntry(old: ids[0], new: ids[1], seconds: who.pointee.when.time))
    }
    return entries
  }
}
