import Evidence
import GitStore
import Policy

/// Judges a change whose entry is not covered by evidence, part by part.
///
/// Evidence over a commit X covers X and what it brought in, as far as the evidence's own base allows, and
/// independence is judged for each part. What no such part covers must pass commit by commit, and merges must add
/// nothing of their own.
struct PartwiseJudge {
  let parts: PartJudge
  /// What the evidence over the entry adds up to.
  let whole: PartVerdict

  private var change: Change { parts.change }
  private var population: Population { parts.dossier.population }

  /// Replaces what is said of the entry by what is said of the parts, where that helps or says more.
  func judge(_ assessment: inout Assessment) {
    // Approved as a whole, and only its tests ran commit by commit.
    let isApproved = whole.approvals.passes && !change.judgedOneByOne
    var covered = isApproved ? Set(change.members) : []
    var used = isApproved ? [whole] : []
    for part in candidates() where !covered.isSuperset(of: part.members) {
      let verdict = parts.judge(part)
      guard verdict.approvals.passes else { continue }
      covered.formUnion(part.members)
      used.append(verdict)
    }
    let members = change.members.map(Int.init)
    let alone = members.filter { !isMerge($0) }.map { ($0, parts.judge(part($0))) }
    let left = alone.filter { !covered.contains(Int32($0.0)) }
    var approvals = isApproved ? whole.approvals.findings : []
    approvals += left.flatMap { member, verdict in verdict.approvals.findings.map { about($0, member) } }
    var tests = tests(alone)
    if isTestedByParts { keepFailures(&tests) }
    let allButMerges = Verdict(approvals + tests.findings) == .pass
    var accepted = members.filter { isMerge($0) && covered.contains(Int32($0)) }
    // Merges are repeated only where all else passes, or there is nothing else: its changes were judged by themselves.
    let isPromotion = change.promotesStaged && alone.isEmpty
    if allButMerges || isPromotion {
      for merge in members where isMerge(merge) && !covered.contains(Int32(merge)) {
        let own = merge == change.entry ? whole : parts.judge(part(merge))
        if own.approvals.passes {
          used.append(own)
          accepted.append(merge)
        } else if own.approvals.grade != nil {
          // Approved as every change, and not as its paths need it: that is what is wrong with it.
          used.append(own)
          approvals += own.approvals.findings.map { about($0, merge) }
        } else if let finding = MergeAddsNothing.finding(
          population.commits[merge].id, parts.dossier.content?.replay(ofMerge: population.commits[merge].id))
        {
          approvals.append(about(finding, merge))
        }
      }
    }
    if isTestedByParts, allButMerges || isPromotion { testMerges(accepted, &tests) }
    let passes = allButMerges && Verdict(approvals + tests.findings) == .pass
    let hasParts = !used.isEmpty || left.contains { !$0.1.approvals.items.isEmpty || !$0.1.tests.items.isEmpty }
    let saysMore = whole.approvals.items.isEmpty && whole.tests.items.isEmpty && hasParts
    guard passes || allButMerges || isPromotion || change.judgedOneByOne || saysMore else { return }
    let entryStands = !isMerge(change.entry)
    assessment.byCommit = true
    assessment.ofEntry = whole.approvals.items
    assessment.approvals =
      (entryStands || isApproved ? [] : whole.approvals.items)
      + (used.map(\.approvals.items) + left.map(\.1.approvals.items)).joined().uniquedBySource
    assessment.tests = tests.items
    assessment.demands = (used.map(\.approvals.demands) + left.map(\.1.approvals.demands)).flatMap { $0 }.uniqued
    assessment.findings = approvals + tests.findings
    assessment.grade =
      (used.map(\.approvals.grade) + left.map(\.1.approvals.grade) + [tests.grade]).compactMap { $0 }.min()
  }

  /// The parts that evidence within the change may speak for, largest first.
  private func candidates() -> [Part] {
    var found: [Part] = []
    for member in change.members.map(Int.init) {
      let commit = population.commits[member]
      // What a merge says of itself, of what it brought in beyond its own first parent.
      if isMerge(member), member != change.entry || change.judgedOneByOne, parts.speaks(member),
        let parent = population.firstParent(of: commit)
      {
        found.append(Part(subject: member, members: reached(from: member, without: parent), parent: parent))
      }
      guard let content = parts.dossier.content else { continue }
      var starts: Set<ObjectID> = []
      for approval in parts.records.approvals(about: [commit.id]) {
        guard let base = approval.content?.base, let start = content.start(of: commit.id, from: base),
          start != commit.id, starts.insert(start).inserted
        else { continue }
        found.append(Part(subject: member, members: reached(from: member, without: start), parent: start))
      }
    }
    let several = found.filter { $0.members.count > 1 }
    return several.sorted { a, b in
      let first = population.commits[a.subject].id, second = population.commits[b.subject].id
      return (b.members.count, first) < (a.members.count, second)
    }
  }

  /// Returns the commits of the change that a commit reaches and another doesn't, the first one first.
  private func reached(from subject: Int, without base: ObjectID) -> [Int32] {
    let own = Set(change.members)
    func walk(_ start: Int32, past: Set<Int32>) -> [Int32] {
      var seen = past, order: [Int32] = [], stack = [start]
      while let next = stack.popLast() {
        guard own.contains(next), seen.insert(next).inserted else { continue }
        order.append(next)
        let commit = population.commits[Int(next)]
        for index in 0..<Int(commit.parentCount) {
          if case .inside(let parent) = population.parent(index, of: commit) { stack.append(Int32(parent)) }
        }
      }
      return order
    }
    // A base outside of the change reaches nothing in it.
    let start = change.members.first { population.commits[Int($0)].id == base }
    return walk(Int32(subject), past: Set(start.map { walk($0, past: []) } ?? []))
  }

  private func tests(_ alone: [(Int, PartVerdict)]) -> Weighing<WeighedTestRun> {
    if !isTestedByParts { return whole.tests }
    var weighing = Weighing<WeighedTestRun>()
    weighing.items = (isMerge(change.entry) ? whole.tests.items : []) + alone.flatMap { $0.1.tests.items }
    weighing.findings = alone.flatMap { member, verdict in verdict.tests.findings.map { about($0, member) } }
    weighing.grade = alone.compactMap { $0.1.tests.grade }.min()
    if alone.isEmpty, !isJudgedElsewhere { weighing.findings = whole.tests.findings }
    return weighing
  }

  /// A Boolean value that tells whether its tests are those of its commits, and not of the entry.
  private var isTestedByParts: Bool {
    !(whole.tests.passes && (!change.judgedOneByOne || !whole.tests.items.isEmpty))
  }

  /// No commit's own tests make a failure of the entry undone.
  private func keepFailures(_ tests: inout Weighing<WeighedTestRun>) {
    if tests.findings.contains(where: { $0.code == .testsFailed && $0.commit == nil }) { return }
    tests.findings += whole.tests.findings.filter { $0.code == .testsFailed }
  }

  /// Asks for tests of what approved merges add of their own: commits that were tested by themselves say nothing of it.
  private func testMerges(_ merges: [Int], _ tests: inout Weighing<WeighedTestRun>) {
    for merge in merges where parts.dossier.content?.replay(ofMerge: population.commits[merge].id) != .reproduced {
      let own = merge == change.entry ? whole : parts.judge(part(merge))
      if merge != change.entry { tests.items += own.tests.items }
      tests.findings += own.tests.findings.map { about($0, merge) }
      tests.grade = [tests.grade, own.tests.grade].compactMap { $0 }.min()
    }
  }

  /// A Boolean value that tells whether the change is a merge that adds nothing to what was judged by itself: of staging
  /// into production, or of a hot fix back into staging. A run on it that failed tells otherwise.
  private var isJudgedElsewhere: Bool {
    guard change.promotesStaged || change.promoter != nil, change.members.count == 1,
      !whole.tests.findings.contains(where: { $0.code == .testsFailed })
    else { return false }
    return parts.dossier.content?.replay(ofMerge: population.commits[change.entry].id) == .reproduced
  }

  private func isMerge(_ member: Int) -> Bool { population.commits[member].parentCount > 1 }

  private func part(_ member: Int) -> Part {
    Part(
      subject: member, members: [Int32(member)], parent: population.firstParent(of: population.commits[member]))
  }

  private func about(_ finding: Finding, _ member: Int) -> Finding {
    var finding = finding
    finding.commit = population.commits[member].id
    return finding
  }
}

extension [AnsweredDemand] {
  /// The demands, each once for those who answered it.
  fileprivate var uniqued: [AnsweredDemand] {
    var seen: Set<AnsweredDemand> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Sequence<WeighedApproval> {
  /// The approvals, each source once for each subject: the first that counts, else the first.
  fileprivate var uniquedBySource: [WeighedApproval] {
    var places: [String: Int] = [:]
    var kept: [WeighedApproval] = []
    for approval in self {
      let key = "\(approval.approval.source) \(approval.approval.subject) \(approval.approver.personID)"
      if let place = places[key] {
        if kept[place].objection != nil, approval.objection == nil { kept[place] = approval }
      } else {
        places[key] = kept.count
        kept.append(approval)
      }
    }
    return kept
  }
}
