import Evidence
package import GitStore
import Policy

/// Judges the changes of a dossier, oldest first, each by the rules that were in force before it.
///
/// Reads and writes nothing, and is the same every time. A fault in one change never spoils the verdict of the next.
package struct Auditor {
  private let dossier: Dossier
  private let series: [Int: [Series]]
  private var inForce: InForce
  private var readers: [Int: TrailerReader] = [:]
  private var directories: [DirectoryKey: PeopleDirectory] = [:]
  /// The records that the changes so far have used: each speaks for one change.
  private var spent: Set<String> = []
  /// The verdicts of the changes that came by staging and are not promoted yet.
  private var staged: [Verdict] = []
  /// The policy versions that judged, each with the first change that it judged.
  package private(set) var versionsUsed: [(version: PolicyVersion, firstEntry: ObjectID)] = []
  package private(set) var summary = Summary()

  private struct DirectoryKey: Hashable {
    var version: Int
    var mailmap: Int?
  }

  package static let fixedVersion = -1

  package init(_ dossier: Dossier) {
    self.dossier = dossier
    inForce = InForce(dossier.governance)
    // Which transitions were approved is the same under each policy; only whether they count is not.
    let records = dossier.records.min { $0.key < $1.key }?.value
    series =
      if let records, let content = dossier.content {
        SeriesFinder.find(in: dossier.changes, of: dossier.population, records, content)
      } else {
        [:]
      }
  }

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
    if let (number, version) = versionInForce, dossier.since[number, default: 0] <= index {
      if versionsUsed.last?.version != version {
        versionsUsed.append((version, dossier.population.commits[alone.entry].id))
      }
      (range, assessment) = chosen(at: index, number, version)
      spend(assessment.approvals)
      assessment.policyDigest = version.digest
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
    advance(past: range, &assessment)
    summary.count(assessment.verdict, assessment.grade)
    return (range, assessment)
  }

  /// Takes what a change, or a series, did to the rules into account.
  private mutating func advance(past range: ClosedRange<Int>, _ assessment: inout Assessment) {
    guard dossier.changes[range.upperBound].isOnLine else {
      staged.append(assessment.verdict)
      return
    }
    // What came by staging takes effect with its promotion, and only if nothing stands against any of it.
    let verdict = staged.first(where: \.countsAgainst) ?? assessment.verdict
    staged = []
    for index in range {
      let findings = inForce.advance(past: index, verdict: verdict, fixed: isFixed)
      if findings.isEmpty { continue }
      assessment.findings += findings
      if assessment.verdict != .excepted { assessment.verdict = Verdict(assessment.findings) }
      if assessment.verdict != .pass { assessment.grade = nil }
    }
  }

  /// Returns what is said of the change at a place, or of the series that begins there.
  ///
  /// A series is taken where it passes, and where none of its entries passes alone: then what is said of it says more.
  private mutating func chosen(
    at index: Int, _ number: Int, _ version: PolicyVersion
  ) -> (ClosedRange<Int>, Assessment) {
    let alone = judge(index, as: dossier.changes[index], nil, number, version).assess()
    for series in series[index] ?? [] where wentInTogether(series.range) {
      let change = dossier.changes.series(series.range, before: parent(of: index))
      let assessment = judge(index, as: change, series, number, version).assess()
      if assessment.verdict == .pass { return (series.range, assessment) }
      let others = series.range.dropFirst().map { judge($0, as: dossier.changes[$0], nil, number, version).assess() }
      if ([alone] + others).allSatisfy({ $0.verdict != .pass }) { return (series.range, assessment) }
    }
    return (index...index, alone)
  }

  /// Returns whether nothing shows that entries were promoted at different times.
  private func wentInTogether(_ range: ClosedRange<Int>) -> Bool {
    let entries = range.map { dossier.population.commits[dossier.changes[$0].entry].id }
    return Set(entries.map { dossier.promotions[$0] }).count == 1
  }

  private func parent(of index: Int) -> ObjectID? {
    dossier.population.firstParent(of: dossier.population.commits[dossier.changes[index].entry])
  }

  private mutating func judge(
    _ index: Int, as change: Change, _ series: Series?, _ number: Int, _ version: PolicyVersion
  ) -> ChangeJudge {
    let parts = PartJudge(
      change: change, dossier: dossier, policy: version.policy, reader: reader(number, version.policy),
      people: directory(number, version.policy), records: dossier.records[number] ?? RecordIndex(), spent: spent)
    return ChangeJudge(parts: parts, series: series)
  }

  /// An approval is spent by the first change that it covers.
  private mutating func spend(_ approvals: [WeighedApproval]) {
    for weighed in approvals where weighed.approval.content != nil {
      if weighed.coverage == .identity || weighed.coverage == .replay { spent.insert(weighed.approval.source) }
    }
  }

  /// Returns whether a change brings a policy that can be read.
  private func brings(_ index: Int) -> Bool {
    if case .valid = dossier.governance.states[Int(dossier.governance.after[index])].policy { return true }
    return false
  }

  private var isFixed: Bool {
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
      verdict: .notJudged, grade: nil, policyDigest: nil, byCommit: false)
  }
}
