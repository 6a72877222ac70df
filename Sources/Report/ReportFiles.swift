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
    let shelf = Shelf()
    var page = HTMLReport(audit: audit, version: making.version, making: making, sample: sample)
    TwoCores.run(works(audit, making, sample, shelf) + slots(of: page, shelf))
    if let failure = shelf.failure { throw failure }
    var files = shelf.files(named: names(making, sample))
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
  private static func names(_ making: Making, _ sample: Sample?) -> [String] {
    ["report.json", StatementFormat.name, "summary.md", "junit.xml", "sarif.json"]
      + Tables.all.map { "\($0.name).csv" } + (sample == nil ? [] : ["sample.csv", "sample.html"])
      + (making.worksheet == nil ? [] : [WorksheetFormat.name])
  }

  /// What writes these, the longest work first.
  private static func works(
    _ audit: FinishedAudit, _ making: Making, _ sample: Sample?, _ shelf: Shelf
  ) -> [@Sendable () -> Void] {
    var works: [@Sendable () -> Void] = []
    // A workbook is one thread's, from its first row to its last byte.
    if making.worksheet != nil { works.append { shelf.putWorksheet(audit, making, sample) } }
    works.append {
      let additions = JSONFormat.Additions(reconciliation: audit.reconciliation, sample: sample)
      shelf.put("report.json", JSONFormat.bytes(of: audit, version: making.version, additions))
    }
    if making.worksheet == nil {
      works += Tables.all.map { table in { shelf.put("\(table.name).csv", table.bytes(of: audit)) } }
    }
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
  private let failed = Mutex<SpreadsheetLibrary.Failure?>(nil)
  private let page = Mutex<[PageSlot: [UInt8]]>([:])

  func put(_ name: String, _ bytes: [UInt8]) {
    let file = ReportFile(name, bytes)
    written.withLock { $0[name] = file }
  }

  /// Puts the workbook, and the tables that are written with it.
  func putWorksheet(_ audit: FinishedAudit, _ making: Making, _ sample: Sample?) {
    do throws(SpreadsheetLibrary.Failure) {
      put(WorksheetFormat.name, try WorksheetFormat.bytes(audit, making, sample) { put($0, $1) })
    } catch {
      failed.withLock { $0 = error }
    }
  }

  /// Why there is no workbook.
  var failure: SpreadsheetLibrary.Failure? { failed.withLock { $0 } }

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
