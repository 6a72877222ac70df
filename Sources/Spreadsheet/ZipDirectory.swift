/// The table of contents of a zip file, as its end has it (APPNOTE.TXT 4.3.12, 4.3.16).
///
/// Files beyond 4 GiB, in several parts or with a comment are none that we write.
package struct ZipDirectory: Hashable, Sendable {
  package enum Method: Int, Hashable, Sendable {
    case stored = 0
    case deflated = 8
  }

  package struct Entry: Hashable, Sendable {
    package var name: String
    /// CRC-32 of the unpacked bytes, and how many they are, as the table says: anybody can write others.
    package var checksum: Int
    package var size: Int
    /// `nil` for another one.
    package var method: Method?
    package var packedSize: Int
    /// Where its local header begins.
    package var offset: Int

    /// The packed bytes; `nil` where the file has none there.
    package func packed(in file: [UInt8]) -> ArraySlice<UInt8>? {
      guard ZipDirectory.number(file, offset, 4) == 0x0403_4B50,
        let name = ZipDirectory.number(file, offset + 26, 2), let extra = ZipDirectory.number(file, offset + 28, 2)
      else { return nil }
      let start = offset + 30 + name + extra
      guard start <= file.count, packedSize <= file.count - start else { return nil }
      return file[start..<(start + packedSize)]
    }
  }

  /// In the order of the file, no two of one name.
  package var entries: [Entry] = []

  /// The unpacked sizes by name.
  package var sizes: [String: Int] { Dictionary(entries.map { ($0.name, $0.size) }) { first, _ in first } }

  package subscript(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// `nil` for what is no such file, leads out of its bounds, or has two parts of one name: readers would differ in
  /// which they take.
  package init?(_ bytes: [UInt8]) {
    let end = bytes.count - 22
    guard end >= 0, Self.number(bytes, end, 4) == 0x0605_4B50, let count = Self.number(bytes, end + 10, 2),
      var at = Self.number(bytes, end + 16, 4)
    else { return nil }
    for _ in 0..<count {
      guard Self.number(bytes, at, 4) == 0x0201_4B50, let method = Self.number(bytes, at + 10, 2),
        let checksum = Self.number(bytes, at + 16, 4), let packedSize = Self.number(bytes, at + 20, 4),
        let size = Self.number(bytes, at + 24, 4), let nameLength = Self.number(bytes, at + 28, 2),
        let extra = Self.number(bytes, at + 30, 2), let comment = Self.number(bytes, at + 32, 2),
        let offset = Self.number(bytes, at + 42, 4), at + 46 + nameLength <= bytes.count
      else { return nil }
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
      entries.append(
        Entry(
          name: name, checksum: checksum, size: size, method: Method(rawValue: method), packedSize: packedSize,
          offset: offset))
      at += 46 + nameLength + extra + comment
    }
    guard Set(entries.map(\.name)).count == entries.count else { return nil }
  }

  fileprivate static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int? {
    guard at >= 0, at + length <= bytes.count else { return nil }
    return (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}
