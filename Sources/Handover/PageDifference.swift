/// Says where a page of a report differs in a way that somebody who looks at it finds: by heading, row and column.
///
/// The page as the repository gives it is the one that is read for headings; of the other one only the line that differs.
enum PageDifference {
  typealias Line = ArraySlice<UInt8>

  /// Returns under which heading a line stands, and what is before it there; empty before the first heading.
  static func place(_ lines: [Line], at index: Int) -> String {
    guard let heading = last(of: ["<h2"], in: lines, upTo: index) else { return "" }
    var place = "under \(FileDifference.shown(text(of: lines[heading])))"
    if let anchor = last(of: ["<tr", "<h3"], in: lines, upTo: index), anchor > heading {
      place += lines[anchor].starts(with: "<tr".utf8) ? ", in the row " : ", below "
      place += FileDifference.shown(cells(of: lines[anchor]).filter { !$0.isEmpty }.prefix(3).joined(separator: " | "))
    }
    return place
  }

  /// Returns what differs in a line of both, or in the row that it is part of; `nil` where no heading stands before it.
  static func describe(_ here: [Line], _ again: [Line], at index: Int) -> String? {
    let place = place(again, at: index)
    if place.isEmpty { return nil }
    let row = rowStart(again, at: index)
    let a = cells(of: row.map { self.row(here, from: $0) } ?? here[index])
    let b = cells(of: row.map { self.row(again, from: $0) } ?? again[index])
    guard let cell = (0..<max(a.count, b.count)).first(where: { $0 >= a.count || $0 >= b.count || a[$0] != b[$0] })
    else {
      return "\(place): the words are the same, and how they are marked is not"
    }
    let column = row == nil ? "" : column(cell, again, at: index)
    guard cell < a.count, cell < b.count else {
      return
        "\(place)\(column): it has \(cell < a.count ? FileDifference.shown(a[cell]) : "nothing"), the repository gives "
        + (cell < b.count ? FileDifference.shown(b[cell]) : "nothing")
    }
    let (found, given) = distinct(a[cell], b[cell])
    return
      "\(place)\(column): it has \(FileDifference.shown(found)), the repository gives \(FileDifference.shown(given))"
  }

  /// Two texts from a little before the place where they differ, so that it is seen in what is shown of them.
  private static func distinct(_ a: String, _ b: String) -> (String, String) {
    let same = zip(a, b).prefix { $0 == $1 }.count
    if same < 60 { return (a, b) }
    return ("…" + a.dropFirst(same - 20), "…" + b.dropFirst(same - 20))
  }

  /// Where the row begins that a line is part of; `nil` for a line of no row.
  private static func rowStart(_ lines: [Line], at index: Int) -> Int? {
    guard let start = last(of: ["<tr"], in: lines, upTo: index) else { return nil }
    let isWhole = lines[start..<index].contains { !$0.ranges(of: Array("</tr>".utf8)).isEmpty }
    return isWhole ? nil : start
  }

  /// The lines of a row as one.
  private static func row(_ lines: [Line], from start: Int) -> Line {
    var row: Line = []
    for line in lines[start...].prefix(1_000) {
      row += line
      if !line.ranges(of: Array("</tr>".utf8)).isEmpty { break }
      row.append(0x20)
    }
    return row
  }

  /// The words of a line, without its marks.
  static func text(of line: Line) -> String { cells(of: line).filter { !$0.isEmpty }.joined(separator: " | ") }

  private static func column(_ cell: Int, _ lines: [Line], at index: Int) -> String {
    guard let head = last(of: ["<thead"], in: lines, upTo: index) else { return "" }
    let columns = cells(of: lines[head])
    return cell < columns.count && !columns[cell].isEmpty ? ", column \(FileDifference.shown(columns[cell]))" : ""
  }

  private static func last(of marks: [String], in lines: [Line], upTo index: Int) -> Int? {
    var index = min(index, lines.count - 1)
    while index >= 0 {
      if marks.contains(where: { lines[index].starts(with: $0.utf8) }) { return index }
      index -= 1
    }
    return nil
  }

  private static let blocks: Set<String> = ["small", "details", "summary", "ol", "ul", "li", "p", "dt", "dd"]

  /// The words of each cell of a row; of another line one cell.
  private static func cells(of line: Line) -> [String] {
    var cells: [[UInt8]] = []
    var rest = line
    while let byte = rest.first {
      guard byte == UInt8(ascii: "<") else {
        if cells.isEmpty { cells.append([]) }
        cells[cells.count - 1].append(byte)
        rest.removeFirst()
        continue
      }
      let tag = rest.prefix { $0 != UInt8(ascii: ">") }
      rest = rest.dropFirst(tag.count + 1)
      let isCell = tag.starts(with: "<td".utf8) || tag.starts(with: "<th ".utf8) || tag.elementsEqual("<th".utf8)
      if isCell { cells.append([]) }
      // What stands on a line of its own is no part of the word before it.
      let name = String(decoding: tag.dropFirst().prefix { $0 > 0x40 }, as: UTF8.self)
      if let last = cells.last?.last, last != 0x20, Self.blocks.contains(name) { cells[cells.count - 1].append(0x20) }
    }
    return cells.map { decoded($0) }
  }

  /// The entities that the writer of the page writes.
  private static func decoded(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] { text = text.replacing(entity, with: character) }
    return text
  }
}
