import Diagnostics

/// One sheet of a workbook, written row by row: a frozen header that filters, and rows from the top to the bottom.
///
/// It is packed as it grows, and sheets of one workbook may be written by several threads.
package final class Sheet {
  /// How many rows a sheet of Excel has, the header among them.
  package static let mostRows = 1 << 20
  /// A zip file of the plain kind has room for 4 GiB in a part.
  private static let mostBytes = 7 << 29
  /// Rows that are looked at for the widths of the columns.
  private static let measured = 200
  private static let pieceSize = 1 << 16

  package let name: String
  /// How many rows were handed over, the header not among them. Not all may have found room.
  package private(set) var rows = 0
  /// How many of them found no room.
  package private(set) var omitted = 0

  private let isFirst: Bool
  /// What each cell of a column begins with, up to the number of its row.
  private let openings: [[UInt8]]
  /// The number of the row that is written.
  private var row: [UInt8] = []
  private let mostRows: Int
  private var widths: [Int]
  private var last: [Cell] = []
  private var choice: Int?
  private let packing = Packing()
  private var size = 0
  private var xml: [UInt8] = []

  /// - Parameters:
  ///   - isFirst: Whether it is the one that is open when the workbook is opened.
  ///   - mostRows: How many rows a sheet has; less than Excel's for tests alone.
  package init(_ name: String, columns: [String], isFirst: Bool = false, mostRows: Int = Sheet.mostRows) {
    self.name = name
    self.isFirst = isFirst
    self.mostRows = mostRows
    openings = columns.indices.map { Array("<c r=\"\(ColumnName.letters($0))".utf8) }
    // Room for the button that filters.
    widths = columns.map { $0.utf8.count + 3 }
    xml.reserveCapacity(2 * Self.pieceSize)
    begin(row: 1)
    for (column, title) in columns.enumerated() { text(title, column, style: .header) }
    xml.append("</row>")
  }

  /// Appends a row, of as many cells as there are columns.
  package func row(_ cells: [Cell]) {
    rows += 1
    if rows < mostRows - 1, size < Self.mostBytes { return write(cells, at: rows) }
    // Whether the last row of the sheet is needed for a note isn't known yet.
    if rows == mostRows - 1 { last = cells } else { omitted += 1 }
  }

  /// Lets the cells of a column be Y or N.
  package func chooseYesOrNo(column: Int) { choice = column }

  /// Ends the sheet.
  ///
  /// - Parameter elsewhere: Where all rows are, for the note that takes the last row of a sheet that is too small.
  package func finish(elsewhere: String) -> FinishedSheet {
    if omitted > 0 {
      if !last.isEmpty { omitted += 1 }
      let note = "\(omitted) more rows found no room in this sheet: they are in \(elsewhere)"
      write([.text(note)], at: rows - omitted + 1)
    } else if !last.isEmpty {
      write(last, at: mostRows - 1)
    }
    let lastRow = rows - omitted + (omitted > 0 ? 1 : 0)
    let area = "A1:\(ColumnName.letters(openings.count - 1))\(lastRow + 1)"
    xml += SheetSource.tail(area, choice: lastRow > 0 ? choice : nil, lastRow: lastRow + 1).utf8
    packing.add(xml)
    var part = packing.finish()
    let head = Packing()
    head.add(Array(SheetSource.head(area, widths: widths, isFirst: isFirst).utf8))
    part.prepend(head.finishHead())
    return FinishedSheet(name: name, rows: rows, omitted: omitted, area: area, part: part)
  }

  private func write(_ cells: [Cell], at row: Int) {
    begin(row: row + 1)
    for (column, cell) in cells.enumerated() { write(cell, column, isMeasured: row <= Self.measured) }
    xml.append("</row>")
    if xml.count >= Self.pieceSize {
      size += xml.count
      packing.add(xml)
      xml.removeAll(keepingCapacity: true)
    }
  }

  private func write(_ cell: Cell, _ column: Int, isMeasured: Bool) {
    switch cell {
    case .text(let text):
      if text.isEmpty { return }
      if isMeasured { widths[column] = max(widths[column], text.utf8.count) }
      self.text(text, column)
    case .number(let number): self.number(String(number), column, .plain)
    case .time(let time):
      guard let serial = time.excelSerial else {
        return write(.text(time.rfc3339 ?? ""), column, isMeasured: isMeasured)
      }
      if isMeasured { widths[column] = max(widths[column], 19) }
      number(Int(exactly: serial).map(String.init) ?? "\(serial)", column, .time)
    case .input: begin(column, .input, end: "/>")
    case .inputDate: begin(column, .inputTime, end: "/>")
    }
  }

  private func begin(row number: Int) {
    row = Array(String(number).utf8)
    xml.append("<row r=\"")
    xml += row
    xml.append("\">")
  }

  private func begin(_ column: Int, _ style: CellStyle, end: StaticString) {
    xml.append(contentsOf: openings[column])
    xml.append(contentsOf: row)
    xml.append(style.attribute)
    xml.append(end)
  }

  private func text(_ text: String, _ column: Int, style: CellStyle = .plain) {
    begin(column, style, end: " t=\"inlineStr\"><is><t")
    if text.beginsOrEndsWithSpace { xml.append(" xml:space=\"preserve\"") }
    xml.append(UInt8(ascii: ">"))
    if !xml.appended(plain: text) { xml.append(escaping: text.cellText) }
    xml.append("</t></is></c>")
  }

  private func number(_ number: String, _ column: Int, _ style: CellStyle) {
    begin(column, style, end: "><v>")
    xml.append(contentsOf: number.utf8)
    xml.append("</v></c>")
  }
}

/// A sheet to be put into a workbook.
package struct FinishedSheet: Sendable {
  package var name: String
  /// How many rows there are, and how many of them found no room.
  package var rows: Int
  package var omitted: Int
  /// From the first cell to the last one.
  var area: String
  var part: PackedPart
}

enum ColumnName {
  /// The letters of a column, from 0: `A` to `Z`, then `AA`.
  static func letters(_ column: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
    return (column < 26 ? "" : letters(column / 26 - 1)) + letter
  }
}

/// How a cell looks: the number of its format in the part of styles.
enum CellStyle: Int {
  case plain, header, time, input, inputTime

  /// What ends the attribute before, and is one of its own.
  var attribute: StaticString {
    switch self {
    case .plain: "\""
    case .header: "\" s=\"1\""
    case .time: "\" s=\"2\""
    case .input: "\" s=\"3\""
    case .inputTime: "\" s=\"4\""
    }
  }
}

extension String {
  fileprivate var beginsOrEndsWithSpace: Bool {
    guard let first = utf8.first, let last = utf8.last else { return false }
    // No other control character is left in a cell.
    return first <= 0x20 || last <= 0x20
  }
}
