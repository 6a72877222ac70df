import Diagnostics
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The tags that are production's promotions, by a pattern such as `v*`.
package struct TagSeries {
  struct Tag {
    var name: String
    var commit: ObjectID
    /// The tagger's date; `nil` for a tag that is only a name.
    var taggedAt: Instant?
    var committedAt: Instant

    var at: Instant { taggedAt ?? committedAt }
  }

  let tags: [Tag]

  /// - Parameters:
  ///   - refs: What the tags are taken to be; what they are now if `nil`.
  ///   - one: A tag that is left out: it is being pushed, and may be there already.
  init(
    _ repository: Repository, _ pattern: String, refs: [Ref]? = nil, without one: String? = nil
  ) throws(GitError) {
    var tags: [Tag] = []
    let present = try refs == nil ? Self.refs(repository, pattern) : []
    for ref in refs ?? present where ref.name != one {
      guard let commit = try repository.commit(behind: ref.target) else { continue }
      let (tagged, committed) = (try repository.taggedAt(ref.target), try repository.commit(commit).committedAt)
      tags.append(
        Tag(
          name: ref.name, commit: commit, taggedAt: tagged.map { Instant(seconds: $0) },
          committedAt: Instant(seconds: committed)))
    }
    self.tags = tags.sorted { ($0.at.seconds, $0.name) < ($1.at.seconds, $1.name) }
  }

  /// Returns what the refs of a series are at, by name.
  package static func refs(_ repository: Repository, _ pattern: String) throws(GitError) -> [Ref] {
    try repository.refs(matching: "refs/tags/\(pattern)").sorted { $0.name < $1.name }
  }

  /// The tag with the latest date, which is its tagger's to write: see ``newest(now:_:)``.
  var latest: ProductionRef? { tags.last.map { ProductionRef(name: $0.name, tip: $0.commit, note: nil) } }

  /// Returns the newest promotion: of those that no other one goes on from, the one that holds the latest tags.
  ///
  /// So one that is dated back doesn't hide behind what it goes on from, and an old commit that is tagged again with a
  /// later date isn't the newest. It takes one walk over all that the tags reach.
  /// - Returns: A failure where a line ends with a tag that is dated later than the clock: it would be the newest for as
  ///   long, whatever is promoted meanwhile. `nil` where there are no tags.
  func newest(now: Instant?, _ repository: Repository) throws(GitError) -> Result<Tag, Future>? {
    let ends = try ends(repository)
    if let now, let future = ends.last(where: { $0.at > now }) { return .failure(Future(tag: future)) }
    var left = ends
    for tag in tags.reversed() where left.count > 1 {
      if let now, tag.at > now { continue }
      var holders: [Tag] = []
      for end in left where try repository.isAncestor(tag.commit, of: end.commit) { holders.append(end) }
      if !holders.isEmpty { left = holders }
    }
    // Several are left only where they are of one commit.
    return left.last.map { .success($0) }
  }

  /// A tag that is dated later than the clock.
  struct Future: Error { let tag: Tag }

  /// Returns the tags that no other one goes on from, in the order of their dates.
  private func ends(_ repository: Repository) throws(GitError) -> [Tag] {
    var seen: Set<ObjectID> = []
    var reached: Set<ObjectID> = []
    var stack: [ObjectID] = []
    for tag in tags {
      stack.append(tag.commit)
      while let id = stack.popLast() {
        guard seen.insert(id).inserted else { continue }
        let parents = try repository.withObject(id, .commit) { bytes throws(GitError) in
          let view = try CommitView(bytes, id: id)
          return (0..<view.parentCount).map { view.parent($0) }
        }
        reached.formUnion(parents)
        stack += parents
      }
    }
    return tags.filter { !reached.contains($0.commit) }
  }

  /// Returns the range of a promotion: from its nearest tagged ancestors, which is what production had before it.
  ///
  /// Tags on other lines are no ancestors, so they are neither bases nor rewrites.
  func range(of promoted: ObjectID, _ repository: Repository) throws(GitError) -> HistoryRange {
    let tagged = Set(tags.map(\.commit))
    var found: Set<ObjectID> = []
    var seen: Set<ObjectID> = [promoted]
    var stack = [promoted]
    while let id = stack.popLast() {
      for parent in try repository.commit(id).parents where seen.insert(parent).inserted {
        if tagged.contains(parent) { found.insert(parent) } else { stack.append(parent) }
      }
    }
    let below = try Self.unreached(found, repository)
    var onLine = try repository.commit(promoted).parents.first
    while let id = onLine, !tagged.contains(id) { onLine = try repository.commit(id).parents.first }
    return HistoryRange(below: below, goesOn: below.count == 1 && below.first == onLine, tip: promoted)
  }

  /// Returns the newest promotion of each line, as far as dates tell the order.
  func newestOfLines(_ repository: Repository) throws(GitError) -> [ObjectID] {
    var newest: [ObjectID] = []
    for tag in tags.reversed() {
      var isReached = false
      for other in newest where !isReached { isReached = try repository.isAncestor(tag.commit, of: other) }
      if !isReached { newest.append(tag.commit) }
    }
    return newest
  }

  /// Leaves out what others of the commits reach.
  static func unreached(_ commits: Set<ObjectID>, _ repository: Repository) throws(GitError) -> [ObjectID] {
    var kept: [ObjectID] = []
    for one in commits.sorted() {
      var isReached = false
      for other in commits where other != one && !isReached { isReached = try repository.isAncestor(one, of: other) }
      if !isReached { kept.append(one) }
    }
    return kept
  }

  /// Returns whether a full ref name is that of a promotion.
  static func isPromotion(_ ref: String, _ pattern: String) -> Bool {
    ref.hasPrefix("refs/tags/") && fnmatch(pattern, String(ref.dropFirst(10)), 0) == 0
  }
}
