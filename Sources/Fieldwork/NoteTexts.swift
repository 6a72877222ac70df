import Audit
import Evidence
import GitStore

/// Reads the texts of all notes on a ref, in the order of the commits' ids. What can't be read is told.
enum NoteTexts {
  /// Larger notes are nobody's words, and aren't read.
  private static let largest = 1 << 20

  /// Below this many commits each note is looked up by itself, so that the cost follows the push.
  private static let few = 512

  /// Reads the notes on the commits of a population alone.
  static func read(
    _ repository: Repository, _ ref: String, about population: Population
  ) -> (notes: [(ObjectID, [UInt8])], unreadable: [UnreadableRecord]) {
    let members = Set(population.commits.lazy.map(\.id))
    if members.count >= few { return read(repository, ref, where: members.contains) }
    var notes: [(ObjectID, [UInt8])] = []
    var unreadable: [UnreadableRecord] = []
    do throws(GitError) {
      guard try repository.target(of: ref) != nil else { return ([], []) }
      for id in members.sorted() {
        if let note = try repository.note(about: id, on: ref) { notes.append((id, note.text)) }
      }
    } catch {
      unreadable.append(UnreadableRecord(place: ref, reason: "the notes can't be read: \(error.detail)"))
    }
    return (notes, unreadable)
  }

  static func read(
    _ repository: Repository, _ ref: String, where isWanted: (ObjectID) -> Bool = { _ in true }
  ) -> (notes: [(ObjectID, [UInt8])], unreadable: [UnreadableRecord]) {
    var notes: [(ObjectID, [UInt8])] = []
    var unreadable: [UnreadableRecord] = []
    do throws(GitError) {
      guard try repository.target(of: ref) != nil else { return ([], []) }
      try repository.forEachNote(on: ref) { subject, blob throws(GitError) in
        guard isWanted(subject) else { return }
        do throws(GitError) {
          let header = try repository.header(of: blob)
          guard let header, header.size <= largest else {
            throw .malformed(blob, header == nil ? "it is missing" : "it has more than \(largest) bytes")
          }
          notes.append((subject, try repository.blob(blob)))
        } catch {
          unreadable.append(
            UnreadableRecord(place: "\(ref), note on \(subject)", reason: "a note can't be read: \(error.detail)"))
        }
      }
    } catch {
      unreadable.append(UnreadableRecord(place: ref, reason: "the notes can't be read: \(error.detail)"))
    }
    notes.sort { $0.0 < $1.0 }
    return (notes, unreadable)
  }
}
