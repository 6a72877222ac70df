import Audit
import Diagnostics
import Spreadsheet

/// Writes `worksheet.xlsx`: the report's tables as the sheets of one workbook, and a sheet for the sample's tests.
///
/// The cells have the texts of the CSV files, but moments and counts are such. What Excel has no room for is cut and
/// said; the CSV files have all.
package enum WorksheetFormat {
  package static let name = "worksheet.xlsx"

  /// Puts the sheets of the tables, in their order, and of the sample into one workbook, behind a summary.
  static func bytes(_ audit: FinishedAudit, _ making: Making, _ sheets: [FinishedSheet]) -> [UInt8] {
    Workbook.bytes(
      title: "Change-control report", comments: "Written by countersign \(making.version); all times are UTC",
      created: making.now, sheets: [SummarySheet.written(audit, making, sheets)] + sheets)
  }
}

/// A table as a sheet of the workbook, to be given the rows that the CSV file has.
struct TableSheet {
  private let sheet: Sheet
  private let kinds: [WorksheetColumn]
  private let name: String

  init(_ table: any Table.Type) {
    name = table.name
    sheet = Sheet(name, columns: WorksheetColumn.titles(table.columns, table.times))
    kinds = WorksheetColumn.kinds(table.columns, table.times, table.numbers)
  }

  func row(_ cells: [String]) { sheet.row(zip(kinds, cells).map { $0.cell($1) }) }

  func finish() -> FinishedSheet { sheet.finish(elsewhere: "\(name).csv") }
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
