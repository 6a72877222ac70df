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

  private var population: Population { dossier.population }

  func judge(_ part: Part) -> PartVerdict {
    let commit = population.commits[part.subject]
    var approvals: [(approval: Approval, approver: Identity, covered: Covered)] = []
    var tests: [(run: TestRun, runner: Identity, covered: Covered)] = []
    if speaksForAll(part) {
      reader.read(
        commit.trailers, population.values, of: commit.id,
        approval: { approvals.append(($0, identity($0.approver), .identity)) },
        test: { tests.append(($0, identity($0.runner), .identity)) })
      if let note = note(on: commit.id) {
        approvals += note.approvals.map { ($0, identity($0.approver), .identity) }
        tests += note.tests.map { ($0, identity($0.runner), .identity) }
      }
    }
    if let content = dossier.content, !records.isEmpty {
      let candidates = RecordCandidates(
        records: records, content: content, people: people, commit: commit, parent: part.parent,
        production: change.before ?? population.firstParent(of: population.commits[change.entry]),
        members: part.members.map { population.commits[Int($0)].id }, series: part.series, spent: spent)
      let found = candidates.approvals()
      approvals += found.map { ($0.0, identity($0.0.approver), $0.1) }
      tests += candidates.runs(besides: found).map { ($0.0, identity($0.0.runner), $0.1) }
    }
    let matter = Matter(
      policy: policy, people: people, texts: population.texts, subject: commit.id,
      contributors: contributors(of: part, approvers: Set(approvals.map(\.approver.person))), approvals: approvals,
      tests: tests, promotion: dossier.promotion(of: change), declared: dossier.declaredPromotion(of: change),
      targets: dossier.targets.union(policy.approval.targets), spent: spent)
    return PartVerdict(approvals: ApprovalJudgement.judge(matter), tests: TestJudgement.judge(matter))
  }

  /// Returns whether what a part's subject says of itself speaks for all of the part: what a commit says speaks for it,
  /// and, where it is a merge, for what it brought in beyond its own first parent.
  private func speaksForAll(_ part: Part) -> Bool {
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

  func identity(_ text: TextTable.ID) -> Identity { people.identity(text, in: population.texts) }

  func contributors(of members: some Sequence<Int32>) -> [Contributor] {
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
