import GitStore
import Policy

// Changes are judged one by one, and each movement of production besides.
extension Auditor {
  mutating func followStaging(past range: ClosedRange<Int>) {
    if staging.isEmpty { return }
    let population = dossier.population
    for index in range {
      let entry = population.commits[dossier.changes[index].entry]
      var staged: [ObjectID] = []
      var place = index - 1
      while dossier.changes[index].promotesStaged, place >= 0, !dossier.changes[place].isOnLine {
        staged.append(self.entry(place))
        place -= 1
      }
      for ref in staging.keys { staging[ref]?.advance(to: entry, staged: staged) }
    }
  }

  /// Judges the promotion that ends with a change, and what a change owes to staging.
  mutating func judgePromotion(
    _ range: ClosedRange<Int>, _ assessment: inout Assessment, _ number: Int, _ version: PolicyVersion
  ) {
    // What comes to staging is not promoted yet.
    if let ref = version.policy.staging, dossier.targets.contains(ref) { return }
    let isOnLine = dossier.changes[range.upperBound].isOnLine
    if isOnLine, let ref = version.policy.staging {
      let before = dossier.changes[range.lowerBound].before ?? parent(of: range.lowerBound)
      let change = dossier.changes.series(range, before: before)
      if let finding = ThroughStaging.finding(change, dossier, version.policy, &staging[ref]) {
        assessment.add([finding])
      }
    }
    let isKnown = dossier.promoted != nil || !dossier.ledger.entries.isEmpty
    guard open.first != nil || version.policy.staging != nil || isKnown else { return }
    open.assessments.append(assessment)
    if open.first == nil {
      open.first = range.lowerBound
      open.judged = (number, version)
    }
    guard isOnLine, let first = open.first, let (number, version) = open.judged else { return }
    let end = max(open.end ?? end(from: first, at: range.upperBound, number, version), range.upperBound)
    open.end = end
    guard range.upperBound == end else { return }
    let promotion = promotion(first...end, number, version).assess(open.assessments)
    promotions.append(promotion)
    assessment.add(promotion.findings.filter { $0.weight != .warning })
    open.hasFailed = promotion.verdict.countsAgainst
    open.first = nil
  }

  /// Returns the place of the last change of the promotion that begins at a place.
  mutating func end(from first: Int, at last: Int, _ number: Int, _ version: PolicyVersion) -> Int {
    if let update = dossier.ledger.update(of: entry(last)) {
      return dossier.changes.indices[last...].last { dossier.ledger.update(of: entry($0)) == update } ?? last
    }
    // A ledger will have the push as one movement.
    if dossier.ledger.pending.contains(entry(last)), dossier.ledger.exists || version.policy.ledger != nil {
      return dossier.changes.indices[last...].last { dossier.changes[$0].isOnLine } ?? last
    }
    if let promoted = dossier.promoted {
      let end = dossier.changes.indices[last...].first { index in
        dossier.changes[index].isOnLine && promoted.contains(entry(index))
      }
      return end ?? dossier.changes.endIndex - 1
    }
    guard version.policy.promotion != nil else { return last }
    for end in windows.lasts(from: first) where end > last {
      if promotion(first...end, number, version).assess([]).verdict == .pass { return end }
    }
    return last
  }

  /// The changes of a promotion as one.
  mutating func promotion(
    _ range: ClosedRange<Int>, _ number: Int, _ version: PolicyVersion
  ) -> PromotionJudge {
    let entries = range.filter { dossier.changes[$0].isOnLine }
    // A range may begin within a promotion, and the ledger knows where that began.
    let recorded = entries.first.flatMap { dossier.ledger.update(of: entry($0)) }.flatMap {
      dossier.ledger.updates[$0].old
    }
    let before = recorded ?? dossier.changes[range.upperBound].before ?? entries.first.flatMap { parent(of: $0) }
    var change = dossier.changes.series(range, before: before)
    change.entries = entries.map { dossier.changes[$0].entry }
    let records = dossier.promotionRecords[number] ?? RecordIndex()
    let judge = judge(as: change, nil, number, version, records: records)
    return PromotionJudge(parts: judge.parts, range: range)
  }
}
