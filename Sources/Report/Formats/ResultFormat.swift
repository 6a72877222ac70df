package import Audit

/// The ways to write the result of an audit: the names that `--format` takes.
package enum ResultFormat: String, CaseIterable, Sendable {
  case text, json, jsonl, junit, sarif, github, gitlab, markdown

  package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// A Boolean value that tells whether it says something of changes that nothing stands against.
  package var wantsEveryChange: Bool {
    switch self {
    case .json, .jsonl, .junit, .sarif: true
    case .text, .github, .gitlab, .markdown: false
    }
  }

  /// - Parameter text: How ``text`` is drawn; the others look the same everywhere.
  package func bytes(of audit: FinishedAudit, version: String, text: TextFormat) -> [UInt8] {
    switch self {
    case .text: Array(text.text(of: audit).utf8)
    case .json: JSONFormat.bytes(of: audit, version: version)
    case .jsonl: JSONLinesFormat.bytes(of: audit, version: version)
    case .junit: JUnitFormat.bytes(of: audit)
    case .sarif: SARIFFormat.bytes(of: audit, version: version)
    case .github: GitHubFormat.bytes(of: audit)
    case .gitlab: GitLabFormat.bytes(of: audit)
    case .markdown: MarkdownFormat.bytes(of: audit)
    }
  }
}
