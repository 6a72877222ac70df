package import Audit
import Diagnostics
import GitStore
import Policy

/// Who reads a change log.
package enum LogAudience: String, CaseIterable, Sendable {
  case `internal`
  /// Only what was changed and when: no people, no verdicts, no findings. Titles stand as their authors wrote them.
  case customer
}

/// The ways to write the historical change log: the names that `log --format` takes.
///
/// Changes stand oldest first in each. JSON is `countersign.log/1`: keys may be added, never renamed.
package enum LogFormat: String, CaseIterable, Sendable {
  case text, csv, json, markdown

  package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  package func bytes(of audit: FinishedAudit, for audience: LogAudience) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit, for: audience) { bytes += $0 }
    return bytes
  }

  /// Writes the log piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole log.
  package func write(
    _ audit: FinishedAudit, for audience: LogAudience, to sink: @escaping ChunkedOutput.Sink
  ) throws {
    switch self {
    case .text: try writeText(audit, audience, sink)
    case .csv: try writeCSV(audit, audience, sink)
    case .json: try writeJSON(audit, audience, sink)
    case .markdown: try writeMarkdown(audit, audience, sink)
    }
  }

  private func writeText(_ audit: FinishedAudit, _ audience: LogAudience, _ sink: @escaping ChunkedOutput.Sink) throws {
    var output = ChunkedOutput(to: sink)
    var log = LogText(audit)
    for assessment in audit.assessments {
      switch audience {
      case .internal: output.append(plain: log.lines(assessment))
      case .customer:
        output.append(plain: "\(assessment.day) \(assessment.id.short) \(assessment.title.printable)\n")
      }
      try output.passOn()
    }
    try output.finish()
  }

  private func writeCSV(_ audit: FinishedAudit, _ audience: LogAudience, _ sink: @escaping ChunkedOutput.Sink) throws {
    var csv = CSVWriter(to: sink)
    csv.row(
      ["promoted_at", "change", "title"]
        + (audience == .customer ? [] : ["promoted_at_basis", "kind", "verdict", "grade", "approved_by", "findings"]))
    for assessment in audit.assessments {
      var cells = [assessment.promotion.at.rfc3339 ?? "", assessment.id.description, assessment.title]
      if audience == .internal {
        cells += [
          assessment.promotion.basis.rawValue, assessment.kind.rawValue, assessment.verdict.rawValue,
          assessment.grade?.rawValue ?? "", assessment.approvers.map(\.listEncoded).joined(separator: ";"),
          assessment.codes.joined(separator: ";"),
        ]
      }
      csv.row(cells)
      try csv.output.passOn()
    }
    try csv.output.finish()
  }

  private func writeJSON(_ audit: FinishedAudit, _ audience: LogAudience, _ sink: @escaping ChunkedOutput.Sink) throws {
    var json = JSONWriter(to: sink)
    try json.object { json in
      json.member("schema", "countersign.log/1")
      json.member("audience", audience.rawValue)
      json.member("base", audit.scope.base)
      json.member("tip", audit.scope.tip)
      try json.member("changes", each: audit.assessments) { json, assessment in
        json.object { json in
          json.member("id", assessment.id)
          json.member("promotedAt", assessment.promotion.at)
          json.member("title", assessment.title)
          if audience == .customer { return }
          json.member("promotedAtBasis", assessment.promotion.basis.rawValue)
          json.member("kind", assessment.kind.rawValue)
          json.member("verdict", assessment.verdict.rawValue)
          json.member("grade", assessment.grade?.rawValue)
          json.member("approvedBy", texts: assessment.approvers)
          json.member("findings", texts: assessment.codes)
        }
        try json.output.passOn()
      }
    }
    try json.output.finish()
  }

  private func writeMarkdown(
    _ audit: FinishedAudit, _ audience: LogAudience, _ sink: @escaping ChunkedOutput.Sink
  ) throws {
    var output = ChunkedOutput(to: sink)
    output.append(
      plain: audience == .customer
        ? "| Date | Change | Title |\n|---|---|---|\n"
        : "| Date | Change | Title | Verdict | Approved by | Findings |\n|---|---|---|---|---|---|\n")
    for assessment in audit.assessments {
      var cells = [assessment.day, MarkdownFormat.code(assessment.id.short), MarkdownFormat.cell(assessment.title)]
      if audience == .internal {
        let grade = assessment.grade.map { " (by \($0.rawValue))" } ?? ""
        cells += [
          assessment.verdict.rawValue + grade, assessment.approvers.map(MarkdownFormat.cell).joined(separator: ", "),
          assessment.codes.joined(separator: ", "),
        ]
      }
      output.append(plain: "| " + cells.joined(separator: " | ") + " |\n")
      try output.passOn()
    }
    try output.finish()
  }
}

extension Assessment {
  /// The day of its promotion, UTC.
  var day: String { String((promotion.at.rfc3339 ?? promotion.at.text).prefix(10)) }

  /// Whose approvals counted, by id, each once.
  var approvers: [String] { approvals.filter(\.counts).map(\.approver.personID).uniqued }

  /// What stands against it, each code once.
  var codes: [String] { findings.filter { $0.weight != .warning }.map(\.code.rawValue).uniqued }
}
