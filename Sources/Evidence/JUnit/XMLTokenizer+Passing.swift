import Diagnostics

/// What stands between elements and is passed over.
extension XMLTokenizer {
  /// Passes `<?…?>`; of the first one, takes note of the encoding.
  mutating func declaration() throws(Fault) {
    let first = line == 1 && !hasRoot
    position += 1
    let text = try pass(through: "?>", "a processing instruction", keeping: first ? 256 : 0)
    guard first, let start = text.range(of: "encoding") else { return }
    let value = text[start...].split(whereSeparator: { "=\"' \t".contains($0) }).dropFirst().first ?? ""
    let known = ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "latin", "windows-125", "cp125"]
    guard known.contains(where: value.lowercased().hasPrefix) else {
      throw fault("the encoding `\(value.printable)` isn't read; write the report in UTF-8")
    }
  }

  /// Passes a comment or CDATA; refuses a document type.
  mutating func special() throws(Fault) {
    position += 1
    switch try peek() {
    case UInt8(ascii: "-"):
      position += 1
      try expect("-", "where a comment begins")
      _ = try pass(through: "-->", "a comment")
    case UInt8(ascii: "["):
      position += 1
      for character in "CDATA[".unicodeScalars { try expect(character, "where CDATA begins") }
      guard !open.isEmpty else { throw fault("CDATA stands outside of the document") }
      _ = try pass(through: "]]>", "CDATA")
    default: throw fault("a document type (`<!DOCTYPE`) is refused: reports need none")
    }
  }

  /// Passes everything through a text whose last byte is `>`.
  private mutating func pass(through mark: StaticString, _ what: String, keeping limit: Int = 0) throws(Fault) -> String
  {
    let count = mark.utf8CodeUnitCount
    var kept: [UInt8] = []
    // The bytes before the `>`, as far as the mark goes.
    var tail: [UInt8] = []
    while try peek() != nil {
      let found = find(UInt8(ascii: ">"), from: position) ?? end
      let stop = min(found + 1, end)
      let span = buffer[position..<stop]
      if kept.count < limit { kept += span.prefix(limit - kept.count) }
      tail = Array((tail + span.suffix(count)).suffix(count))
      countLines(position, stop)
      position = stop
      if found < end, tail.elementsEqual(UnsafeBufferPointer(start: mark.utf8Start, count: count)) {
        return String(decoding: kept, as: UTF8.self)
      }
    }
    throw fault("the file ends inside \(what)")
  }

  /// Passes text up to the next `<`.
  mutating func passText() throws(Fault) {
    while try peek() != nil {
      let stop = find(UInt8(ascii: "<"), from: position) ?? end
      if open.isEmpty, let odd = buffer[position..<stop].firstIndex(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        countLines(position, odd)
        throw fault(
          hasRoot ? "text follows the end of the document" : "the file isn't XML: text stands before the first element")
      }
      let entity = find(UInt8(ascii: "&"), from: position, before: stop) ?? stop
      countLines(position, entity)
      position = entity
      if entity < stop {
        _ = try reference()
      } else if stop < end {
        return
      }
    }
  }
}

extension String {
  fileprivate func range(of word: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(word) }
  }
}
