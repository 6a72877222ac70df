import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

// When and how the entries of the range were promoted, and what was excepted.
extension Examination {
  mutating func readExceptions(_ dossier: inout Dossier, _ policies: [(Int, Policy)]) throws(GitError) {
    var fixed: PolicyVersion?
    if case .fixed(let version) = dossier.rules { fixed = version }
    var reading = ExceptionReading(
      repository, tip: assignment.exceptionsTip ?? assignment.scope.tip, dossier, policies
    ) { [repository, assignment] base, tip, policy throws(GitError) in
      var scope = assignment.scope
      (scope.base, scope.tip, scope.since, scope.until) = (base, tip, nil, nil)
      var own = Assignment(scope: scope)
      own.policy = policy ?? fixed
      own.ledgerUpdates = assignment.ledgerUpdates
      own.isIntroduction = true
      own.isQuarantined = assignment.isQuarantined
      own.evidenceTip = assignment.evidenceTip
      own.now = assignment.now
      own.wantsDigest = false
      var examination = Examination(repository, own)
      return try examination.run()
    }
    if assignment.proposed { reading.production = assignment.scope.base }
    try reading.read()
    dossier.exceptions = reading.records + DeclaredEmergency.records(dossier, assignment.declared, now: assignment.now)
    dossier.exceptions += TrailerEmergencies.records(dossier, policies.map(\.1))
    findings += reading.findings
  }

  /// Reads what the ledger says of the range. A hook judges what no ledger can have yet.
  ///
  /// - Parameter wantsTimes: Whether it has to be known when each record was first there.
  mutating func readLedger(
    _ evidence: Set<ObjectID>, _ dossier: inout Dossier, wantsTimes: Bool
  ) throws(GitError) {
    if assignment.isQuarantined, !assignment.isIntroduction {
      dossier.ledger.pending = Set(dossier.population.entries.map { dossier.population.commits[$0].id })
      dossier.ledger.exists = try repository.target(of: OwnRef.ledger.name) != nil
      if let finding = try LedgerReading.newest(repository, evidence) { findings.append(finding) }
      return
    }
    let (ledger, found) = try LedgerReading.read(
      try ledgerContents(), repository, dossier.population, assignment.scope, refs: try productionNames(),
      isPending: try isPending(), chain: evidence, others: assignment.ledgerUpdates, wantsTimes: wantsTimes)
    dossier.ledger = ledger
    findings += found
    if !ledger.exists, !assignment.isIntroduction {
      policyNotes += try ReflogHint.notes(repository, production: try productionRef())
    }
  }

  /// Whether the range goes beyond what production is at. In a clone the branch itself may be older than what was fetched.
  func isPending() throws(GitError) -> Bool {
    if assignment.proposed { return true }
    let name = try productionRef()
    var names = [assignment.scope.production]
    if !repository.isBare, name.hasPrefix("refs/heads/") { names.append("refs/remotes/origin/" + name.dropFirst(11)) }
    var isKnown = false
    for name in names {
      guard let target = try repository.target(of: name), let tip = try repository.commit(behind: target) else {
        continue
      }
      if try repository.isAncestor(assignment.scope.tip, of: tip) { return false }
      isKnown = true
    }
    return isKnown
  }

  /// The full name of production; where it is what is checked out, that branch.
  private func productionRef() throws(GitError) -> String {
    let name = assignment.scope.production
    return try repository.symbolicTarget(of: name) ?? name
  }

  /// The names of production on the server; where it is what is checked out, that branch.
  func productionNames() throws(GitError) -> Set<String> {
    Self.targets(try productionRef())
  }

  /// Finds the first change under `production.since` of each policy.
  func since(
    _ governance: Governance, _ rules: Dossier.Rules, _ population: Population, _ changes: Changes
  ) throws(GitError) -> [Int: Int] {
    let versions: [(Int, PolicyVersion)] =
      switch rules {
      case .fixed(let version): [(-1, version)]
      case .history: Array(zip(governance.versions.indices, governance.versions))
      }
    var result: [Int: Int] = [:]
    for (number, version) in versions {
      guard let text = version.policy.production.since else { continue }
      guard let commit = try repository.commit(withID: text) else { continue }
      if let index = changes.firstIndex(where: { change in
        change.members.contains { population.commits[Int($0)].id == commit }
      }) {
        result[number] = index
      } else if try !repository.isAncestor(commit, of: assignment.scope.tip),
        try repository.isAncestor(assignment.scope.tip, of: commit)
      {
        result[number] = changes.count
      }
    }
    return result
  }

  /// Reads which entries tags say were promoted, and when; nothing where production is no series of tags.
  func readTags(_ dossier: inout Dossier, _ policies: [Policy]) throws(GitError) {
    let patterns = policies.compactMap { policy -> String? in
      if case .tags(let pattern) = policy.production.line { pattern } else { nil }
    }
    guard !patterns.isEmpty || assignment.tagRefs != nil else { return }
    let entries = dossier.population.entries.map { dossier.population.commits[$0].id }
    let own = Set(entries)
    var tags: [ObjectID: [TagSeries.Tag]] = [:]
    for pattern in assignment.tagRefs == nil ? Set(patterns).sorted() : [""] {
      for tag in try TagSeries(repository, pattern, refs: assignment.tagRefs).tags where own.contains(tag.commit) {
        tags[tag.commit, default: []].append(tag)
      }
    }
    dossier.promoted = Set(tags.keys)
    // A tag promotes what it holds, so none of it was promoted later than the earliest tag above it says.
    var at = assignment.taggedAt
    var earliest = at ?? Instant(seconds: .max)
    for id in entries.reversed() {
      if let here = tags[id] {
        at = here.compactMap(\.taggedAt).min()
        earliest = min(earliest, at ?? earliest)
      }
      if let at { dossier.tagged[id] = (at, earliest) }
    }
  }

  /// By how many seconds the clocks of honest machines may differ.
  private static let clockSkew: Int64 = 300

  /// Returns the entries whose committer date lies after that of a later entry, or after now, each with the earliest of these.
  static func bounds(_ population: Population, now: Instant?) -> [ObjectID: Instant] {
    var bounds: [ObjectID: Instant] = [:]
    var earliest = now ?? Instant(seconds: .max)
    for index in population.entries.indices.reversed() {
      let commit = population.commits[population.entries[index]]
      if commit.committedAt.seconds > earliest.seconds.addingSaturated(clockSkew) {
        // Its date says nothing. All that is known is that it was made after the entry before it.
        let before = index > 0 ? population.commits[population.entries[index - 1]].committedAt : Instant(seconds: 0)
        bounds[commit.id] = min(before, earliest)
      } else if commit.committedAt > earliest {
        bounds[commit.id] = earliest
      }
      earliest = min(earliest, commit.committedAt)
    }
    return bounds
  }

  /// Production under the names that it has on either side of a fetch.
  static func targets(_ production: String) -> Set<String> {
    let parts = production.split(separator: "/")
    guard production.hasPrefix("refs/remotes/"), parts.count > 3 else { return [production] }
    return [production, "refs/heads/" + parts.dropFirst(3).joined(separator: "/")]
  }
}

extension Int64 {
  fileprivate func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
