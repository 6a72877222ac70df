/// Short texts, each kept once and named by a number: people as commits write them, values of trailers.
///
/// Texts are bytes. In a history of a million commits the same few hundred people come back, so a number is what is
/// kept per commit.
package struct TextTable: Sendable {
  package struct ID: Hashable, Sendable {
    package let number: UInt32
    /// The empty text.
    package static let none = ID(number: 0)
  }

  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  /// Open addressing over numbers plus one; 0 is a free place.
  private var slots = [UInt32](repeating: 0, count: 1024)

  package init() { _ = id(of: "") }

  package var count: Int { starts.count - 1 }

  /// Returns the number of a text, a new one if it was not known.
  package mutating func id(of text: UnsafeRawBufferPointer) -> ID {
    if (count + 1) * 2 > slots.count { grow() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(text)) & mask
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if equals(number, text) { return ID(number: number) }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    slots[slot] = UInt32(count)
    return ID(number: UInt32(count - 1))
  }

  package mutating func id(of text: String) -> ID {
    var text = text
    return text.withUTF8 { id(of: UnsafeRawBufferPointer($0)) }
  }

  package func bytes(of id: ID) -> ArraySlice<UInt8> {
    bytes[starts[Int(id.number)]..<starts[Int(id.number) + 1]]
  }

  /// The text as UTF-8; bytes that are none become U+FFFD.
  package func text(of id: ID) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  private func equals(_ number: UInt32, _ text: UnsafeRawBufferPointer) -> Bool {
    let start = starts[Int(number)]
    let end = starts[Int(number) + 1]
    guard end - start == text.count else { return false }
    return bytes.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[start..<end]).elementsEqual(text) }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in 0..<count {
      let hash = bytes.withUnsafeBytes {
        Self.hash(UnsafeRawBufferPointer(rebasing: $0[starts[number]..<starts[number + 1]]))
      }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// FNV-1a, folded. Texts come from a repository, so a crafted one can slow us down but not confuse us.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
  }
}
