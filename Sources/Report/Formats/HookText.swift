package import Audit
package import Diagnostics
import GitStore

/// Writes what a hook found of a push: at most ten findings of all its refs together, each with what repairs it, how many
/// more there are, and the command that shows them.
package struct HookText: Sendable {
  /// The text goes to somebody else's terminal: a server's hook. No colour then, and nothing but ASCII.
  private let isRemote: Bool
  private let drawing: DiagnosticText
  private static let most = 10
  /// git writes `remote: ` before each line, on a terminal of which 80 columns are all that can be hoped for.
  private static let remoteWidth = 72

  package init(isRemote: Bool, _ drawing: DiagnosticText) {
    self.isRemote = isRemote
    self.drawing = isRemote ? DiagnosticText(colour: false, width: Self.remoteWidth) : drawing
  }

  package func text(of audits: [FinishedAudit]) -> String {
    var text = ""
    var left = Self.most
    let refused = audits.filter { !$0.isClean }
    for audit in refused.prefix(Self.most) {
      let base = audit.scope.base.map { "\($0)..\(audit.scope.tip)" } ?? audit.scope.tip.description
      text += TextFormat(drawing, limit: left, more: "countersign check \(base)").text(of: audit)
      left = max(0, left - audit.findings.count - audit.assessments.reduce(0) { $0 + $1.findings.count })
    }
    if refused.count > Self.most {
      text += "and \(refused.count - Self.most) more refs are refused: push fewer at once to see why\n"
    }
    guard refused.isEmpty else { return safe(text) }
    for audit in audits.prefix(Self.most) {
      text += "countersign: \(TextFormat(drawing).lastLine(audit))\n"
    }
    if audits.count > Self.most { text += "countersign: and \(audits.count - Self.most) more refs, which pass\n" }
    return safe(text)
  }

  /// Draws what kept the hook from judging.
  package func text(of diagnostics: [Diagnostic]) -> String { safe(diagnostics.map(drawing.draw).joined()) }

  private func safe(_ text: String) -> String { isRemote ? text.terminalLines : text }

  /// Returns the findings of one audit in few lines, for a message: no more than ten, and printable ASCII.
  package static func summary(of audit: FinishedAudit, title: String) -> String {
    var lines = [title]
    func add(_ finding: Finding, _ assessment: Assessment?) {
      let change = assessment.map { ": \($0.id.short) \($0.title.shortened)" } ?? ""
      let excepted = finding.exception.map { " (excepted: \($0))" } ?? ""
      lines.append("\(finding.code.rawValue): \(finding.message)\(excepted)\(change)")
    }
    for finding in audit.findings { add(finding, nil) }
    for assessment in audit.assessments { for finding in assessment.findings { add(finding, assessment) } }
    if lines.count > most + 1 {
      let more = lines.count - most - 1
      lines = Array(lines[...most]) + ["and \(more) more"]
    }
    return lines.map(\.terminalText).joined(separator: "\n")
  }
}
