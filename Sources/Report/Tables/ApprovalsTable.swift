package import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// `approvals.csv`: every approval, rejection and remark that was found, whether it counted or not.
///
/// Those of a promotion stand after those of its changes, with the promotion's id.
package enum ApprovalsTable: Table {
  package static let name = "approvals"
  package static let columns: [String] = [
    "change", "of", "person", "name", "email", "decision", "at", "source", "grade", "subject", "base", "target",
    "coverage", "counted", "reason", "objection",
  ]
  package static let times: Set<String> = ["at"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for assessment in audit.assessments {
      for approval in assessment.approvals { try row(cells(assessment.id, "change", approval)) }
    }
    for promotion in audit.promotions {
      for approval in promotion.approvals { try row(cells(promotion.id, "promotion", approval)) }
    }
  }

  private static func cells(_ id: ObjectID, _ of: String, _ weighed: WeighedApproval) -> [String] {
    let approval = weighed.approval
    let decision =
      switch approval.decision {
      case .approved: "approved"
      case .rejected: "rejected"
      case .remark(let remark): "remark: \(remark)"
      }
    return [
      id.description, of, weighed.approver.personID, weighed.approver.name, weighed.approver.email, decision,
      approval.at?.rfc3339 ?? "", approval.source, approval.grade.rawValue, approval.subject.description,
      approval.content?.base?.description ?? "", approval.content?.target ?? "", weighed.coverage.rawValue,
      weighed.counts ? "true" : "false", weighed.objection?.reason ?? "", weighed.objection?.code.rawValue ?? "",
    ]
  }
}
