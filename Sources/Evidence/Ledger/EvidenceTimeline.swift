package import GitStore

/// Which records were on the evidence ref at which of several moments.
package enum EvidenceTimeline {
  /// Returns the first of some evidence tips that has each record, by the record's path in the store's tree.
  ///
  /// - Parameter tips: Oldest first; `nil` where there was no evidence yet. Equal neighbours cost nothing.
  /// - Throws: ``GitError`` where a tip can't be read: then it can't be told what was there.
  package static func firstSeen(_ tips: [ObjectID?], in repository: Repository) throws(GitError) -> [String: Int] {
    var trees = StoreTree(repository)
    var seen: [String: Int] = [:]
    var before: ObjectID?
    var last: ObjectID?
    for (index, tip) in tips.enumerated() {
      guard let tip, tip != last else { continue }
      last = tip
      let tree = try repository.commit(tip).tree
      for file in try trees.missing(from: tree, in: before) where seen[file.text] == nil { seen[file.text] = index }
      before = tree
    }
    return seen
  }
}
