package import Audit
import Diagnostics
import GitStore
import Policy

/// `exceptions.csv`: everything that stands against a change or the run, and what is excused, one row each.
///
/// Warnings are no exceptions, and not here. The row of a finding of the run has no change. What is found of a promotion
/// stands with its last change.
package enum ExceptionsTable: Table {
  package static let name = "exceptions"
  package static let columns: [String] = [
    "change", "commit", "promoted_at", "title", "code", "verdict", "excepted", "exception", "message", "notes", "help",
    "kind", "status", "reason", "owner", "root_cause", "impact", "remediation", "management_response",
    "compensating_control", "expires", "review_due", "approvers", "file",
  ]
  package static let times: Set<String> = ["promoted_at", "expires", "review_due"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    let accounts = Dictionary(audit.exceptions.map { ($0.file.id, $0) }) { first, _ in first }
    for located in audit.locatedFindings where located.finding.weight != .warning {
      let finding = located.finding
      try row(
        [
          located.change?.id.description ?? "", (finding.commit ?? located.change?.id)?.description ?? "",
          located.change?.promotion.at.rfc3339 ?? "", located.change?.title ?? "", finding.code.rawValue,
          finding.weight.rawValue, located.isExcepted ? "true" : "false", finding.exception ?? "", finding.message,
          finding.notes.joined(separator: "; "), finding.help.split(separator: "\n").joined(separator: " / "),
        ] + cells(of: finding.exception.flatMap { accounts[$0] }))
    }
  }

  /// What the exception's own file says, and what became of it.
  private static func cells(of account: ExceptionAccount?) -> [String] {
    guard let account else { return Array(repeating: "", count: 13) }
    let file = account.file
    return [
      file.kind.rawValue, account.status.rawValue, file.reason, file.owner ?? "", file.rootCause ?? "",
      file.impact ?? "", file.remediation ?? "", file.managementResponse ?? "", file.compensatingControl ?? "",
      file.expires?.rfc3339 ?? "", account.due?.rfc3339 ?? "",
      account.approvers.map(\.listEncoded).joined(separator: ";"), account.path,
    ]
  }
}
