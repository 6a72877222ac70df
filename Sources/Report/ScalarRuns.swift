import Diagnostics

extension [UInt8] {
  /// Appends a text, with each scalar that needs it replaced.
  ///
  /// Runs of harmless bytes are copied as they are: nothing is done character by character that needs no work.
  ///
  /// - Parameters:
  ///   - isPlain: Which ASCII bytes stand for themselves. Others, and misleading scalars, are handed to `replace`.
  mutating func append(
    _ text: String, isPlain: (UInt8) -> Bool, replace: (Unicode.Scalar, inout [UInt8]) -> Void
  ) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        if byte < 0x80 {
          if isPlain(byte) {
            index += 1
            continue
          }
          append(contentsOf: utf8[start..<index])
          replace(Unicode.Scalar(byte), &self)
          index += 1
          start = index
          continue
        }
        let (scalar, length) = Self.scalar(utf8, at: index)
        if scalar.isMisleading {
          append(contentsOf: utf8[start..<index])
          replace(scalar, &self)
          start = index + length
        }
        index += length
      }
      append(contentsOf: utf8[start..<utf8.count])
    }
  }

  /// Decodes the scalar of more than one byte at a place. A `String` holds valid UTF-8, so there is one.
  private static func scalar(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, length: Int) {
    let first = UInt32(utf8[index])
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(utf8[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// Appends a misleading scalar so that it is seen: `\u{202e}`, as ``Swift/StringProtocol/printable`` has it.
  mutating func append(visible scalar: Unicode.Scalar) {
    append(contentsOf: "\\u{".utf8)
    append(contentsOf: String(scalar.value, radix: 16).utf8)
    append(UInt8(ascii: "}"))
  }
}
