import CLibgit2

/// A ref and where it points.
package struct Ref: Hashable, Sendable {
  /// The full name, such as `refs/heads/main`.
  package var name: String
  /// The object that it names: a commit, or a tag object for an annotated tag.
  package var target: ObjectID

  package init(name: String, target: ObjectID) {
    self.name = name
    self.target = target
  }
}

extension Repository {
  /// Returns what a full ref name points to after following symbolic refs, or `nil` if there is no such ref.
  package func target(of name: String) throws(GitError) -> ObjectID? {
    var raw = git_oid()
    let code = git_reference_name_to_id(&raw, handle.pointer, name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_reference_name_to_id")
    return ObjectID(raw)
  }

  /// Returns the ref that a symbolic ref such as `HEAD` names, whether or not that one exists; `nil` if it is not symbolic.
  package func symbolicTarget(of name: String) throws(GitError) -> String? {
    var raw: OpaquePointer?
    let code = git_reference_lookup(&raw, handle.pointer, name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_reference_lookup")
    defer { git_reference_free(raw) }
    return git_reference_symbolic_target(raw).map { String(cString: $0) }
  }

  /// Returns the refs whose full names match a glob such as `refs/tags/*`, in the order of their names.
  package func refs(matching glob: String) throws(GitError) -> [Ref] {
    let iterator = try Owned("git_reference_iterator_glob_new", free: git_reference_iterator_free) { out in
      git_reference_iterator_glob_new(&out, handle.pointer, glob)
    }
    var refs: [Ref] = []
    while true {
      var name: UnsafePointer<CChar>?
      let code = git_reference_next_name(&name, iterator.pointer)
      if code == GIT_ITEROVER.rawValue { break }
      try check(code, "git_reference_next_name")
      guard let name else { break }
      let text = String(cString: name)
      if let target = try target(of: text) { refs.append(Ref(name: text, target: target)) }
    }
    git_error_clear()
    return refs.sorted { $0.name < $1.name }
  }

  /// Returns the commit that a revision such as `v1.2`, `HEAD~3` or an abbreviated id names, or `nil` if there is none.
  package func commit(named revision: String) throws(GitError) -> ObjectID? {
    var raw: OpaquePointer?
    let code = git_revparse_single(&raw, handle.pointer, revision)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_revparse_single")
    defer { git_object_free(raw) }
    var peeled: OpaquePointer?
    let peel = git_object_peel(&peeled, raw, GIT_OBJECT_COMMIT)
    if peel == GIT_EPEEL.rawValue || peel == GIT_EINVALIDSPEC.rawValue {
      git_error_clear()
      return nil
    }
    try check(peel, "git_object_peel")
    defer { git_object_free(peeled) }
    guard let id = git_object_id(peeled) else { return nil }
    return ObjectID(id.pointee)
  }
}

extension Repository {
  /// Returns whether one commit is another or an ancestor of it.
  package func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
    if ancestor == descendant { return true }
    var descendant = descendant.raw
    var ancestor = ancestor.raw
    return try check(git_graph_descendant_of(handle.pointer, &descendant, &ancestor), "git_graph_descendant_of") == 1
  }
}

extension Repository {
  /// Returns the commit that an object is, or that a tag object leads to; `nil` where it leads to something else.
  package func commit(behind target: ObjectID) throws(GitError) -> ObjectID? {
    var target = target
    // A tag of a tag of a tag is allowed; a chain without an end is not.
    for _ in 0..<16 {
      guard let header = try header(of: target) else {
        throw GitError(
          code: GIT_ENOTFOUND.rawValue, domain: Int32(GIT_ERROR_ODB.rawValue), call: "git_odb_read_header",
          detail: "no match for id", object: target)
      }
      switch header.kind {
      case .commit: return target
      case .tag:
        target = try withObject(target, .tag) { bytes throws(GitError) in
          guard bytes.count > 47, let id = ObjectID(hexBytes: UnsafeRawBufferPointer(rebasing: bytes[7..<47])) else {
            throw GitError.malformed(target, "the tag names no object")
          }
          return id
        }
      case .tree, .blob: return nil
      }
    }
    return nil
  }

  /// Returns the tagger's date of a tag object in seconds since 1970; `nil` for any other object, or without a tagger.
  package func taggedAt(_ id: ObjectID) throws(GitError) -> Int64? {
    guard let header = try header(of: id), header.kind == .tag else { return nil }
    return try withObject(id, .tag) { bytes throws(GitError) in
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        if line.isEmpty { return nil }
        guard line.starts(with: "tagger ".utf8) else { continue }
        return CommitView.SignatureView(line.startIndex + 7..<line.endIndex, in: bytes).seconds
      }
      return nil
    }
  }
}

extension Repository {
  /// Returns the commit with a full or abbreviated id; `nil` where there is none, or several. Never looks at refs: a tag
  /// may be named like an id.
  package func commit(withID hex: String) throws(GitError) -> ObjectID? {
    guard (7...ObjectID.hexCount).contains(hex.utf8.count),
      let padded = ObjectID(hex: hex + String(repeating: "0", count: ObjectID.hexCount - hex.utf8.count))
    else { return nil }
    var found = git_oid()
    var prefix = padded.raw
    let code = git_odb_exists_prefix(&found, odb.pointer, &prefix, hex.utf8.count)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EAMBIGUOUS.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_odb_exists_prefix")
    guard let header = try header(of: ObjectID(found)), header.kind == .commit else { return nil }
    return ObjectID(found)
  }
}
