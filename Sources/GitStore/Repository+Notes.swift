import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A note and the object that it is about.
package struct Note: Hashable, Sendable {
  package var subject: ObjectID
  package var text: [UInt8]
}

extension Repository {
  /// Returns the note about one object on a notes ref, or `nil` if there is none (or no such ref).
  package func note(about subject: ObjectID, on ref: String) throws(GitError) -> Note? {
    var raw = subject.raw
    var note: OpaquePointer?
    let code = git_note_read(&note, handle.pointer, ref, &raw)
    if code == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_note_read", object: subject)
    defer { git_note_free(note) }
    guard let text = git_note_message(note) else { return Note(subject: subject, text: []) }
    return Note(subject: subject, text: Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
  }

  /// Calls `body` with the subject and the blob of each note on a ref, whatever the fan-out.
  ///
  /// Notes are all listed before the first is read: libgit2 builds the list when the iteration begins.
  package func forEachNote(
    on ref: String, _ body: (_ subject: ObjectID, _ blob: ObjectID) throws(GitError) -> Void
  ) throws(GitError) {
    if let tip = try target(of: ref), let commit = try commit(behind: tip) {
      var size = TreeSize(self)
      try size.check(try self.commit(commit).tree)
    }
    var raw: OpaquePointer?
    let code = git_note_iterator_new(&raw, handle.pointer, ref)
    if code == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return
    }
    try check(code, "git_note_iterator_new")
    defer { git_note_iterator_free(raw) }
    while true {
      var blob = git_oid(), subject = git_oid()
      let code = git_note_next(&blob, &subject, raw)
      if code == GIT_ITEROVER.rawValue { break }
      try check(code, "git_note_next")
      try body(ObjectID(subject), ObjectID(blob))
    }
    git_error_clear()
  }
}
