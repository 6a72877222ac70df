package import Audit
package import Diagnostics
package import Spreadsheet

/// The files of a report, all written from one audit.
package enum ReportFiles {
  package typealias File = (name: String, bytes: [UInt8])

  /// - Throws: ``SpreadsheetLibrary/Failure`` where the worksheet can't be written. There is no part of a report.
  package static func of(_ audit: FinishedAudit, _ making: Making, _ progress: (Progress) -> Void = { _ in })
    throws(SpreadsheetLibrary.Failure) -> [File]
  {
    let sample = making.sample.map { Sample($0, of: audit) }
    let worksheet = making.worksheet.map { _ in WorksheetWork(audit, making, sample) }
    let additions = JSONFormat.Additions(reconciliation: audit.reconciliation, sample: sample)
    var files: [File] = []
    var digests: [(name: String, digest: String)] = []
    func add(_ name: String, _ write: () throws(SpreadsheetLibrary.Failure) -> [UInt8])
      throws(SpreadsheetLibrary.Failure)
    {
      progress(.writing(file: name))
      let bytes = try write()
      files.append((name, bytes))
      digests.append((name, Hash.hex(bytes)))
    }
    try add("report.json") { JSONFormat.bytes(of: audit, version: making.version, additions) }
    try add(StatementFormat.name) { StatementFormat.bytes(of: audit, making) }
    try add("summary.md") { MarkdownFormat.bytes(of: audit) }
    try add("junit.xml") { JUnitFormat.bytes(of: audit) }
    try add("sarif.json") { SARIFFormat.bytes(of: audit, version: making.version) }
    for table in Tables.all { try add("\(table.name).csv") { table.bytes(of: audit) } }
    if let sample {
      try add("sample.csv") { SampleTable.bytes(of: sample, TestedAttributes(audit)) }
      try add("sample.html") { EvidenceSheets.bytes(of: sample, audit) }
    }
    if let worksheet { try add(WorksheetFormat.name, worksheet.bytes) }
    // These last, since they have the digests of the others.
    try add(OSCALFormat.name) { OSCALFormat.bytes(of: audit, making, files: digests) }
    try add("report.html") {
      HTMLFormat.bytes(of: audit, version: making.version, making: making, sample: sample, files: digests)
    }
    return files
  }
}
