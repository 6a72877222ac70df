package import Audit
import Diagnostics
package import Spreadsheet

/// Writes `worksheet.xlsx`: the report's tables as the sheets of one workbook, and a sheet for the sample's tests.
///
/// The cells have the texts of the CSV files, but moments and counts are such. What Excel has no room for is cut and
/// said; the CSV files have all.
package enum WorksheetFormat {
  package static let name = "worksheet.xlsx"

  /// - Throws: ``SpreadsheetLibrary/Failure``. There is no partial result.
  package static func bytes(of audit: FinishedAudit, _ making: Making, _ sample: Sample?)
    throws(SpreadsheetLibrary.Failure) -> [UInt8]
  {
    let workbook = try Workbook(
      title: "Change-control report", comments: "Written by countersign \(making.version); all times are UTC",
      created: making.now)
    let summary = try workbook.sheet("summary", columns: SummarySheet.columns)
    var rows: [(sheet: String, rows: Int, omitted: Int)] = []
    for table in Tables.all { rows.append(try add(table, of: audit, to: workbook)) }
    if let sample { rows.append(try SampleSheet.add(sample, TestedAttributes(audit), to: workbook)) }
    try SummarySheet.fill(summary, audit, making, rows)
    return try workbook.finish()
  }

  /// The name of the sheet that a part of the workbook holds; `nil` for another part.
  package static func sheet(ofPart name: String) -> String? {
    let sheets = ["summary"] + Tables.all.map { $0.name } + ["sample"]
    return sheets.indices.first { name == "xl/worksheets/sheet\($0 + 1).xml" }.map { sheets[$0] }
  }

  private static func add(_ table: any Table.Type, of audit: FinishedAudit, to workbook: Workbook)
    throws(SpreadsheetLibrary.Failure) -> (sheet: String, rows: Int, omitted: Int)
  {
    let sheet = try workbook.sheet(table.name, columns: WorksheetColumn.titles(table.columns, table.times))
    let kinds = WorksheetColumn.kinds(table.columns, table.times, table.numbers)
    do {
      try table.write(audit) { cells in try sheet.row(zip(kinds, cells).map { $0.cell($1) }) }
      try sheet.finish(elsewhere: "\(table.name).csv")
    } catch let failure as SpreadsheetLibrary.Failure {
      throw failure
    } catch {
      throw SpreadsheetLibrary.Failure("\(error)")
    }
    return (table.name, sheet.rows, sheet.omitted)
  }
}

/// What the cells of a column are.
enum WorksheetColumn {
  case text, time, number

  static func kinds(_ columns: [String], _ times: Set<String>, _ numbers: Set<String>) -> [WorksheetColumn] {
    columns.map { times.contains($0) ? .time : numbers.contains($0) ? .number : .text }
  }

  /// The header, which says of moments that they are in UTC: a cell of Excel has no time zone.
  static func titles(_ columns: [String], _ times: Set<String>) -> [String] {
    columns.map { times.contains($0) ? "\($0) (UTC)" : $0 }
  }

  /// What is no moment or count stays a text.
  func cell(_ text: String) -> Cell {
    switch self {
    case .text: .text(text.tableText)
    case .time: Instant(rfc3339: text).map(Cell.time) ?? .text(text.tableText)
    case .number: Int(text).map(Cell.number) ?? .text(text.tableText)
    }
  }
}
