package import Audit
import Diagnostics
import GitStore

/// Writes the findings of an audit as SARIF 2.1.0 (OASIS), for code scanning.
///
/// SARIF is about files, and a finding is about a commit: each result points to the policy that decides, names the
/// commit as its logical location, and has a fingerprint by which it is the same in the next run. What an exception
/// accepts is there, suppressed. GitHub refuses a file of more than 25,000 results: then the first of them are here,
/// and a notification says how many there are.
package enum SARIFFormat {
  /// What GitHub takes of one run.
  static let limit = 25_000

  package static func bytes(of audit: FinishedAudit, version: String) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit, version: version) { bytes += $0 }
    return bytes
  }

  /// Writes the document piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole document.
  package static func write(
    _ audit: FinishedAudit, version: String, to sink: @escaping ChunkedOutput.Sink
  ) throws {
    let all = audit.locatedFindings
    let present = Set(all.map(\.finding.code))
    let rules = FindingCode.allCases.filter(present.contains)
    var json = JSONWriter(to: sink)
    try json.object { json in
      json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.member("version", "2.1.0")
      try json.member("runs", each: [audit]) { json, audit in
        try json.object { json in
          json.member("tool") { json in
            json.member("driver") { writeDriver(rules, version: version, to: &$0) }
          }
          json.member("invocations", each: [audit]) { json, audit in
            json.object { writeInvocation(audit, all.count, to: &$0) }
          }
          writeProvenance(audit.scope, to: &json)
          try json.member("results", each: all.prefix(limit)) { json, located in
            json.object { write(located, rules, to: &$0) }
            try json.output.passOn()
          }
          json.member("properties") { json in
            json.member("changes", audit.summary.changes)
            json.member("commits", audit.commits)
            json.member("populationDigest", audit.populationDigest)
            json.member("findings", all.count)
          }
        }
      }
    }
    try json.output.finish()
  }

  private static func writeDriver(_ rules: [FindingCode], version: String, to json: inout JSONWriter) {
    json.member("name", "countersign")
    json.member("version", version)
    json.member("rules", each: rules) { json, code in
      json.object { json in
        json.member("id", code.rawValue)
        json.member("shortDescription") { $0.member("text", code.summary) }
        json.member("help") { json in
          json.member("text", code.page)
          json.member("markdown", code.page)
        }
        json.member("defaultConfiguration") { $0.member("level", code.weight.level) }
      }
    }
  }

  private static func writeInvocation(_ audit: FinishedAudit, _ count: Int, to json: inout JSONWriter) {
    json.member("executionSuccessful", true)
    json.member("exitCode", audit.isClean ? 0 : 1)
    if count > limit {
      json.member("toolExecutionNotifications", each: [count]) { json, count in
        json.object { json in
          json.member("level", "warning")
          json.member("message") { json in
            json.member(
              "text",
              "\(count.grouped) findings were made; the first \(limit.grouped) are here, which is what GitHub takes")
          }
        }
      }
    }
  }

  private static func writeProvenance(_ scope: Scope, to json: inout JSONWriter) {
    guard let origin = scope.origin, origin.isPlainURL else { return }
    json.member("versionControlProvenance", each: [origin]) { json, origin in
      json.object { json in
        json.member("repositoryUri", origin)
        json.member("revisionId", scope.tip)
        json.member("branch", scope.production)
      }
    }
  }

  private static func write(_ located: LocatedFinding, _ rules: [FindingCode], to json: inout JSONWriter) {
    let finding = located.finding
    json.member("ruleId", finding.code.rawValue)
    json.member("ruleIndex", rules.firstIndex(of: finding.code))
    json.member("level", finding.weight.level)
    json.member("message") { $0.member("text", text(of: located)) }
    json.member("locations", each: [located]) { json, located in
      json.object { json in
        json.member("physicalLocation") { json in
          json.member("artifactLocation") { $0.member("uri", PolicyPlace.file) }
          json.member("region") { $0.member("startLine", 1) }
        }
        guard let commit = finding.commit ?? located.change?.id else { return }
        json.member("logicalLocations", each: [commit]) { json, commit in
          json.object { json in
            json.member("name", commit.short)
            json.member("fullyQualifiedName", commit.description)
            json.member("kind", "commit")
          }
        }
      }
    }
    json.member("partialFingerprints") { json in
      json.member("primaryLocationLineHash", located.fingerprint)
      json.member("countersign/v1", located.fingerprint)
    }
    if located.isExcepted {
      json.member("suppressions", each: [finding.exception]) { json, exception in
        json.object { json in
          json.member("kind", "external")
          json.member("status", "accepted")
          json.member("justification", exception.map { "exception \($0)" } ?? "accepted by an exception")
        }
      }
    }
  }

  private static func text(of located: LocatedFinding) -> String {
    let finding = located.finding
    return ([finding.message] + [located.place].compactMap { $0 } + finding.notes + [finding.help])
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension FindingCode {
  /// Its page, as `countersign explain` prints it.
  var page: String { FindingPages.pages[rawValue] ?? rawValue }

  /// The first sentence of its page.
  var summary: String {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
    let paragraph = lines.prefix { !$0.isEmpty }.joined(separator: " ")
    return paragraph.isEmpty ? rawValue : paragraph
  }
}

extension FindingCode.Weight {
  fileprivate var level: String { self == .warning ? "warning" : "error" }
}

extension String {
  /// A Boolean value that tells whether it is an absolute URL without any character that a URL can't hold.
  var isPlainURL: Bool {
    guard let end = firstIndex(of: ":"), self[end...].hasPrefix("://"), end > startIndex else { return false }
    let marks = Set("-._~:/?#@!$&()*+,;=%".utf8)
    return self[..<end].utf8.allSatisfy { (97...122).contains($0) || (65...90).contains($0) }
      && utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || marks.contains(byte)
      }
  }
}
