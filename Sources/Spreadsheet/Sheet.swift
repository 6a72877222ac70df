import CXlsxwriter
import Diagnostics

/// One sheet of a workbook: a frozen header that filters, and rows from the top to the bottom.
package final class Sheet {
  /// How many rows a sheet of Excel has, the header among them.
  package static let mostRows = 1 << 20
  /// Rows that are looked at for the widths of the columns.
  private static let measured = 200

  package let name: String
  /// How many rows were handed over, the header not among them. Not all may have found room.
  package private(set) var rows = 0
  /// How many of them found no room.
  package private(set) var omitted = 0

  private let sheet: OpaquePointer
  private let looks: Workbook.Looks
  private let columns: Int
  private let mostRows: Int
  private var widths: [Int]
  private var last: [Cell] = []

  init(_ sheet: OpaquePointer, _ name: String, _ looks: Workbook.Looks, columns: [String], mostRows: Int)
    throws(SpreadsheetLibrary.Failure)
  {
    self.sheet = sheet
    self.name = name
    self.looks = looks
    self.columns = columns.count
    self.mostRows = mostRows
    // Room for the button that filters.
    widths = columns.map { $0.utf8.count + 3 }
    for (column, title) in columns.enumerated() {
      try SpreadsheetLibrary.check(cxlsx_text(sheet, 0, UInt16(column), title.cellText, looks.header))
    }
  }

  /// Appends a row, of as many cells as there are columns.
  package func row(_ cells: [Cell]) throws(SpreadsheetLibrary.Failure) {
    rows += 1
    if rows < mostRows - 1 { return try write(cells, at: rows) }
    // Whether the last row of the sheet is needed for a note isn't known yet.
    if rows == mostRows - 1 { last = cells } else { omitted += 1 }
  }

  private func write(_ cells: [Cell], at row: Int) throws(SpreadsheetLibrary.Failure) {
    for (column, cell) in cells.enumerated() { try write(cell, UInt32(row), UInt16(column)) }
  }

  private func write(_ cell: Cell, _ row: UInt32, _ column: UInt16) throws(SpreadsheetLibrary.Failure) {
    switch cell {
    case .text(let text):
      if text.isEmpty { return }
      measure(text.utf8.count, row, column)
      try SpreadsheetLibrary.check(cxlsx_text(sheet, row, column, text.cellText, nil))
    case .number(let number):
      try SpreadsheetLibrary.check(cxlsx_number(sheet, row, column, Double(number), nil))
    case .time(let time):
      guard let serial = time.excelSerial else { return try write(.text(time.rfc3339 ?? ""), row, column) }
      measure(19, row, column)
      try SpreadsheetLibrary.check(cxlsx_number(sheet, row, column, serial, looks.time))
    case .input: try SpreadsheetLibrary.check(cxlsx_blank(sheet, row, column, looks.input))
    case .inputDate: try SpreadsheetLibrary.check(cxlsx_blank(sheet, row, column, looks.inputDate))
    }
  }

  private func measure(_ length: Int, _ row: UInt32, _ column: UInt16) {
    guard row <= Self.measured else { return }
    widths[Int(column)] = max(widths[Int(column)], length)
  }

  /// Lets the cells of a column be Y or N.
  package func chooseYesOrNo(column: Int) throws(SpreadsheetLibrary.Failure) {
    guard rows > 0 else { return }
    try SpreadsheetLibrary.check(cxlsx_yes_or_no(sheet, UInt32(min(rows, mostRows - 1)), UInt16(column)))
  }

  /// Ends the sheet.
  ///
  /// - Parameter elsewhere: Where all rows are, for the note that takes the last row of a sheet that is too small.
  package func finish(elsewhere: String) throws(SpreadsheetLibrary.Failure) {
    if rows >= mostRows - 1 {
      if omitted == 0 {
        try write(last, at: mostRows - 1)
      } else {
        omitted += 1
        try write(
          [.text("\(omitted) more rows found no room in this sheet: they are in \(elsewhere)")], at: mostRows - 1)
      }
    }
    for (column, width) in widths.enumerated() {
      try SpreadsheetLibrary.check(cxlsx_width(sheet, UInt16(column), Double(min(width, 60) + 1)))
    }
    try SpreadsheetLibrary.check(
      cxlsx_finish(sheet, UInt32(min(rows, mostRows - 1)), UInt16(columns - 1)))
  }

  /// How many bytes its rows take.
  ///
  /// - Throws: Where some could not be written, such as on a full disk.
  func written() throws(SpreadsheetLibrary.Failure) -> Int {
    let size = cxlsx_written(sheet)
    guard size >= 0 else { throw SpreadsheetLibrary.Failure("the rows of \(name) can't be kept: is the disk full?") }
    return Int(size)
  }
}
