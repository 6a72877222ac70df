import Diagnostics
import GitStore
import Policy

/// Applies the exceptions of an audit once everything was judged without them, so that none can carry another.
///
/// What is accepted keeps its findings, each with the id of what accepts it. An exception changes what is said of a
/// change and nothing else: a change of the policy that had to be excepted never takes effect.
struct ExceptionRegister {
  private let records: [ExceptionRecord]
  private let dossier: Dossier
  private var accounts: [ExceptionAccount]
  private var introductions: [[Introduction]]
  /// The changes that were promoted with others: no one of them can excuse the promotion of all.
  private let together: Set<ObjectID>

  init(
    _ dossier: Dossier, _ assessments: [Assessment], _ promotions: [PromotionAssessment],
    people: (ObjectID) -> PeopleDirectory?, required: (Assessment) -> Int
  ) {
    together = Set(promotions.filter { $0.changes.count > 1 }.flatMap(\.changes))
    records = dossier.exceptions
    self.dossier = dossier
    introductions = dossier.exceptions.map { Self.introductions(of: $0, assessments, required, people: people) }
    accounts = zip(records, introductions).map { record, introductions in
      ExceptionAccount(
        file: record.file, path: record.path, status: record.namesOthers ? .outside : .unused,
        reason: record.namesOthers
          ? "what it names is in production, and not in this range" : "no commit that it names is in production",
        approvers: record.file.kind == .exception ? introductions.flatMap(\.approvers).uniqued : [], changes: [],
        introducedBy: introductions.map(\.id), due: nil)
    }
  }

  /// Returns what became of each exception, and a warning for each that accepted nothing.
  func finish() -> (accounts: [ExceptionAccount], findings: [RunFinding]) {
    // A trailer is no file that could be removed.
    let told = zip(accounts, records).filter { $0.status != .unused || $1.trailer == nil }.map(\.0)
    let unused = told.filter { $0.status == .unused }.map { account in
      Finding(
        .exceptionUnused, "the exception \(account.file.id) matched nothing",
        notes: ["\(account.path): \(account.reason)"],
        help: "if it is no longer needed, remove it in a change of its own: git rm \(account.path)")
    }
    return (told, unused)
  }

  /// Applies the exceptions to a change that something stands against.
  mutating func apply(to assessment: inout Assessment, _ excused: ExcusedChange) {
    // Emergencies first: an exception may accept that one was reviewed too late.
    let order =
      records.indices.filter { records[$0].file.kind == .emergency }
      + records.indices.filter { records[$0].file.kind == .exception }
    for number in order where excused.isTouched(by: records[number].file) {
      let record = records[number]
      guard excused.isNamed(by: record.file) else {
        note(number, .unused, "it names a part of the change \(assessment.id.short), and not all of it", assessment)
        continue
      }
      guard assessment.verdict.countsAgainst else {
        passing(number, assessment, excused)
        continue
      }
      let codes = accepted(by: record, assessment, excused)
      guard assessment.findings.contains(where: { $0.weight != .warning && codes.contains($0.code) }) else {
        note(number, .unused, "the change that it names has no finding that it accepts", assessment)
        continue
      }
      switch record.file.kind {
      case .exception: exception(number, codes, &assessment, excused)
      case .emergency: emergency(number, codes, &assessment, excused)
      }
    }
    settle(&assessment)
  }

  /// Applies the emergencies that were accepted to the changes that brought nothing but their files.
  mutating func carry(_ assessment: inout Assessment, _ excused: ExcusedChange) {
    guard assessment.verdict.countsAgainst, let paths = excused.paths(), !paths.isEmpty else { return }
    let carried = paths.map { path in
      accounts.firstIndex { $0.path == path && ($0.status == .reviewDue || $0.status == .reviewed) }
    }
    guard let first = carried.first, let number = first, carried.allSatisfy({ $0 != nil }) else {
      return tellAlone(paths, &assessment)
    }
    let codes = EmergencyJudge.excusable.union([.policyChangeUnapproved])
    let declarer = records[number].file.declaredBy ?? "nobody"
    let state = accounts[number].status == .reviewed ? "which was reviewed" : accounts[number].reason
    accept(number, codes, "it only declares an emergency of \(declarer), \(state)", &assessment)
    settle(&assessment)
  }

  /// A declaration alone says nothing of whether the emergency it declares may be: that is told where both are judged.
  private func tellAlone(_ paths: [String], _ assessment: inout Assessment) {
    let declared = paths.map { path in
      accounts.first { $0.path == path && $0.status == .outside && $0.file.kind == .emergency }
    }
    guard let file = declared.first??.file, declared.allSatisfy({ $0 != nil }),
      let index = assessment.findings.firstIndex(where: { $0.weight != .warning })
    else { return }
    assessment.findings[index].notes.append(
      "it declares an emergency of \(file.commits.joined(separator: ", ")), which is not in this range: "
        + "judge a range that holds both, or have this change approved like any other")
  }

  /// A change that passes needs no exception. An emergency that was rightly declared still carries its declaration.
  private mutating func passing(_ number: Int, _ assessment: Assessment, _ excused: ExcusedChange) {
    let isDeclared =
      records[number].file.kind == .emergency
      && EmergencyJudge(
        record: records[number], introductions: introductions[number], assessment: assessment, excused: excused,
        now: dossier.now
      ).isDeclared
    note(number, isDeclared ? .reviewed : .unused, "the change that it names passes without it", assessment)
  }

  private mutating func exception(
    _ number: Int, _ codes: Set<FindingCode>, _ assessment: inout Assessment, _ excused: ExcusedChange
  ) {
    if let finding = ExceptionJudge.finding(records[number], introductions[number], assessment, excused) {
      assessment.findings.append(finding)
      let status: ExceptionAccount.Status = finding.code == .exceptionExpired ? .expired : .unapproved
      note(number, status, finding.notes.first ?? finding.message, assessment)
      return
    }
    let by = accounts[number].approvers.joined(separator: ", ")
    accept(number, codes, "approved by \(by)", &assessment)
    note(number, .accepted, "approved by \(by)", assessment)
  }

  private mutating func emergency(
    _ number: Int, _ codes: Set<FindingCode>, _ assessment: inout Assessment, _ excused: ExcusedChange
  ) {
    let judge = EmergencyJudge(
      record: records[number], introductions: introductions[number], assessment: assessment, excused: excused,
      now: dossier.now)
    let declared = "an emergency declared by \(records[number].file.declaredBy ?? "nobody")"
    switch judge.outcome() {
    case .due(let due):
      accounts[number].due = due
      accept(number, codes, "\(declared); the review is due by \(due.text)", &assessment)
      note(number, .reviewDue, "the review is due by \(due.text)", assessment)
    case .reviewed(let people, let due):
      accounts[number].due = due
      accounts[number].approvers = people.map(\.label)
      let by = people.map(\.label).joined(separator: ", ")
      accept(number, codes, "\(declared), reviewed by \(by)", &assessment)
      note(number, .reviewed, "reviewed by \(by)", assessment)
    case .refused(let finding, _) where records[number].trailer != nil && finding.code == .exceptionUnapproved:
      note(number, .unapproved, finding.notes.first ?? finding.message, assessment)
      if let index = assessment.findings.firstIndex(where: { $0.weight != .warning && codes.contains($0.code) }) {
        assessment.findings[index].notes.append(
          "\(records[number].path) declares an emergency and excuses nothing: \(accounts[number].reason)")
      }
    case .refused(let finding, let due):
      accounts[number].due = due
      assessment.findings.append(finding)
      let isOverdue = finding.code == .emergencyReviewOverdue
      let reason = isOverdue ? finding.notes.dropFirst().joined(separator: "; ") : finding.notes.first
      note(number, isOverdue ? .overdue : .unapproved, reason ?? finding.message, assessment)
    }
  }

  /// The codes that a file may accept of a change.
  private func accepted(
    by record: ExceptionRecord, _ assessment: Assessment, _ excused: ExcusedChange
  ) -> Set<FindingCode> {
    let named = Set(record.file.findings.compactMap(FindingCode.init(rawValue:)))
    let never = Self.neverAccepted.union(together.contains(assessment.id) ? [.promotionNotApproved] : [])
    guard record.file.kind == .emergency else { return named.subtracting(never) }
    var codes = EmergencyJudge.excusable.subtracting(never)
    // The declaration itself is a file of the control; nothing else of it can be altered in an emergency.
    let governing = excused.paths()?.filter { GoverningFiles.govern(Array($0.utf8), excused.policy) }
    if governing?.allSatisfy({ $0 == record.path }) == true { codes.insert(.policyChangeUnapproved) }
    return named.isEmpty ? codes : codes.intersection(named.union([.policyChangeUnapproved]))
  }

  /// What says that an exception is no good can't be accepted by another.
  private static let neverAccepted: Set<FindingCode> = [
    .exceptionUnapproved, .exceptionExpired, .exceptionUnused,
  ]

  private func accept(
    _ number: Int, _ codes: Set<FindingCode>, _ why: String, _ assessment: inout Assessment
  ) {
    let file = records[number].file
    for index in assessment.findings.indices
    where assessment.findings[index].weight != .warning && codes.contains(assessment.findings[index].code)
      && assessment.findings[index].exception == nil
    {
      assessment.findings[index].exception = file.id
      assessment.findings[index].notes.append("accepted by \(records[number].path): \(why)")
    }
  }

  private mutating func note(
    _ number: Int, _ status: ExceptionAccount.Status, _ reason: String, _ assessment: Assessment
  ) {
    let path = records[number].path + ": "
    accounts[number].changes.append(assessment.id)
    // Where a file names several changes, what is worst of it is told.
    guard accounts[number].changes.count == 1 || Self.weight(status) > Self.weight(accounts[number].status) else {
      return
    }
    accounts[number].status = status
    accounts[number].reason = reason.hasPrefix(path) ? String(reason.dropFirst(path.count)) : reason
  }

  private static func weight(_ status: ExceptionAccount.Status) -> Int {
    let order: [ExceptionAccount.Status] = [
      .outside, .unused, .accepted, .reviewed, .reviewDue, .expired, .overdue, .unapproved,
    ]
    return order.firstIndex(of: status) ?? order.count
  }

  private func settle(_ assessment: inout Assessment) {
    let left = Verdict(assessment.findings.filter { $0.exception == nil })
    if left != .pass {
      assessment.verdict = left
    } else if assessment.findings.contains(where: { $0.exception != nil }) {
      assessment.verdict = .excepted
    }
  }

  private static func introductions(
    of record: ExceptionRecord, _ assessments: [Assessment], _ required: (Assessment) -> Int,
    people: (ObjectID) -> PeopleDirectory?
  ) -> [Introduction] {
    guard !record.introducedBy.isEmpty else { return record.introducedElsewhere }
    var found: [Introduction] = []
    var left = record.introducedBy
    for assessment in assessments {
      let own = assessment.commits.filter { left[$0] != nil }
      if own.isEmpty { continue }
      let approvers = assessment.approversWritten
      var introduction = Introduction(
        id: assessment.id, passes: assessment.verdict == .pass, approvers: approvers,
        // Commit by commit it isn't told which approval is of the file.
        required: assessment.byCommit ? max(1, approvers.count) : required(assessment),
        promotion: assessment.promotion, commits: own.flatMap { left[$0] ?? [] })
      introduction.demands = assessment.answeredDemands
      introduction.people = people(assessment.id)
      found.append(introduction)
      for commit in own { left[commit] = nil }
    }
    // What was not judged, for whatever reason, did not pass.
    for commit in left.keys.sorted() {
      found.append(
        Introduction(
          id: commit, passes: false, approvers: [], required: 1,
          promotion: Promotion(at: Instant(seconds: .max), basis: .committerDate), commits: left[commit] ?? []))
    }
    return record.introducedElsewhere + found
  }
}

extension Summary {
  /// Takes into account that a change was excepted after it had been counted.
  mutating func recount(from old: Verdict, to new: Verdict) {
    func add(_ verdict: Verdict, _ number: Int) {
      switch verdict {
      case .pass: pass += number
      case .fail: fail += number
      case .unknown: unknown += number
      case .excepted: excepted += number
      case .notJudged: notJudged += number
      }
    }
    add(old, -1)
    add(new, 1)
  }
}
