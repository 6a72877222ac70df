package import Diagnostics
package import GitStore

extension StoreWriter {
  package enum Union: Hashable, Sendable {
    /// The tip had all of it.
    case nothingNew(tip: ObjectID)
    /// The tip moved to the other one, or to a commit that has both.
    case added(records: Int, tip: ObjectID)
  }

  /// Adds everything that another evidence tip has. Nothing can be in conflict: files are named by what they hold.
  ///
  /// - Throws: ``Stopped`` where `other` isn't an evidence commit. Nothing is taken of one that isn't.
  package func union(with other: ObjectID, at now: Instant) throws(Stopped) -> Union {
    var added = 0
    let (tip, isNew) = try apply(at: now) { tip throws(GitError) in
      var trees = StoreTree(repository)
      let theirs = try repository.commit(other).tree
      guard try trees.isStore(theirs) else {
        throw GitError.malformed(other, "the commit \(other) isn't evidence: its tree has more than records")
      }
      guard let tip else {
        added = try trees.missing(from: theirs, in: nil).count
        return .forward(to: other)
      }
      let ours = try repository.commit(tip).tree
      var files: [NewFile] = []
      for file in try trees.missing(from: theirs, in: ours) {
        guard let isRecord = try trees.isRecord(file) else {
          throw GitError.malformed(file.entry.id, "the content of \(file.text) is missing")
        }
        // What isn't named by its own digest is no record, and must not take a record's place.
        if isRecord { files.append(NewFile(path: file.text, blob: file.entry.id)) }
      }
      added = files.count
      // An ancestor adds nothing, unless what it had was removed since: then that is put back.
      if files.isEmpty, try repository.isAncestor(other, of: tip) { return nil }
      if try repository.isAncestor(tip, of: other), try trees.missing(from: ours, in: theirs).isEmpty {
        return .forward(to: other)
      }
      return .add(files, parent: other, message: "Merge evidence of \(other)\n", isUnion: true)
    }
    return isNew ? .added(records: added, tip: tip) : .nothingNew(tip: tip)
  }
}
