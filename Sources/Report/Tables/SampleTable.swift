package import Audit
import Diagnostics
import Evidence
import GitStore

/// `sample.csv`: the sampled changes with what the control asks of each, and empty columns for whoever tests it.
package enum SampleTable {
  package static let columns: [String] =
    [
      "order", "key", "change", "strata", "title", "promoted_at", "promoted_at_basis", "contributors", "approvers",
      "approved_at", "tests", "verdict", "findings", "auditor_agrees", "tested_by", "tested_on", "note",
    ] + Attribute.allCases.map { $0.rawValue.lowercased() }
  package static let times: Set<String> = ["promoted_at"]
  package static let numbers: Set<String> = ["order"]

  package static func bytes(of sample: Sample, _ attributes: TestedAttributes) -> [UInt8] {
    var bytes: [UInt8] = []
    var csv = CSVWriter { bytes += $0 }
    csv.row(columns)
    for row in rows(of: sample, attributes) { csv.row(row) }
    // A sink that throws nothing: there is nothing to catch.
    try? csv.output.finish()
    return bytes
  }

  /// The columns that whoever tests the sample fills in.
  static let empty = ["auditor_agrees", "tested_by", "tested_on", "note"]

  static func rows(of sample: Sample, _ attributes: TestedAttributes) -> [[String]] {
    sample.items.enumerated().map { index, item in
      cells(index + 1, item) + attributes.results(for: item.assessment).map(\.rawValue)
    }
  }

  private static func cells(_ order: Int, _ item: Sample.Item) -> [String] {
    let assessment = item.assessment
    let approvals = assessment.approvals.filter(\.counts)
    return [
      String(order), item.key, assessment.id.description, item.strata.map(\.rawValue).joined(separator: ";"),
      assessment.title, assessment.promotion.at.rfc3339 ?? "", assessment.promotion.basis.rawValue,
      assessment.contributors.map(\.identity.personID.listEncoded).joined(separator: ";"),
      approvals.map(\.approver.personID.listEncoded).joined(separator: ";"),
      approvals.map { $0.approval.at?.rfc3339 ?? "no time of its own" }.joined(separator: ";"),
      assessment.tests.filter(\.counts).map { "\($0.run.suite.listEncoded):\($0.run.outcome.rawValue)" }
        .joined(separator: ";"),
      assessment.verdict.rawValue, assessment.findings.map(\.code.rawValue).joined(separator: ";"), "", "", "", "",
    ]
  }
}
