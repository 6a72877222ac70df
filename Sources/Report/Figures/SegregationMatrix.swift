import Audit
import Evidence
import Policy

/// Who approved whose changes, counted once for each change, author and approver.
struct SegregationMatrix {
  struct Someone: Hashable {
    var id: String
    var label: String
    var changes = 0
  }

  struct Pair: Hashable {
    var author: String
    var approver: String
  }

  /// Authors of changes that somebody else's counting approval covers, by how many of these; then by id.
  private(set) var authors: [Someone] = []
  private(set) var approvers: [Someone] = []
  private(set) var counts: [Pair: Int] = [:]
  /// How many changes have an approval that counts.
  private(set) var approved = 0

  init(_ audit: FinishedAudit) {
    var authors: [String: Someone] = [:]
    var approvers: [String: Someone] = [:]
    for assessment in audit.assessments {
      let given = assessment.approvals.filter { $0.counts && $0.approval.decision == .approved }.map(\.approver)
      if given.isEmpty { continue }
      approved += 1
      let makers = assessment.contributors.filter { $0.roles.contains(.author) || $0.roles.contains(.coauthor) }
      Self.add(makers.map(\.identity), to: &authors)
      Self.add(given, to: &approvers)
      for author in Set(makers.map(\.identity.personID)) {
        for approver in Set(given.map(\.personID)) where approver != author {
          counts[Pair(author: author, approver: approver), default: 0] += 1
        }
      }
    }
    // One person has one name in rows and columns, whatever names he used.
    for (id, author) in authors { approvers[id]?.label = author.label }
    self.authors = Self.sorted(authors)
    self.approvers = Self.sorted(approvers)
  }

  subscript(_ author: Someone, _ approver: Someone) -> Int {
    counts[Pair(author: author.id, approver: approver.id), default: 0]
  }

  /// Two people who approve only each other's changes, at least two of each, as their labels.
  var closedPairs: [(String, String)] {
    var approversOf: [String: Set<String>] = [:], authorsOf: [String: Set<String>] = [:]
    for pair in counts.keys {
      approversOf[pair.author, default: []].insert(pair.approver)
      authorsOf[pair.approver, default: []].insert(pair.author)
    }
    let labels = Dictionary((authors + approvers).map { ($0.id, $0.label) }) { first, _ in first }
    return approversOf.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { one in
      guard let other = approversOf[one]?.first, approversOf[one]?.count == 1,
        one.utf8.lexicographicallyPrecedes(other.utf8), approversOf[other] == [one], authorsOf[one] == [other],
        authorsOf[other] == [one], counts[Pair(author: one, approver: other), default: 0] > 1,
        counts[Pair(author: other, approver: one), default: 0] > 1
      else { return nil }
      return (labels[one] ?? one, labels[other] ?? other)
    }
  }

  private static func add(_ identities: [Identity], to people: inout [String: Someone]) {
    var seen: Set<String> = []
    for identity in identities where seen.insert(identity.personID).inserted {
      people[identity.personID, default: Someone(id: identity.personID, label: identity.label)].changes += 1
    }
  }

  private static func sorted(_ people: [String: Someone]) -> [Someone] {
    people.values.sorted {
      $0.changes == $1.changes ? $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) : $0.changes > $1.changes
    }
  }
}
