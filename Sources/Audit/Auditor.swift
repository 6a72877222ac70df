import Evidence
package import GitStore
import Policy

/// Judges the changes of a dossier, oldest first, each by the rules that were in force before it.
///
/// Reads and writes nothing, and is the same every time. A fault in one change never spoils the verdict of the next.
package struct Auditor {
  let dossier: Dossier
  private let series: [Int: [Series]]
  private var inForce: InForce
  private var owners: OwnersInForce
  private(set) var signers: SignerFilesInForce
  private var readers: [Int: TrailerReader] = [:]
  private var directories: [DirectoryKey: PeopleDirectory] = [:]
  /// The records that the changes so far have used: each speaks for one change.
  private var spent: Set<String> = []
  /// These, each with the entries that used it.
  package private(set) var spentBy: [String: Set<ObjectID>] = [:]
  /// The policy that was in force after each entry, where production is a series of tags.
  package private(set) var policyAfter: [ObjectID: PolicyVersion] = [:]
  /// The promotion that the changes belong to at present.
  var open = OpenPromotion()
  /// A change that would fail by the policy of the other line, for each merge that may have turned production's.
  var failing: [Governance.Turn: ObjectID] = [:]
  let windows: PromotionWindows
  /// How far production has come on each line of staging.
  var staging: [String: StagingProgress] = [:]
  /// What of the CODEOWNERS that judged can't be read, each once.
  package private(set) var ownersNotes: [String] = []
  /// The policy versions that judged, each with the first change that it judged.
  package private(set) var versionsUsed: [(version: PolicyVersion, firstEntry: ObjectID)] = []
  package internal(set) var summary = Summary()
  private var gaps: LedgerGaps
  /// The movements of production so far, oldest first, where something is asked of them or known about them.
  package internal(set) var promotions: [PromotionAssessment] = []

  /// The changes that something stands against, where there are exceptions to ask.
  var excused: [ObjectID: ExcusedChange] = [:]
  /// Who was who for the changes that added or altered exceptions.
  var introducers: [ObjectID: PeopleDirectory] = [:]
  /// The changes' commits that did.
  private let introducing: Set<ObjectID>
  /// The commits that exceptions name.
  private let named: Set<String>

  private struct DirectoryKey: Hashable {
    var version: Int
    var mailmap: Int?
  }

  package static let fixedVersion = -1

  package init(_ dossier: Dossier) {
    self.dossier = dossier
    inForce = InForce(dossier.governance)
    gaps = LedgerGaps(dossier.ledger)
    let asksForOwners =
      switch dossier.rules {
      case .fixed(let version): version.policy.codeowners
      case .history: dossier.governance.versions.contains { $0.policy.codeowners }
      }
    owners = OwnersInForce(before: dossier.before, content: asksForOwners ? dossier.content : nil)
    signers = SignerFilesInForce(dossier.signerFiles, before: dossier.before, content: dossier.content)
    for line in dossier.staging { staging[line.ref] = StagingProgress(line) }
    named = Set(dossier.exceptions.flatMap(\.file.commits))
    introducing = Set(dossier.exceptions.flatMap(\.introducedBy.keys))
    windows = PromotionWindows(
      dossier.changes, dossier.population,
      dossier.promotionRecords.min { $0.key < $1.key }?.value ?? RecordIndex(), dossier.content)
    // Which transitions were approved is the same under each policy; only whether they count is not.
    let records = dossier.records.min { $0.key < $1.key }?.value
    series =
      if let records, let content = dossier.content {
        SeriesFinder.find(in: dossier.changes, of: dossier.population, records, content)
      } else {
        [:]
      }
  }

  /// What is wrong with the record of promotions, once every change was judged.
  package var ledgerFindings: [RunFinding] { gaps.findings }

  /// Judges every change in turn and hands its assessment over.
  package mutating func run(_ receive: (Assessment) throws -> Void) rethrows {
    var index = dossier.changes.startIndex
    while index < dossier.changes.endIndex {
      let (range, assessment) = judge(at: index)
      try receive(assessment)
      index = range.upperBound + 1
    }
  }

  /// Judges the change at a place, or the series that begins there.
  private mutating func judge(at index: Int) -> (ClosedRange<Int>, Assessment) {
    let alone = dossier.changes[index]
    var range = index...index
    var assessment: Assessment
    let judging = versionInForce
    if let (number, version) = versionInForce, dossier.since[number, default: 0] <= index {
      if versionsUsed.last?.version != version {
        versionsUsed.append((version, dossier.population.commits[alone.entry].id))
      }
      (range, assessment) = chosen(at: index, number, version)
      askTurns(of: range)
      spend(assessment.approvals, range)
      assessment.policyDigest = version.digest
      judgePromotion(range, &assessment, number, version)
    } else {
      assessment = notJudged(alone)
      if !isFixed, !brings(index), let problem = inForce.unreadable {
        assessment.findings = [Self.ambiguous(problem)]
        assessment.verdict = .unknown
      }
    }
    if !isFixed, let turned = dossier.governance.turned, range.contains(turned), inForce.version == nil {
      assessment.findings.append(Self.turned)
      assessment.verdict = .unknown
    }
    if let turn = dossier.governance.turns.first(where: { range.contains($0.change) && failing[$0] != nil }),
      !isFixed, !isTold(turn)
    {
      assessment.add([Self.turned(turn, failing[turn] ?? assessment.id)])
    }
    let keys = KeysInForce(version: judging?.number ?? Self.fixedVersion, files: signers.files)
    for place in range where dossier.changes[place].isOnLine {
      gaps.look(at: entry(place), under: judging?.version.policy) { [dossier] in dossier.book($0, keys) }
    }
    let isNamed = !named.isEmpty && assessment.commits.contains { named.contains($0.description) }
    let asked = dossier.exceptions.isEmpty ? nil : versionInForce
    let whole = range.count == 1 ? alone : dossier.changes.series(range, before: parent(of: range.lowerBound))
    let parts = asked.map { judge(as: whole, nil, $0.number, $0.version).parts }
    if let parts, !introducing.isDisjoint(with: assessment.commits) { introducers[assessment.id] = parts.people }
    advance(past: range, &assessment)
    if let asked, let parts, isNamed || assessment.verdict.countsAgainst {
      excused[assessment.id] = ExcusedChange(parts: parts, version: asked.number)
    }
    summary.count(assessment.verdict, assessment.grade)
    if dossier.promoted != nil, !isFixed, let version = versionInForce?.version {
      for place in range { policyAfter[entry(place)] = version }
    }
    return (range, assessment)
  }

  /// Takes what a change, or a series, did to the rules into account.
  private mutating func advance(past range: ClosedRange<Int>, _ assessment: inout Assessment) {
    open.verdicts.append(assessment.verdict)
    guard dossier.changes[range.upperBound].isOnLine else { return }
    followStaging(past: range)
    // What a merge of staging brings takes effect only if nothing stands against any of it.
    let verdict = open.verdicts.first(where: \.countsAgainst) ?? assessment.verdict
    open.verdicts = []
    var next = open.next ?? inForce
    for index in range { assessment.add(next.advance(past: index, verdict: verdict, fixed: isFixed)) }
    open.waiting.append((range, assessment.id, !verdict.countsAgainst))
    // With staging, it is the promotion that puts into force what it brings.
    if open.first != nil, open.judged?.version.policy.staging != nil {
      open.next = next
      return
    }
    if open.hasFailed {
      for range in open.waiting.flatMap(\.range) {
        let findings = inForce.advance(past: range, verdict: .fail, fixed: isFixed)
        let isTold = assessment.findings.contains { $0.code == .policyChangeUnapproved }
        assessment.add(findings.filter { $0.code == .policyChangeUnapproved && !isTold })
      }
    } else {
      inForce = next
    }
    for (_, id, takesEffect) in open.waiting {
      owners.advance(to: id, takesEffect: takesEffect && !open.hasFailed)
      signers.advance(to: id, takesEffect: takesEffect && !open.hasFailed)
    }
    if open.first == nil { open = OpenPromotion() } else { open.waiting = [] }
  }

  func entry(_ index: Int) -> ObjectID { dossier.population.commits[dossier.changes[index].entry].id }

  /// Returns what is said of the change at a place, or of the series that begins there.
  ///
  /// A series is taken where it passes, and where none of its entries passes alone: then what is said of it says more.
  mutating func chosen(
    at index: Int, _ number: Int, _ version: PolicyVersion
  ) -> (ClosedRange<Int>, Assessment) {
    let alone = judge(as: dossier.changes[index], nil, number, version).assess()
    for series in series[index] ?? [] where wentInTogether(series.range) {
      let change = dossier.changes.series(series.range, before: parent(of: index))
      let assessment = judge(as: change, series, number, version).assess()
      if assessment.verdict == .pass { return (series.range, assessment) }
      let others = series.range.dropFirst().map { judge(as: dossier.changes[$0], nil, number, version).assess() }
      if ([alone] + others).allSatisfy({ $0.verdict != .pass }) { return (series.range, assessment) }
    }
    return (index...index, alone)
  }

  /// Returns whether nothing shows that entries were promoted at different times.
  private func wentInTogether(_ range: ClosedRange<Int>) -> Bool {
    let entries = range.map { dossier.population.commits[dossier.changes[$0].entry].id }
    return Set(entries.map { dossier.promotions[$0] }).count == 1
      && Set(entries.map { dossier.ledger.update(of: $0) }).count == 1
  }

  func parent(of index: Int) -> ObjectID? {
    dossier.population.firstParent(of: dossier.population.commits[dossier.changes[index].entry])
  }

  mutating func judge(
    as change: Change, _ series: Series?, _ number: Int, _ version: PolicyVersion, records: RecordIndex? = nil
  ) -> ChangeJudge {
    let owners = version.policy.codeowners ? self.owners.file(version.policy.preset) : nil
    var remarks = owners.map { Array($0.problems.prefix(5)) } ?? []
    if version.policy.codeowners, owners == nil {
      remarks = ["\(version.policy.source.line(of: "codeowners")) asks for owners, and there is no CODEOWNERS"]
    }
    for remark in remarks where !ownersNotes.contains(remark) { ownersNotes.append(remark) }
    let parts = PartJudge(
      change: change, dossier: dossier, policy: version.policy, reader: reader(number, version.policy),
      people: directory(number, version.policy), records: records ?? dossier.records[number] ?? RecordIndex(),
      spent: spent(before: change), owners: owners, keys: KeysInForce(version: number, files: signers.files))
    return ChangeJudge(parts: parts, series: series)
  }

  /// An approval is spent by the first change that it covers.
  private mutating func spend(_ approvals: [WeighedApproval], _ range: ClosedRange<Int>) {
    for weighed in approvals where weighed.approval.content != nil {
      guard weighed.coverage == .identity || weighed.coverage == .replay else { continue }
      spent.insert(weighed.approval.source)
      spentBy[weighed.approval.source, default: []].formUnion(range.map(entry))
    }
  }

  /// What was used by other changes, also by those of other lines. A change that stands on two lines is one.
  private func spent(before change: Change) -> Set<String> {
    if dossier.spentElsewhere.isEmpty { return spent }
    let entries = Set(change.entries.map { dossier.population.commits[$0].id })
    return spent.union(dossier.spentElsewhere.filter { $0.value.isDisjoint(with: entries) }.keys)
  }

  /// Returns whether a change brings a policy that can be read.
  private func brings(_ index: Int) -> Bool {
    if case .valid = dossier.governance.states[Int(dossier.governance.after[index])].policy { return true }
    return false
  }

  var isFixed: Bool {
    if case .fixed = dossier.rules { return true }
    return false
  }

  private var versionInForce: (number: Int, version: PolicyVersion)? {
    switch dossier.rules {
    case .fixed(let version): (Self.fixedVersion, version)
    case .history: inForce.version.map { ($0, dossier.governance.versions[$0]) }
    }
  }

  private mutating func reader(_ number: Int, _ policy: Policy) -> TrailerReader {
    if let reader = readers[number] { return reader }
    let reader = TrailerReader(sources: policy.evidence, keys: dossier.population.keys)
    readers[number] = reader
    return reader
  }

  private mutating func directory(_ number: Int, _ policy: Policy) -> PeopleDirectory {
    let key = DirectoryKey(version: number, mailmap: inForce.mailmap)
    if let directory = directories[key] { return directory }
    let mailmap = inForce.mailmap.map { dossier.governance.mailmaps[$0] } ?? { ($0, $1) }
    let directory = PeopleDirectory(policy.people, mailmap: mailmap)
    directories[key] = directory
    return directory
  }

  private static let turned = Finding(
    .policyAmbiguous, "it can't be told whether this merge brings the first policy, or turns production away from one",
    notes: ["its first parent has no \(PolicyFileName.path), and another of its parents has one"],
    help: "say what production was before, as BASE: countersign check BASE..TIP\n"
      + "to begin the control, bring the first policy by a commit that is no merge")

  private static func ambiguous(_ problem: String) -> Finding {
    Finding(
      .policyAmbiguous, "there is a policy, and it can't be read: it can't be told what this change had to meet",
      notes: [problem], help: "mend \(PolicyFileName.path), or judge by another with --policy FILE")
  }

  /// Entries before there was a policy are counted and listed, not judged.
  private func notJudged(_ change: Change) -> Assessment {
    let population = dossier.population
    let entry = population.commits[change.entry]
    return Assessment(
      id: entry.id, kind: change.kind, title: population.title(of: entry),
      commits: change.members.map { population.commits[Int($0)].id }, committedAt: entry.committedAt,
      promotion: dossier.promotion(of: change), contributors: [], approvals: [], tests: [], findings: [],
      verdict: .notJudged, grade: nil, policyDigest: nil, byCommit: false,
      promoter: change.promoter.map { population.commits[$0].id })
  }
}
