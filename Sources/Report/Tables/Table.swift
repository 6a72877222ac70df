package import Audit

/// A table of the report: one file with a header and one row for each thing, in a fixed order.
///
/// RFC 4180, UTF-8, CRLF. What is done to cells that a spreadsheet would take for a formula: `docs/report-json.md`.
package protocol Table: SendableMetatype {
  /// The file's name without `.csv`.
  static var name: String { get }
  /// Only ever appended to: a column keeps its place.
  static var columns: [String] { get }
  /// The columns of moments, and those of counts: a spreadsheet gets them as what they are.
  static var times: Set<String> { get }
  static var numbers: Set<String> { get }
  /// Hands over the cells of each row, as many as there are columns; an absent value is an empty cell.
  static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows
}

extension Table {
  package static var times: Set<String> { [] }
  package static var numbers: Set<String> { [] }

  package static func bytes(of audit: FinishedAudit) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit) { bytes += $0 }
    return bytes
  }

  /// Writes the table as CSV, and hands its rows to the workbook too: what a row says is made out once.
  static func bytes(of audit: FinishedAudit, _ rows: RowQueue) -> [UInt8] {
    var bytes: [UInt8] = []
    var csv = CSVWriter { bytes += $0 }
    csv.row(columns)
    var piece: [[String]] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit) { cells in
      csv.row(cells)
      piece.append(cells)
      if piece.count == RowQueue.pieceSize {
        rows.put(piece)
        piece.removeAll(keepingCapacity: true)
      }
      try csv.output.passOn()
    }
    try? csv.output.finish()
    if !piece.isEmpty { rows.put(piece) }
    rows.put([])
    return bytes
  }

  /// Writes the table piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole table.
  package static func write(_ audit: FinishedAudit, to sink: @escaping ChunkedOutput.Sink) throws {
    var csv = CSVWriter(to: sink)
    csv.row(columns)
    try write(audit) { cells in
      csv.row(cells)
      try csv.output.passOn()
    }
    try csv.output.finish()
  }
}

/// The tables of a report, in the order in which a reader wants them.
package enum Tables {
  package static let all: [any Table.Type] = [
    ChangesTable.self, CommitsTable.self, ApprovalsTable.self, TestsTable.self, PromotionsTable.self,
    ExceptionsTable.self, ExceptionFilesTable.self, PolicyHistoryTable.self, PeopleTable.self, ReconciliationTable.self,
    AttributesTable.self,
  ]
}
