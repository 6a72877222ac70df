import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// Reads the votes of Gerrit's NoteDb about the commits of a population.
///
/// The patch sets' refs tell which changes have a commit of the population; only those are replayed.
struct NoteDbVotes {
  private(set) var records = ReadRecords()
  private(set) var promotions: [ObjectID: Promotion] = [:]
  /// Who uploaded a commit, where that is known.
  private(set) var pushers: [ObjectID: [TextTable.ID]] = [:]

  static func read(_ repository: Repository, _ population: inout Population) throws(GitError) -> NoteDbVotes {
    var votes = NoteDbVotes()
    let members = Set(population.commits.lazy.map(\.id))
    for ref in try repository.refs(matching: "refs/changes/*") where members.contains(ref.target) {
      let parts = ref.name.split(separator: "/")
      guard parts.count == 5, let patchSet = Int(parts[4]) else { continue }
      let meta = "refs/changes/\(parts[2])/\(parts[3])/meta"
      do throws(GitError) {
        guard let tip = try repository.target(of: meta) else { continue }
        let change = try NoteDbChange(repository, meta: tip)
        guard change.commits[patchSet] == ref.target else {
          votes.note(meta, "patch set \(patchSet) isn't the commit \(ref.target.short) that \(ref.name) names")
          continue
        }
        votes.take(change, patchSet, ref.target, meta, repository, &population.texts)
      } catch {
        votes.note(meta, "the change can't be read: \(error.detail)")
      }
    }
    return votes
  }

  private mutating func note(_ place: String, _ reason: String) {
    records.unreadable.append(UnreadableRecord(place: place, reason: "a record can't be read: \(reason)"))
  }

  private mutating func take(
    _ change: NoteDbChange, _ patchSet: Int, _ commit: ObjectID, _ meta: String, _ repository: Repository,
    _ texts: inout TextTable
  ) {
    // Also of the older patch sets: a vote that Gerrit copied was cast on one of them.
    for (older, uploader) in change.uploaders.sorted(by: { $0.key < $1.key }) where older <= patchSet {
      guard let uploaded = change.commits[older] else { continue }
      let id = texts.id(of: uploader)
      if pushers[uploaded]?.contains(id) != true { pushers[uploaded, default: []].append(id) }
    }
    if let at = change.mergedAt { promotions[commit] = Promotion(at: at, basis: .forge) }
    for vote in change.votes(on: patchSet) {
      let source = "\(meta): \(vote.label)\(vote.value > 0 ? "+" : "")\(vote.value) by \(vote.account)"
      let voter = texts.id(of: vote.account)
      // What was copied was cast on another commit: only that one was looked at.
      let origin = change.origin(of: vote, on: patchSet).flatMap { change.commits[$0] }
      let subject = origin ?? commit
      let found = try? repository.commit(subject)
      let problem =
        origin == nil
        ? "Gerrit copied this vote, and doesn't show from where"
        : found == nil ? "the commit \(subject.short) that it was cast on isn't in this repository" : nil
      var content = RecordedContent(
        tree: found?.tree ?? subject, base: found?.parents.first, target: change.target, problem: problem)
      switch vote.label {
      case "Code-Review":
        let decision: Approval.Decision =
          vote.value >= 2 ? .approved : vote.value <= -2 ? .rejected : .remark("\(vote.label) \(vote.value)")
        var approval = Approval(
          decision: decision, approver: voter, at: vote.at, source: source, grade: .record, subject: subject,
          content: content)
        approval.clock = .forge
        records.approvals.append(approval)
      case "Verified":
        content.base = nil
        content.target = nil
        var run = TestRun(
          suite: "verified", outcome: vote.value > 0 ? .passed : .failed, executed: nil, failed: nil, runner: voter,
          at: vote.at, source: source, grade: .record, subject: subject, content: content)
        run.clock = .forge
        records.tests.append(run)
      default: break
      }
    }
  }
}
