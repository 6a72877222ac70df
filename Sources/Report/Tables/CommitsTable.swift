package import Audit
import Diagnostics
import Evidence
import GitStore

/// `commits.csv`: every commit of the population once, by its change, the entry first.
///
/// Author and committer stand as the commit has them: `people.csv` says who they are taken for.
package enum CommitsTable: Table {
  package static let name = "commits"
  package static let columns: [String] = [
    "commit", "change", "is_entry", "verdict", "tree", "parents", "author", "committer", "committed_at", "title",
  ]
  package static let times: Set<String> = ["committed_at"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    let population = audit.population
    var numbers: [ObjectID: Int] = [:]
    for (number, commit) in (population?.commits ?? []).enumerated() { numbers[commit.id] = number }
    let entries = Set(population?.entries ?? [])
    for assessment in audit.assessments {
      for id in assessment.commits {
        let number = numbers[id]
        let isEntry = number.map(entries.contains) ?? (id == assessment.id)
        var cells = [
          id.description, assessment.id.description, isEntry ? "true" : "false", assessment.verdict.rawValue,
        ]
        if let population, let number {
          let commit = population.commits[number]
          cells += [
            commit.tree.description, parents(of: commit, population).joined(separator: ";"),
            population.texts.text(of: commit.author), population.texts.text(of: commit.committer),
            commit.committedAt.rfc3339 ?? "", population.title(of: commit),
          ]
        } else {
          cells += Array(repeating: "", count: columns.count - cells.count)
        }
        try row(cells)
      }
    }
  }

  private static func parents(of commit: CommitRecord, _ population: Population) -> [String] {
    (0..<Int(commit.parentCount)).map { index in
      switch population.parent(index, of: commit) {
      case .inside(let number): population.commits[number].id.description
      case .outside(let id): id.description
      }
    }
  }
}
