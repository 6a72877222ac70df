package import Audit
package import Diagnostics
package import Spreadsheet
import Synchronization

/// A file of a report.
package struct ReportFile: Sendable {
  package let name: String
  package let bytes: [UInt8]
  /// SHA-256 in hexadecimal digits.
  package let digest: String

  package init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    digest = Hash.hex(bytes)
  }
}

/// The files of a report, all written from one audit.
package enum ReportFiles {
  /// Writes all, by two threads. The order of the files is always the same.
  ///
  /// - Throws: ``SpreadsheetLibrary/Failure`` where the worksheet can't be written. There is no part of a report.
  package static func of(_ audit: FinishedAudit, _ making: Making, _ progress: (Progress) -> Void = { _ in })
    throws(SpreadsheetLibrary.Failure) -> [ReportFile]
  {
    progress(.writing(file: "report.json, worksheet.xlsx and the tables"))
    let sample = making.sample.map { Sample($0, of: audit) }
    let worksheet = making.worksheet.map { _ in WorksheetWork(audit, making, sample) }
    let shelf = Shelf()
    var page = HTMLReport(audit: audit, version: making.version, making: making, sample: sample)
    let works = works(audit, making, sample, worksheet?.rows, shelf) + slots(of: page, shelf)
    if worksheet == nil {
      TwoCores.run(works)
    } else {
      // The second core has the workbook, which takes longer than all of these.
      for work in works { work() }
    }
    var files = shelf.files(named: names(sample))
    if let worksheet {
      progress(.writing(file: WorksheetFormat.name))
      files.append(try worksheet.file())
    }
    // These last, since they have the digests of the others.
    progress(.writing(file: "report.html"))
    let oscal = OSCALFormat.bytes(of: audit, making, files: files.map { ($0.name, $0.digest) })
    files.append(ReportFile(OSCALFormat.name, oscal))
    page.files = files.map { ($0.name, $0.digest) }
    page.written = shelf.slots
    files.append(ReportFile("report.html", page.bytes))
    return files
  }

  /// The files that need no other one, in the order in which they are handed over.
  private static func names(_ sample: Sample?) -> [String] {
    ["report.json", StatementFormat.name, "summary.md", "junit.xml", "sarif.json"]
      + Tables.all.map { "\($0.name).csv" } + (sample == nil ? [] : ["sample.csv", "sample.html"])
  }

  /// What writes these, the longest work first; but before all others the tables, in their order, where a workbook is
  /// waiting for their rows.
  private static func works(
    _ audit: FinishedAudit, _ making: Making, _ sample: Sample?, _ rows: RowQueue?, _ shelf: Shelf
  ) -> [@Sendable () -> Void] {
    let json: @Sendable () -> Void = {
      let additions = JSONFormat.Additions(reconciliation: audit.reconciliation, sample: sample)
      shelf.put("report.json", JSONFormat.bytes(of: audit, version: making.version, additions))
    }
    let tables: [@Sendable () -> Void] = Tables.all.map { table in
      {
        let bytes = rows.map { table.bytes(of: audit, $0) } ?? table.bytes(of: audit)
        shelf.put("\(table.name).csv", bytes)
      }
    }
    var works = rows == nil ? [json] + tables : tables + [json]
    if let sample {
      works.append { shelf.put("sample.csv", SampleTable.bytes(of: sample, TestedAttributes(audit))) }
      works.append { shelf.put("sample.html", EvidenceSheets.bytes(of: sample, audit)) }
    }
    return works + [
      { shelf.put("junit.xml", JUnitFormat.bytes(of: audit)) },
      { shelf.put(StatementFormat.name, StatementFormat.bytes(of: audit, making)) },
      { shelf.put("summary.md", MarkdownFormat.bytes(of: audit)) },
      { shelf.put("sarif.json", SARIFFormat.bytes(of: audit, version: making.version)) },
    ]
  }
}

extension ReportFiles {
  /// What writes the sections of the page that need no other file.
  private static func slots(of page: HTMLReport, _ shelf: Shelf) -> [@Sendable () -> Void] {
    HTMLReport.slotsOfAudit.map { slot in { shelf.put(slot, page.bytes(of: slot)) } }
  }
}

/// Where two threads put what they have written.
private final class Shelf: Sendable {
  private let written = Mutex<[String: ReportFile]>([:])
  private let page = Mutex<[PageSlot: [UInt8]]>([:])

  func put(_ name: String, _ bytes: [UInt8]) {
    let file = ReportFile(name, bytes)
    written.withLock { $0[name] = file }
  }

  func put(_ slot: PageSlot, _ bytes: [UInt8]) { page.withLock { $0[slot] = bytes } }

  var slots: [PageSlot: [UInt8]] { page.withLock { $0 } }

  /// All of them must have been written.
  func files(named names: [String]) -> [ReportFile] {
    written.withLock { written in
      names.map { name in
        guard let file = written[name] else { preconditionFailure("nothing wrote \(name)") }
        return file
      }
    }
  }
}
