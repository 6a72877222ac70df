import Audit
import Diagnostics
import Evidence
import GitStore

/// Reads Gerrit's review notes about the commits of a population.
enum GerritNotes {
  /// Below this many commits each note is looked up by itself, so that the cost follows the push.
  private static let few = 512

  /// Returns the notes by commit, and what could not be read.
  static func read(
    _ repository: Repository, ref: String, _ population: inout Population
  ) throws(GitError) -> (notes: [ObjectID: GerritNote], problems: [UnreadableRecord]) {
    guard try repository.target(of: ref) != nil else { return ([:], []) }
    var found: [(ObjectID, [UInt8])] = []
    if population.commits.count < few {
      for commit in population.commits {
        if let note = try repository.note(about: commit.id, on: ref) { found.append((commit.id, note.text)) }
      }
    } else {
      let members = Set(population.commits.lazy.map(\.id))
      try repository.forEachNote(on: ref) { subject, blob throws(GitError) in
        if members.contains(subject) { found.append((subject, try repository.blob(blob))) }
      }
    }
    var notes: [ObjectID: GerritNote] = [:]
    var problems: [UnreadableRecord] = []
    for (subject, text) in found {
      let note = GerritNote(text, subject: subject, ref: ref, texts: &population.texts)
      problems += note.problems.map { UnreadableRecord(place: "\(ref), note on commit \(subject)", reason: $0) }
      notes[subject] = note
    }
    problems.sort { $0.place < $1.place }
    return (notes, problems)
  }
}
