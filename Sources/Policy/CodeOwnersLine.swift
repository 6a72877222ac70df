/// One line of a CODEOWNERS file, taken apart where blanks that aren't escaped stand.
struct CodeOwnersLine {
  /// Without its end, the blanks around it and what follows ` #`; `nil` if it isn't UTF-8.
  let text: String?
  let isBlank: Bool

  init(_ bytes: ArraySlice<UInt8>) {
    let end = Self.end(of: bytes)
    let content = bytes[..<end].drop { Self.isSpace($0) }
    isBlank = content.isEmpty
    let text = String(decoding: content, as: UTF8.self)
    // Decoding repairs what is wrong, so the repaired bytes differ.
    self.text = text.utf8.elementsEqual(content) ? text : nil
  }

  /// A Boolean value that tells whether it begins as the heading of a section does, which no pattern can.
  var isHeading: Bool { text.map { $0.hasPrefix("[") || $0.hasPrefix("^[") } ?? false }

  /// The pattern, with its escapes, and the owners.
  var words: [String] {
    var words: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in (text ?? "").utf8 {
      if Self.isSpace(byte), !isEscaped {
        if words.last != [] { words.append([]) }
      } else {
        words[words.count - 1].append(byte)
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns whether a text is of a form that names somebody. Whether that somebody exists isn't known here.
  static func isOwner(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
    let rest = bytes[(at + 1)...]
    if at > 0 { return !rest.isEmpty && !rest.contains(UInt8(ascii: "@")) && !bytes.contains(UInt8(ascii: "\\")) }
    let parts = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isLetterOrDigit || $0 >= 0x80 || Array("._-".utf8).contains($0) }
    }
  }

  /// Returns where the content ends: before blanks and a comment. A `#` within a word is part of it.
  private static func end(of bytes: ArraySlice<UInt8>) -> Int {
    var end = bytes.startIndex
    var followsBlank = true
    var isEscaped = false
    for (index, byte) in zip(bytes.indices, bytes) {
      if byte == UInt8(ascii: "#"), !isEscaped, followsBlank { break }
      // An escaped blank at the end of a pattern is part of it.
      if !isSpace(byte) || (isEscaped && byte != UInt8(ascii: "\r")) { end = index + 1 }
      followsBlank = isSpace(byte) && !isEscaped
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return end
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
