package import Audit
import Diagnostics
import GitStore
import Policy

/// Writes the historical change log: one line per change, oldest first.
package enum LogText {
  package static func line(_ assessment: Assessment) -> String {
    let approvers = assessment.approvals.filter { $0.objection == nil }.map(\.approver.label)
    let people = approvers.isEmpty ? "" : " (approved by \(approvers.uniqued.joined(separator: ", ")))"
    let codes = assessment.codes
    let verdict = assessment.verdict.rawValue + (assessment.grade.map { ":\($0.rawValue)" } ?? "")
    let why = codes.isEmpty ? "" : " [\(codes.joined(separator: ", "))]"
    return
      "\(assessment.day) \(assessment.id.short) \(verdict.padded(to: 13))\(assessment.title.printable)\(people.printable)\(why)\n"
  }
}

extension [String] {
  /// Each text once, in the order of its first place.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
