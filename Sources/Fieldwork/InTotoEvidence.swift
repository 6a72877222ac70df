import Audit
import Evidence
import GitStore
import Policy

/// Reads in-toto statements from the notes on the commits of a population.
enum InTotoEvidence {
  static func read(
    _ repository: Repository, _ policy: Policy, _ signers: GittufSigners, _ population: inout Population
  ) -> ReadRecords {
    var records = ReadRecords()
    for ref in policy.evidence.intoto {
      let (notes, unreadable) = NoteTexts.read(repository, ref, about: population)
      records.unreadable += unreadable
      let reader = InTotoNote(ref: ref, signers: signers) { id in
        (try? repository.commit(id)).map { ($0.tree, $0.parents.first) }
      }
      for (subject, text) in notes { reader.read(text, on: subject, texts: &population.texts, &records) }
    }
    return records
  }
}
