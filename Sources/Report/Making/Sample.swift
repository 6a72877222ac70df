package import Audit
package import GitStore

/// What an auditor asks a sample of.
package struct SampleRequest: Hashable, Sendable {
  /// How many changes are drawn.
  package var size: Int
  /// A phrase of the auditor's; `nil` for the population's digest, which nobody can choose.
  package var seed: String?

  package init(size: Int, seed: String?) {
    self.size = size
    self.seed = seed
  }
}

/// A sample of the changes that were judged, which anybody can draw again without us.
///
/// The key of a change is SHA-256 of the seed, a colon and its id in hexadecimal digits. The changes with the least keys
/// are drawn. Every change that something stands against, and every one that is excepted, is in the sample besides.
package struct Sample: Sendable {
  package enum Stratum: String, CaseIterable, Sendable {
    /// Drawn by its key.
    case random
    /// Something stands against it.
    case against
    /// An exception or emergency accepts it.
    case excepted
  }

  package struct Item: Sendable {
    package var key: String
    package var assessment: Assessment
    package var strata: [Stratum]
  }

  package let request: SampleRequest
  package let seed: String
  /// How many changes it is drawn from.
  package let frame: Int
  /// What was drawn, by key, then the rest, by key.
  package let items: [Item]
  /// What takes the place of items that can't be tested, by key; a few.
  package let replacements: [Item]

  package init(_ request: SampleRequest, of audit: FinishedAudit) {
    self.request = request
    let seed = request.seed ?? audit.populationDigest ?? ""
    self.seed = seed
    let changes = audit.assessments
    let keys = changes.indices.filter { changes[$0].verdict != .notJudged }
      .map { (key: Self.key(of: changes[$0].id, seed), place: $0) }.sorted { $0.key < $1.key }
    frame = keys.count
    var drawn: [Item] = []
    var others: [Item] = []
    var next: [Item] = []
    for (place, key) in keys.enumerated() {
      let verdict = changes[key.place].verdict
      let isTaken = place < request.size || verdict.countsAgainst || verdict == .excepted
      if !isTaken, next.count == 5 { continue }
      var item = Item(key: key.key, assessment: changes[key.place], strata: [])
      if place < request.size { item.strata.append(.random) }
      if item.assessment.verdict.countsAgainst { item.strata.append(.against) }
      if item.assessment.verdict == .excepted { item.strata.append(.excepted) }
      if item.strata.first == .random {
        drawn.append(item)
      } else if !item.strata.isEmpty {
        others.append(item)
      } else {
        next.append(item)
      }
    }
    items = drawn + others
    replacements = next
  }

  package static func key(of id: ObjectID, _ seed: String) -> String { Hash.hex("\(seed):\(id)".utf8) }

  /// How many were drawn at random.
  package var drawn: Int { min(request.size, frame) }

  /// How many of those drawn at random something stands against.
  package var deviations: Int {
    items.prefix(drawn).count { $0.assessment.verdict.countsAgainst }
  }

  /// Draws the sample again with nothing but a shell.
  package var commands: String {
    """
    seed=\([seed].shellLine)
    tail -n +2 commits.csv | cut -d, -f2,4 | sort -u | grep -v ',not-judged$' | cut -d, -f1 |
      while read -r id; do printf '%s %s\\n' "$(printf %s "$seed:$id" | sha256sum | cut -c1-64)" "$id"; done |
      LC_ALL=C sort | head -n \(request.size)
    """
  }
}
