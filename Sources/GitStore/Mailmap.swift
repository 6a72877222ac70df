import CLibgit2

/// A `.mailmap`, read from bytes and never from the work tree.
///
/// Not `Sendable`: a libgit2 object, used from one thread at a time.
package final class Mailmap {
  private let handle: Owned

  /// Reads mailmap lines. A line that is none is skipped, as git does.
  package init(_ text: [UInt8]) throws(GitError) {
    try Libgit2.start()
    handle = try Owned("git_mailmap_from_buffer", free: git_mailmap_free) { out in
      text.withUnsafeBytes { bytes in
        git_mailmap_from_buffer(&out, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
      }
    }
  }

  /// Returns the real name and address of a name and address; those that it does not list come back as they are.
  package func resolve(name: String, email: String) throws(GitError) -> (name: String, email: String) {
    // libgit2 may hand back the pointers that it was given, so they must outlive the call.
    let result: Result<(name: String, email: String), GitError> = name.withCString { name in
      email.withCString { email in
        var realName: UnsafePointer<CChar>?
        var realEmail: UnsafePointer<CChar>?
        let code = git_mailmap_resolve(&realName, &realEmail, handle.pointer, name, email)
        guard code >= 0, let realName, let realEmail else {
          return .failure(GitError.last(code, "git_mailmap_resolve"))
        }
        return .success((String(cString: realName), String(cString: realEmail)))
      }
    }
    return try result.get()
  }
}
