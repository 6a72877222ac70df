extension [UInt8] {
  /// Appends a text of the program's own as it is.
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text if nothing has to be done to it: one of harmless bytes alone that a cell has room for, as almost all
  /// are.
  ///
  /// - Returns: Whether it was appended.
  mutating func appended(plain text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      guard utf8.count <= String.longestCell else { return false }
      for byte in utf8 where !Self.isHarmless(byte) { return false }
      append(contentsOf: utf8)
      return true
    }
  }

  /// Anything in ASCII but marks, control characters, and what may begin the code of one.
  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "_"): false
    default: byte >= 0x20 && byte < 0x80
    }
  }

  /// Appends a text so that it is none of XML's marks. What XML has no room for is shown as U+FFFD: texts of a report are
  /// made visible before they come here.
  mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for (index, byte) in utf8.enumerated() {
        let replacement: StaticString
        switch byte {
        case UInt8(ascii: "&"): replacement = "&amp;"
        case UInt8(ascii: "<"): replacement = "&lt;"
        case UInt8(ascii: ">"): replacement = "&gt;"
        case UInt8(ascii: "\""): replacement = "&quot;"
        case 0x09, 0x0A, 0x0D: continue
        case 0..<0x20: replacement = "\u{FFFD}"
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
        case 0xBE, 0xBF:
          guard index >= 2, utf8[index - 1] == 0xBF, utf8[index - 2] == 0xEF else { continue }
          append(contentsOf: utf8[start..<index])
          append(0xBD)
          start = index + 1
          continue
        default: continue
        }
        append(contentsOf: utf8[start..<index])
        append(replacement)
        start = index + 1
      }
      append(contentsOf: utf8[start..<utf8.count])
    }
  }
}

extension String {
  /// The text as the content or the attribute of an element.
  var xmlText: String {
    var bytes: [UInt8] = []
    bytes.append(escaping: self)
    return String(decoding: bytes, as: UTF8.self)
  }
}
