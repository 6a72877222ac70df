import Evidence
import GitStore
import Policy

/// Judges one change: design section 5.
///
/// A change stands by the evidence over its entry, or commit by commit: then each commit that it brought in must pass by
/// itself, and each merge in it must add nothing of its own, or have evidence of its own.
struct ChangeJudge {
  let change: Change
  let dossier: Dossier
  let policy: Policy
  let reader: TrailerReader
  let people: PeopleDirectory
  /// The records of the evidence store as the policy sees them.
  let records: RecordIndex
  /// Those that earlier changes have used.
  let spent: Set<String>

  private struct Judged {
    var approvals: Weighing<WeighedApproval>
    var tests: Weighing<WeighedTestRun>

    var findings: [Finding] { approvals.findings + tests.findings }
    var passes: Bool { Verdict(findings) == .pass }
    var hasEvidence: Bool { !approvals.items.isEmpty || !tests.items.isEmpty }
    var grade: Grade? { [approvals.grade, tests.grade].compactMap { $0 }.min() }
  }

  private var population: Population { dossier.population }

  func assess() -> Assessment {
    let entry = population.commits[change.entry]
    let contributors = contributors(of: change.members)
    let whole = judge(change.entry, change.members, contributors)
    var assessment = Assessment(
      id: entry.id, kind: change.kind, title: population.title(of: entry),
      commits: change.members.map { population.commits[Int($0)].id }, committedAt: entry.committedAt,
      promotion: dossier.promotion(of: entry), contributors: contributors, approvals: whole.approvals.items,
      tests: whole.tests.items, findings: whole.findings, verdict: .pass, grade: whole.grade, policyDigest: nil,
      byCommit: false)
    if change.members.count > 1, change.judgedOneByOne || !whole.passes { byCommit(whole, &assessment) }
    assessment.verdict = Verdict(assessment.findings)
    if assessment.verdict != .pass { assessment.grade = nil }
    return assessment
  }

  /// Judges each commit that was brought in by itself, and keeps what that says if it helps, or says more.
  private func byCommit(_ whole: Judged, _ assessment: inout Assessment) {
    let members = change.members.map(Int.init)
    let judged = members.filter { !isMerge($0) }.map { ($0, judge($0, [Int32($0)], contributors(of: [Int32($0)]))) }
    var findings = judged.flatMap { member, judged in judged.findings.map { about($0, member) } }
    var grades = judged.compactMap { $0.1.grade }
    let entryStands = !isMerge(change.entry)
    assessment.approvals = (entryStands ? [] : whole.approvals.items) + judged.flatMap { $0.1.approvals.items }
    assessment.tests = (entryStands ? [] : whole.tests.items) + judged.flatMap { $0.1.tests.items }
    // Merges are repeated only where all else passes.
    let allButMerges = !judged.isEmpty && Verdict(findings) == .pass
    if allButMerges {
      for merge in members where isMerge(merge) {
        let own = merge == change.entry ? whole : judge(merge, [Int32(merge)], contributors(of: [Int32(merge)]))
        if own.passes {
          grades += [own.grade].compactMap { $0 }
        } else if let finding = MergeAddsNothing.finding(
          population.commits[merge].id, dossier.content?.replay(ofMerge: population.commits[merge].id))
        {
          findings.append(about(finding, merge))
        }
      }
    }
    let passes = !judged.isEmpty && Verdict(findings) == .pass
    let saysMore = !whole.hasEvidence && judged.contains { $0.1.hasEvidence }
    if passes || allButMerges || change.judgedOneByOne || saysMore {
      assessment.findings = findings.isEmpty && judged.isEmpty ? whole.findings : findings
      assessment.byCommit = true
      assessment.grade = grades.min()
    }
  }

  private func isMerge(_ member: Int) -> Bool { population.commits[member].parentCount > 1 }

  private func about(_ finding: Finding, _ member: Int) -> Finding {
    var finding = finding
    finding.commit = population.commits[member].id
    return finding
  }

  private func judge(_ member: Int, _ members: ArraySlice<Int32>, _ contributors: [Contributor]) -> Judged {
    let commit = population.commits[member]
    var approvals: [(approval: Approval, approver: Identity, covered: Covered)] = []
    var tests: [(run: TestRun, runner: Identity, covered: Covered)] = []
    // What a commit says of itself speaks for it, and, where it is a merge, for what it brought in.
    let speaksForAll = members.count == 1 || isMerge(member)
    if speaksForAll {
      reader.read(
        commit.trailers, population.values, of: commit.id,
        approval: { approvals.append(($0, identity($0.approver), .identity)) },
        test: { tests.append(($0, identity($0.runner), .identity)) })
    }
    if speaksForAll, let ref = policy.evidence.gerritNotes, let note = dossier.gerritNotes[ref]?[commit.id] {
      approvals += note.approvals.map { ($0, identity($0.approver), .identity) }
      tests += note.tests.map { ($0, identity($0.runner), .identity) }
    }
    if let content = dossier.content, !records.isEmpty {
      let candidates = RecordCandidates(
        records: records, content: content, people: people, commit: commit, parent: firstParent(of: commit),
        members: members.map { population.commits[Int($0)].id }, spent: spent)
      let found = candidates.approvals()
      approvals += found.map { ($0.0, identity($0.0.approver), $0.1) }
      tests += candidates.runs(besides: found).map { ($0.0, identity($0.0.runner), $0.1) }
    }
    let approvers = Set(approvals.map(\.approver.person))
    let matter = Matter(
      policy: policy, people: people, texts: population.texts, subject: commit.id,
      contributors: withoutMerger(member, members, contributors, approvers), approvals: approvals, tests: tests,
      promotion: dossier.promotion(of: population.commits[change.entry]),
      declared: dossier.declaredPromotion(of: population.commits[change.entry]),
      targets: dossier.targets.union(policy.approval.targets), spent: spent)
    return Judged(approvals: ApprovalJudgement.judge(matter), tests: TestJudgement.judge(matter))
  }

  private func identity(_ text: TextTable.ID) -> Identity { people.identity(text, in: population.texts) }

  private func firstParent(of commit: CommitRecord) -> ObjectID? {
    guard commit.parentCount > 0 else { return nil }
    switch population.parent(0, of: commit) {
    case .inside(let number): return population.commits[number].id
    case .outside(let id): return id
    }
  }

  /// Merging makes nobody a contributor where the merge adds nothing. Asked only where the merger is an approver.
  private func withoutMerger(
    _ member: Int, _ members: ArraySlice<Int32>, _ contributors: [Contributor], _ approvers: Set<Int>
  ) -> [Contributor] {
    let merge = population.commits[member]
    guard members.count > 1, isMerge(member),
      approvers.contains(identity(merge.author).person) || approvers.contains(identity(merge.committer).person),
      dossier.content?.replay(ofMerge: merge.id) == .reproduced
    else { return contributors }
    return self.contributors(of: ArraySlice(members.filter { Int($0) != member }))
  }

  private func contributors(of members: ArraySlice<Int32>) -> [Contributor] {
    var contributors = Contributors()
    for member in members {
      let commit = population.commits[Int(member)]
      contributors.add(identity(commit.author), .author)
      contributors.add(identity(commit.committer), .committer)
      for coauthor in reader.coauthors(commit.trailers, population.values) {
        contributors.add(identity(coauthor), .coauthor)
      }
    }
    return contributors.list
  }
}
