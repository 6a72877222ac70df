import Audit
package import Diagnostics
package import GitStore

// A report over a series of tags: each line of production is judged as `check` judges it, and what several lines share
// belongs to the one that was promoted first.
extension AuditRequest {
  /// Returns the lines of a period, as a series of tags has them.
  package func lines(
    of period: Period, at ref: ProductionRef, in repository: Repository
  ) throws(Stopped) -> (tips: [ObjectID], bases: [ObjectID]) {
    let lines = try productionLines(period, ref, repository)
    return (lines.tips, lines.bases)
  }

  func run(_ period: Period, tags ref: ProductionRef, in repository: Repository) throws(Stopped) -> FinishedAudit {
    let lines = try productionLines(period, ref, repository)
    var audits: [FinishedAudit] = []
    var inForce: [ObjectID: PolicyVersion] = [:]
    var spent: [String: Set<ObjectID>] = [:]
    for line in lines.lines {
      var assignment = try assignment(of: line, lines, ref, repository)
      assignment.inForceBefore = inForce
      assignment.spentElsewhere = spent
      let audit = try Examination.run(assignment, in: repository)
      inForce.merge(audit.policyAfter) { first, _ in first }
      spent.merge(audit.spent) { $0.union($1) }
      audits.append(audit)
    }
    for index in audits.indices {
      try compare(&audits[index], with: inForce, lines.lines[index], lines, ref, repository)
    }
    var scope = try scope(period, lines, ref, repository)
    if let basis = audits.map(\.scope.timeBasis).first(where: { $0 != .committerDate }) { scope.timeBasis = basis }
    var audit: FinishedAudit
    do throws(GitError) {
      audit = try LineReport(lines, audits, wantsDigest: wantsDigest).joined(scope, repository)
    } catch {
      throw Stopped(error, reading: "the commits of \(ref.tags ?? ref.name)", in: repository)
    }
    audit.findings += try lost(repository)
    audit.checks.append(outside(period, lines))
    audit.policyNotes =
      [
        "production is the tags \(ref.tags ?? ref.name): \(ref.note ?? "as the user named them")",
        "that a tag was moved or deleted shows only in a ledger, or in the report before",
      ] + audit.policyNotes
    return audit
  }

  private func productionLines(
    _ period: Period, _ ref: ProductionRef, _ repository: Repository
  ) throws(Stopped) -> ProductionLines {
    let now = now ?? Instant(seconds: 0)
    do throws(GitError) {
      let series = try TagSeries(repository, ref.tags ?? "*", refs: ref.tagRefs)
      var covered: [ObjectID] = []
      for id in previousTips where try repository.header(of: id) != nil { covered.append(id) }
      let history = try TagHistory(repository, series, now: now, covered: covered)
      return ProductionLines(history, period, now: now, covered: covered)
    } catch {
      throw Stopped(error, reading: "the tags \(ref.tags ?? ref.name)", in: repository)
    }
  }

  private func scope(
    _ period: Period, _ lines: ProductionLines, _ ref: ProductionRef, _ repository: Repository
  ) throws(Stopped) -> Scope {
    let promotions = lines.history.promotions
    let tip = lines.newest.map { promotions[$0].commit } ?? ref.tip
    let base = lines.places.isEmpty ? tip : promotions[lines.places[lines.places.count - 1]].below.first
    var scope = Scope(production: ref.name, base: base, tip: tip)
    scope.origin = standpoint.map(\.origin) ?? Origin.url(of: repository)
    (scope.since, scope.until) = (period.since, period.until)
    scope.lines = lines.named
    // Nothing was promoted: the range is empty.
    scope.tips = lines.places.isEmpty ? [tip] : lines.tips
    scope.bases = lines.places.isEmpty ? [tip] : lines.bases
    scope.covered = lines.covered
    return scope
  }

  private func assignment(
    of line: ProductionLines.Line, _ lines: ProductionLines, _ ref: ProductionRef, _ repository: Repository
  ) throws(Stopped) -> Assignment {
    let tip = lines.history.promotions[line.promotions[line.promotions.count - 1]].commit
    let range = HistoryRange(below: line.below, goesOn: line.goesOn, tip: tip)
    var assignment = try assignment(ref, range, repository)
    assignment.keepsAll = true
    assignment.keepsCommits = true
    assignment.tagRefs = ref.tagRefs
    return assignment
  }

  /// Compares a line with the policies that the newest promotions of all lines had in force.
  private func compare(
    _ audit: inout FinishedAudit, with inForce: [ObjectID: PolicyVersion], _ line: ProductionLines.Line,
    _ lines: ProductionLines, _ ref: ProductionRef, _ repository: Repository
  ) throws(Stopped) {
    if policy != nil { return }
    let history = lines.history
    var entries: [String: (version: PolicyVersion, places: Set<Int>)] = [:]
    for place in line.promotions {
      var open = history.newest(before: place), seen: Set<Int> = []
      while let other = open.popLast() {
        // What it goes on from has judged it.
        guard !line.promotions.contains(other), seen.insert(other).inserted else { continue }
        let promotion = history.promotions[other]
        var version = inForce[promotion.commit]
        if version == nil { version = try PolicyOfOtherLine.policy(at: promotion.commit, repository) }
        // One that has none, or may have been turned away from others, must not hide the policies that those had.
        if version == nil || !promotion.goesOn { open += promotion.below.compactMap { history.place(of: $0) } }
        guard let version else { continue }
        entries[version.digest, default: (version, [])].places.insert(place)
      }
    }
    for (version, places) in entries.sorted(by: { $0.key < $1.key }).map(\.value) {
      var assignment = try assignment(of: line, lines, ref, repository)
      let comparison = PolicyOfOtherLine(version, repository)
      guard try comparison.isAsked(audit) else { continue }
      assignment.policy = version
      let other = try Examination.run(assignment, in: repository)
      comparison.apply(other, to: &audit) { id in lines.history.owner(of: id).map(places.contains) ?? false }
    }
  }

  /// Tells which ends of the report before no tag leads to any more.
  private func lost(_ repository: Repository) throws(Stopped) -> [RunFinding] {
    guard !previousTips.isEmpty, let ref = standpoint?.production, let pattern = ref.tags else { return [] }
    do throws(GitError) {
      let tags = try TagSeries(repository, pattern, refs: ref.tagRefs).tags
      var lost: [ObjectID] = []
      for id in previousTips {
        var isHeld = false
        let isHere = try repository.header(of: id) != nil
        for tag in tags where isHere && !isHeld { isHeld = try repository.isAncestor(id, of: tag.commit) }
        if !isHeld { lost.append(id) }
      }
      if lost.isEmpty { return [] }
      return [
        Finding(
          .historyRewritten, "the report before ended at promotions that no tag leads to any more",
          notes: lost.map { "\($0)" }, help: "find out who moved or deleted their tags, and why")
      ]
    } catch {
      throw Stopped(error, reading: "comparing the tags with the report before", in: repository)
    }
  }

  /// Promotions that are here although their tag's own date says otherwise.
  private func outside(_ period: Period, _ lines: ProductionLines) -> CompletenessCheck {
    let outside = lines.places.map { lines.history.promotions[$0].tag }.filter { !period.contains($0.at) }
    return CompletenessCheck(
      "tags-dated-in-the-period", outside.isEmpty,
      outside.isEmpty
        ? ""
        : "dated outside the period, and judged here because of their commits or of what holds them: "
          + outside.map { "\($0.name) (\($0.at.text))" }.joined(separator: ", "))
  }
}

extension HistoryRange {
  /// The range from what production had before a promotion.
  init(below: [ObjectID], goesOn: Bool, tip: ObjectID) {
    self.init(base: goesOn ? below.first : nil, tip: tip)
    // Where another line was merged in, its commits are left out, and what is left stands on production's own line.
    if !goesOn { known = below }
  }
}
