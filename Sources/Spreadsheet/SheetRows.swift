package import Diagnostics

/// The rows of a sheet that hold something, from the top.
package struct SheetRows {
  package typealias Failure = UnpackedPart.Failure

  package struct Row: Hashable, Sendable {
    /// From 1, as programs show it.
    package var number: Int
    /// Those that hold something.
    package var cells: [ReadCell] = []
  }

  private var scanner: XMLScanner
  private let texts: [String]
  private let dates: Set<Int>
  private var last = 0

  /// More columns than any of our sheets has.
  private static let mostCells = 1_000

  init(_ scanner: XMLScanner, texts: [String], dates: Set<Int>) {
    self.scanner = scanner
    self.texts = texts
    self.dates = dates
  }

  /// Returns the next row that has a cell; `nil` at the end.
  package mutating func next() throws(Failure) -> Row? {
    while let token = try scanner.next() {
      guard case .opening("row", let attributes) = token else { continue }
      last = attributes["r"].flatMap { Int($0) } ?? last &+ 1
      let row = try row()
      if !row.cells.isEmpty { return row }
    }
    return nil
  }

  private mutating func row() throws(Failure) -> Row {
    var row = Row(number: last)
    var column = ""
    while let token = try scanner.next() {
      switch token {
      case .opening("c", let attributes):
        column = attributes["r"].map { String($0.prefix(4).prefix { $0.isLetter }) } ?? ReadCell.column(after: column)
        guard let content = try content(attributes) else { break }
        guard row.cells.count < Self.mostCells else { throw scanner.wrong("has a row of too many cells") }
        row.cells.append(ReadCell(column: column, content: content))
      case .closing("row"): return row
      default: break
      }
    }
    throw scanner.wrong("ends within a row")
  }

  private mutating func content(_ attributes: [String: String]) throws(Failure) -> ReadCell.Content? {
    var text: String?
    var isFormula = false
    while let token = try scanner.next() {
      switch token {
      case .opening("f", _): isFormula = true
      case .opening("is", _): text = try WorkbookReader.text(of: "is", &scanner)
      case .opening("v", _): text = try value()
      case .closing("c"):
        if isFormula { return .formula(text ?? "") }
        guard let text else { return nil }
        return content(text, attributes)
      default: break
      }
    }
    throw scanner.wrong("ends within a cell")
  }

  private func content(_ text: String, _ attributes: [String: String]) -> ReadCell.Content? {
    switch attributes["t"] {
    case "s":
      guard let index = Int(text), texts.indices.contains(index) else { return .other("a text that isn't there") }
      return texts[index].isEmpty ? nil : .text(texts[index])
    case "inlineStr", "str": return text.isEmpty ? nil : .text(text)
    case nil, "n":
      guard let number = Double(text) else { return .other(text) }
      let isDate = attributes["s"].flatMap { Int($0) }.map(dates.contains) ?? false
      return isDate ? .time(Instant(excelSerial: number)) : .number(number)
    default: return .other(text)
    }
  }

  private mutating func value() throws(Failure) -> String {
    var text = ""
    while let token = try scanner.next() {
      if case .text(let more) = token { text += more }
      if case .closing("v") = token { return text }
    }
    throw scanner.wrong("ends within a value")
  }
}

/// A cell that holds something.
package struct ReadCell: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case text(String)
    case number(Double)
    /// To the second.
    case time(Instant)
    /// What it gave when the file was written. No workbook of ours has one.
    case formula(String)
    /// A truth, an error, or what is wrong.
    case other(String)
  }

  /// The letters of its column.
  package var column: String
  package var content: Content

  /// The letters of the column after another: after `Z` comes `AA`.
  static func column(after letters: String) -> String {
    var letters = Array(letters.utf8)
    var index = letters.count - 1
    while index >= 0, letters[index] == UInt8(ascii: "Z") {
      letters[index] = UInt8(ascii: "A")
      index -= 1
    }
    if index >= 0 { letters[index] += 1 } else { letters.insert(UInt8(ascii: "A"), at: 0) }
    return String(decoding: letters, as: UTF8.self)
  }
}

extension Instant {
  /// The moment to the second that Excel's number of days stands for, from 1900-03-01 on.
  init(excelSerial days: Double) {
    let seconds = ((days - 25_569) * 86_400).rounded()
    // What no date is near enough: the year 1 or 10000 are shown as such.
    self.init(seconds: Int64(min(max(seconds.isNaN ? 0 : seconds, -1e11), 1e12)))
  }
}
