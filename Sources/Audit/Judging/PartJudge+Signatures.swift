import Evidence
import GitStore
import Policy

/// What the signatures of commits do for a part.
extension PartJudge {
  /// How many commits of a part are told whose author isn't shown.
  private static let mostDoubts = 5

  var makers: Makers {
    let uploaders = { [dossier, people] (commit: ObjectID) in
      (dossier.pushers[commit] ?? []).map { people.identity($0, in: dossier.population.texts) }
    }
    guard policy.asksForSignatures else {
      return Makers(
        policy: policy, people: people, keys: keys, reader: nil, promotedAt: nil, pusher: nil, uploaders: uploaders)
    }
    let witness = witness
    let counts = witness.standing == .signed
    // What isn't in production yet goes in now, and the ledger will say so.
    let isAwaited = witness.comesBefore(.witnessed)
    let pusher = counts ? witness.pusher : isAwaited ? dossier.pusher : nil
    return Makers(
      policy: policy, people: people, keys: keys, reader: dossier.seals,
      promotedAt: counts ? witness.promotion?.at : isAwaited ? dossier.now : nil,
      pusher: pusher.flatMap { people.identity(ofUser: $0) }, uploaders: uploaders)
  }

  /// Returns whether a commit is an entry of production's line, or staging's. What is proposed is none yet, and once it is
  /// merged it is none either.
  private func isEntry(_ member: Int) -> Bool { change.kind != .proposed && change.entries.contains(member) }

  /// Returns what the trailers of a commit are worth: more than a claim on an entry that a trusted merger has signed.
  func trailerGrade(of member: Int) -> Grade {
    guard !policy.approval.trustedMergers.isEmpty, isEntry(member) else { return .claim }
    let commit = population.commits[member]
    guard case .signed(_, .to(.person(let id))) = makers.seal(of: commit.id, committedAt: commit.committedAt),
      policy.approval.trustedMergers.contains(id)
    else { return .claim }
    return .signed
  }

  func lifted(_ approval: Approval, by grade: Grade) -> Approval {
    var approval = approval
    approval.grade = max(approval.grade, grade)
    return approval
  }

  func lifted(_ run: TestRun, by grade: Grade) -> TestRun {
    var run = run
    run.grade = max(run.grade, grade)
    return run
  }

  /// Returns whose authorship of a part isn't shown. Merges that add nothing have no author who matters.
  func doubts(_ part: Part) -> [String] {
    guard policy.approval.minimumGrade >= .signed else { return [] }
    let makers = makers
    var doubts: [String] = []
    for member in part.members where doubts.count < Self.mostDoubts {
      let commit = population.commits[Int(member)]
      let author = identity(commit.author)
      guard let doubt = makers.doubt(author: author, of: commit.id, committedAt: commit.committedAt) else { continue }
      if commit.parentCount > 1, dossier.content?.replay(ofMerge: commit.id) == .reproduced { continue }
      doubts.append(doubt)
    }
    return doubts
  }

  /// Returns the findings of the commits that lack the signature which the policy asks for.
  func unsigned() -> [Finding] {
    guard policy.approval.signedCommits else { return [] }
    let makers = makers
    return change.members.compactMap { member in
      let commit = population.commits[Int(member)]
      let seal = makers.seal(of: commit.id, committedAt: commit.committedAt)
      return CommitsSigned.finding(
        CommitsSigned.Subject(
          id: commit.id, author: identity(commit.author), isEntry: isEntry(Int(member)), seal: seal,
          isInProduction: dossier.isHistory),
        makers)
    }
  }
}
