import Diagnostics
import GitStore

/// The tags that are production's promotions, by a pattern such as `v*`.
struct TagSeries {
  struct Tag {
    var name: String
    var commit: ObjectID
    /// The tagger's date; the committer's for a tag that is only a name.
    var at: Instant
  }

  let tags: [Tag]

  init(_ repository: Repository, _ pattern: String) throws(GitError) {
    var tags: [Tag] = []
    for ref in try repository.refs(matching: "refs/tags/\(pattern)") {
      guard let commit = try repository.commit(behind: ref.target) else { continue }
      var at = try repository.taggedAt(ref.target)
      if at == nil { at = try repository.commit(commit).committedAt }
      tags.append(Tag(name: ref.name, commit: commit, at: Instant(seconds: at ?? 0)))
    }
    self.tags = tags.sorted { ($0.at.seconds, $0.name) < ($1.at.seconds, $1.name) }
  }

  var newest: ProductionRef? { tags.last.map { ProductionRef(name: $0.name, tip: $0.commit, note: nil) } }

  /// Returns the nearest tagged ancestor of a tag: what production was before it. `nil` for the first of its line.
  func base(of tag: Tag, _ repository: Repository) throws(GitError) -> ObjectID? {
    let others = tags.filter { $0.commit != tag.commit }
    var candidates: [ObjectID] = []
    for other in others where try repository.isAncestor(other.commit, of: tag.commit) {
      candidates.append(other.commit)
    }
    // The nearest is the one that no other candidate descends from.
    for candidate in candidates {
      var isNearest = true
      for other in candidates where other != candidate {
        if try repository.isAncestor(candidate, of: other) { isNearest = false }
      }
      if isNearest { return candidate }
    }
    return nil
  }
}
