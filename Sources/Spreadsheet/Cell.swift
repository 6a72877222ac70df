package import Diagnostics

/// What stands in a cell of a worksheet. A text stays one, whatever it begins with: there are no formulas.
package enum Cell: Hashable, Sendable {
  /// Longer ones are cut, and say so. An empty one is no cell.
  case text(String)
  case number(Int)
  /// In UTC. A moment that Excel has no number for becomes a text.
  case time(Instant)
  /// To be filled in by a person.
  case input
  /// A day to be filled in.
  case inputDate
}

extension Instant {
  /// The days since 1899-12-31 as Excel counts them, which takes 1900 for a leap year; `nil` outside of what it knows.
  var excelSerial: Double? {
    let days = Double(seconds) / 86_400 + 25_569
    // 1900-03-01, the first day that Excel and the calendar agree on, to before 10000-01-01.
    return (61..<2_958_466).contains(days) ? days : nil
  }
}

extension String {
  /// The longest text that a cell of Excel holds, in UTF-16 units.
  package static let longestCell = 32_767

  /// The text as a cell holds it: cut where it is too long, with how much is missing, and with nothing in it that
  /// Excel would take for the code of a control character.
  package var cellText: String {
    var text = self
    // In UTF-8 a text is never shorter than in UTF-16.
    let length = text.utf8.count > Self.longestCell ? text.utf16.count : 0
    if length > Self.longestCell {
      let note = "… (cut here: \(length) UTF-16 units in all)"
      var end = text.utf16.index(text.utf16.startIndex, offsetBy: Self.longestCell - note.utf16.count)
      // Not within a pair of surrogates.
      while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf16.index(before: end) }
      text = String(text.unicodeScalars[..<end]) + note
    }
    let mayHoldCode = text.withUTF8 { $0.contains(UInt8(ascii: "_")) }
    return mayHoldCode ? text.codesEscaped : text
  }

  /// `_x0041_` would be shown as `A`; `_x005F_x0041_` is shown as `_x0041_`.
  private var codesEscaped: String {
    var result: [UInt8] = []
    let bytes = Array(utf8)
    for (index, byte) in bytes.enumerated() {
      result.append(byte)
      guard byte == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
        bytes[index + 6] == UInt8(ascii: "_"), bytes[(index + 2)..<(index + 6)].allSatisfy(\.isHexadecimal)
      else { continue }
      result.append(contentsOf: "x005F_".utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    (48...57).contains(self) || (65...70).contains(self) || (97...102).contains(self)
  }
}
