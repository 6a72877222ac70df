package import Audit
import Diagnostics
import Evidence
import Policy

/// `people.csv`: everybody who contributed, approved, tested or is listed, by id, and what he did.
///
/// Somebody who is not listed is an identity that nobody resolved: an address, or a name.
package enum PeopleTable: Table {
  package static let name = "people"
  package static let columns: [String] = [
    "person", "listed", "kind", "groups", "names", "emails", "changes", "approvals", "approvals_counted", "test_runs",
    "active_from", "active_until",
  ]
  package static let times: Set<String> = ["active_from", "active_until"]
  package static let numbers: Set<String> = ["changes", "approvals", "approvals_counted", "test_runs"]

  private struct Row {
    var names: Set<String> = []
    var emails: Set<String> = []
    var changes = 0, approvals = 0, counted = 0, runs = 0

    mutating func add(_ identity: Identity) {
      if !identity.name.isEmpty { names.insert(identity.name) }
      if !identity.email.isEmpty { emails.insert(identity.email.foldedAddress) }
    }
  }

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    var rows: [String: Row] = [:]
    var listed: [String: Person] = [:]
    for (version, _) in audit.policies {
      for person in version.policy.people {
        listed[person.id] = person
        rows[person.id] = Row()
      }
    }
    for assessment in audit.assessments { count(assessment, &rows) }
    for promotion in audit.promotions {
      for approval in promotion.approvals { count(approval, &rows) }
    }
    // Where only addresses are known there is no policy to list anybody; an id and an address never look alike.
    for (id, found) in rows.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let person = listed[id]
      try row([
        id, person == nil ? "false" : "true", person?.kind.rawValue ?? "", list(person?.groups ?? []),
        list(found.names.union([person?.name].compactMap { $0 })),
        list(found.emails.union((person?.emails ?? []).map(\.foldedAddress))), String(found.changes),
        String(found.approvals), String(found.counted), String(found.runs), person?.activeFrom?.rfc3339 ?? "",
        person?.activeUntil?.rfc3339 ?? "",
      ])
    }
  }

  private static func count(_ assessment: Assessment, _ rows: inout [String: Row]) {
    var contributors: Set<String> = []
    for contributor in assessment.contributors {
      let id = contributor.identity.personID
      rows[id, default: Row()].add(contributor.identity)
      if contributors.insert(id).inserted { rows[id, default: Row()].changes += 1 }
    }
    for approval in assessment.approvals { count(approval, &rows) }
    for test in assessment.tests {
      rows[test.runner.personID, default: Row()].add(test.runner)
      rows[test.runner.personID, default: Row()].runs += 1
    }
  }

  private static func count(_ weighed: WeighedApproval, _ rows: inout [String: Row]) {
    guard weighed.approval.decision == .approved else { return }
    rows[weighed.approver.personID, default: Row()].add(weighed.approver)
    rows[weighed.approver.personID, default: Row()].approvals += 1
    if weighed.counts { rows[weighed.approver.personID, default: Row()].counted += 1 }
  }

  private static func list(_ texts: some Sequence<String>) -> String {
    texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(\.listEncoded).joined(separator: ";")
  }
}
