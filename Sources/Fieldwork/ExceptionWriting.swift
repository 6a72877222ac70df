package import Audit
package import Diagnostics
package import Evidence
package import GitStore
package import Policy

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes the file of a new exception into the work tree, where its user commits it through review.
package struct ExceptionWriting {
  private let repository: Repository

  package init(_ repository: Repository) { self.repository = repository }

  /// Returns what is known of the change that holds a commit: its own id and title, and the codes that stand against it.
  ///
  /// A commit that is not in production yet has no findings.
  package func facts(
    of commit: ObjectID, _ request: AuditRequest
  ) throws(Stopped) -> (commit: ObjectID, title: String, findings: [String]) {
    do throws(Stopped) {
      if let change = try request.explain(commit.description, in: repository)?.assessments.first(where: {
        $0.commits.contains(commit)
      }) {
        var codes: [String] = []
        for finding in change.findings where finding.weight != .warning && !codes.contains(finding.code.rawValue) {
          codes.append(finding.code.rawValue)
        }
        return (change.id, change.title, codes)
      }
    } catch {
      guard error.diagnostics.first?.code == "range-not-found" else { throw error }
    }
    do throws(GitError) {
      let message = try repository.commit(commit).message
      let title = String(decoding: message.prefix { $0 != UInt8(ascii: "\n") }.prefix(1000), as: UTF8.self)
      return (commit, title, [])
    } catch {
      throw Stopped(error, reading: "the commit \(commit)", in: repository)
    }
  }

  /// Writes the file, and returns its path.
  ///
  /// - Parameter signer: Signs an emergency, as whoever declares it.
  package func write(_ facts: ExceptionTemplate.Facts, signer: RecordSigner?) throws(Stopped) -> String {
    guard let root = repository.workTree else {
      throw Self.stopped("a bare repository has no work tree to write to", at: repository.gitDirectory)
    }
    var text = ExceptionTemplate.text(facts)
    if let signer {
      let signature = try signer.sign(Array(text.utf8))
      text += ExceptionTemplate.signature(String(decoding: signature.armored, as: UTF8.self))
    }
    var folder = root
    for part in ExceptionFile.folder.split(separator: "/") {
      folder += (folder.hasSuffix("/") ? "" : "/") + part
      try makeFolder(folder)
    }
    let path = "\(folder)/\(facts.id).yml"
    var status = stat()
    if lstat(path, &status) == 0 { throw Self.stopped("there is an exception of this id already", at: path) }
    do throws(FileBytes.Failure) { try FileBytes.replace(path, with: Array(text.utf8)) } catch {
      throw Self.stopped("the exception can't be written: \(error)", at: path)
    }
    return path
  }

  /// A link in the place of a folder would lead the file out of the work tree.
  private func makeFolder(_ path: String) throws(Stopped) {
    if mkdir(path, 0o755) != 0, errno != EEXIST {
      throw Self.stopped("the folder can't be made: \(String(cString: strerror(errno)))", at: path)
    }
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Self.stopped("this is no folder", at: path)
    }
  }

  private static func stopped(_ message: String, at path: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", message, places: [.named(path)],
        help: ["choose another id with --id, or remove what is in the way; nothing was written"]))
  }
}
