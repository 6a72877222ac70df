package import Audit
package import Diagnostics
import Evidence
package import GitStore
import Policy

/// What is to be audited, and what is wanted of the result.
package struct Assignment {
  package var scope: Scope
  /// More commits that are in production already, besides the base.
  package var known: [ObjectID] = []
  /// Judges everything by this policy instead of the one in history.
  package var policy: PolicyVersion?
  /// What a ledger of another kind tells of production. It is taken where our own has nothing of it.
  package var ledgerUpdates: [LedgerUpdate] = []
  /// Whether production is known to have moved from the base to the tip at once, as in a push.
  package var isOnePromotion = false
  /// Judges the whole range as the one change that it will be.
  package var proposed = false
  /// The clock; `nil` where it plays no part.
  package var now: Instant?
  /// Who pushes what isn't in production yet, as the server knows him: the ledger will say it.
  package var pusher: String?
  /// The tip of the evidence that arrives in the same push; `nil` for the ref's own.
  package var evidenceTip: ObjectID?
  /// The emergencies that the pusher declares with the push that is judged.
  package var declared: [DeclaredEmergency] = []
  /// The repository was opened from a hook's environment, and can't be opened once more by its path.
  package var isQuarantined = false
  /// Where the exceptions are read, if that is not the range's own tip: what production is by now.
  package var exceptionsTip: ObjectID?
  /// Judges what brought an exception to production, for which no exception counts.
  var isIntroduction = false
  /// Keeps the assessments that nothing stands against too.
  package var keepsAll = true
  package var wantsDigest = true
  /// Hands what was read of the commits on with the result.
  package var keepsCommits = false
  package var progress: (Int) -> Void = { _ in }

  package init(scope: Scope) { self.scope = scope }
}

/// Gathers everything that an assignment needs from a repository, and has it audited.
package struct Examination {
  private let repository: Repository
  private let assignment: Assignment
  private var checks: [CompletenessCheck] = []
  private var findings: [RunFinding] = []
  private var policyNotes: [String] = []

  private init(_ repository: Repository, _ assignment: Assignment) {
    self.repository = repository
    self.assignment = assignment
  }

  /// - Throws: ``Stopped`` where the audit can't be completed. There is no partial result.
  package static func run(_ assignment: Assignment, in repository: Repository) throws(Stopped) -> FinishedAudit {
    try Access.refuseIncomplete(repository)
    var examination = Examination(repository, assignment)
    do throws(GitError) {
      return try examination.run()
    } catch {
      throw Stopped(error, reading: "auditing \(assignment.scope.production)", in: repository)
    }
  }

  private mutating func run() throws(GitError) -> FinishedAudit {
    let scope = assignment.scope
    let bases = (scope.base.map { [$0] } ?? []) + assignment.known
    var keys = TrailerKeys()
    for preset in Preset.allCases { keys.insert(Policy.builtIn(preset: preset).evidence) }
    keys.insert(assignment.policy?.policy.evidence)
    var gathered = try gather(bases, keys)
    // A policy within the range may name trailers that were not looked for; then history is read once more.
    let wanted = gathered.governance.versions.flatMap(\.policy.evidence.trailerKeys)
    if !wanted.allSatisfy(keys.contains) {
      for version in gathered.governance.versions { keys.insert(version.policy.evidence) }
      gathered = try gather(bases, keys)
      let left = wanted.filter { !keys.contains($0) }
      if !left.isEmpty { findings.append(Self.tooManyKeys(left)) }
    }
    var population = gathered.population
    let rules = try rules(gathered.governance, population)
    let numbered: [(Int, Policy)]
    if case .fixed(let version) = rules.rules {
      numbered = [(Auditor.fixedVersion, version.policy)]
    } else {
      numbered = gathered.governance.versions.enumerated().map { ($0.offset, $0.element.policy) }
    }
    let staging = try StagingReader.lines(repository, numbered.map(\.1), without: bases)
    if !staging.isEmpty, !gathered.changes.isOne {
      let changes = Changes(population, staging: staging)
      gathered.governance.divide(into: changes)
      gathered.changes = changes
    }
    try check(population, gathered.changes)
    var dossier = Dossier(
      population: population, changes: gathered.changes, governance: gathered.governance, rules: rules.rules)
    dossier.staging = staging
    dossier.pusher = assignment.pusher
    dossier.before = scope.base ?? population.before
    dossier.promoted = try promoted(population, numbered.map(\.1))
    for ref in Set(numbered.compactMap(\.1.evidence.gerritNotes)).sorted() {
      let (notes, problems) = try GerritNotes.read(repository, ref: ref, &population)
      dossier.gerritNotes[ref] = notes
      findings += problems.map(StoreRecords.unreadable)
      for (subject, note) in notes {
        if let at = note.submittedAt { dossier.promotions[subject] = Promotion(at: at, basis: .forge) }
      }
    }
    var evidence: Set<ObjectID> = []
    for (number, policy) in numbered {
      var store = try StoreRecords.index(
        repository, policy, at: assignment.evidenceTip, texts: &population.texts)
      let foreign = try ForeignRecords.read(
        repository, policy, production: assignment.scope.production, &population)
      foreign.insert(into: &store.index, repository, besides: population)
      dossier.pushers.merge(foreign.pushers) { old, _ in old }
      policyNotes += foreign.notes.filter { !policyNotes.contains($0) }
      store.findings += foreign.findings
      dossier.promotions.merge(foreign.promotions) { old, new in new.basis == .ledger ? new : old }
      dossier.records[number] = store.index
      dossier.promotionRecords[number] = store.promotions
      evidence = store.chain
      // What is wrong with the store is the same under each policy.
      findings += store.findings.filter { !findings.contains($0) }
    }
    dossier.bounds =
      assignment.proposed
      ? Dictionary(uniqueKeysWithValues: population.entries.map { (population.commits[$0].id, Instant(seconds: .max)) })
      : Self.bounds(population, now: assignment.now)
    try readLedger(evidence, &dossier)
    dossier.content = ReplayingContent(repository)
    dossier.seals = ReadingSeals(repository)
    if let note = Self.keysNote(numbered.map(\.1)) { policyNotes.append(note) }
    dossier.targets = Self.targets(assignment.scope.production)
    dossier.population = population
    dossier.since = try since(gathered.governance, rules.rules, population, gathered.changes)
    dossier.now = assignment.now
    if !assignment.isIntroduction { try readExceptions(&dossier, numbered) }
    return judge(dossier, rules.origin)
  }

  private mutating func readExceptions(_ dossier: inout Dossier, _ policies: [(Int, Policy)]) throws(GitError) {
    var fixed: PolicyVersion?
    if case .fixed(let version) = dossier.rules { fixed = version }
    var reading = ExceptionReading(
      repository, tip: assignment.exceptionsTip ?? assignment.scope.tip, dossier, policies
    ) { [repository, assignment] base, tip throws(GitError) in
      var scope = assignment.scope
      (scope.base, scope.tip, scope.since, scope.until) = (base, tip, nil, nil)
      var own = Assignment(scope: scope)
      own.policy = fixed
      own.isIntroduction = true
      own.isQuarantined = assignment.isQuarantined
      own.evidenceTip = assignment.evidenceTip
      own.now = assignment.now
      own.wantsDigest = false
      var examination = Examination(repository, own)
      return try examination.run()
    }
    try reading.read()
    dossier.exceptions = reading.records + DeclaredEmergency.records(dossier, assignment.declared, now: assignment.now)
    findings += reading.findings
  }

  /// Reads what the ledger says of the range. A hook judges what no ledger can have yet.
  private mutating func readLedger(_ evidence: Set<ObjectID>, _ dossier: inout Dossier) throws(GitError) {
    if assignment.isQuarantined, !assignment.isIntroduction {
      dossier.ledger.pending = Set(dossier.population.entries.map { dossier.population.commits[$0].id })
      dossier.ledger.exists = try repository.target(of: OwnRef.ledger.name) != nil
      if let finding = try LedgerReading.newest(repository, evidence) { findings.append(finding) }
      return
    }
    let (ledger, found) = try LedgerReading.read(
      repository, dossier.population, assignment.scope, refs: try productionNames(), isPending: try isPending(),
      chain: evidence, others: assignment.ledgerUpdates)
    dossier.ledger = ledger
    findings += found
  }

  /// Whether the range goes beyond what production is at.
  private func isPending() throws(GitError) -> Bool {
    if assignment.proposed { return true }
    guard let target = try repository.target(of: assignment.scope.production),
      let tip = try repository.commit(behind: target)
    else { return false }
    return try !repository.isAncestor(assignment.scope.tip, of: tip)
  }

  /// The names of production on the server; where it is what is checked out, that branch.
  private func productionNames() throws(GitError) -> Set<String> {
    let name = assignment.scope.production
    return Self.targets(try repository.symbolicTarget(of: name) ?? name)
  }

  private func gather(
    _ bases: [ObjectID], _ keys: TrailerKeys
  ) throws(GitError) -> (population: Population, changes: Changes, governance: Governance) {
    let line =
      bases.isEmpty && !assignment.isQuarantined
      ? LineReader(path: repository.gitDirectory, tip: assignment.scope.tip) : nil
    defer { line?.cancel() }
    let population = try PopulationReader.read(
      repository, tip: assignment.scope.tip, excluding: bases, keys: keys, line: line, progress: assignment.progress)
    var findings = GovernanceFindings()
    if let line {
      findings = try line.findings()
    } else {
      for entry in population.entries.reversed() { try findings.append(population.commits[entry].tree, repository) }
    }
    let changes = try divide(population)
    let governance = try GovernanceReader.read(
      repository, population, changes, findings, before: assignment.scope.base ?? population.before,
      isOnePromotion: assignment.isOnePromotion || assignment.proposed || assignment.policy != nil,
      searching: assignment.policy == nil)
    return (population, changes, governance)
  }

  /// Divides the population into changes.
  private func divide(_ population: Population) throws(GitError) -> Changes {
    if assignment.proposed {
      // What it will change is told from where it left production, which may have moved on.
      let bases = try assignment.scope.base.map { base throws(GitError) in
        try repository.mergeBases(base, assignment.scope.tip)
      }
      let before = bases?.count == 1 ? bases?.first : assignment.scope.base
      return Changes(asOne: population, kind: .proposed, judgedOneByOne: false, before: before)
    }
    // Where the base is reachable but not on the line, production was moved to a branch that had merged it.
    if let base = assignment.scope.base, let before = population.before, before != base,
      try repository.isAncestor(base, of: assignment.scope.tip)
    {
      return Changes(asOne: population, kind: nil, judgedOneByOne: true, before: base)
    }
    return Changes(population)
  }

  private mutating func check(_ population: Population, _ changes: Changes) throws(GitError) {
    let scope = assignment.scope
    if let base = scope.base {
      let ok = try repository.isAncestor(base, of: scope.tip)
      checks.append(
        CompletenessCheck(
          "base-is-ancestor", ok,
          ok ? "\(base) is an ancestor of \(scope.tip)" : "\(scope.tip) does not descend from \(base)"))
      if !ok, !assignment.proposed { findings.append(Self.rewritten(scope, base)) }
    }
    let members = changes.reduce(0) { $0 + $1.members.count }
    checks.append(
      CompletenessCheck(
        "each-commit-in-one-change", members == population.commits.count,
        "\(members) commits in \(changes.count) changes, \(population.commits.count) commits in the population"))
    checks.append(CompletenessCheck("history-is-whole", true, "not shallow, no grafts"))
    let replaced = try repository.refs(matching: "refs/replace/*").count
    checks.append(
      CompletenessCheck(
        "no-replace-refs", replaced == 0,
        replaced == 0
          ? "" : "\(replaced) replace refs are there and were ignored; plain `git log` may show another history"))
  }

  /// Decides by which rules is judged.
  private mutating func rules(
    _ governance: Governance, _ population: Population
  ) throws(GitError) -> (rules: Dossier.Rules, origin: PolicyOrigin) {
    if let version = assignment.policy {
      policyNotes.append("every change is judged by \(version.policy.source.name), not by the policy that was in force")
      return (.fixed(version), .file)
    }
    if governance.hasPolicy { return (.history, .history) }
    let (preset, why) = try PresetRecognition.recognise(repository, population)
    policyNotes.append("no \(PolicyFileName.path) in this history: built-in default, preset \(preset.rawValue), \(why)")
    let policy = Policy.builtIn(preset: preset)
    let version = PolicyVersion(policy: policy, digest: PolicyDigest.of(policy), commit: nil)
    return (.fixed(version), .builtin)
  }

  /// Finds the first change under `production.since` of each policy.
  private func since(
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

  private func judge(_ dossier: Dossier, _ origin: PolicyOrigin) -> FinishedAudit {
    var auditor = Auditor(dossier)
    var kept: [Assessment] = []
    let concerned = Set(
      dossier.exceptions.flatMap { $0.introducedBy.keys.map(\.description) + $0.file.commits })
    auditor.run { assessment in
      if assignment.keepsAll || assessment.verdict.countsAgainst
        || (!concerned.isEmpty && assessment.commits.contains { concerned.contains($0.description) })
      {
        kept.append(assessment)
      }
    }
    let exceptions = auditor.applyExceptions(to: &kept)
    if !assignment.keepsAll { kept.removeAll { !$0.verdict.countsAgainst && $0.verdict != .excepted } }
    var scope = assignment.scope
    if !dossier.ledger.entries.isEmpty { scope.timeBasis = .ledger }
    var finished = FinishedAudit(
      scope: scope, policyOrigin: origin, policies: auditor.versionsUsed,
      policyNotes: policyNotes + auditor.ownersNotes,
      commits: dossier.population.commits.count,
      populationDigest: assignment.wantsDigest ? PopulationDigest.of(dossier.population.commits.lazy.map(\.id)) : nil,
      checks: checks, findings: findings + auditor.ledgerFindings + exceptions.findings, summary: auditor.summary,
      assessments: kept)
    finished.promotions = auditor.promotions
    finished.exceptions = exceptions.accounts
    if assignment.keepsCommits { finished.population = dossier.population }
    return finished
  }

  /// Returns the entries that tags say were promoted, and when; `nil` where production is no series of tags.
  private func promoted(_ population: Population, _ policies: [Policy]) throws(GitError) -> Set<ObjectID>? {
    let patterns = policies.compactMap { policy -> String? in
      if case .tags(let pattern) = policy.production.line { pattern } else { nil }
    }
    guard !patterns.isEmpty else { return nil }
    let entries = Set(population.entries.map { population.commits[$0].id })
    var promoted: Set<ObjectID> = []
    for pattern in Set(patterns).sorted() {
      promoted.formUnion(try TagSeries(repository, pattern).tags.map(\.commit).filter(entries.contains))
    }
    return promoted
  }

  private static func rewritten(_ scope: Scope, _ base: ObjectID) -> RunFinding {
    Finding(
      .historyRewritten, "production was moved to a commit that does not descend from what it was",
      notes: ["was \(base)", "is \(scope.tip)", "what the old tip doesn't reach is judged all the same"],
      help:
        "find out who moved \(scope.production) and why; to take it back: git push --force-with-lease origin \(base):\(scope.production)"
    )
  }

  /// Says by which dates keys are judged, where that is for the commits' authors to write.
  private static func keysNote(_ policies: [Policy]) -> String? {
    guard policies.contains(where: { $0.asksForSignatures && $0.ledger == nil }) else { return nil }
    return "whether a signer's key was valid is judged at each commit's own date: no signed ledger is asked for"
  }

  private static func tooManyKeys(_ left: [String]) -> RunFinding {
    Finding(
      .policyInvalid, "the policies of this range name more trailer keys than can be looked for at once",
      notes: [
        "at most \(TrailerKeys.capacity); what these say is not seen: \(Set(left).sorted().joined(separator: ", "))"
      ],
      help: "judge shorter ranges, or all by one policy with --policy")
  }

  /// By how many seconds the clocks of honest machines may differ.
  private static let clockSkew: Int64 = 300

  /// Returns the entries whose committer date lies after that of a later entry, or after now, each with the earliest of these.
  private static func bounds(_ population: Population, now: Instant?) -> [ObjectID: Instant] {
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
  private static func targets(_ production: String) -> Set<String> {
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

extension TrailerKeys {
  fileprivate mutating func insert(_ sources: EvidenceSources?) {
    for key in sources?.trailerKeys ?? [] { insert(key) }
  }
}
