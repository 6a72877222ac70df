import CLibgit2

/// The process-wide libgit2 library.
enum Libgit2 {
  /// Starts libgit2 once per process.
  ///
  /// There is no shutdown: the process ends with the library running.
  static func start() throws(GitError) {
    if case .failure(let error) = started { throw error }
  }

  private static let started: Result<Void, GitError> = {
    countersign_keep_memory()
    let code = git_libgit2_init()
    guard code >= 0 else { return .failure(GitError.last(code, "git_libgit2_init")) }
    // Every object is hashed as it is read.
    guard countersign_set_strict_hash_verification(1) >= 0, countersign_limit_cache() >= 0,
      countersign_limit_windows() >= 0, countersign_know_extensions() >= 0
    else {
      return .failure(GitError.last(-1, "git_libgit2_opts"))
    }
    return .success(())
  }()

  /// The version of libgit2 that is linked, such as `1.5.1`.
  static var version: String {
    var major: Int32 = 0, minor: Int32 = 0, patch: Int32 = 0
    git_libgit2_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}

/// An owned libgit2 pointer, freed exactly once.
struct Owned: ~Copyable {
  let pointer: OpaquePointer
  private let free: (OpaquePointer?) -> Void

  init(
    _ call: String, free: @escaping (OpaquePointer?) -> Void, _ body: (inout OpaquePointer?) -> Int32
  ) throws(GitError) {
    var raw: OpaquePointer?
    let code = body(&raw)
    guard code >= 0, let raw else { throw GitError.last(code, call) }
    self.pointer = raw
    self.free = free
  }

  deinit { free(pointer) }
}
