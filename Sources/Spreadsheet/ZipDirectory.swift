/// The table of contents of a zip file, as its end has it (APPNOTE.TXT 4.3.12, 4.3.16).
///
/// Files beyond 4 GiB, in several parts or with a comment are none that we write.
package struct ZipDirectory: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    /// CRC-32 of the unpacked bytes, and how many they are, as the table says: anybody can write others.
    package var checksum: Int
    package var size: Int
  }

  /// In the order of the file.
  package var entries: [Entry] = []

  /// The unpacked sizes by name.
  package var sizes: [String: Int] { Dictionary(entries.map { ($0.name, $0.size) }) { first, _ in first } }

  /// `nil` for what is no such file, or leads out of its bounds.
  package init?(_ bytes: [UInt8]) {
    let end = bytes.count - 22
    guard end >= 0, Self.number(bytes, end, 4) == 0x0605_4B50, let count = Self.number(bytes, end + 10, 2),
      var at = Self.number(bytes, end + 16, 4)
    else { return nil }
    for _ in 0..<count {
      guard Self.number(bytes, at, 4) == 0x0201_4B50, let checksum = Self.number(bytes, at + 16, 4),
        let size = Self.number(bytes, at + 24, 4), let nameLength = Self.number(bytes, at + 28, 2),
        let extra = Self.number(bytes, at + 30, 2), let comment = Self.number(bytes, at + 32, 2),
        at + 46 + nameLength <= bytes.count
      else { return nil }
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
      entries.append(Entry(name: name, checksum: checksum, size: size))
      at += 46 + nameLength + extra + comment
    }
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int? {
    guard at >= 0, at + length <= bytes.count else { return nil }
    return (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}
