package import Audit
package import Diagnostics
package import GitStore

extension AuditRequest {
  /// Audits the one change that holds a commit; `nil` where the name is no commit.
  ///
  /// - Throws: ``Stopped`` also where the commit is not in production.
  package func explain(_ name: String, in repository: Repository) throws(Stopped) -> FinishedAudit? {
    try Access.refuseIncomplete(repository)
    let ref = try ProductionRef.find(repository, named: production)
    let change: (entry: ObjectID, before: ObjectID?)?
    let commit: ObjectID
    do throws(GitError) {
      guard let found = try repository.commit(named: name) else { return nil }
      commit = found
      change = try Self.change(holding: commit, below: ref.tip, in: repository)
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
    return try Examination.run(assignment, in: repository)
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
