extension RepositoryBuilder {
  /// Adds a commit to a branch, which starts with a root commit where it doesn't exist yet.
  ///
  /// - Parameters:
  ///   - message: Ended by a line feed where it has none.
  ///   - branch: A branch name, or a full ref name that begins with `refs/`.
  ///   - files: Text by path, on top of the first parent's tree; `nil` as a text removes. Where neither `files` nor
  ///     `entries` are given the commit adds a new file of its own; `[:]` makes an empty commit.
  ///   - entries: Links, executables and the like by path, besides `files`.
  ///   - tree: A tree to take instead of the first parent's. `files` and `entries` go on top.
  ///   - parents: Ids or names. The branch moves to the new commit wherever it was; `[]` makes another root.
  ///   - date: The author's date, and the committer's where that isn't given. The clock stands still for it.
  /// - Returns: The id.
  @discardableResult
  package func commit(
    _ message: String, on branch: String = "main", author: Identity = .ada, committer: Identity? = nil,
    files: [String: String?]? = nil, entries: [String: FileEntry]? = nil, tree: String? = nil,
    parents: [String]? = nil, date: Int64? = nil, committerDate: Int64? = nil
  ) throws -> String {
    let message = message.hasSuffix("\n") ? message : message + "\n"
    return try commit(
      bytes: Array(message.utf8), on: branch, author: author, committer: committer, files: files,
      entries: entries, tree: tree, parents: parents, date: date, committerDate: committerDate)
  }

  /// Adds a commit whose message is exactly these bytes: Latin-1, NUL, no line end.
  ///
  /// - Parameter encoding: The value of the commit's `encoding` header; no header if `nil`.
  @discardableResult
  package func commit(
    bytes message: [UInt8], encoding: String? = nil, on branch: String = "main", author: Identity = .ada,
    committer: Identity? = nil, files: [String: String?]? = nil, entries: [String: FileEntry]? = nil,
    tree: String? = nil, parents: [String]? = nil, date: Int64? = nil, committerDate: Int64? = nil
  ) throws -> String {
    let ref = refName(branch)
    let parents = try parents.map { try $0.map(resolve) } ?? tip(of: ref).map { [$0] } ?? []
    let authored = tick(date)

    var stream = FastImport()
    // Otherwise the commit would go on from where the branch is.
    if parents.isEmpty { stream.line("reset \(ref)\n") }
    stream.line("commit \(ref)")
    stream.line("mark :1")
    stream.person("author", author, at: authored)
    stream.person("committer", committer ?? author, at: committerDate ?? authored)
    if let encoding { stream.line("encoding \(encoding)") }
    stream.data(message)
    for (index, parent) in parents.enumerated() { stream.line("\(index == 0 ? "from" : "merge") \(parent)") }
    if let tree { stream.line("M 040000 \(try git("rev-parse", "--verify", "\(tree)^{tree}")) \"\"") }
    let automatic = files == nil && entries == nil && tree == nil
    stream.change(automatic ? automaticFile() : content(files, entries))
    return try fastImport(stream)
  }

  func content(_ files: [String: String?]?, _ entries: [String: FileEntry]?) -> [String: FileEntry] {
    let texts = (files ?? [:]).mapValues { $0.map(FileEntry.text) ?? .removed }
    return texts.merging(entries ?? [:]) { $1 }
  }

  private func automaticFile() -> [String: FileEntry] {
    automaticFiles += 1
    return ["file-\(automaticFiles).txt": .text("\(automaticFiles)\n")]
  }
}
