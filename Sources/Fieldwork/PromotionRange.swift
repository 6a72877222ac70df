import Audit
import Evidence
import GitStore
import Policy

/// Finds the movement of production that brought an entry: what is asked of a promotion is asked of all of it.
enum PromotionRange {
  typealias Ends = (base: ObjectID?, tip: ObjectID)

  /// Returns where the promotion of an entry begins and ends, by the ledger, else by the tags, else by what somebody
  /// approved as one; `nil` where nothing says more than that the entry was one.
  static func find(
    _ entry: ObjectID, _ production: ProductionRef, in repository: Repository
  ) throws(GitError) -> Ends? {
    if let ends = try recorded(entry, production, repository) { return ends }
    if let pattern = production.tags { return try tagged(entry, pattern, production.tip, repository) }
    return try approved(entry, production, repository)
  }

  private static func recorded(
    _ entry: ObjectID, _ production: ProductionRef, _ repository: Repository
  ) throws(GitError) -> Ends? {
    let name = try repository.symbolicTarget(of: production.name) ?? production.name
    let server = name.hasPrefix("refs/remotes/origin/") ? "refs/heads/" + name.dropFirst(20) : name
    var newest: Ends?
    for recorded in try LedgerReader(repository).read().entries.reversed() {
      guard recorded.entry.ref == name || recorded.entry.ref == server, let new = recorded.entry.new,
        try repository.header(of: new) != nil
      else { continue }
      // Going back, the last update that still reaches the entry is the one that brought it.
      guard try repository.isAncestor(entry, of: new) else { return newest }
      newest = (recorded.entry.old, new)
    }
    guard let oldest = newest?.base, try repository.header(of: oldest) != nil else { return newest }
    return try repository.isAncestor(entry, of: oldest) ? nil : newest
  }

  private static func tagged(
    _ entry: ObjectID, _ pattern: String, _ tip: ObjectID, _ repository: Repository
  ) throws(GitError) -> Ends? {
    let series = try TagSeries(repository, pattern)
    var nearest: ObjectID?
    for tag in series.tags {
      guard try repository.isAncestor(entry, of: tag.commit), try repository.isAncestor(tag.commit, of: tip) else {
        continue
      }
      if let best = nearest, try !repository.isAncestor(tag.commit, of: best) { continue }
      nearest = tag.commit
    }
    guard let nearest else { return nil }
    return (try series.range(of: nearest, repository).base, nearest)
  }

  private static func approved(
    _ entry: ObjectID, _ production: ProductionRef, _ repository: Repository
  ) throws(GitError) -> Ends? {
    for record in try StoreReader(unjudged: repository).read(at: nil).promotions {
      guard record.decision == .approved, let base = record.base, try repository.header(of: record.subject) != nil,
        try repository.header(of: base) != nil, try repository.isAncestor(entry, of: record.subject),
        try !repository.isAncestor(entry, of: base), try repository.isAncestor(base, of: entry),
        try repository.isAncestor(record.subject, of: production.tip)
      else { continue }
      return (base, record.subject)
    }
    return nil
  }
}
