package import Audit
import GitStore

/// Writes an audit as JSON Lines, for programs that read change by change.
///
/// The first line has `"type": "run"` and what ``JSONFormat`` says of the run; then each change, promotion, exception and attribute
/// has a line, with the keys of the JSON; the last line has `"type": "end"` and how many of each there were. A file without
/// it was cut off.
///
/// ```
/// {"type": "run","schema": "countersign.report/1",…}
/// {"type": "change","id": "9f2c41d07e5b…",…}
/// {"type": "end","changes": 1,"promotions": 0,"exceptions": 0,"attributes": 13}
/// ```
package enum JSONLinesFormat {
  package static func bytes(of audit: FinishedAudit, version: String) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit, version: version) { bytes += $0 }
    return bytes
  }

  /// Writes the lines piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then lacks its last line.
  package static func write(
    _ audit: FinishedAudit, version: String, to sink: @escaping ChunkedOutput.Sink
  ) throws {
    var json = JSONWriter(onOneLine: true, to: sink)
    json.object { json in
      json.member("type", "run")
      json.member("schema", JSONFormat.schema)
      JSONFormat.writeRun(audit, version: version, to: &json)
    }
    let tested = TestedAttributes(audit)
    for assessment in audit.assessments {
      json.object { json in
        json.member("type", "change")
        JSONFormat.write(assessment, tested, to: &json)
      }
      try json.output.passOn()
    }
    for promotion in audit.promotions {
      json.object { json in
        json.member("type", "promotion")
        JSONFormat.write(promotion, to: &json)
      }
      try json.output.passOn()
    }
    for exception in audit.exceptions {
      json.object { json in
        json.member("type", "exception")
        JSONFormat.write(exception, to: &json)
      }
      try json.output.passOn()
    }
    let attributes = audit.attributeCounts
    for count in attributes {
      json.object { json in
        json.member("type", "attribute")
        JSONFormat.write(count, to: &json)
      }
    }
    json.object { json in
      json.member("type", "end")
      json.member("changes", audit.assessments.count)
      json.member("promotions", audit.promotions.count)
      json.member("exceptions", audit.exceptions.count)
      json.member("attributes", attributes.count)
    }
    try json.output.finish()
  }
}
