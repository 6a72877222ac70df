import CLibgit2

/// A repository opened for reading. Nothing writes to one but `Repository+Writing.swift`, and that only to our own refs.
///
/// Not `Sendable`: libgit2 wants an object used from one thread at a time, so open one in each task.
package final class Repository {
  let handle: Owned
  let odb: Owned

  /// Opens the repository that holds `path`. Never creates one.
  package init(opening path: String) throws(GitError) {
    try Libgit2.start()
    handle = try Owned("git_repository_open_ext", free: git_repository_free) { out in
      git_repository_open_ext(&out, path, 0, nil)
    }
    odb = try Self.objects(of: handle.pointer)
  }

  /// Opens the repository that git named in the environment, as it does for a hook, or the one around the current folder.
  ///
  /// A `pre-receive` hook sees the pushed commits only this way: they are still in quarantine.
  package init(openingFromEnvironment: Void) throws(GitError) {
    try Libgit2.start()
    handle = try Owned("git_repository_open_ext", free: git_repository_free) { out in
      git_repository_open_ext(&out, nil, UInt32(GIT_REPOSITORY_OPEN_FROM_ENV.rawValue), nil)
    }
    odb = try Self.objects(of: handle.pointer)
  }

  /// Opens the same repository once more, for another thread.
  ///
  /// libgit2 shares pack files by the spelling of their path and holds a lock while it inflates; under another spelling
  /// this one has packs of its own. Not for a repository in quarantine: the environment's object folders are not seen.
  package init(apartFrom path: String) throws(GitError) {
    try Libgit2.start()
    handle = try Owned("git_repository_open_ext", free: git_repository_free) { out in
      git_repository_open_ext(&out, path, 0, nil)
    }
    let objects = String(cString: git_repository_commondir(handle.pointer)) + "./objects"
    odb = try Owned("git_odb_open", free: git_odb_free) { out in git_odb_open(&out, objects) }
  }

  private static func objects(of repository: OpaquePointer) throws(GitError) -> Owned {
    try Owned("git_repository_odb", free: git_odb_free) { out in git_repository_odb(&out, repository) }
  }

  /// The version of the linked libgit2.
  package static var libraryVersion: String { Libgit2.version }

  /// The repository's own folder (`.git`, or a bare repository), with a slash at the end.
  package var gitDirectory: String { String(cString: git_repository_path(handle.pointer)) }

  /// The folder that worktrees share, with a slash at the end; refs and objects live here.
  package var commonDirectory: String { String(cString: git_repository_commondir(handle.pointer)) }

  /// The root of the work tree, or `nil` for a bare repository.
  package var workTree: String? { git_repository_workdir(handle.pointer).map { String(cString: $0) } }

  package var isBare: Bool { git_repository_is_bare(handle.pointer) == 1 }

  /// A Boolean value that tells whether history was cut short by a shallow clone.
  package var isShallow: Bool { git_repository_is_shallow(handle.pointer) == 1 }

  /// Returns one value of the configuration, or `nil` where the key is not set.
  package func configuration(_ key: String) throws(GitError) -> String? {
    let configuration = try Owned("git_repository_config_snapshot", free: git_config_free) { out in
      git_repository_config_snapshot(&out, handle.pointer)
    }
    var value: UnsafePointer<CChar>?
    let code = git_config_get_string(&value, configuration.pointer, key)
    if code == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try check(code, "git_config_get_string")
    return value.map { String(cString: $0) }
  }
}
