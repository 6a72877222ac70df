import Diagnostics
import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  /// Returns the nearest tagged ancestor of a promotion: what production was before it. `nil` for the first of its line.
  ///
  /// Tags on other lines are no ancestors, so they are neither bases nor rewrites.
  func base(of promoted: ObjectID, _ repository: Repository) throws(GitError) -> ObjectID? {
    var nearest: ObjectID?
    for tag in tags where tag.commit != promoted {
      guard try repository.isAncestor(tag.commit, of: promoted) else { continue }
      if let best = nearest, try !repository.isAncestor(best, of: tag.commit) { continue }
      nearest = tag.commit
    }
    return nearest
  }

  /// Returns whether a full ref name is that of a promotion.
  static func isPromotion(_ ref: String, _ pattern: String) -> Bool {
    ref.hasPrefix("refs/tags/") && fnmatch(pattern, String(ref.dropFirst(10)), 0) == 0
  }
}

/// The part of a tag series that belongs to a period.
struct TagSlice {
  /// What production was before the period's oldest promotion.
  var base: ObjectID?
  /// The newest promotion before the period's end; `nil` where there is none in or before it.
  var tip: ObjectID?
  /// Promotions of the period that the newest one does not descend from: they are on lines of their own.
  var elsewhere: [TagSeries.Tag] = []

  init(_ period: Period, _ series: TagSeries, _ repository: Repository) throws(GitError) {
    guard let newest = series.tags.last(where: { $0.at < period.until }) else { return }
    tip = newest.commit
    base = newest.commit
    for tag in series.tags.reversed() where period.contains(tag.at) {
      if try repository.isAncestor(tag.commit, of: newest.commit) {
        base = try series.base(of: tag.commit, repository)
      } else {
        elsewhere.insert(tag, at: 0)
      }
    }
  }
}
