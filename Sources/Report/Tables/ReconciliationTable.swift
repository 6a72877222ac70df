package import Audit

/// `reconciliation.csv`: what was counted, with the commands that count it again, and where they run.
package enum ReconciliationTable: Table {
  package static let name = "reconciliation"
  package static let columns: [String] = ["line", "what", "found", "expected", "balanced", "how", "folder"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for line in audit.reconciliation {
      try row([
        line.line, line.what, line.found, line.expected, line.isBalanced ? "true" : "false", line.how,
        line.folder ?? "",
      ])
    }
  }
}
