import Audit
import Evidence
import GitStore
import Policy

/// Reads the evidence that other tools keep in git, as far as a policy asks for it and the refs are there.
///
/// A ref that can't be read stops nothing: it is told, and what it would have said isn't there.
struct ForeignRecords {
  private(set) var records = ReadRecords()
  /// By entry, where a log of others shows when production moved.
  private(set) var promotions: [ObjectID: Promotion] = [:]

  /// Who uploaded a commit, where that is known.
  private(set) var pushers: [ObjectID: [TextTable.ID]] = [:]

  static func read(
    _ repository: Repository, _ policy: Policy, production: String, before: ObjectID?, _ population: inout Population
  ) throws(GitError) -> ForeignRecords {
    var foreign = ForeignRecords()
    let signers = GittufSigners(policy, repository, over: population, before: before)
    if policy.evidence.gitAppraise {
      foreign.records += GitAppraiseNotes.read(repository, texts: &population.texts)
    }
    if policy.evidence.gittuf {
      let gittuf = try GittufEvidence.read(repository, signers, production: production, &population)
      foreign.records += gittuf.records
      foreign.promotions = gittuf.promotions
    }
    foreign.records += InTotoEvidence.read(repository, policy, signers, &population)
    if policy.evidence.noteDb {
      let votes = try NoteDbVotes.read(repository, &population)
      foreign.records += votes.records
      foreign.promotions.merge(votes.promotions) { old, _ in old }
      foreign.pushers = votes.pushers
    }
    if !policy.evidence.messages.isEmpty {
      foreign.records += try MessageEvidence.read(repository, policy.evidence.messages, &population)
    }
    return foreign
  }

  /// - Parameter population: what lies outside of it is found again by the paths that it changes.
  func insert(into index: inout RecordIndex, _ repository: Repository, besides population: Population) {
    let members = Set(records.approvals.isEmpty ? [] : population.commits.map(\.id))
    for approval in records.approvals {
      index.insert(approval, paths: members.contains(approval.subject) ? nil : paths(of: approval, repository))
    }
    for run in records.tests { index.insert(run) }
  }

  /// Only for votes that Gerrit copied: they are few, and what they were cast on was rebased before it went in.
  private func paths(of approval: Approval, _ repository: Repository) -> String? {
    guard approval.source.hasPrefix("refs/changes/"), let content = approval.content, content.problem == nil,
      let base = content.base, let before = try? repository.commit(base).tree,
      let changed = try? ChangedPaths.between(before, content.tree, in: repository)
    else { return nil }
    return ChangedPaths.digest(changed)
  }

  /// Says of statements about a repository's settings that they are there, and that they approve nothing.
  var notes: [String] {
    if records.settings.isEmpty { return [] }
    let refs = Set(records.settings.map { String($0.source.prefix { $0 != ":" }) }).sorted().joined(separator: ", ")
    return [
      "\(records.settings.count) statements on \(refs) say how the repository was set up; they are no review of a change"
    ]
  }

  var findings: [RunFinding] {
    records.unreadable.sorted { ($0.place, $0.reason) < ($1.place, $1.reason) }.map(StoreRecords.unreadable)
  }
}
