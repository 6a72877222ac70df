import Audit
import Evidence
import GitStore

/// Joins what was said of the lines of production: each commit stands in the change of the promotion that brought it in.
struct LineReport {
  private let lines: ProductionLines
  private let audits: [FinishedAudit]
  private let wantsDigest: Bool
  /// By place of a promotion, the line that it is on.
  private var lineOf: [Int: Int] = [:]

  init(_ lines: ProductionLines, _ audits: [FinishedAudit], wantsDigest: Bool) {
    self.lines = lines
    self.audits = audits
    self.wantsDigest = wantsDigest
    for (number, line) in lines.lines.enumerated() {
      for place in line.promotions { lineOf[place] = number }
    }
  }

  func joined(_ scope: Scope, _ repository: Repository) throws(GitError) -> FinishedAudit {
    var population = try PopulationReader.read(
      repository, tips: scope.tips, excluding: scope.bases, keys: TrailerKeys())
    var numbers: [ObjectID: Int] = [:]
    for (number, commit) in population.commits.enumerated() { numbers[commit.id] = number }
    population.entries = entries.compactMap { numbers[$0] }
    let assessments = assessments()
    var summary = Summary()
    for assessment in assessments { summary.count(assessment.verdict, assessment.grade) }
    var audit = FinishedAudit(
      scope: scope, policyOrigin: origin, policies: policies(of: assessments),
      policyNotes: audits.flatMap(\.policyNotes).uniqued,
      commits: population.commits.count,
      populationDigest: wantsDigest ? PopulationDigest.of(population.commits.lazy.map(\.id)) : nil,
      checks: checks(population, assessments), findings: findings(), summary: summary, assessments: assessments)
    audit.promotions = promotions(Set(assessments.map(\.id)))
    audit.exceptions = exceptions()
    audit.population = population
    return audit
  }

  private func isOwn(_ id: ObjectID, _ line: Int) -> Bool {
    lines.history.owner(of: id).map { lineOf[$0] == line } ?? false
  }

  /// The entries of all lines, in the order in which they were promoted.
  private var entries: [ObjectID] {
    let own = audits.enumerated().flatMap { line, audit in
      (audit.population?.entries ?? []).compactMap { audit.population?.commits[$0].id }.filter { isOwn($0, line) }
    }
    return ordered(own) { $0 }
  }

  private func ordered<Element>(_ elements: [Element], by id: (Element) -> ObjectID) -> [Element] {
    elements.enumerated().sorted { a, b in
      (lines.history.owner(of: id(a.element)) ?? 0, a.offset) < (lines.history.owner(of: id(b.element)) ?? 0, b.offset)
    }.map(\.element)
  }

  private func assessments() -> [Assessment] {
    // What is excepted by a file that came with a later promotion is excepted here.
    var excepted: [ObjectID: Assessment] = [:]
    for assessment in audits.flatMap(\.assessments) where assessment.verdict == .excepted {
      excepted[assessment.id] = excepted[assessment.id] ?? assessment
    }
    var kept: [Assessment] = []
    for (line, audit) in audits.enumerated() {
      for assessment in audit.assessments {
        let own = assessment.commits.filter { isOwn($0, line) }
        if own.isEmpty { continue }
        var assessment = assessment
        if assessment.verdict.countsAgainst, let other = excepted[assessment.id] { assessment = other }
        assessment.commits = own
        kept.append(assessment)
      }
    }
    return ordered(kept) { $0.id }
  }

  private var origin: PolicyOrigin {
    let origins = audits.map(\.policyOrigin)
    return origins.contains(.history) ? .history : origins.first ?? .history
  }

  private func policies(of assessments: [Assessment]) -> [(version: PolicyVersion, firstEntry: ObjectID)] {
    var versions: [String: PolicyVersion] = [:]
    for policy in audits.flatMap(\.policies) {
      versions[policy.version.digest] = versions[policy.version.digest] ?? policy.version
    }
    var found: [(version: PolicyVersion, firstEntry: ObjectID)] = []
    for assessment in assessments {
      guard let digest = assessment.policyDigest, let version = versions[digest],
        !found.contains(where: { $0.version.digest == digest })
      else { continue }
      found.append((version, assessment.id))
    }
    return found
  }

  /// What several lines say of the run is said once. That an exception matched nothing holds only if it did on no line.
  private func findings() -> [RunFinding] {
    var used: Set<String> = []
    for account in audits.flatMap(\.exceptions) where account.status != .unused { used.insert(account.path) }
    return audits.flatMap(\.findings).uniqued.filter { finding in
      finding.code != .exceptionUnused || !used.contains { path in finding.notes.contains { $0.hasPrefix(path + ":") } }
    }
  }

  private func promotions(_ kept: Set<ObjectID>) -> [PromotionAssessment] {
    let all = audits.enumerated().flatMap { line, audit in
      audit.promotions.filter { isOwn($0.id, line) }.map { promotion in
        var promotion = promotion
        promotion.changes = promotion.changes.filter(kept.contains)
        return promotion
      }
    }
    return ordered(all) { $0.id }
  }

  private func exceptions() -> [ExceptionAccount] {
    var found: [String: ExceptionAccount] = [:]
    for account in audits.flatMap(\.exceptions) {
      guard let known = found[account.path] else {
        found[account.path] = account
        continue
      }
      let isBetter = known.changes.isEmpty && !account.changes.isEmpty
      found[account.path] = isBetter ? account : known
    }
    return found.values.sorted { $0.path < $1.path }
  }

  private func checks(_ population: Population, _ assessments: [Assessment]) -> [CompletenessCheck] {
    let members = assessments.reduce(0) { $0 + $1.commits.count }
    let distinct = Set(assessments.flatMap(\.commits)).count
    var checks = [
      CompletenessCheck(
        "each-commit-in-one-change", members == population.commits.count && distinct == members,
        "\(members) commits in \(assessments.count) changes, \(population.commits.count) commits in the population")
    ]
    for name in audits.flatMap(\.checks).map(\.name).uniqued where name != "each-commit-in-one-change" {
      let same = audits.flatMap(\.checks).filter { $0.name == name }
      checks.append(
        CompletenessCheck(
          name, same.allSatisfy(\.ok), same.map(\.detail).filter { !$0.isEmpty }.uniqued.joined(separator: "; ")))
    }
    return checks
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stands first.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
