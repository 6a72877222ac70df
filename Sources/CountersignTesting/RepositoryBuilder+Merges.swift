extension RepositoryBuilder {
  /// Merges a branch into another with a merge commit, even where a fast-forward would do.
  ///
  /// - Parameters:
  ///   - branch: An id or a name.
  ///   - files: Text by path on top of git's own merge result, or what a conflict is resolved to; `nil` as a text removes.
  /// - Throws: ``TestingError`` that lists the paths in conflict which `files` and `entries` say nothing about.
  @discardableResult
  package func merge(
    _ branch: String, into: String = "main", message: String? = nil, author: Identity = .ada,
    committer: Identity? = nil, files: [String: String?]? = nil, entries: [String: FileEntry]? = nil,
    date: Int64? = nil, committerDate: Int64? = nil
  ) throws -> String {
    try merge(
      [branch], into: into, message: message, author: author, committer: committer, files: files,
      entries: entries, date: date, committerDate: committerDate)
  }

  /// Merges several branches with one commit (an octopus), as git does: one after the other.
  @discardableResult
  package func merge(
    _ branches: [String], into: String = "main", message: String? = nil, author: Identity = .ada,
    committer: Identity? = nil, files: [String: String?]? = nil, entries: [String: FileEntry]? = nil,
    date: Int64? = nil, committerDate: Int64? = nil
  ) throws -> String {
    let first = try resolve(refName(into))
    let others = try branches.map(resolve)
    let resolved = Set(content(files, entries).keys)
    var tree = ""
    var merged = first
    var steps: [String] = []
    for other in others {
      if !steps.isEmpty || merged != first { steps.append(merged) }
      tree = try mergedTree(merged, other, resolved: resolved)
      guard other != others.last else { break }
      merged = try git("commit-tree", tree, "-p", merged, "-p", other, "-m", "step")
    }
    for step in Set(steps) { try removeObject(step) }
    let names = branches.map { "'\($0)'" }.joined(separator: ", ")
    return try commit(
      message ?? "Merge branch\(branches.count == 1 ? "" : "es") \(names)", on: into, author: author,
      committer: committer, files: files ?? [:], entries: entries, tree: tree, parents: [first] + others,
      date: date, committerDate: committerDate)
  }

  /// Returns the tree that git gives when it merges two commits.
  package func mergedTree(_ ours: String, _ theirs: String, resolved: Set<String> = []) throws -> String {
    let output = try run([
      "merge-tree", "--write-tree", "--allow-unrelated-histories", "--no-messages", "--name-only", "-z", ours, theirs,
    ])
    let parts = output.stdout.split(separator: "\0").map(String.init)
    guard output.status == 0 || output.status == 1, let tree = parts.first, isFullID(tree) else {
      throw TestingError("git merge-tree: status \(output.status)\n\(output.stderr)")
    }
    let open = output.status == 0 ? [] : parts.dropFirst().filter { !resolved.contains($0) }
    guard open.isEmpty else {
      throw TestingError("merging \(theirs) into \(ours) conflicts in \(open.joined(separator: ", "))")
    }
    return tree
  }
}
