package import Audit

/// The files of a report, all written from one audit.
package enum ReportFiles {
  package static func of(_ audit: FinishedAudit, version: String) -> [(name: String, bytes: [UInt8])] {
    [
      ("report.html", HTMLFormat.bytes(of: audit, version: version)),
      ("report.json", JSONFormat.bytes(of: audit, version: version)),
      ("summary.md", MarkdownFormat.bytes(of: audit)),
      ("junit.xml", JUnitFormat.bytes(of: audit)),
      ("sarif.json", SARIFFormat.bytes(of: audit, version: version)),
    ] + Tables.all.map { ("\($0.name).csv", $0.bytes(of: audit)) }
  }
}
