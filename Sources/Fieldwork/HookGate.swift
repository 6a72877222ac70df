package import Audit
package import Diagnostics
import Evidence
package import GitStore

/// Judges what a push does to production. Other refs are not judged.
package struct HookGate {
  /// On which side of the push the hook runs.
  package enum Side: Hashable, Sendable {
    /// `pre-push`, with the name of the remote, or its URL where it has no name.
    case client(remote: String)
    /// `pre-receive`, where the new objects are in quarantine, or `update`.
    case server
  }

  private let repository: Repository
  private let side: Side
  private let production: String?
  private let now: Instant?

  package init(_ repository: Repository, side: Side, production: String?, now: Instant? = nil) {
    self.repository = repository
    self.side = side
    self.production = production
    self.now = now
  }

  /// Judges updates of which nothing more is known.
  package func judge(_ updates: [HookUpdate]) throws(Stopped) -> [FinishedAudit] { try judge(HookRequest(updates)) }

  /// Judges the updates of production, in the order of the push.
  ///
  /// - Throws: ``Stopped`` where one can't be judged. The push must be refused then.
  package func judge(_ request: HookRequest) throws(Stopped) -> [FinishedAudit] {
    try Access.refuseIncomplete(repository)
    // So git asks where there is nothing to push.
    if request.updates.isEmpty { return [] }
    var updates = request.updates
    if side == .server { updates = try updates.map { update throws(Stopped) in try update.followed(in: repository) } }
    let names = try ProductionRef.receivingNames(repository, named: production, updates: updates)
    var audits: [FinishedAudit] = []
    if side == .server {
      try refuseSpellings(updates, of: names)
      audits += try own(updates)
    }
    let (evidence, before) = try evidence(updates)
    var judged: [(HookUpdate, FinishedAudit)] = []
    if let pattern = try tagPattern() {
      for update in updates where TagSeries.isPromotion(update.ref, pattern) {
        judged.append((update, try judge(promotion: update, pattern, evidence: evidence, request)))
      }
    }
    for update in updates where names.contains(update.ref) {
      guard let new = update.new else {
        audits.append(Self.deleted(update))
        continue
      }
      judged.append((update, try judge(update, new, evidence: evidence, request)))
    }
    audits += judged.map(\.1)
    if side == .server, audits.allSatisfy(\.isClean) {
      for (update, audit) in judged { try leave(update, audit, evidence, before) }
    }
    return audits
  }

  /// Judges once more what went in, for those who must know of it; there is nothing left to refuse.
  ///
  /// - Parameters:
  ///   - evidence: The tip of the evidence by which it was judged; `nil` for what there is.
  ///   - request: The push, for who pushed and what he declared.
  package func review(
    _ update: HookUpdate, evidence: ObjectID?, _ request: HookRequest = HookRequest([])
  ) throws(Stopped) -> FinishedAudit {
    if let pattern = try tagPattern(), TagSeries.isPromotion(update.ref, pattern) {
      return try judge(promotion: update, pattern, evidence: evidence, request)
    }
    guard let new = update.new else { return Self.deleted(update) }
    return try judge(update, new, evidence: evidence, request)
  }

  /// Refuses a name that the server's file system may take for that of a ref that is guarded.
  private func refuseSpellings(_ updates: [HookUpdate], of names: Set<String>) throws(Stopped) {
    guard try HookSettings.isTrue("core.ignoreCase", repository) else { return }
    let guarded = Set(names.map { $0.lowercased() })
    for update in updates where !names.contains(update.ref) {
      let folded = update.ref.lowercased()
      let isOurs = folded.hasPrefix("refs/countersign/") && !update.ref.hasPrefix("refs/countersign/")
      guard guarded.contains(folded) || isOurs else { continue }
      throw Stopped(
        Diagnostic(
          .error, "range-not-found",
          "a ref differs from a guarded one in its case alone, which this server can't tell apart",
          places: [.named(update.ref)], help: ["give it another name"]))
    }
  }

  /// Leaves for post-receive by which evidence an update was let in.
  private func leave(
    _ update: HookUpdate, _ audit: FinishedAudit, _ evidence: ObjectID?, _ before: ObjectID?
  ) throws(Stopped) {
    let counts = audit.summary
    let digest = VerdictDigest.of(
      ref: update.ref, old: update.old, new: update.new, evidence: evidence,
      policies: audit.policies.map(\.version.digest),
      counts: [
        "changes": counts.changes, "excepted": counts.excepted, "fail": counts.fail, "notJudged": counts.notJudged,
        "pass": counts.pass, "unknown": counts.unknown,
      ])
    try PendingUpdates(repository).leave(
      PendingUpdate(
        ref: update.ref, old: update.old, new: update.new, evidence: evidence, evidenceBefore: before,
        verdictDigest: digest, judgedAt: now ?? Instant(seconds: 0)))
  }

  /// The evidence by which is judged: what the push brings, else what is there. It is named, so that what another push
  /// adds meanwhile plays no part.
  private func evidence(_ updates: [HookUpdate]) throws(Stopped) -> (tip: ObjectID?, before: ObjectID?) {
    guard side == .server else { return (nil, nil) }
    do throws(GitError) {
      let before = try repository.target(of: OwnRef.evidence.name)
      return (updates.first { $0.ref == OwnRef.evidence.name }?.new ?? before, before)
    } catch {
      throw Stopped(error, reading: OwnRef.evidence.name, in: repository)
    }
  }

  /// Judges what the push does to our own refs.
  private func own(_ updates: [HookUpdate]) throws(Stopped) -> [FinishedAudit] {
    let guardian = OwnRefGuard(repository: repository) { () throws(GitError) in
      try ProductionRef.ledgerSigners(repository, named: production)
    }
    do throws(GitError) {
      var audits: [FinishedAudit] = []
      for update in updates {
        if let finding = try guardian.finding(update) { audits.append(Self.refused(update, finding)) }
      }
      return audits
    } catch {
      throw Stopped(error, reading: "comparing refs/countersign with what it was", in: repository)
    }
  }

  private func judge(
    _ update: HookUpdate, _ new: ObjectID, evidence: ObjectID?, _ request: HookRequest
  ) throws(Stopped) -> FinishedAudit {
    try Examination.run(try assignment(update, new, evidence: evidence, request), in: repository)
  }

  private func assignment(
    _ update: HookUpdate, _ new: ObjectID, evidence: ObjectID?, _ request: HookRequest
  ) throws(Stopped) -> Assignment {
    var assignment: Assignment
    do throws(GitError) {
      guard let tip = try repository.commit(behind: new) else {
        throw GitError.malformed(new, "production is moved to an object that is no commit")
      }
      if let old = update.old, try repository.header(of: old) == nil { throw Self.unknown(update, old) }
      var scope = Scope(production: update.ref, base: update.old, tip: tip)
      scope.origin = Origin.url(of: repository)
      assignment = Assignment(scope: scope)
      if case .client(let remote) = side, update.old == nil { assignment.known += try tips(of: remote) }
    } catch {
      throw Stopped(error, reading: "judging \(update.ref)", in: repository)
    }
    if let pusher = request.pusher {
      assignment.declared = request.declaredEmergencies.map { DeclaredEmergency(id: $0, pusher: pusher) }
    }
    assignment.isQuarantined = true
    assignment.isOnePromotion = update.old != nil
    assignment.now = now
    assignment.pusher = request.pusher
    assignment.evidenceTip = evidence
    assignment.keepsAll = false
    assignment.wantsDigest = false
    return assignment
  }

  private func tagPattern() throws(Stopped) -> String? {
    do throws(GitError) {
      return try ProductionRef.tagPattern(repository)
    } catch {
      throw Stopped(error, reading: "the policy of the default branch", in: repository)
    }
  }

  /// Judges a tag that is a promotion. One that is moved or removed rewrites what was in production.
  private func judge(
    promotion update: HookUpdate, _ pattern: String, evidence: ObjectID?, _ request: HookRequest
  ) throws(Stopped) -> FinishedAudit {
    guard update.old == nil, let new = update.new else { return Self.deleted(update) }
    var based = update
    let range: HistoryRange
    let others: [ObjectID]
    do throws(GitError) {
      guard let commit = try repository.commit(behind: new) else {
        throw GitError.malformed(new, "a promotion is an object that leads to no commit")
      }
      let series = try TagSeries(repository, pattern, without: update.ref)
      others = try series.newestOfLines(repository)
      range = try series.range(of: commit, repository)
    } catch {
      throw Stopped(error, reading: "judging \(update.ref)", in: repository)
    }
    based.old = range.base
    var assignment = try assignment(based, new, evidence: evidence, request)
    assignment.known += range.known
    assignment.keepsAll = true
    assignment.keepsCommits = true
    var audit = try Examination.run(assignment, in: repository)
    // What was promoted last may have stood on another line.
    var asked: Set<String> = []
    for newest in others where newest != range.base {
      guard let version = try PolicyOfOtherLine.policy(at: newest, repository), asked.insert(version.digest).inserted
      else { continue }
      let comparison = PolicyOfOtherLine(version, repository)
      guard try comparison.isAsked(audit) else { continue }
      assignment.policy = version
      comparison.apply(try Examination.run(assignment, in: repository), to: &audit) { _ in true }
    }
    audit.assessments.removeAll { !$0.verdict.countsAgainst && $0.verdict != .excepted }
    audit.population = nil
    return audit
  }

  /// What a remote is known to have already; of a remote never fetched from, what any remote has.
  private func tips(of remote: String) throws(GitError) -> [ObjectID] {
    let all = try repository.refs(matching: "refs/remotes/*")
    var refs = all.filter { $0.name.hasPrefix("refs/remotes/\(remote)/") }
    if refs.isEmpty { refs = all }
    var tips: [ObjectID] = []
    for ref in refs {
      if let commit = try repository.commit(behind: ref.target) { tips.append(commit) }
    }
    return tips
  }

  private static func unknown(_ update: HookUpdate, _ old: ObjectID) -> GitError {
    GitError.malformed(old, "the other side's \(update.ref) is at a commit that is not here; run `git fetch` first")
  }

  private static func deleted(_ update: HookUpdate) -> FinishedAudit {
    refused(
      update,
      Finding(
        .historyRewritten, update.new == nil ? "production would be deleted" : "a promotion's tag would be moved",
        notes: ["\(update.ref) is at \(update.old?.description ?? "no commit")"],
        help: "leave \(update.ref) out of the push"))
  }

  private static func refused(_ update: HookUpdate, _ finding: RunFinding) -> FinishedAudit {
    return FinishedAudit(
      scope: Scope(production: update.ref, base: update.old, tip: update.old ?? .zero), policyOrigin: .history,
      policies: [], policyNotes: [], commits: 0, populationDigest: nil, checks: [], findings: [finding],
      summary: Summary(), assessments: [])
  }
}
