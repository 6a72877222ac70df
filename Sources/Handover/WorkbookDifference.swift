import Diagnostics
import Spreadsheet

/// Says where a workbook differs from what the repository gives: by sheet and cell, whatever program saved it.
struct WorkbookDifference {
  typealias Failure = UnpackedPart.Failure

  private let here: WorkbookReader
  private let again: WorkbookReader
  private let most: Int

  /// So many sheets and parts are told.
  private static let told = 20

  /// Returns what differs, a phrase for each sheet or part.
  static func describe(_ here: [UInt8], again: [UInt8]) -> String {
    do throws(Failure) {
      // Another program may need more bytes for the same cells.
      let sizes = ZipDirectory(again)?.sizes.values.reduce(0, +) ?? 0
      let most = 2 * sizes + (16 << 20)
      return try WorkbookDifference(
        here: WorkbookReader(here, most: most), again: WorkbookReader(again, most: most), most: most
      ).phrases().prefix(told).joined(separator: "; ")
    } catch {
      return "is no workbook that can be read: \(error.description.printable)"
    }
  }

  private func phrases() throws(Failure) -> [String] {
    var phrases: [String] = []
    for sheet in again.sheets where !here.sheets.contains(where: { $0.name == sheet.name }) {
      phrases.append("the sheet \(sheet.name) is missing")
    }
    for sheet in here.sheets {
      guard let same = again.sheets.first(where: { $0.name == sheet.name }) else {
        phrases.append("the sheet \(FileDifference.shown(sheet.name)) is not of this report")
        continue
      }
      if sheet.isHidden { phrases.append("the sheet \(sheet.name) is hidden") }
      if let difference = try difference(sheet, same) { phrases.append("sheet \(sheet.name), \(difference)") }
    }
    if here.sheets.count > again.sheets.count, phrases.isEmpty { phrases.append("it has a sheet twice") }
    return phrases.isEmpty ? try parts() : phrases
  }

  /// Where a sheet first differs; `nil` where it has the same cells.
  private func difference(_ sheet: WorkbookReader.Sheet, _ other: WorkbookReader.Sheet) throws(Failure) -> String? {
    if isSame(sheet.part, other.part) { return nil }
    var mine = try here.rows(of: sheet), theirs = try again.rows(of: other)
    var heads: [ReadCell] = []
    while true {
      let a = try mine.next(), b = try theirs.next()
      if heads.isEmpty { heads = b?.cells ?? [] }
      switch (a, b) {
      case (nil, nil): return nil
      case (nil, let b?): return "it ends before row \(b.number): \(shown(b)) and what follows is missing"
      case (let a?, nil): return "row \(a.number) and what follows is not of this report: \(shown(a))"
      case (let a?, let b?):
        if a == b { continue }
        // Rows that moved up or down by one are a row that is missing, or one too many.
        if let next = try theirs.next(), a.cells == next.cells {
          return "row \(b.number) is missing: \(shown(b))"
        }
        if let next = try mine.next(), next.cells == b.cells {
          return "row \(a.number) is one too many: \(shown(a))"
        }
        return difference(a, b, heads)
      }
    }
  }

  /// The first cell of a row that differs, under its head.
  private func difference(_ a: SheetRows.Row, _ b: SheetRows.Row, _ heads: [ReadCell]) -> String {
    let columns = (a.cells + b.cells).map(\.column).sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    for column in columns {
      let found = a.cells.first { $0.column == column }?.content, given = b.cells.first { $0.column == column }?.content
      if found == given { continue }
      var name = ""
      if b.number > 1, case .text(let head) = heads.first(where: { $0.column == column })?.content {
        name = " (\(head))"
      }
      let place = "cell \(column.printable)\(b.number)\(name)"
      // A text and a number may look the same.
      let isSameText = found.map(text) == given.map(text)
      return "\(place): it has \(shown(found, withKind: isSameText)), the repository gives "
        + shown(given, withKind: isSameText)
    }
    return "row \(a.number) is row \(b.number) in what the repository gives"
  }

  /// What differs besides the cells: how they look, macros, who saved it.
  private func parts() throws(Failure) -> [String] {
    var phrases: [String] = []
    for entry in here.directory.entries {
      guard let other = again.directory[entry.name] else {
        phrases.append("the part \(FileDifference.shown(entry.name)) is not of this report")
        continue
      }
      if try !UnpackedPart.same(entry, of: here.file, other, of: again.file, most: most) {
        let sheet = again.sheets.first { $0.part == entry.name }
        phrases.append(sheet.map { "the sheet \($0.name) looks otherwise" } ?? "the part \(entry.name) differs")
      }
    }
    for entry in again.directory.entries where here.directory[entry.name] == nil {
      phrases.append("the part \(entry.name) is missing")
    }
    if phrases.isEmpty { return ["has the same parts, packed otherwise"] }
    return ["every cell is the same, in a file that was saved otherwise"] + phrases
  }

  /// Returns whether a sheet has the same packed bytes, and so have the texts that its cells may name. What a file says of
  /// its checksums is not believed.
  private func isSame(_ part: String, _ other: String) -> Bool {
    let texts = "xl/sharedStrings.xml"
    return packed(part, here) == packed(other, again) && packed(texts, here) == packed(texts, again)
  }

  private func packed(_ part: String, _ book: WorkbookReader) -> [ArraySlice<UInt8>?] {
    let entry = book.directory[part]
    return entry.map { [$0.packed(in: book.file), [$0.method == .stored ? 0 : 8]] } ?? []
  }

  private func shown(_ row: SheetRows.Row) -> String {
    FileDifference.shown(row.cells.map { text($0.content) }.joined(separator: " | "))
  }

  private func shown(_ content: ReadCell.Content?, withKind: Bool) -> String {
    guard let content else { return "nothing" }
    let text = FileDifference.shown(text(content))
    return switch content {
    case .formula: "a formula that gives \(text)"
    case .text where withKind: "the text \(text)"
    case .number where withKind: "the number \(text)"
    case .time where withKind: "the time \(text)"
    default: text
    }
  }

  private func text(_ content: ReadCell.Content) -> String {
    switch content {
    case .text(let text), .formula(let text), .other(let text): text
    case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
    case .time(let time): time.text
    }
  }
}
