/// A zip file whose parts are packed already (APPNOTE.TXT 4.3). All have the least date that it knows, so that no clock
/// is in it.
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// 1980-01-01.
  private static let day = 1 << 5 | 1

  /// Makes room for parts of so many bytes in all.
  mutating func reserve(_ size: Int) { bytes.reserveCapacity(size) }

  mutating func add(_ name: String, _ part: PackedPart) {
    let offset = bytes.count
    bytes.append(0x0403_4B50, 4)
    let fields = Self.fields(name, part)
    bytes += fields
    bytes += Array(name.utf8)
    bytes += part.packed
    directory.append(0x0201_4B50, 4)
    // Made by version 2.0 on no system in particular.
    directory.append(20, 2)
    directory += fields
    // No comment, the first disk, no attributes.
    for size in [2, 2, 2, 4] { directory.append(0, size) }
    directory.append(offset, 4)
    directory += Array(name.utf8)
    count += 1
  }

  /// What both headers of a part have: from the version that is needed to the length of what is added to the name.
  private static func fields(_ name: String, _ part: PackedPart) -> [UInt8] {
    var fields: [UInt8] = []
    fields.append(20, 2)
    fields.append(0, 2)
    fields.append(ZipDirectory.Method.deflated.rawValue, 2)
    fields.append(0, 2)
    fields.append(day, 2)
    fields.append(Int(part.checksum), 4)
    fields.append(part.packed.count, 4)
    fields.append(part.size, 4)
    fields.append(name.utf8.count, 2)
    fields.append(0, 2)
    return fields
  }

  /// Ends the file.
  mutating func finish() -> [UInt8] {
    let start = bytes.count
    bytes += directory
    bytes.append(0x0605_4B50, 4)
    bytes.append(0, 4)
    bytes.append(count, 2)
    bytes.append(count, 2)
    bytes.append(directory.count, 4)
    bytes.append(start, 4)
    bytes.append(0, 2)
    return bytes
  }
}

extension [UInt8] {
  /// Appends a number, its least byte first.
  fileprivate mutating func append(_ number: Int, _ length: Int) {
    for place in 0..<length { append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }
}
