package import Audit
package import Diagnostics
import Evidence
import GitStore
import Policy

/// An emergency that was declared with a push: `git push -o countersign.emergency=ID`.
package struct DeclaredEmergency: Hashable, Sendable {
  package var id: String
  /// Who pushed, as the server knows him.
  package var pusher: String

  package init(id: String, pusher: String) {
    self.id = id
    self.pusher = pusher
  }

  /// Returns what was declared with the push that is judged now, and what the ledger has of earlier ones.
  ///
  /// Such a declaration is of everything that its push brought in.
  static func records(_ dossier: Dossier, _ declared: [DeclaredEmergency], now: Instant?) -> [ExceptionRecord] {
    let population = dossier.population
    var records = declared.map { emergency in
      emergency.record(
        commits: population.entries.map { population.commits[$0].id.description }, at: now, path: "this push",
        update: nil)
    }
    for (number, update) in dossier.ledger.updates.enumerated() where !update.emergencies.isEmpty {
      guard let pusher = update.pusher else { continue }
      let commits = population.entries.map { population.commits[$0].id }
        .filter { dossier.ledger.update(of: $0) == number }.map(\.description)
      if commits.isEmpty { continue }
      for id in update.emergencies {
        records.append(
          DeclaredEmergency(id: id, pusher: pusher)
            .record(commits: commits, at: update.at, path: update.source, update: update))
      }
    }
    return records
  }

  private func record(
    commits: [String], at: Instant?, path: String, update: LedgerUpdate?
  ) -> ExceptionRecord {
    var file = ExceptionFile(id: id, kind: .emergency, commits: commits, reason: "declared with the push")
    file.declaredBy = pusher
    file.declaredAt = at
    var record = ExceptionRecord(file: file, path: path)
    record.push = ExceptionRecord.Push(pusher: pusher, update: update)
    return record
  }
}
