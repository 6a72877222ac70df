import Foundation

extension RepositoryBuilder {
  /// Makes a branch, or moves it wherever it was.
  package func branch(_ name: String, at commit: String) throws { try updateRef(refName(name), to: commit) }

  /// Makes or moves any ref, such as `refs/merge-requests/1/head`.
  package func updateRef(_ ref: String, to object: String) throws {
    try git("update-ref", "--no-deref", ref, resolve(object))
  }

  package func deleteRef(_ ref: String) throws {
    _ = try resolve(ref)
    try git("update-ref", "--no-deref", "-d", ref)
  }

  /// Makes or moves a tag, and returns the id that the ref then has.
  ///
  /// - Parameters:
  ///   - annotated: The tagger's date. A light-weight tag if `nil`, without tagger and message.
  ///   - message: The tag's name if `nil`.
  @discardableResult
  package func tag(
    _ name: String, at object: String, annotated: Int64? = nil, tagger: Identity = .ada, message: String? = nil
  ) throws -> String {
    let object = try resolve(object)
    guard let annotated else {
      try updateRef("refs/tags/\(name)", to: object)
      return object
    }
    var stream = FastImport()
    stream.line("tag \(name)")
    stream.line("mark :1")
    stream.line("from \(object)")
    stream.person("tagger", tagger, at: annotated)
    stream.data(Array("\(message ?? name)\n".utf8))
    return try fastImport(stream)
  }

  /// Sets the note on an object, exactly as given; one that it had on this ref is replaced.
  ///
  /// - Parameter ref: In full, such as `refs/notes/review`.
  /// - Returns: The id of the notes ref's new commit.
  @discardableResult
  package func note(
    ref: String, on object: String, text: String, author: Identity = .ada, date: Int64? = nil
  ) throws -> String {
    try note(ref: ref, on: object, bytes: Array(text.utf8), author: author, date: date)
  }

  @discardableResult
  package func note(
    ref: String, on object: String, bytes: [UInt8], author: Identity = .ada, date: Int64? = nil
  ) throws -> String {
    guard ref.hasPrefix("refs/notes/") else { throw TestingError("not below refs/notes/: \(ref)") }
    let date = tick(date)
    var stream = FastImport()
    stream.line("commit \(ref)")
    stream.line("mark :1")
    stream.person("author", author, at: date)
    stream.person("committer", author, at: date)
    stream.data(Array("Notes added by 'git notes add'\n".utf8))
    if let tip = try tip(of: ref) { stream.line("from \(tip)") }
    stream.line("N inline \(try resolve(object))")
    stream.data(bytes)
    return try fastImport(stream)
  }

  /// Makes git show `other` wherever `object` is asked for.
  package func replace(_ object: String, with other: String) throws {
    try updateRef("refs/replace/\(resolve(object))", to: other)
  }

  /// Makes git show other parents for a commit, by the old `info/grafts` file.
  package func graft(_ commit: String, parents: [String]) throws {
    let line = try ([commit] + parents).map(resolve).joined(separator: " ") + "\n"
    try FileManager.default.createDirectory(atPath: "\(gitDirectory)/info", withIntermediateDirectories: true)
    let file = "\(gitDirectory)/info/grafts"
    let present = FileManager.default.contents(atPath: file) ?? Data()
    try (present + Data(line.utf8)).write(to: URL(fileURLWithPath: file))
  }

  /// Makes index and work tree agree with a branch, and `HEAD` point to it. Only for a repository that isn't bare.
  package func checkOut(_ branch: String = "main") throws {
    try git("symbolic-ref", "HEAD", refName(branch))
    try git("reset", "--quiet", "--hard")
  }
}
