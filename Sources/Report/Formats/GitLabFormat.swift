package import Audit
import Diagnostics
import GitStore

/// Writes the findings as GitLab's code quality report: a list of what CodeClimate calls issues.
///
/// GitLab wants a file for each: it is the policy that decides. `fail` is critical, `unknown` major, a warning minor.
/// What an exception accepts is left out, as GitLab can't show that it is accepted.
package enum GitLabFormat {
  package static func bytes(of audit: FinishedAudit) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit) { bytes += $0 }
    return bytes
  }

  /// Writes the list piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole list.
  package static func write(_ audit: FinishedAudit, to sink: @escaping ChunkedOutput.Sink) throws {
    var json = JSONWriter(to: sink)
    try json.array(audit.locatedFindings.filter { !$0.isExcepted }) { json, located in
      json.object { json in
        let place = located.place.map { ": \($0)" } ?? ""
        json.member("description", (located.finding.message + place).printable)
        json.member("check_name", located.finding.code.rawValue)
        json.member("fingerprint", located.fingerprint)
        json.member("severity", located.finding.weight.severity)
        json.member("location") { json in
          json.member("path", PolicyPlace.file)
          json.member("lines") { $0.member("begin", 1) }
        }
      }
      try json.output.passOn()
    }
    try json.output.finish()
  }
}

extension FindingCode.Weight {
  fileprivate var severity: String {
    switch self {
    case .fail: "critical"
    case .unknown: "major"
    case .warning: "minor"
    }
  }
}
