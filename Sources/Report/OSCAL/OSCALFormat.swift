package import Audit
import Diagnostics
import GitStore
import Policy

/// Writes `oscal-assessment-results.json`: assessment results as NIST's OSCAL 1.1.2 has them.
///
/// One observation for each attribute and for each change that something stands against or an exception accepts, one
/// risk for each row of `exceptions.csv`, one finding for each attribute that was asked. Changes that nothing stands
/// against are counted, and are in `changes.csv`, which the back matter names with its digest. Worded as evidence: the
/// control ids are those of NIST SP 800-53, for which OSCAL has a catalog; the objectives are this project's own.
package enum OSCALFormat {
  package static let name = "oscal-assessment-results.json"
  /// Older importers take no newer one.
  static let version = "1.1.2"

  /// - Parameter files: The digests of the files that the results rest on.
  package static func bytes(
    of audit: FinishedAudit, _ making: Making, files: [(name: String, digest: String)]
  ) -> [UInt8] {
    let document = OSCALDocument(audit, making, files)
    var bytes: [UInt8] = []
    var json = JSONWriter { bytes += $0 }
    json.object { json in
      json.member("assessment-results") { document.write(to: &$0) }
    }
    // A sink that throws nothing: there is nothing to catch.
    try? json.output.finish()
    return bytes
  }
}

/// One document, with the ids by which its parts name each other.
struct OSCALDocument {
  let audit: FinishedAudit
  let making: Making
  /// Names and digests.
  let files: [(name: String, digest: String)]
  let id: NamedUUID
  let findings: [LocatedFinding]
  let tested: TestedAttributes
  let counts: [AttributeCount]

  init(_ audit: FinishedAudit, _ making: Making, _ files: [(name: String, digest: String)]) {
    self.audit = audit
    self.making = making
    self.files = files
    // Another audit, or the same of another moment or policy, is another document.
    let run = [
      making.version, making.now.text, audit.scope.production, audit.scope.base?.description ?? "",
      audit.scope.tip.description, audit.scope.since?.text ?? "", audit.scope.until?.text ?? "",
      audit.policyDigest ?? "", Hash.hex(self.files.flatMap { Array($0.digest.utf8) }),
    ]
    id = NamedUUID.url.space("urn:countersign:oscal:1").space(run.joined(separator: "\n"))
    findings = audit.locatedFindings.filter { $0.finding.weight != .warning }
    tested = TestedAttributes(audit)
    counts = audit.attributeCounts
  }

  var now: String { making.now.rfc3339 ?? "1970-01-01T00:00:00Z" }

  var period: (start: String, end: String) {
    let end = min(audit.scope.until ?? making.now, making.now)
    let start = min(audit.scope.since ?? end, end)
    return (start.rfc3339 ?? now, end.rfc3339 ?? now)
  }

  func write(to json: inout JSONWriter) {
    json.member("uuid", id("document"))
    json.member("metadata") { json in
      json.member("title", "Change control of \(Self.line(audit.scope.production))")
      json.member("last-modified", now)
      json.member("version", "1")
      json.member("oscal-version", OSCALFormat.version)
      json.member(
        "remarks",
        "Written by countersign \(making.version) from git and the evidence in it. It is evidence that management's "
          + "own tool gathered; it gives no assurance, and no opinion or certification.")
    }
    // The plan is what the statement says: the range, the policies, and the command.
    json.member("import-ap") { json in json.member("href", "#\(resource(StatementFormat.name))") }
    json.member("local-definitions") { writeObjectives(to: &$0) }
    json.member("results", each: [0]) { json, _ in
      json.object { writeResult(to: &$0) }
    }
    json.member("back-matter") { json in
      json.member("resources", each: files) { json, file in
        json.object { json in
          json.member("uuid", resource(file.name))
          json.member("title", file.name)
          json.member("rlinks", each: [file]) { json, file in
            json.object { json in
              json.member("href", file.name)
              json.member("media-type", Self.mediaType(file.name))
              json.member("hashes", each: [file.digest]) { json, digest in
                json.object { json in
                  json.member("algorithm", "SHA-256")
                  json.member("value", digest)
                }
              }
            }
          }
        }
      }
    }
  }

  /// The id of the resource that stands for a file.
  func resource(_ name: String) -> String { id("file:\(name)") }

  /// A text of the repository within a line of markup: it stands in code, where nothing is markup.
  static func line(_ text: String) -> String { MarkdownFormat.code(text) }

  private static func mediaType(_ name: String) -> String {
    switch name.split(separator: ".").last {
    case "csv": "text/csv"
    case "html": "text/html"
    case "json": "application/json"
    case "md": "text/markdown"
    case "xml": "application/xml"
    case "yml": "application/yaml"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    default: "application/octet-stream"
    }
  }
}
