import CLibgit2

/// The kinds of git object.
package enum ObjectKind: Sendable {
  case commit, tree, blob, tag

  init?(_ raw: git_object_t) {
    switch raw {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }
}

extension Repository {
  /// Lends the raw bytes of an object to `body`. They are gone when it returns.
  ///
  /// Replace refs and grafts play no part: these are the bytes whose hash is `id`, and libgit2 has checked that.
  /// - Throws: ``GitError`` if the object is missing, damaged, or of another kind.
  package func withObject<Result>(
    _ id: ObjectID, _ kind: ObjectKind, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    var raw = id.raw
    var object: OpaquePointer?
    try check(git_odb_read(&object, odb.pointer, &raw), "git_odb_read", object: id)
    defer { git_odb_object_free(object) }
    guard ObjectKind(git_odb_object_type(object)) == kind else {
      throw GitError.malformed(id, "the object is not a \(kind)")
    }
    return try body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// Returns the kind and size in bytes of an object without reading it whole, or `nil` if it is missing.
  package func header(of id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int)? {
    var raw = id.raw
    var size = 0
    var type = GIT_OBJECT_INVALID
    let code = git_odb_read_header(&size, &type, odb.pointer, &raw)
    if code == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_odb_read_header", object: id)
    guard let kind = ObjectKind(type) else { throw GitError.malformed(id, "unknown kind of object") }
    return (kind, size)
  }

  /// Returns the whole content of a blob.
  package func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try withObject(id, .blob) { bytes throws(GitError) in [UInt8](bytes) }
  }

  /// Returns a commit as a value.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    try withObject(id, .commit) { bytes throws(GitError) in Commit(try CommitView(bytes, id: id)) }
  }
}
