package import Audit
import Diagnostics
import GitStore
import Policy

/// `policy-history.csv`: the policies that judged, oldest first, with what they asked for.
package enum PolicyHistoryTable: Table {
  package static let name = "policy-history"
  package static let columns: [String] = [
    "digest", "commit", "file", "first_change", "in_force_from", "changes", "approvals_required", "approvals_from",
    "independent_of", "approval_grade", "approval_coverage", "tests_required", "test_runners", "test_grade",
    "test_coverage", "timing",
  ]
  package static let times: Set<String> = ["in_force_from"]
  package static let numbers: Set<String> = ["changes", "approvals_required"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    var counts: [String: Int] = [:]
    var times: [ObjectID: String] = [:]
    for assessment in audit.assessments {
      if let digest = assessment.policyDigest { counts[digest, default: 0] += 1 }
      for commit in assessment.commits { times[commit] = assessment.promotion.at.rfc3339 }
    }
    for (version, firstEntry) in audit.policies {
      let policy = version.policy
      try row([
        version.digest, version.commit?.description ?? "", policy.source.name, firstEntry.description,
        times[firstEntry] ?? "", String(counts[version.digest, default: 0]), String(policy.approval.required),
        list(policy.approval.from),
        Role.allCases.filter(policy.approval.independentOf.contains).map(\.rawValue).joined(separator: ";"),
        policy.approval.minimumGrade.rawValue, list(policy.approval.coverage), requirement(policy.tests),
        list(policy.tests.runners), policy.tests.minimumGrade.rawValue, list(policy.tests.coverage),
        policy.timing.rawValue,
      ])
    }
  }

  private static func list(_ names: [String]?) -> String { (names ?? []).map(\.listEncoded).joined(separator: ";") }

  private static func list(_ coverage: Set<Coverage>) -> String {
    Coverage.allCases.filter(coverage.contains).map(\.rawValue).joined(separator: ";")
  }

  private static func requirement(_ tests: TestRule) -> String {
    switch tests.requirement {
    case .suites(let suites): list(suites)
    case .any: "any"
    case .none(let reason): "none: \(reason)"
    }
  }
}
