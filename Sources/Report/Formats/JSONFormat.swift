package import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// Writes an audit as `countersign.report/1`: `docs/report-json.md`.
///
/// Keys may be added, each at the end of its object, and are never renamed.
package enum JSONFormat {
  package static let schema = "countersign.report/1"

  package static func bytes(of audit: FinishedAudit, version: String, _ additions: Additions? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    // About what a change takes: growing such a document as it comes needs twice its room.
    bytes.reserveCapacity(audit.assessments.count * 2_400)
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit, version: version, additions) { bytes += $0 }
    return bytes
  }

  /// Writes the document piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole document.
  package static func write(
    _ audit: FinishedAudit, version: String, _ additions: Additions? = nil, to sink: @escaping ChunkedOutput.Sink
  ) throws {
    let tested = TestedAttributes(audit)
    var json = JSONWriter(to: sink)
    try json.object { json in
      json.member("schema", schema)
      writeRun(audit, version: version, to: &json)
      try json.member("changes", each: audit.assessments) { json, assessment in
        json.object { write(assessment, tested, to: &$0) }
        try json.output.passOn()
      }
      json.member("promotions", each: audit.promotions) { json, promotion in
        json.object { write(promotion, to: &$0) }
      }
      json.member("exceptions", each: audit.exceptions) { json, exception in
        json.object { write(exception, to: &$0) }
      }
      json.member("attributes", each: audit.attributeCounts) { json, count in
        json.object { write(count, to: &$0) }
      }
      write(additions, to: &json)
    }
    try json.output.finish()
  }

  /// Writes what is said of the run as a whole.
  static func writeRun(_ audit: FinishedAudit, version: String, to json: inout JSONWriter) {
    json.member("tool") { json in
      json.member("name", "countersign")
      json.member("version", version)
    }
    json.member("repository") { json in
      json.member("origin", audit.scope.origin)
      json.member("objectFormat", audit.objectFormat)
    }
    json.member("scope") { write(audit.scope, to: &$0) }
    json.member("policy") { writePolicy(audit, to: &$0) }
    json.member("population") { writePopulation(audit, to: &$0) }
    json.member("findings", each: audit.findings) { json, finding in
      json.object { write(finding, ofChange: false, to: &$0) }
    }
    json.member("summary") { write(audit.summary, to: &$0) }
  }

  private static func write(_ scope: Scope, to json: inout JSONWriter) {
    json.member("production", scope.production)
    json.member("base", scope.base)
    json.member("tip", scope.tip)
    json.member("since", scope.since)
    json.member("until", scope.until)
    json.member("timeBasis", scope.timeBasis.rawValue)
    if scope.tips.isEmpty { return }
    json.member("tips", texts: scope.tips.map(\.description))
    json.member("bases", texts: scope.bases.map(\.description))
    json.member("lines", each: scope.lines) { json, line in
      json.object { json in
        json.member("name", line.name)
        json.member("below", texts: line.below.map(\.description))
        json.member("tip", line.tip)
      }
    }
  }

  private static func writePolicy(_ audit: FinishedAudit, to json: inout JSONWriter) {
    json.member("source", audit.policyOrigin.rawValue)
    json.member("digest", audit.policyDigest)
    json.member("versions", each: audit.policies) { json, policy in
      json.object { json in
        json.member("digest", policy.version.digest)
        json.member("commit", policy.version.commit)
        json.member("firstEntry", policy.firstEntry)
      }
    }
    json.member("notes", texts: audit.policyNotes)
  }

  private static func writePopulation(_ audit: FinishedAudit, to json: inout JSONWriter) {
    json.member("commits", audit.commits)
    json.member("changes", audit.summary.changes)
    json.member("digest", audit.populationDigest)
    json.member("checks", each: audit.checks) { json, check in
      json.object { json in
        json.member("name", check.name)
        json.member("ok", check.ok)
        json.member("detail", check.detail)
      }
    }
  }

  private static func write(_ summary: Summary, to json: inout JSONWriter) {
    json.member("changes", summary.changes)
    json.member("pass", summary.pass)
    json.member("fail", summary.fail)
    json.member("unknown", summary.unknown)
    json.member("excepted", summary.excepted)
    json.member("notJudged", summary.notJudged)
    json.member("passByGrade") { json in
      json.member("claim", summary.passByGrade[.claim, default: 0])
      json.member("record", summary.passByGrade[.record, default: 0])
      json.member("export", summary.passByGrade[.export, default: 0])
      json.member("signed", summary.passByGrade[.signed, default: 0])
      json.member("witnessed", summary.passByGrade[.witnessed, default: 0])
    }
  }
}
