import CLibgit2

/// The id of a git object: the SHA-1 of its contents.
///
/// Holds its own bytes and no `git_oid`, whose layout changes in libgit2 2.0. Ids order as their hexadecimal text.
/// SHA-256 repositories are refused before an id is read; when the linked libgit2 reads them, this is what widens.
package struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
  private var high: UInt64
  private var middle: UInt64
  private var low: UInt32

  /// The id of no object, which git writes for a ref that does not exist.
  package static let zero = ObjectID(high: 0, middle: 0, low: 0)
  package static let byteCount = 20
  package static let hexCount = 40

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  init(_ raw: git_oid) {
    self = withUnsafeBytes(of: raw) { ObjectID(loading: $0, at: 0) }
  }

  /// Loads twenty bytes, which must be there.
  init(loading bytes: UnsafeRawBufferPointer, at offset: Int) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
  }

  var raw: git_oid {
    var raw = git_oid()
    withUnsafeMutableBytes(of: &raw) { bytes in
      bytes.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
      bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return raw
  }

  /// Reads forty hexadecimal digits; anything else is no id.
  package init?(hex: some StringProtocol) {
    var hex = String(hex)
    let id = hex.withUTF8 { ObjectID(hexBytes: UnsafeRawBufferPointer($0)) }
    guard let id else { return nil }
    self = id
  }

  /// Reads forty hexadecimal digits from bytes.
  init?(hexBytes bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.hexCount else { return nil }
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for index in 0..<Self.hexCount {
      let byte = bytes[index]
      let digit: UInt64
      switch byte {
      case 48...57: digit = UInt64(byte - 48)
      case 97...102: digit = UInt64(byte - 87)
      case 65...70: digit = UInt64(byte - 55)
      default: return nil
      }
      if index < 16 {
        words.0 = words.0 << 4 | digit
      } else if index < 32 {
        words.1 = words.1 << 4 | digit
      } else {
        words.2 = words.2 << 4 | digit
      }
    }
    self.init(high: words.0, middle: words.1, low: UInt32(truncatingIfNeeded: words.2))
  }

  package static func < (a: ObjectID, b: ObjectID) -> Bool {
    (a.high, a.middle, a.low) < (b.high, b.middle, b.low)
  }

  /// Bits that are as good as random, for hash tables of our own.
  package var bits: UInt64 { high }

  package func hash(into hasher: inout Hasher) { hasher.combine(high) }

  /// The forty hexadecimal digits, lower-case.
  package var description: String {
    String(unsafeUninitializedCapacity: Self.hexCount) { buffer in
      for index in 0..<Self.hexCount {
        let nibble: UInt64 =
          index < 16
          ? high >> UInt64(60 - 4 * index)
          : index < 32 ? middle >> UInt64(60 - 4 * (index - 16)) : UInt64(low) >> UInt64(28 - 4 * (index - 32))
        let digit = UInt8(nibble & 15)
        buffer[index] = digit < 10 ? 48 + digit : 87 + digit
      }
      return Self.hexCount
    }
  }

  /// The first twelve digits, as people quote ids. Never use it to find an object.
  package var short: String { String(description.prefix(12)) }
}
