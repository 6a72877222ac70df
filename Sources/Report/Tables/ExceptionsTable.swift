package import Audit
import Diagnostics
import GitStore

/// `exceptions.csv`: everything that stands against a change or the run, and what is excused, one row each.
///
/// Warnings are no exceptions, and not here. The row of a finding of the run has no change. What is found of a promotion
/// stands with its last change.
package enum ExceptionsTable: Table {
  package static let name = "exceptions"
  package static let columns: [String] = [
    "change", "commit", "promoted_at", "title", "code", "verdict", "excepted", "exception", "message", "notes", "help",
  ]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for located in audit.locatedFindings where located.finding.weight != .warning {
      let finding = located.finding
      try row([
        located.change?.id.description ?? "", (finding.commit ?? located.change?.id)?.description ?? "",
        located.change?.promotion.at.rfc3339 ?? "", located.change?.title ?? "", finding.code.rawValue,
        finding.weight.rawValue, located.isExcepted ? "true" : "false", finding.exception ?? "", finding.message,
        finding.notes.joined(separator: "; "), finding.help.split(separator: "\n").joined(separator: " / "),
      ])
    }
  }
}
