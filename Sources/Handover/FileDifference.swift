import Diagnostics
import Report

/// Says where a file of a report differs from what the repository gives, in words for a person.
enum FileDifference {
  /// Returns a line for the first difference; `nil` where there is none.
  static func describe(_ name: String, here: [UInt8], again: [UInt8]) -> String? {
    if here == again { return nil }
    if name == WorksheetFormat.name { return "\(name): \(WorkbookDifference.describe(here, again: again))" }
    let (a, b) = (lines(here), lines(again))
    var index = 0
    while index < min(a.count, b.count), a[index] == b[index] { index += 1 }
    let number = index + 1
    let isPage = name.hasSuffix(".html")
    let place = isPage ? PageDifference.place(b, at: index) : ""
    let around = place.isEmpty ? "" : ", \(place)"
    func words(_ line: ArraySlice<UInt8>) -> String { isPage ? shown(PageDifference.text(of: line)) : shown(line) }
    if index >= a.count {
      return "\(name): ends after line \(a.count); \(b.count - a.count) lines are missing\(around): \(words(b[index]))"
    }
    if index >= b.count { return "\(name): line \(number) and what follows is not of this report: \(words(a[index]))" }
    if a.count < b.count, index + 1 < b.count, a[index] == b[index + 1] {
      return "\(name): a line is missing before line \(number)\(around): \(words(b[index]))"
    }
    if a.count > b.count, index + 1 < a.count, a[index + 1] == b[index] {
      return "\(name): line \(number) is one too many\(around): \(words(a[index]))"
    }
    if name.hasSuffix(".csv"), let cell = cell(a[index], b[index], header: b[0]) {
      return "\(name): line \(number), \(cell)"
    }
    if isPage, let difference = PageDifference.describe(a, b, at: index) {
      return "\(name): line \(number), \(difference)"
    }
    var column = 0
    while column < min(a[index].count, b[index].count),
      a[index][a[index].startIndex + column] == b[index][b[index].startIndex + column]
    {
      column += 1
    }
    return "\(name): line \(number), column \(column + 1): it has \(shown(a[index].dropFirst(column))), "
      + "the repository gives \(shown(b[index].dropFirst(column)))"
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func cell(_ here: ArraySlice<UInt8>, _ again: ArraySlice<UInt8>, header: ArraySlice<UInt8>) -> String?
  {
    let (a, b, names) = (cells(here), cells(again), cells(header))
    guard let index = (0..<max(a.count, b.count)).first(where: { $0 >= a.count || $0 >= b.count || a[$0] != b[$0] })
    else { return nil }
    let name = index < names.count ? " (\(String(decoding: names[index], as: UTF8.self)))" : ""
    let found = index < a.count ? shown(a[index][...]) : "nothing"
    return "column \(index + 1)\(name): it has \(found), the repository gives "
      + (index < b.count ? shown(b[index][...]) : "nothing")
  }

  /// Takes a row apart. None of our cells holds the end of a line.
  private static func cells(_ line: ArraySlice<UInt8>) -> [[UInt8]] {
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line where byte != 0x0D {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        continue
      }
      if byte == UInt8(ascii: ","), !isQuoted { cells.append([]) } else { cells[cells.count - 1].append(byte) }
    }
    return cells
  }

  /// A text of somebody else's in a line, cut where it is long.
  static func shown(_ text: String) -> String { shown(Array(text.utf8)[...]) }

  static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(80).filter { $0 != 0x0D }, as: UTF8.self).printable
    return "`\(text)\(bytes.count > 80 ? "…" : "")`"
  }
}
