import CLibgit2

/// A failure reported by libgit2.
package struct GitError: Error, Hashable, Sendable {
  /// The code that the call returned, such as -3 for "not found".
  package let code: Int32
  /// The part of libgit2 that failed.
  package let domain: Int32
  /// The C function that failed.
  package let call: String
  /// libgit2's own words.
  package let detail: String
  /// The object that was being read, where there was one.
  package var object: ObjectID?

  package var isNotFound: Bool { code == GIT_ENOTFOUND.rawValue }
  /// git refuses the repository because it belongs to another user (`safe.directory`).
  package var isOwnership: Bool {
    code == GIT_EOWNER.rawValue || (isNotFound && detail.contains("safe.directory"))
  }

  /// Reads the error of the call that just returned `code`, on the same thread.
  static func last(_ code: Int32, _ call: String, object: ObjectID? = nil) -> GitError {
    defer { git_error_clear() }
    guard let raw = git_error_last(), let message = raw.pointee.message else {
      return GitError(code: code, domain: 0, call: call, detail: "libgit2 gave no detail", object: object)
    }
    return GitError(
      code: code, domain: Int32(raw.pointee.klass), call: call, detail: String(cString: message), object: object)
  }

  /// An object whose content is not what its kind promises.
  package static func malformed(_ object: ObjectID, _ detail: String) -> GitError {
    GitError(
      code: GIT_ERROR.rawValue, domain: Int32(GIT_ERROR_OBJECT.rawValue), call: "parse", detail: detail, object: object)
  }
}

/// Throws what libgit2 says of `code` if it is a failure.
@discardableResult
func check(_ code: Int32, _ call: String, object: ObjectID? = nil) throws(GitError) -> Int32 {
  guard code >= 0 else { throw GitError.last(code, call, object: object) }
  return code
}
