package import Diagnostics

/// Writes a file of `.countersign/exceptions/`, with a comment for what only people know.
package enum ExceptionTemplate {
  /// What is known when the file is written.
  package struct Facts: Sendable {
    package var id: String
    package var kind: ExceptionFile.Kind
    package var commits: [String]
    /// What each commit is, for the reader: one line, as it may be shown.
    package var titles: [String]
    package var findings: [String]
    package var reason: String?
    package var owner: String?
    package var declaredBy: String?
    package var incident: String?
    package var now: Instant
    /// The last day on which it is valid.
    package var expires: String?

    package init(id: String, kind: ExceptionFile.Kind, commits: [String], titles: [String], now: Instant) {
      self.id = id
      self.kind = kind
      self.commits = commits
      self.titles = titles
      self.findings = []
      self.now = now
    }
  }

  /// Returns the text, which is a valid exception once `reason` and, of an exception, `owner` are filled in.
  package static func text(_ facts: Facts) -> String {
    var lines = [
      facts.kind == .emergency
        ? "# An emergency: it counts if somebody whom the policy names declared and signed it, and is reviewed in time."
        : "# An exception: it counts once a second person, who made nothing of the change, approved this file.",
      "id: \(YAMLWriter.scalar(facts.id))",
      "kind: \(facts.kind.rawValue)",
      "# Full ids; each stands for everything of its change that it reaches.",
      "commits:",
    ]
    for (index, commit) in facts.commits.enumerated() {
      if facts.titles.indices.contains(index) { lines.append("  # \(facts.titles[index].onOneLine)") }
      lines.append("  - \"\(commit)\"")
    }
    if !facts.findings.isEmpty {
      lines += ["# The findings that are accepted, and no others.", "findings: \(YAMLWriter.list(facts.findings))"]
    }
    lines += ["# Why this is accepted, in words that an auditor understands."]
    lines.append(facts.reason.map { "reason: \(YAMLWriter.scalar($0))" } ?? "reason:")
    lines += ["# Who answers for it."]
    lines.append(
      facts.owner.map { "owner: \(YAMLWriter.scalar($0))" } ?? (facts.kind == .exception ? "owner:" : "# owner: ada"))
    lines += [
      "# How it came about, what it could have done, and what is done so that it doesn't happen again.",
      "# rootCause:", "# impact:", "# remediation:",
      "# What management says to it, and which other control stood in its place.",
      "# managementResponse:", "# compensatingControl:",
      "createdAt: \(YAMLWriter.scalar(facts.now.rfc3339 ?? facts.now.text))",
    ]
    if let expires = facts.expires {
      lines += ["# The last day on which a change may rely on it.", "expires: \(YAMLWriter.scalar(expires))"]
    }
    if facts.kind == .emergency {
      lines.append("declaredBy: \(YAMLWriter.scalar(facts.declaredBy ?? ""))")
      lines.append("declaredAt: \(YAMLWriter.scalar(facts.now.rfc3339 ?? facts.now.text))")
      lines.append(facts.incident.map { "incident: \(YAMLWriter.scalar($0))" } ?? "# incident: INC-1234")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Returns the lines that a signature adds at the end of an emergency's file.
  ///
  /// - Parameter armored: An SSHSIG over the file as it is, as `ssh-keygen -Y sign` writes it.
  package static func signature(_ armored: String) -> String {
    "signature: |\n" + armored.split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}

extension String {
  /// The text without what would end a comment or mislead.
  fileprivate var onOneLine: String { String(printable.prefix(100)) }
}
