import Audit
import Evidence
import GitStore
import Policy

/// The emergencies that trailers of entries declare, where a policy says who may. Whether one counts depends on whose
/// signature the entry has.
enum TrailerEmergencies {
  static func records(_ dossier: Dossier, _ policies: [Policy]) -> [ExceptionRecord] {
    let population = dossier.population
    var records: [ExceptionRecord] = []
    var seen: Set<String> = []
    for policy in policies where policy.emergency != nil && !policy.evidence.emergencyTrailers.isEmpty {
      let reader = TrailerReader(sources: policy.evidence, keys: population.keys)
      for number in population.entries {
        let commit = population.commits[number]
        for value in reader.emergencies(commit.trailers, population.values) {
          let key = population.keys.keys[Int(value.key)], text = population.texts.text(of: value.text)
          guard seen.insert("\(commit.id) \(key) \(text)").inserted else { continue }
          records.append(record(commit.id, key, text))
        }
      }
    }
    return records
  }

  private static func record(_ commit: ObjectID, _ key: String, _ text: String) -> ExceptionRecord {
    var file = ExceptionFile(
      id: "\(key)-\(commit.short)", kind: .emergency, commits: [commit.description],
      reason: "declared by the trailer \(key)")
    file.declaredBy = text
    var record = ExceptionRecord(file: file, path: "\(commit.short):\(key)")
    record.trailer = ExceptionRecord.Trailer(key: key, commit: commit)
    return record
  }
}
