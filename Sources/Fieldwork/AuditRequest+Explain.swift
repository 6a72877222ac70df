package import Audit
package import Diagnostics
package import GitStore
import Policy

extension AuditRequest {
  /// Audits the one change that holds a commit; `nil` where the name is no commit.
  ///
  /// - Throws: ``Stopped`` also where the commit is not in production.
  package func explain(_ name: String, in repository: Repository) throws(Stopped) -> FinishedAudit? {
    try Access.refuseIncomplete(repository)
    var ref = try ProductionRef.find(repository, named: production)
    var change: (entry: ObjectID, before: ObjectID?)?
    var taggedAt: Instant?
    guard let commit = try Revision.commit(name, in: repository) else { return nil }
    do throws(GitError) {
      if let promoted = try promotion(holding: commit, ref, repository) {
        (ref.name, ref.tip) = (promoted.tag.name, promoted.commit)
        taggedAt = promoted.tag.taggedAt
      }
      change = try Self.change(holding: commit, below: ref.tip, in: repository)
      if let entry = change?.entry, try hasStaging(ref, repository),
        let ends = try PromotionRange.find(entry, ref, in: repository)
      {
        change = (ends.tip, ends.base)
      }
    } catch {
      throw Stopped(error, reading: "looking for the change that holds \(name)", in: repository)
    }
    guard let change else {
      throw Stopped(
        Diagnostic(
          .error, "range-not-found", "the commit is not in production", places: [.named("commit \(commit)")],
          notes: ["production is \(ref.name) at \(ref.tip)"],
          help: ["judge it as the change that it will be: countersign check --proposed \(ref.name)..\(name)"]))
    }
    var scope = Scope(production: ref.name, base: change.before, tip: change.entry)
    scope.origin = Origin.url(of: repository)
    var assignment = Assignment(scope: scope)
    assignment.policy = policy
    assignment.now = now
    assignment.exceptionsTip = ref.tip
    assignment.taggedAt = taggedAt
    assignment.isHistory = true
    var audit = try Examination.run(assignment, in: repository)
    let held = audit.assessments.filter { $0.commits.contains(commit) }
    if !held.isEmpty { audit.assessments = held }
    return audit
  }

  /// Returns the promotion that brought a commit in, where production is a series of tags.
  private func promotion(
    holding commit: ObjectID, _ ref: ProductionRef, _ repository: Repository
  ) throws(GitError) -> TagHistory.Promotion? {
    guard let pattern = ref.tags else { return nil }
    let series = try TagSeries(repository, pattern, refs: ref.tagRefs)
    let history = try TagHistory(repository, series, now: now ?? Instant(seconds: .max))
    return history.owner(of: commit).map { history.promotions[$0] }
  }

  /// Returns whether promotions may have to be told: the policy that production has now names staging.
  private func hasStaging(_ production: ProductionRef, _ repository: Repository) throws(GitError) -> Bool {
    if let policy { return policy.policy.staging != nil }
    return try ProductionRef.policy(repository, at: production.tip)?.staging != nil
  }

  /// Returns the oldest entry that reaches a commit, and the entry before it.
  private static func change(
    holding commit: ObjectID, below tip: ObjectID, in repository: Repository
  ) throws(GitError) -> (entry: ObjectID, before: ObjectID?)? {
    guard try repository.isAncestor(commit, of: tip) else { return nil }
    var line: [ObjectID] = []
    var next: ObjectID? = tip
    while let id = next {
      line.append(id)
      next = try repository.withObject(id, .commit) { bytes throws(GitError) in
        let view = try CommitView(bytes, id: id)
        return view.parentCount > 0 ? view.parent(0) : nil
      }
      if id == commit { return (id, next) }
    }
    // What an entry reaches, every newer one reaches too.
    var reaches = 0
    var not = line.count
    while reaches + 1 < not {
      let middle = (reaches + not) / 2
      if try repository.isAncestor(commit, of: line[middle]) { reaches = middle } else { not = middle }
    }
    return (line[reaches], not < line.count ? line[not] : nil)
  }
}
