package import Audit
import Diagnostics
import GitStore
import Policy

/// `exception-files.csv`: each file of `.countersign/exceptions/` once, and what became of it, used or not.
package enum ExceptionFilesTable: Table {
  package static let name = "exception-files"
  package static let columns: [String] = [
    "id", "kind", "path", "status", "status_reason", "commits", "findings", "changes", "introduced_by", "created_at",
    "expires", "declared_by", "declared_at", "incident", "review_due", "approvers",
  ]
  package static let times: Set<String> = ["created_at", "expires", "declared_at", "review_due"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for account in audit.exceptions {
      let file = account.file
      try row([
        file.id, file.kind.rawValue, account.path, account.status.rawValue, account.reason,
        file.commits.joined(separator: ";"), file.findings.joined(separator: ";"),
        account.changes.map(\.description).joined(separator: ";"),
        account.introducedBy.map(\.description).joined(separator: ";"), file.createdAt?.rfc3339 ?? "",
        file.expires?.rfc3339 ?? "", file.declaredBy ?? "", file.declaredAt?.rfc3339 ?? "", file.incident ?? "",
        account.due?.rfc3339 ?? "", account.approvers.map(\.listEncoded).joined(separator: ";"),
      ])
    }
  }
}
