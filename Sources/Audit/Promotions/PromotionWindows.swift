import Evidence
import GitStore

/// The runs of entries that somebody approved the promotion of, as one movement.
///
/// Where neither a ledger nor a tag says what was promoted together, each entry is one promotion, unless an approval of
/// a promotion says from where to where.
struct PromotionWindows {
  /// By the place of the first change, the places of the last ones, the farthest first.
  private var lasts: [Int: [Int]] = [:]

  init(_ changes: Changes, _ population: Population, _ records: RecordIndex, _ content: (any ContentReader)?) {
    guard let content, !records.isEmpty else { return }
    var places: [ObjectID: Int] = [:]
    for index in changes.indices where changes[index].isOnLine {
      places[population.commits[changes[index].entry].id] = index
    }
    for approval in records.approvalsOfTransitions() {
      guard let last = places[approval.subject], let base = approval.content?.base,
        let start = content.start(of: approval.subject, from: base)
      else { continue }
      if let before = places[start] {
        lasts[before + 1, default: []].append(last)
      } else if start == population.before {
        lasts[0, default: []].append(last)
      }
    }
    for (first, found) in lasts { lasts[first] = Set(found).sorted(by: >) }
  }

  func lasts(from first: Int) -> [Int] { lasts[first] ?? [] }
}
