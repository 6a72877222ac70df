import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// Reads gittuf's attestations about the trees of a population, and when its log saw production move.
struct GittufEvidence {
  private(set) var records = ReadRecords()
  private(set) var promotions: [ObjectID: Promotion] = [:]

  static func read(
    _ repository: Repository, _ signers: GittufSigners, production: String, _ population: inout Population
  ) throws(GitError) -> GittufEvidence {
    var evidence = GittufEvidence()
    do throws(GitError) {
      let tip = try repository.target(of: GittufAttestations.ref)
      let log = try GittufLog.read(repository)
      guard tip != nil || log != nil else { return evidence }
      var timeline: GittufTimeline?
      if let log {
        evidence.records.unreadable += log.problems
        timeline = log.isSound ? GittufTimeline(log, production: production) : nil
      }
      let fault = log?.isSound == false ? "the order of gittuf's reference state log can't be told" : nil
      if let timeline { try evidence.takePromotions(timeline, signers, repository, population) }
      guard let tip else { return evidence }
      let order: GittufTimeline
      if let timeline { order = timeline } else { order = try GittufTimeline(attestations: tip, repository) }
      let reader = GittufAttestations(repository, signers: signers, timeline: order, fault: fault)
      try evidence.readAttestations(reader, timeline, tip, &population)
    } catch {
      evidence.records.unreadable.append(
        UnreadableRecord(place: GittufAttestations.ref, reason: "gittuf's records can't be read: \(error.detail)"))
    }
    return evidence
  }

  /// Reads first what was in force at each promotion, and then what there is now: what came later is shown as late.
  private mutating func readAttestations(
    _ reader: GittufAttestations, _ timeline: GittufTimeline?, _ tip: ObjectID, _ population: inout Population
  ) throws(GitError) {
    if let timeline {
      for number in population.entries {
        let entry = population.commits[number]
        guard let at = promotions[entry.id]?.at, let step = timeline.step(at: at) else { continue }
        try reader.read(step: step, about: [entry.tree], texts: &population.texts, &records)
      }
    }
    let trees = Set(population.commits.map(\.tree))
    try reader.read(at: tip, about: trees, texts: &population.texts, &records)
    if timeline != nil {
      // A log that anybody can have written orders nothing that is stronger than itself.
      let isSigned = !promotions.isEmpty && promotions.values.allSatisfy { $0.basis == .ledger }
      for index in records.approvals.indices { records.approvals[index].clock = isSigned ? .log : .forge }
    }
    var seen: Set<String> = []
    records.approvals.removeAll { !seen.insert($0.source).inserted }
    var told: Set<UnreadableRecord> = []
    records.unreadable.removeAll { !told.insert($0).inserted }
  }

  /// Dates entries by the log. Several that went in at once have one date; those from before the log have none.
  private mutating func takePromotions(
    _ timeline: GittufTimeline, _ signers: GittufSigners, _ repository: Repository, _ population: Population
  ) throws(GitError) {
    var places: [ObjectID: Int] = [:]
    for (place, number) in population.entries.enumerated() { places[population.commits[number].id] = place }
    var next: Int?
    var older: ObjectID?
    for (entry, at) in timeline.promotions {
      guard let place = places[entry.target] else {
        if next == nil { older = entry.target }
        continue
      }
      if next == nil {
        next = place
        if let older, let before = population.before, try repository.isAncestor(older, of: before) { next = 0 }
      }
      guard let first = next, place >= first else { continue }
      // The log is a clock that is not the author's where a server's own key has signed the entry.
      let signer = try signers.signer(of: entry.commit, in: repository)
      let basis: Promotion.Basis = signer?.kind == .bot ? .ledger : .forge
      for covered in first...place {
        promotions[population.commits[population.entries[covered]].id] = Promotion(at: at, basis: basis)
      }
      next = place + 1
    }
  }
}
