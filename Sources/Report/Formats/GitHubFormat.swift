package import Audit
import Diagnostics
import GitStore

/// Writes the findings as workflow commands, which GitHub Actions shows as annotations.
///
/// GitHub shows ten errors and ten warnings of a step; the log has all. Values are encoded as the runner decodes them
/// (`%25`, `%0D`, `%0A`, and in properties `%3A` and `%2C`), and every line begins with a command or with our own
/// words, so no title and no name can be a command.
///
/// ```
/// ::error title=self-approved::nobody but its own contributors approved this change%0Acommit 9f2c41d07e5b …
/// ```
package enum GitHubFormat {
  package static func bytes(of audit: FinishedAudit) -> [UInt8] {
    var text = ""
    for located in audit.locatedFindings where !located.isExcepted {
      let finding = located.finding
      let lines =
        [finding.message.printable, located.place?.printable ?? ""] + finding.notes.map(\.printable)
        + finding.help.split(separator: "\n").map { "help: " + $0.printable }
      let command = finding.weight == .warning ? "warning" : "error"
      text +=
        "::\(command) title=\(property(finding.code.rawValue))::"
        + data(lines.filter { !$0.isEmpty }.joined(separator: "\n")) + "\n"
    }
    return Array((text + "countersign: " + TextFormat(DiagnosticText(colour: false)).lastLine(audit) + "\n").utf8)
  }

  static func data(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func property(_ text: String) -> String {
    var result = ""
    for scalar in data(text).unicodeScalars {
      switch scalar {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
