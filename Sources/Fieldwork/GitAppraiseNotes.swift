import Evidence
import GitStore

/// Reads the notes of git-appraise.
///
/// All of them, however many commits are judged: a review's notes are on its first commit, and the commit that was
/// approved may be any other.
enum GitAppraiseNotes {
  static func read(_ repository: Repository, texts: inout TextTable) -> ReadRecords {
    var records = ReadRecords()
    let reader = GitAppraiseReader { id in
      (try? repository.commit(id)).map { ($0.tree, $0.parents.first) }
    }
    var requests: [ObjectID: GitAppraiseReader.Request] = [:]
    let comments = notes(repository, GitAppraiseReader.comments, &records)
    // A request by itself approves nothing.
    if !comments.isEmpty {
      for (subject, text) in notes(repository, GitAppraiseReader.requests, &records) {
        requests[subject] = reader.request(text, on: subject, &records)
      }
    }
    for (subject, text) in comments {
      reader.comments(text, on: subject, of: requests[subject], texts: &texts, &records)
    }
    for (subject, text) in notes(repository, GitAppraiseReader.runs, &records) {
      reader.runs(text, on: subject, texts: &texts, &records)
    }
    for (subject, text) in notes(repository, GitAppraiseReader.analyses, &records) {
      reader.analyses(text, on: subject, texts: &texts, &records)
    }
    return records
  }

  private static func notes(
    _ repository: Repository, _ ref: String, _ records: inout ReadRecords
  ) -> [(ObjectID, [UInt8])] {
    let (notes, unreadable) = NoteTexts.read(repository, ref)
    records.unreadable += unreadable
    return notes
  }
}
