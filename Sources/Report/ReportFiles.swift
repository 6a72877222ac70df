package import Audit
package import Spreadsheet

/// The files of a report, all written from one audit.
package enum ReportFiles {
  /// - Throws: ``SpreadsheetLibrary/Failure`` where the worksheet can't be written. There is no part of a report.
  package static func of(_ audit: FinishedAudit, _ making: Making)
    throws(SpreadsheetLibrary.Failure) -> [(name: String, bytes: [UInt8])]
  {
    let sample = making.sample.map { Sample($0, of: audit) }
    let additions = JSONFormat.Additions(reconciliation: audit.reconciliation, sample: sample)
    var files: [(name: String, bytes: [UInt8])] = [
      ("report.json", JSONFormat.bytes(of: audit, version: making.version, additions)),
      (StatementFormat.name, StatementFormat.bytes(of: audit, making)),
      ("summary.md", MarkdownFormat.bytes(of: audit)),
      ("junit.xml", JUnitFormat.bytes(of: audit)),
      ("sarif.json", SARIFFormat.bytes(of: audit, version: making.version)),
    ]
    files += Tables.all.map { ("\($0.name).csv", $0.bytes(of: audit)) }
    if let sample {
      files.append(("sample.csv", SampleTable.bytes(of: sample, TestedAttributes(audit))))
      files.append(("sample.html", EvidenceSheets.bytes(of: sample, audit)))
    }
    if making.worksheet != nil {
      files.append((WorksheetFormat.name, try WorksheetFormat.bytes(of: audit, making, sample)))
    }
    // These last, since they have the digests of the others.
    var digests = files.map { (name: $0.name, digest: Hash.hex($0.bytes)) }
    files.append((OSCALFormat.name, OSCALFormat.bytes(of: audit, making, files: digests)))
    digests += files.suffix(1).map { (name: $0.name, digest: Hash.hex($0.bytes)) }
    let page = HTMLFormat.bytes(of: audit, version: making.version, making: making, sample: sample, files: digests)
    return [("report.html", page)] + files
  }
}
