import Audit
import Diagnostics
import Spreadsheet

/// Writes `worksheet.xlsx`: the report's tables as the sheets of one workbook, and a sheet for the sample's tests.
///
/// The cells have the texts of the CSV files, but moments and counts are such. What Excel has no room for is cut and
/// said; the CSV files have all.
package enum WorksheetFormat {
  package static let name = "worksheet.xlsx"

  /// Writes a sheet for each table, in their order, and one for the sample, behind a summary.
  ///
  /// - Parameter rows: What another thread hands over while this one writes: the rows of all tables.
  /// - Throws: ``SpreadsheetLibrary/Failure``. There is no partial result.
  static func bytes(of audit: FinishedAudit, _ making: Making, _ sample: Sample?, _ rows: RowQueue)
    throws(SpreadsheetLibrary.Failure) -> [UInt8]
  {
    let workbook = try Workbook(
      title: "Change-control report", comments: "Written by countersign \(making.version); all times are UTC",
      created: making.now)
    let summary = try workbook.sheet("summary", columns: SummarySheet.columns)
    var sheets: [Sheet] = []
    for table in Tables.all {
      let sheet = try TableSheet(table, in: workbook)
      while let piece = rows.next() {
        for row in piece { try sheet.row(row) }
      }
      sheets.append(try sheet.finish())
    }
    if let sample { sheets.append(try SampleSheet.add(sample, TestedAttributes(audit), to: workbook)) }
    try SummarySheet.fill(summary, audit, making, sheets)
    return try workbook.finish()
  }
}

/// A table as a sheet of the workbook, to be given the rows that the CSV file has.
struct TableSheet {
  private let sheet: Sheet
  private let kinds: [WorksheetColumn]
  private let name: String

  init(_ table: any Table.Type, in workbook: Workbook) throws(SpreadsheetLibrary.Failure) {
    name = table.name
    sheet = try workbook.sheet(name, columns: WorksheetColumn.titles(table.columns, table.times))
    kinds = WorksheetColumn.kinds(table.columns, table.times, table.numbers)
  }

  func row(_ cells: [String]) throws(SpreadsheetLibrary.Failure) {
    try sheet.row(zip(kinds, cells).map { $0.cell($1) })
  }

  func finish() throws(SpreadsheetLibrary.Failure) -> Sheet {
    try sheet.finish(elsewhere: "\(name).csv")
    return sheet
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
