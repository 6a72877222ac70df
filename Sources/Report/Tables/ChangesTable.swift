package import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// Writes `changes.csv`: one row for each change, oldest first, under the keys of the JSON in snake_case.
///
/// How the elements of a list are written: `docs/report-json.md`.
package enum ChangesTable: Table {
  package static let name = "changes"
  /// Only ever appended to: a column keeps its place.
  package static let columns: [String] =
    [
      "id", "kind", "title", "commits", "promoted_at", "promoted_at_basis", "contributors", "approvals", "tests",
      "findings", "verdict", "grade", "committed_at", "policy_digest", "by_commit",
      "promotion", "promotion_verdict",
    ] + Attribute.allCases.map { $0.rawValue.lowercased() }
  package static let times: Set<String> = ["promoted_at", "committed_at"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    let promotions = PromotionIndex(audit)
    let tested = TestedAttributes(audit)
    for assessment in audit.assessments {
      let promotion = promotions[assessment]
      try row(
        cells(of: assessment) + [promotion?.id.description ?? "", promotion?.verdict.rawValue ?? ""]
          + tested.results(for: assessment).map(\.rawValue))
    }
  }

  private static func cells(of assessment: Assessment) -> [String] {
    [
      assessment.id.description,
      assessment.kind.rawValue,
      assessment.title,
      assessment.commits.lazy.map(\.description).joined(separator: ";"),
      assessment.promotion.at.rfc3339 ?? "",
      assessment.promotion.basis.rawValue,
      assessment.contributors.lazy.map(element).joined(separator: ";"),
      assessment.approvals.lazy.map(element).joined(separator: ";"),
      assessment.tests.lazy.map(element).joined(separator: ";"),
      assessment.findings.lazy.map(\.code.rawValue).joined(separator: ";"),
      assessment.verdict.rawValue,
      assessment.grade?.rawValue ?? "",
      assessment.committedAt.rfc3339 ?? "",
      assessment.policyDigest ?? "",
      assessment.byCommit ? "true" : "false",
    ]
  }

  private static func element(_ contributor: Contributor) -> String {
    contributor.identity.personID.listEncoded + "(" + contributor.roles.map(\.rawValue).joined(separator: ",") + ")"
  }

  private static func element(_ weighed: WeighedApproval) -> String {
    weighed.approver.personID.listEncoded + ":" + weighed.approval.source.listEncoded(keeping: ":") + ":"
      + weighed.approval.grade.rawValue + ":" + (weighed.counts ? "counted" : "not-counted")
  }

  private static func element(_ weighed: WeighedTestRun) -> String {
    weighed.run.suite.listEncoded + ":" + weighed.run.outcome.rawValue + ":"
      + weighed.run.source.listEncoded(keeping: ":")
  }
}

extension String {
  /// The text as part of an element of a list: what separates elements and their parts becomes `%` and two
  /// hexadecimal digits, and so does what makes a formula at the beginning. A name can't pass itself off as two.
  var listEncoded: String { listEncoded(keeping: nil) }

  /// The elements of a list, as they were before ``listEncoded``.
  var listDecoded: [String] {
    split(separator: ";").map { element in
      var bytes: [UInt8] = []
      var rest = element.utf8[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
          bytes.append(code)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  fileprivate func listEncoded(keeping kept: Unicode.Scalar?) -> String {
    // Almost every address, suite and source.
    let byte = kept.map { UInt8(ascii: $0) }
    if utf8.allSatisfy({ $0.isPlainInList || $0 == byte }), utf8.first?.isLetter ?? true { return self }
    var result = ""
    for scalar in unicodeScalars {
      let separates = "%;:(),\"'".unicodeScalars.contains(scalar) && scalar != kept
      if separates || (result.isEmpty && scalar.beginsFormula) {
        for byte in String(scalar).utf8 {
          result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }

  /// Letters, digits, and what addresses, suites and sources mostly have besides.
  fileprivate var isPlainInList: Bool {
    switch self {
    case 48...57, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "/"): true
    default: isLetter
    }
  }
}
