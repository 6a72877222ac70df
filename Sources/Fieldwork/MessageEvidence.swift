import Audit
import Evidence
import GitStore
import Policy

/// Finds what messages say of approvals besides trailers. Reads each commit once more, so only where a policy asks for it.
enum MessageEvidence {
  static func read(
    _ repository: Repository, _ forms: [MessageForm], _ population: inout Population
  ) throws(GitError) -> ReadRecords {
    var records = ReadRecords()
    for number in population.commits.indices {
      let id = population.commits[number].id
      let commit = try repository.commit(id)
      for (index, said) in MessageApprovals.find(forms, in: commit.message).enumerated() {
        let source = "message:\(said.form.rawValue) of \(id), \(index + 1)"
        var subject: ObjectID? = id
        if let named = said.commit { subject = try find(named, merged: commit.parents.dropFirst().first, repository) }
        guard let subject else {
          records.unreadable.append(
            UnreadableRecord(
              place: source, reason: "a record can't be read: it names no commit of this repository, or several"))
          continue
        }
        let approved = try? repository.commit(subject)
        let problem =
          said.isOfOneAmongSeveral ? "the message names several reviews, and one of them alone was approved" : nil
        records.approvals.append(
          Approval(
            decision: said.decision, approver: population.texts.id(of: said.person), at: nil, source: source,
            grade: .claim, subject: subject,
            content: RecordedContent(
              tree: approved?.tree ?? subject, base: commit.parents.first, target: nil,
              problem: problem ?? (approved == nil ? "the commit that it names isn't here" : nil))))
      }
    }
    return records
  }

  /// The merged commit where the id may be short for that; else the one commit that has it.
  private static func find(
    _ named: String, merged: ObjectID?, _ repository: Repository
  ) throws(GitError) -> ObjectID? {
    if named.utf8.count >= 7, let merged, merged.description.hasPrefix(named.lowercased()) { return merged }
    if let whole = ObjectID(hex: named) { return whole }
    return try? repository.commit(withID: named)
  }
}
