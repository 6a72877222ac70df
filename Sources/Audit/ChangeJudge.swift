import Evidence
import GitStore
import Policy

/// Judges one change.
///
/// A change of one commit stands or falls by the evidence over that commit. A merge passes if the evidence over its
/// entry covers it, or if each commit that it brought in passes by itself; anything else is not a pass.
struct ChangeJudge {
  let change: Change
  let dossier: Dossier
  let policy: Policy
  let reader: TrailerReader
  let people: PeopleDirectory

  private struct Judged {
    var approvals: Weighing<WeighedApproval>
    var tests: Weighing<WeighedTestRun>

    var findings: [Finding] { approvals.findings + tests.findings }
    var passes: Bool { Verdict(findings) == .pass }
    var hasEvidence: Bool { !approvals.items.isEmpty || !tests.items.isEmpty }
    var grade: Grade? { [approvals.grade, tests.grade].compactMap { $0 }.min() }
  }

  func assess() -> Assessment {
    let entry = dossier.population.commits[change.entry]
    let contributors = contributors(of: change.members)
    let whole = judge(change.entry, contributors)
    var assessment = Assessment(
      id: entry.id, kind: change.kind, title: dossier.population.title(of: entry),
      commits: change.members.map { dossier.population.commits[Int($0)].id }, committedAt: entry.committedAt,
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
    // An entry that is no merge holds content of its own.
    let entryStands = change.judgedOneByOne && dossier.population.commits[change.entry].parentCount < 2
    let members = entryStands ? change.members : change.broughtIn
    let judged = members.map { member in (member, judge(Int(member), contributors(of: [member]))) }
    let alone = judged.map { $0.1 }
    let passes = !alone.isEmpty && alone.allSatisfy(\.passes)
    let shown = (entryStands ? [] : [whole]) + alone
    assessment.approvals = shown.flatMap(\.approvals.items)
    assessment.tests = shown.flatMap(\.tests.items)
    if passes || change.judgedOneByOne || (!whole.hasEvidence && alone.contains { $0.hasEvidence }) {
      assessment.findings = judged.flatMap { member, judged in
        judged.findings.map { finding in
          var finding = finding
          finding.commit = dossier.population.commits[Int(member)].id
          return finding
        }
      }
      assessment.byCommit = true
    }
    if passes { assessment.grade = alone.compactMap(\.grade).min() }
  }

  private func judge(_ member: Int, _ contributors: [Contributor]) -> Judged {
    let commit = dossier.population.commits[member]
    let texts = dossier.population.texts
    var approvals: [(approval: Approval, approver: Identity)] = []
    var tests: [(run: TestRun, runner: Identity)] = []
    reader.read(
      commit.trailers, dossier.population.values, of: commit.id,
      approval: { approvals.append(($0, people.identity($0.approver, in: texts))) },
      test: { tests.append(($0, people.identity($0.runner, in: texts))) })
    if let ref = policy.evidence.gerritNotes, let note = dossier.gerritNotes[ref]?[commit.id] {
      approvals += note.approvals.map { ($0, people.identity($0.approver, in: texts)) }
      tests += note.tests.map { ($0, people.identity($0.runner, in: texts)) }
    }
    let matter = Matter(
      policy: policy, people: people, texts: texts, subject: commit.id, contributors: contributors,
      approvals: approvals, tests: tests, promotion: dossier.promotion(of: dossier.population.commits[change.entry]))
    return Judged(approvals: ApprovalJudgement.judge(matter), tests: TestJudgement.judge(matter))
  }

  private func contributors(of members: ArraySlice<Int32>) -> [Contributor] {
    var contributors = Contributors()
    let texts = dossier.population.texts
    for member in members {
      let commit = dossier.population.commits[Int(member)]
      contributors.add(people.identity(commit.author, in: texts), .author)
      contributors.add(people.identity(commit.committer, in: texts), .committer)
      for coauthor in reader.coauthors(commit.trailers, dossier.population.values) {
        contributors.add(people.identity(coauthor, in: texts), .coauthor)
      }
    }
    return contributors.list
  }
}
