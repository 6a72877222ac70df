package import Audit
package import Diagnostics
import Evidence
package import GitStore
import Policy

/// Gathers everything that an assignment needs from a repository, and has it audited.
package struct Examination {
  let repository: Repository
  let assignment: Assignment
  private var checks: [CompletenessCheck] = []
  var findings: [RunFinding] = []
  var ownLedger: LedgerContents?
  var policyNotes: [String] = []

  init(_ repository: Repository, _ assignment: Assignment) {
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

  mutating func run() throws(GitError) -> FinishedAudit {
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
    try followLedger(&gathered)
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
    dossier.spentElsewhere = assignment.spentElsewhere
    try readTags(&dossier, numbered.map(\.1))
    for ref in Set(numbered.compactMap(\.1.evidence.gerritNotes)).sorted() {
      let (notes, problems) = try GerritNotes.read(repository, ref: ref, &population)
      dossier.gerritNotes[ref] = notes
      findings += problems.map(StoreRecords.unreadable)
      for (subject, note) in notes {
        if let at = note.submittedAt { dossier.promotions[subject] = Promotion(at: at, basis: .forge) }
      }
    }
    var evidence: Set<ObjectID> = []
    // The same for each policy: whose signatures count is asked at each change.
    let own = try StoreRecords.index(
      repository, at: assignment.evidenceTip, sources: [assignment.scope.tip], texts: &population.texts)
    for (number, policy) in numbered {
      var store = own
      let foreign = try ForeignRecords.read(
        repository, policy, production: assignment.scope.production, before: dossier.before, &population)
      foreign.insert(into: &store.index, repository, besides: population)
      dossier.pushers.merge(foreign.pushers) { old, new in old + new.filter { !old.contains($0) } }
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
    try readLedger(evidence, &dossier, wantsTimes: numbered.contains { $0.1.datesRecords })
    dossier.content = ReplayingContent(repository)
    dossier.seals = ReadingSeals(repository)
    if let note = Self.keysNote(numbered.map(\.1)) { policyNotes.append(note) }
    dossier.targets = Self.targets(assignment.scope.production)
    dossier.population = population
    dossier.since = try since(gathered.governance, rules.rules, population, gathered.changes)
    dossier.now = assignment.now
    dossier.isHistory = assignment.isHistory
    if !assignment.isIntroduction { try readExceptions(&dossier, numbered) }
    return judge(dossier, rules.origin)
  }

  typealias Gathered = (population: Population, changes: Changes, governance: Governance)

  private func gather(_ bases: [ObjectID], _ keys: TrailerKeys) throws(GitError) -> Gathered {
    let line =
      bases.isEmpty && !assignment.isQuarantined
      ? LineReader(path: repository.gitDirectory, tip: assignment.scope.tip) : nil
    defer { line?.cancel() }
    let population = try PopulationReader.read(
      repository, tip: assignment.scope.tip, excluding: bases, keys: keys, line: line,
      progress: { assignment.progress(.reading(commits: $0)) })
    var findings = GovernanceFindings()
    if let line {
      findings = try line.findings()
    } else {
      for entry in population.entries.reversed() { try findings.append(population.commits[entry].tree, repository) }
    }
    let changes = try divide(population)
    return (population, changes, try govern(population, changes, findings))
  }

  /// Reads which policy each change found and left.
  func govern(
    _ population: Population, _ changes: Changes, _ findings: GovernanceFindings
  ) throws(GitError) -> Governance {
    let before = assignment.scope.base ?? population.before
    let governance = try GovernanceReader.read(
      repository, population, changes, findings, before: before,
      isOnePromotion: assignment.isOnePromotion || assignment.proposed || assignment.policy != nil,
      searching: assignment.policy == nil)
    return governance.beginning(with: before.flatMap { assignment.inForceBefore[$0] })
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
    checks.append(Self.inOneChange(members, changes.count, population))
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

  private func judge(_ dossier: Dossier, _ origin: PolicyOrigin) -> FinishedAudit {
    var auditor = Auditor(dossier)
    var kept: [Assessment] = []
    let concerned = Set(
      dossier.exceptions.flatMap { $0.introducedBy.keys.map(\.description) + $0.file.commits })
    var judged = 0
    auditor.run { assessment in
      judged += 1
      if judged & 0xFF == 0 { assignment.progress(.judging(change: judged, of: dossier.changes.count)) }
      if assignment.keepsAll || assessment.verdict.countsAgainst
        || (!concerned.isEmpty && assessment.commits.contains { concerned.contains($0.description) })
      {
        kept.append(assessment)
      }
    }
    let exceptions = auditor.applyExceptions(to: &kept)
    if !assignment.keepsAll { kept.removeAll { !$0.verdict.countsAgainst && $0.verdict != .excepted } }
    var scope = assignment.scope
    if !dossier.tagged.isEmpty { scope.timeBasis = .tag }
    if !dossier.ledger.entries.isEmpty { scope.timeBasis = .ledger }
    var finished = FinishedAudit(
      scope: scope, policyOrigin: origin, policies: auditor.versionsUsed,
      policyNotes: policyNotes + auditor.ownersNotes,
      commits: dossier.population.commits.count,
      populationDigest: assignment.wantsDigest ? PopulationDigest.of(dossier.population.commits.lazy.map(\.id)) : nil,
      checks: checks(kept, auditor.summary, dossier.population),
      findings: findings + auditor.ledgerFindings + exceptions.findings, summary: auditor.summary,
      assessments: kept)
    finished.promotions = auditor.promotions
    finished.exceptions = exceptions.accounts
    finished.policyAfter = auditor.policyAfter
    finished.spent = auditor.spentBy
    if assignment.keepsCommits { finished.population = dossier.population }
    return finished
  }

  /// The checks, of the changes as they were judged: that entries are one series shows only then.
  private func checks(_ kept: [Assessment], _ summary: Summary, _ population: Population) -> [CompletenessCheck] {
    guard assignment.keepsAll else { return checks }
    let members = kept.reduce(0) { $0 + $1.commits.count }
    return checks.map {
      $0.name == Self.inOneChange ? Self.inOneChange(members, summary.changes, population) : $0
    }
  }

  private static let inOneChange = "each-commit-in-one-change"

  private static func inOneChange(_ members: Int, _ changes: Int, _ population: Population) -> CompletenessCheck {
    func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
    return CompletenessCheck(
      inOneChange, members == population.commits.count,
      "\(counted(members, "commit")) in \(counted(changes, "change")), "
        + "\(counted(population.commits.count, "commit")) in the population")
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
    let untimed = policies.filter { $0.ledger == nil }
    let things = [
      untimed.contains { $0.asksForSignatures } ? "commit's" : nil,
      untimed.contains { $0.allowedSigners != nil } ? "record's" : nil,
    ].compactMap { $0 }
    if things.isEmpty { return nil }
    return "whether a signer's key was valid is judged at each \(things.joined(separator: " and "))"
      + " own date: no signed ledger is asked for"
  }

  private static func tooManyKeys(_ left: [String]) -> RunFinding {
    Finding(
      .policyInvalid, "the policies of this range name more trailer keys than can be looked for at once",
      notes: [
        "at most \(TrailerKeys.capacity); what these say is not seen: \(Set(left).sorted().joined(separator: ", "))"
      ],
      help: "judge shorter ranges, or all by one policy with --policy")
  }
}

extension TrailerKeys {
  fileprivate mutating func insert(_ sources: EvidenceSources?) {
    for key in sources?.trailerKeys ?? [] { insert(key) }
  }
}

extension Policy {
  /// A Boolean value that tells whether it matters when a record was first there: keys and memberships can end.
  fileprivate var datesRecords: Bool {
    allowedSigners != nil || (ledger != nil && people.contains { $0.activeFrom != nil || $0.activeUntil != nil })
  }
}
