package import Audit
import Diagnostics
import GitStore
import Policy

/// `promotions.csv`: the movements of production; only its header where each entry is one promotion by itself.
package enum PromotionsTable: Table {
  package static let name = "promotions"
  package static let columns: [String] = [
    "id", "before", "promoted_at", "promoted_at_basis", "changes", "changes_against", "findings", "verdict", "grade",
  ]
  package static let times: Set<String> = ["promoted_at"]
  package static let numbers: Set<String> = ["changes_against"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for promotion in audit.promotions {
      try row([
        promotion.id.description, promotion.before?.description ?? "", promotion.promotion.at.rfc3339 ?? "",
        promotion.promotion.basis.rawValue, promotion.changes.map(\.description).joined(separator: ";"),
        String(promotion.changesAgainst), promotion.findings.map(\.code.rawValue).joined(separator: ";"),
        promotion.verdict.rawValue, promotion.grade?.rawValue ?? "",
      ])
    }
  }
}
