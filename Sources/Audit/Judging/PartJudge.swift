import Diagnostics
import Evidence
import GitStore
import Policy

/// Gathers what speaks for a part of a change, and weighs it by the policy in force.
struct PartJudge {
  let change: Change
  let dossier: Dossier
  let policy: Policy
  let reader: TrailerReader
  let people: PeopleDirectory
  /// The records of the evidence store as the policy sees them.
  let records: RecordIndex
  /// Those that earlier changes have used.
  let spent: Set<String>
  /// CODEOWNERS as production had it; `nil` where there is none, or nobody asks for it.
  let owners: OwnersFile?
  /// The keys of signers as they are in force.
  let keys: KeysInForce

  var population: Population { dossier.population }

  func judge(_ part: Part) -> PartVerdict {
    let matter = matter(of: part)
    return PartVerdict(approvals: ApprovalJudgement.judge(matter), tests: TestJudgement.judge(matter))
  }

  /// Returns a part with all that speaks for it.
  func matter(of part: Part) -> Matter {
    let commit = population.commits[part.subject]
    var approvals: [(approval: Approval, approver: Identity, covered: Covered)] = []
    var tests: [(run: TestRun, runner: Identity, covered: Covered)] = []
    if speaksForAll(part) {
      let grade = commit.trailers.count > 0 ? trailerGrade(of: part.subject) : .claim
      reader.read(
        commit.trailers, population.values, of: commit.id,
        approval: { approvals.append((lifted($0, by: grade), identity($0.approver), .identity)) },
        test: { tests.append((lifted($0, by: grade), identity($0.runner), .identity)) })
      if let note = note(on: commit.id) {
        approvals += note.approvals.map { ($0, identity($0.approver), .identity) }
        tests += note.tests.map { ($0, identity($0.runner), .identity) }
      }
    }
    if let content = dossier.content, !records.isEmpty {
      let candidates = RecordCandidates(
        records: records, content: content, makers: makers, commit: commit, parent: part.parent,
        production: production,
        members: part.members.map { population.commits[Int($0)].id }, series: part.series, spent: spent)
      let found = candidates.approvals()
      approvals += found.map { (witnessed($0.0), identity($0.0.approver), $0.1) }
      tests += candidates.runs(besides: found).map { (witnessed($0.0), identity($0.0.runner), $0.1) }
    }
    var matter = Matter(
      policy: policy, people: people, texts: population.texts, subject: commit.id,
      contributors: contributors(of: part, approvers: Set(approvals.map(\.approver.person))), approvals: approvals,
      tests: tests, promotion: promotion, declared: dossier.declaredPromotion(of: change), witness: witness,
      targets: part.isPromotion ? dossier.targets : targets, spent: spent, demand: policy.demand)
    for (approval, approver, _) in approvals where approval.decision == .rejected {
      let at = approval.at ?? Instant(seconds: .max)
      matter.rejections[approver.person] = max(matter.rejections[approver.person] ?? at, at)
    }
    matter.doubts = doubts(part)
    matter.isInProduction = dossier.isHistory
    if policy.asksForPaths {
      let paths = dossier.content?.changedPaths(from: part.parent, to: commit.id)
      matter.further = PathDemands(policy: policy, people: people, owners: owners).demands(paths)
    }
    return matter
  }

  /// What production was before the change, and staging where it came by that.
  private var production: [ObjectID] {
    let before = change.before ?? population.firstParent(of: population.commits[change.entry])
    let promoted = change.promoter.flatMap { population.firstParent(of: population.commits[$0]) }
    return [before, promoted].compactMap { $0 }
  }

  /// Production, staging, and what the policy names besides. Promoting is another matter: that is to production alone.
  private var targets: Set<String> {
    dossier.targets.union(policy.approval.targets).union(policy.staging.map { [$0] } ?? [])
  }

  /// Returns whether what a part's subject says of itself speaks for all of the part: what a commit says speaks for it,
  /// and, where it is a merge, for what it brought in beyond its own first parent.
  private func speaksForAll(_ part: Part) -> Bool {
    if part.isPromotion, !change.promotesStaged { return false }
    if part.members.count == 1 { return true }
    let commit = population.commits[part.subject]
    return commit.parentCount > 1 && population.firstParent(of: commit) == part.parent
  }

  /// Returns whether a commit says anything of itself that could be evidence.
  func speaks(_ member: Int) -> Bool {
    let commit = population.commits[member]
    return commit.trailers.count > 0 || note(on: commit.id) != nil
  }

  private func note(on commit: ObjectID) -> GerritNote? {
    policy.evidence.gerritNotes.flatMap { dossier.gerritNotes[$0]?[commit] }
  }

  /// What the ledger says; of a series, which went in as one, what it says of the last entry.
  var witness: Witness {
    Witness(dossier.ledger, of: population.commits[change.promoter ?? change.entry].id, under: policy, book)
  }

  var promotion: Promotion { witness.promotion ?? dossier.otherPromotion(of: change) }

  private func witnessed(_ approval: Approval) -> Approval {
    var approval = approval
    if let standing = standing(approval.content, by: approval.approver, at: approval.at, approval.source) {
      approval.grade = standing.grade
      if let objection = standing.objection { approval.content?.problem = objection }
    }
    approval.content?.shown = shown(approval.source, to: approval.approver)
    approval.grade = witness.grade(approval.grade, of: approval.source)
    return approval
  }

  private func witnessed(_ run: TestRun) -> TestRun {
    var run = run
    if let standing = standing(run.content, by: run.runner, at: run.at, run.source) {
      run.grade = standing.grade
      if let objection = standing.objection { run.content?.problem = objection }
    }
    run.grade = witness.grade(run.grade, of: run.source)
    return run
  }

  func identity(_ text: TextTable.ID) -> Identity { people.identity(text, in: population.texts) }

  func contributors(of members: some Sequence<Int32>) -> [Contributor] {
    var contributors = Contributors()
    let makers = makers
    for member in members {
      let commit = population.commits[Int(member)]
      contributors.add(identity(commit.author), .author)
      if let committer = makers.committer(
        identity(commit.committer), of: commit.id, committedAt: commit.committedAt)
      {
        contributors.add(committer, .committer)
      }
      for pusher in dossier.pushers[commit.id] ?? [] { contributors.add(identity(pusher), .pusher) }
      for coauthor in reader.coauthors(commit.trailers, population.values) {
        contributors.add(identity(coauthor), .coauthor)
      }
    }
    return contributors.list
  }

  /// Merging makes nobody a contributor where the merge adds nothing. Asked only where the merger is an approver.
  private func contributors(of part: Part, approvers: Set<Int>) -> [Contributor] {
    guard part.members.count > 1 else { return contributors(of: part.members) }
    let others = part.members.filter { member in
      let commit = population.commits[Int(member)]
      guard commit.parentCount > 1,
        approvers.contains(identity(commit.author).person) || approvers.contains(identity(commit.committer).person)
      else { return true }
      return dossier.content?.replay(ofMerge: commit.id) != .reproduced
    }
    return contributors(of: others.isEmpty ? part.members : others)
  }
}
