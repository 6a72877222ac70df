package import Audit
import Diagnostics
import GitStore
import Policy

/// Writes an audit as GitHub-flavoured Markdown, for a step's summary or a comment on a pull request.
///
/// A comment holds 65,536 characters, and a summary of more than 1 MiB is dropped whole, so it shortens itself and says
/// so. Whatever comes from the repository stands in code, where nothing is a link, a mention or markup.
package enum MarkdownFormat {
  /// Room for the findings, in bytes.
  static let limit = 60_000

  package static func bytes(of audit: FinishedAudit) -> [UInt8] {
    var text = "## Change control\n\n**\(VerdictSentence(audit: audit).text)**\n\n"
    for line in VerdictSentence(audit: audit).more { text += line + "\n\n" }
    text += counts(audit.summary) + "\n" + facts(audit)
    let findings = audit.locatedFindings
    if !findings.isEmpty { text += "\n### Findings\n\n" }
    for (index, located) in findings.enumerated() {
      let item = self.item(located)
      if text.utf8.count + item.utf8.count > limit {
        text +=
          "\n\(counted(findings.count - index, "more finding")) did not find room here: `countersign check` "
          + "prints all.\n"
        break
      }
      text += item
    }
    return Array(text.utf8)
  }

  private static func counts(_ summary: Summary) -> String {
    let rows: [(String, Int)] = [
      ("pass", summary.pass), ("fail", summary.fail), ("unknown", summary.unknown), ("excepted", summary.excepted),
      ("not-judged", summary.notJudged), ("**all**", summary.changes),
    ]
    return "| Verdict | Changes |\n|---|---:|\n" + rows.map { "| \($0.0) | \($0.1.grouped) |\n" }.joined()
  }

  private static func facts(_ audit: FinishedAudit) -> String {
    let range = audit.scope.base.map { "\($0)..\(audit.scope.tip)" } ?? "all up to \(audit.scope.tip)"
    var lines = ["audited \(counted(audit.commits, "commit")) of \(code(audit.scope.production)), \(code(range))"]
    if let since = audit.scope.since, let until = audit.scope.until {
      lines.append("period \(since.text) to before \(until.text)")
    }
    if let after = audit.scope.after, after.count > 0 {
      lines.append("\(counted(after.count, "entry", "entries")) after the end, not judged here")
    }
    if let digest = audit.populationDigest { lines.append("population \(code(digest))") }
    for (version, _) in audit.policies.suffix(3) {
      lines.append("policy \(code(version.policy.source.name)) \(code(version.digest))")
    }
    if audit.policies.count > 3 { lines.append("and \(audit.policies.count - 3) earlier versions of the policy") }
    lines += audit.policyNotes.map(code)
    lines += audit.checks.filter { !$0.ok }.map { "not ok: \($0.name): \(code($0.detail))" }
    return lines.map { "- \($0)\n" }.joined()
  }

  private static func item(_ located: LocatedFinding) -> String {
    let finding = located.finding
    let excepted = located.isExcepted ? ", excepted" + (finding.exception.map { " by \(code($0))" } ?? "") : ""
    var text = "- **\(finding.code.rawValue)** (\(finding.weight.rawValue)\(excepted)): \(code(finding.message))\n"
    if let place = located.place { text += "  - \(code(place))\n" }
    for note in finding.notes { text += "  - \(code(note))\n" }
    if !finding.help.isEmpty {
      let lines = finding.help.split(separator: "\n", omittingEmptySubsequences: false).map(\.printable)
      let fence = String(repeating: "`", count: max(3, longestRun(finding.help) + 1))
      text += "\n  \(fence)text\n" + lines.map { "  \($0)\n" }.joined() + "  \(fence)\n\n"
    }
    return text
  }

  /// The text as a code span: between more backticks than it has in a row.
  static func code(_ text: String) -> String {
    let text = text.printable.cut(to: 1_000)
    if text.allSatisfy({ $0 == " " }) { return "(empty)" }
    let fence = String(repeating: "`", count: longestRun(text) + 1)
    let isPadded = text.first == "`" || text.last == "`" || text.first == " " || text.last == " "
    return isPadded ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The text as a code span in a table, where a bar would begin the next cell.
  static func cell(_ text: String) -> String { code(text).replacing("|", with: "\\|") }

  private static func longestRun(_ text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
