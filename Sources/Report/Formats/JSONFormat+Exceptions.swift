import Audit
import GitStore
import Policy

extension JSONFormat {
  static func write(_ account: ExceptionAccount, to json: inout JSONWriter) {
    let file = account.file
    json.member("id", file.id)
    json.member("kind", file.kind.rawValue)
    json.member("path", account.path)
    json.member("status", account.status.rawValue)
    json.member("statusReason", account.reason)
    json.member("commits", texts: file.commits)
    json.member("findings", texts: file.findings)
    json.member("reason", file.reason)
    json.member("owner", file.owner)
    json.member("rootCause", file.rootCause)
    json.member("impact", file.impact)
    json.member("remediation", file.remediation)
    json.member("managementResponse", file.managementResponse)
    json.member("compensatingControl", file.compensatingControl)
    json.member("createdAt", file.createdAt)
    json.member("expires", file.expires)
    json.member("declaredBy", file.declaredBy)
    json.member("declaredAt", file.declaredAt)
    json.member("incident", file.incident)
    json.member("reviewDue", account.due)
    json.member("approvers", texts: account.approvers)
    json.member("changes", each: account.changes) { $0.value($1) }
    json.member("introducedBy", each: account.introducedBy) { $0.value($1) }
  }
}
