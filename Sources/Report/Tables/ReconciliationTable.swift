package import Audit

/// `reconciliation.csv`: the population counted in several ways, with the commands that count it again.
package enum ReconciliationTable: Table {
  package static let name = "reconciliation"
  package static let columns: [String] = ["line", "what", "found", "expected", "balanced", "how"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for line in audit.reconciliation {
      try row([line.line, line.what, line.found, line.expected, line.isBalanced ? "true" : "false", line.how])
    }
  }
}
