import Evidence
package import GitStore
import Policy

/// Judges the changes of a dossier, oldest first, each by the rules that were in force before it.
///
/// Reads and writes nothing, and is the same every time. A fault in one change never spoils the verdict of the next.
package struct Auditor {
  private let dossier: Dossier
  private var inForce: InForce
  private var readers: [Int: TrailerReader] = [:]
  private var directories: [DirectoryKey: PeopleDirectory] = [:]
  /// The records that the changes so far have used: each speaks for one change.
  private var spent: Set<String> = []
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
  }

  /// Judges every change in turn and hands its assessment over.
  package mutating func run(_ receive: (Assessment) throws -> Void) rethrows {
    for index in dossier.changes.indices { try receive(judge(index)) }
  }

  private mutating func judge(_ index: Int) -> Assessment {
    let change = dossier.changes[index]
    let entry = dossier.population.commits[change.entry]
    var assessment: Assessment
    if let (number, version) = versionInForce, dossier.since[number, default: 0] <= index {
      if versionsUsed.last?.version != version { versionsUsed.append((version, entry.id)) }
      let judge = ChangeJudge(
        change: change, dossier: dossier, policy: version.policy, reader: reader(number, version.policy),
        people: directory(number, version.policy), records: dossier.records[number] ?? RecordIndex(), spent: spent)
      assessment = judge.assess()
      spend(assessment.approvals)
      assessment.policyDigest = version.digest
    } else {
      assessment = notJudged(change)
      if !isFixed, !brings(index), let problem = inForce.unreadable {
        assessment.findings = [Self.ambiguous(problem)]
        assessment.verdict = .unknown
      }
    }
    if !isFixed, dossier.governance.turned == index, inForce.version == nil {
      assessment.findings.append(Self.turned)
      assessment.verdict = .unknown
    }
    let findings = inForce.advance(
      past: index, verdict: assessment.verdict, title: assessment.title, fixed: isFixed)
    if !findings.isEmpty {
      assessment.findings += findings
      if assessment.verdict != .excepted { assessment.verdict = Verdict(assessment.findings) }
      if assessment.verdict != .pass { assessment.grade = nil }
    }
    summary.count(assessment.verdict, assessment.grade)
    return assessment
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
      promotion: dossier.promotion(of: entry), contributors: [], approvals: [], tests: [], findings: [],
      verdict: .notJudged, grade: nil, policyDigest: nil, byCommit: false)
  }
}

extension Dossier {
  func promotion(of entry: CommitRecord) -> Promotion {
    promotions[entry.id] ?? declaredPromotion(of: entry)
  }

  /// The promotion as the commits alone tell it.
  func declaredPromotion(of entry: CommitRecord) -> Promotion {
    Promotion(at: entry.committedAt, basis: .committerDate, bound: bounds[entry.id])
  }
}
