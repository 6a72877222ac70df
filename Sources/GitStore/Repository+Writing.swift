import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The only writers. What they add is reachable from nothing until ``swap(_:from:to:log:)`` has moved one of our own
/// refs, so a process that is killed at any point leaves the old tip and, at most, objects that `git gc` removes.
extension Repository {
  /// Returns the user's name and address as git takes them, each from the environment of a committer first and then from
  /// the configuration; `nil` where one of the two is in neither. Nothing is guessed from the machine.
  package func committer() throws(GitError) -> GitPerson? {
    let name = Self.variable("GIT_COMMITTER_NAME"), email = Self.variable("GIT_COMMITTER_EMAIL")
    if !name.isEmpty, !email.isEmpty { return GitPerson(name: name, email: email) }
    var person = try configuredPerson()
    if person == nil, !name.isEmpty || !email.isEmpty {
      let other = try configuration(name.isEmpty ? "user.name" : "user.email") ?? ""
      if !other.isEmpty { person = GitPerson(name: other, email: other) }
    }
    if !name.isEmpty { person?.name = name }
    if !email.isEmpty { person?.email = email }
    return person
  }

  /// A variable of the environment, without what git leaves out of names too; empty where it isn't set.
  private static func variable(_ name: String) -> String {
    guard let text = getenv(name) else { return "" }
    return String(String(cString: text).unicodeScalars.filter { $0.value >= 32 && $0 != "<" && $0 != ">" })
  }

  /// Returns the user's name and address from git's configuration, or `nil` where one of the two isn't set.
  package func configuredPerson() throws(GitError) -> GitPerson? {
    var raw: UnsafeMutablePointer<git_signature>?
    let code = git_signature_default(&raw, handle.pointer)
    if code == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_signature_default")
    defer { git_signature_free(raw) }
    guard let name = raw?.pointee.name, let email = raw?.pointee.email else { return nil }
    let person = GitPerson(name: String(cString: name), email: String(cString: email))
    return person.name.isEmpty || person.email.isEmpty ? nil : person
  }

  /// Writes a blob and returns its id.
  package func write(blob bytes: [UInt8]) throws(GitError) -> ObjectID {
    try Libgit2.flushWrites()
    var raw = git_oid()
    let code = bytes.withUnsafeBytes { git_blob_create_from_buffer(&raw, handle.pointer, $0.baseAddress, $0.count) }
    try check(code, "git_blob_create_from_buffer")
    return ObjectID(raw)
  }

  /// Writes the tree that has everything of `base` and `files` besides, and returns its id.
  ///
  /// A file of `base` at one of the paths is replaced: whoever only means to add has to look first.
  package func write(tree base: ObjectID?, adding files: [NewFile]) throws(GitError) -> ObjectID {
    try Libgit2.flushWrites()
    var baseline: OpaquePointer?
    if let base {
      var raw = base.raw
      try check(git_tree_lookup(&baseline, handle.pointer, &raw), "git_tree_lookup", object: base)
    }
    defer { git_tree_free(baseline) }
    let paths = files.map { strdup($0.path) }
    defer { for path in paths { free(path) } }
    let updates = zip(files, paths).map { file, path in
      git_tree_update(
        action: GIT_TREE_UPDATE_UPSERT, id: file.blob.raw, filemode: GIT_FILEMODE_BLOB, path: UnsafePointer(path))
    }
    var raw = git_oid()
    let code = updates.withUnsafeBufferPointer {
      git_tree_create_updated(&raw, handle.pointer, baseline, $0.count, $0.baseAddress)
    }
    try check(code, "git_tree_create_updated", object: base)
    return ObjectID(raw)
  }

  /// Writes a commit and returns its id. No ref moves.
  package func write(_ commit: NewCommit) throws(GitError) -> ObjectID {
    try Libgit2.flushWrites()
    var signature: UnsafeMutablePointer<git_signature>?
    try check(
      git_signature_new(&signature, commit.person.name, commit.person.email, commit.seconds, 0), "git_signature_new")
    defer { git_signature_free(signature) }
    var raw = git_oid()
    var tree = commit.tree.raw
    let parents = commit.parents.map(\.raw)
    let code = parents.withUnsafeBufferPointer { ids in
      var pointers: [UnsafePointer<git_oid>?] = ids.indices.map { index in ids.baseAddress.map { $0 + index } }
      return git_commit_create_from_ids(
        &raw, handle.pointer, nil, signature, signature, nil, commit.message, &tree, pointers.count, &pointers)
    }
    try check(code, "git_commit_create_from_ids", object: commit.tree)
    return ObjectID(raw)
  }

  /// Moves one of our own refs, if it still is at `old`; `nil` means that it must not exist yet.
  package func swap(
    _ ref: OwnRef, from old: ObjectID?, to new: ObjectID, log: String
  ) throws(GitError) -> Swap {
    try Libgit2.flushWrites()
    var expected = (old ?? .zero).raw
    var target = new.raw
    var out: OpaquePointer?
    let code = git_reference_create_matching(&out, handle.pointer, ref.name, &target, 1, &expected, log)
    git_reference_free(out)
    switch code {
    case GIT_EMODIFIED.rawValue, GIT_EEXISTS.rawValue, GIT_ENOTFOUND.rawValue:
      git_error_clear()
      return .lost
    case GIT_ELOCKED.rawValue:
      git_error_clear()
      return .locked
    default:
      try check(code, "git_reference_create_matching", object: new)
      return .moved
    }
  }
}

extension Libgit2 {
  /// Has libgit2 flush objects and refs to the disk before it goes on, as git does: a ref must not survive a power
  /// failure that its objects didn't.
  static func flushWrites() throws(GitError) {
    if case .failure(let error) = flushing { throw error }
  }

  private static let flushing: Result<Void, GitError> = {
    let code = countersign_flush_writes()
    return code >= 0 ? .success(()) : .failure(GitError.last(code, "git_libgit2_opts"))
  }()
}
