package import Audit
package import Diagnostics
package import GitStore
import Policy

/// What a user asks for, and how it becomes an assignment.
package struct AuditRequest {
  /// The ref that the user named as production.
  package var production: String?
  /// `BASE..TIP` as the user wrote it.
  package var range: String?
  package var isProposed: Bool
  package var period: Period?
  /// The clock. A commit dated after it can't have been promoted later than now.
  package var now: Instant?
  package var policy: PolicyVersion?
  /// Looks up a variable of a CI system; `nil` where no range is to be found that way.
  package var environment: ((String) -> String?)?
  package var keepsAll: Bool
  package var wantsDigest: Bool
  /// Hands what was read of the commits on with the result.
  package var keepsCommits = false
  /// What production and its evidence are taken to be at; what they are now if `nil`. A report says it, so that it can be
  /// made again when they have moved on.
  package var standpoint: Standpoint?
  /// Where the previous period's report ended: a period begins there, whatever its dates say.
  package var previousTip: ObjectID?
  /// Where production is a series of tags: all that the previous report and those before it have had.
  package var previousTips: [ObjectID] = []
  package var progress: (Progress) -> Void

  package init(
    production: String? = nil, range: String? = nil, isProposed: Bool = false, period: Period? = nil,
    now: Instant? = nil, policy: PolicyVersion? = nil, environment: ((String) -> String?)? = nil,
    keepsAll: Bool = true, wantsDigest: Bool = true, progress: @escaping (Progress) -> Void = { _ in }
  ) {
    self.production = production
    self.range = range
    self.isProposed = isProposed
    self.period = period
    self.now = now
    self.policy = policy
    self.environment = environment
    self.keepsAll = keepsAll
    self.wantsDigest = wantsDigest
    self.progress = progress
  }

  /// - Throws: ``Stopped`` where the audit can't be completed. There is no partial result.
  package func run(in repository: Repository) throws(Stopped) -> FinishedAudit {
    try Access.refuseIncomplete(repository)
    if let period { return try run(period, in: repository) }
    let (production, found) = try findRange(in: repository)
    var assignment = try self.assignment(production, found, repository)
    assignment.proposed = found.isProposed || isProposed
    // What a CI system calls the range of a push was pushed at once.
    assignment.isOnePromotion = range == nil && found.note != nil && found.base != nil
    var audit = try Examination.run(assignment, in: repository)
    audit.scope.productionOfPolicy =
      try self.production == nil ? nil : production.nameByPolicy(policy?.policy, in: repository)
    audit.policyNotes = notes(production, found, audit.scope.productionOfPolicy) + audit.policyNotes
    return audit
  }

  private func findRange(in repository: Repository) throws(Stopped) -> (ProductionRef, HistoryRange) {
    if range == nil, let environment, let found = try CIRange.find(environment, in: repository) {
      let name = ProductionRef.fullName(production ?? found.production ?? "HEAD")
      return (ProductionRef(name: name, tip: found.range.tip, note: nil), found.range)
    }
    // A range that names both its ends needs no production ref to be there.
    if let range, !range.hasSuffix(".."), production == nil {
      let parsed = try HistoryRange.parse(range, production: .zero, in: repository)
      let name = (try? ProductionRef.find(repository, named: nil))?.name ?? "HEAD"
      return (ProductionRef(name: name, tip: parsed.tip, note: nil), parsed)
    }
    let ref = try ProductionRef.find(repository, named: production)
    guard let range else {
      // The newest promotion of a series of tags; the whole history of a branch.
      if let tags = ref.tags {
        let newest = try newest(of: ref, tags, repository)
        return (newest, try range(of: newest, tags, repository))
      }
      return (ref, HistoryRange(base: nil, tip: ref.tip))
    }
    return (ref, try HistoryRange.parse(range, production: ref.tip, in: repository))
  }

  /// Returns the newest promotion of a series of tags in place of the tag with the latest date.
  private func newest(
    of ref: ProductionRef, _ pattern: String, _ repository: Repository
  ) throws(Stopped) -> ProductionRef {
    let found: Result<TagSeries.Tag, TagSeries.Future>?
    do throws(GitError) {
      found = try TagSeries(repository, pattern).newest(now: now, repository)
    } catch {
      throw Stopped(error, reading: "the tags \(pattern)", in: repository)
    }
    var newest = ref
    switch found {
    case .success(let tag)?: (newest.name, newest.tip) = (tag.name, tag.commit)
    case .failure(let future)?: throw refused(future.tag)
    case nil: break
    }
    return newest
  }

  private func refused(_ tag: TagSeries.Tag) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "range-not-found", "it can't be told which promotion is the newest", places: [.named(tag.name)],
        notes: ["this tag is dated \(tag.at.text), later than the clock, and ends a line of its own"],
        help: [
          "say which promotion is meant: countersign check BASE..TIP",
          "or have a period judged, which no date hides from: countersign report --period 2026 --output DIR",
        ]))
  }

  /// The range of a promotion of a series of tags.
  private func range(of ref: ProductionRef, _ pattern: String, _ repository: Repository) throws(Stopped) -> HistoryRange
  {
    do throws(GitError) {
      return try TagSeries(repository, pattern).range(of: ref.tip, repository)
    } catch {
      throw Stopped(error, reading: "the tags \(pattern)", in: repository)
    }
  }

  func assignment(
    _ production: ProductionRef, _ range: HistoryRange, _ repository: Repository
  ) throws(Stopped) -> Assignment {
    var scope = Scope(production: production.name, base: range.base, tip: range.tip)
    scope.origin = standpoint.map(\.origin) ?? Origin.url(of: repository)
    var assignment = Assignment(scope: scope)
    assignment.known = range.known
    assignment.evidenceTip = standpoint?.evidenceTip
    assignment.policy = policy
    assignment.keepsAll = keepsAll
    assignment.now = now
    assignment.wantsDigest = wantsDigest
    assignment.keepsCommits = keepsCommits
    assignment.isHistory = period != nil
    assignment.progress = progress
    return assignment
  }

  private func notes(
    _ production: ProductionRef, _ range: HistoryRange, _ otherProduction: String?
  ) -> [String] {
    var notes: [String] = []
    if let name = otherProduction {
      let how = production.note == nil ? ", as it was named by hand" : ""
      notes.append("production is \(production.name)\(how); the policy calls \(name) production")
    }
    if let note = production.note { notes.append("production is \(production.name): \(note)") }
    if let note = range.note { notes.append(note) }
    return notes
  }

  private func run(_ period: Period, in repository: Repository) throws(Stopped) -> FinishedAudit {
    let ref: ProductionRef
    if let standpoint {
      ref = standpoint.production
    } else {
      ref = try ProductionRef.find(repository, named: production)
    }
    if ref.tags != nil { return try run(period, tags: ref, in: repository) }
    let slice = try cut(period, ref, repository)
    // Before the first entry of all, the period is empty: from its tip to its tip.
    var assignment = try self.assignment(
      ref, HistoryRange(base: slice.tip == nil ? ref.tip : slice.base, tip: slice.tip ?? ref.tip), repository)
    assignment.scope.since = period.since
    assignment.scope.until = period.until
    // What was documented after the period counts for it, and nothing that was documented counts twice.
    assignment.exceptionsTip = ref.tip
    var audit = try Examination.run(assignment, in: repository)
    // A policy that was given by hand didn't name it either.
    audit.scope.productionOfPolicy =
      try ref.note == nil || policy != nil ? ref.nameByPolicy(policy?.policy, in: repository) : nil
    audit.policyNotes =
      notes(ref, HistoryRange(base: nil, tip: ref.tip), audit.scope.productionOfPolicy) + audit.policyNotes
    let clock = now ?? Instant(seconds: 0)
    audit.scope.after = EntriesAfter(slice.after, now: clock)
    audit.checks += slice.checks(now: clock, followsReport: previousTip != nil)
    return audit
  }

  /// Returns the range of a period, as production is at a branch.
  package func cut(_ period: Period, at ref: ProductionRef, in repository: Repository) throws(Stopped) -> (
    base: ObjectID?, tip: ObjectID
  ) {
    let slice = try cut(period, ref, repository)
    return (slice.tip == nil ? ref.tip : slice.base, slice.tip ?? ref.tip)
  }

  private func cut(
    _ period: Period, _ ref: ProductionRef, _ repository: Repository
  ) throws(Stopped) -> PeriodSlice {
    do throws(GitError) {
      let now = now ?? Instant(seconds: 0)
      return try PeriodSlice.cut(period, line: ref.tip, now: now, after: previousTip, in: repository)
    } catch {
      throw Stopped(error, reading: "cutting the period out of \(ref.name)", in: repository)
    }
  }
}
