/// The text form of OpenPGP data: RFC 9580, section 6.
package enum OpenPGPArmor {
  package static let publicKeys = ["PGP PUBLIC KEY BLOCK"]
  /// git writes the first and reads the second too.
  package static let signatures = ["PGP SIGNATURE", "PGP MESSAGE"]

  /// Returns the bytes inside each block of a text, in its order.
  ///
  /// Nothing but white space may stand beside the blocks: what does would look as if it were part of them.
  package static func decode(_ text: [UInt8], _ labels: [String]) throws(OpenPGPFault) -> [[UInt8]] {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line[..<(line.lastIndex { $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? line.startIndex)]
    }
    var blocks: [[UInt8]] = []
    var index = 0
    while index < lines.count {
      guard !lines[index].isEmpty else {
        index += 1
        continue
      }
      guard let label = labels.first(where: { lines[index].elementsEqual("-----BEGIN \($0)-----".utf8) }) else {
        throw OpenPGPFault("line \(index + 1) is not the beginning of a block: `-----BEGIN \(labels[0])-----`")
      }
      let end = Array("-----END \(label)-----".utf8)
      guard let close = lines[index...].firstIndex(where: { $0.elementsEqual(end) }) else {
        throw OpenPGPFault("the block in line \(index + 1) has no END line")
      }
      blocks.append(try block(lines[(index + 1)..<close]))
      index = close + 1
    }
    if blocks.isEmpty { throw OpenPGPFault("there is no `-----BEGIN \(labels[0])-----`") }
    return blocks
  }

  private static func block(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(OpenPGPFault) -> [UInt8] {
    guard let blank = lines.firstIndex(where: \.isEmpty) else {
      throw OpenPGPFault("the armor has no empty line behind its headers")
    }
    guard lines[..<blank].allSatisfy({ $0.contains(UInt8(ascii: ":")) }) else {
      throw OpenPGPFault("the armor has a header without a colon")
    }
    var body = lines[(blank + 1)...]
    var sum: [UInt8]?
    if let last = body.last, last.first == UInt8(ascii: "="), last.count == 5 {
      guard let bytes = Base64.decode(last.dropFirst()) else { throw OpenPGPFault("the armor's checksum isn't base64") }
      sum = bytes
      body.removeLast()
    }
    guard let bytes = Base64.decode(body.joined()), !bytes.isEmpty else {
      throw OpenPGPFault("the text inside the armor isn't base64")
    }
    if let sum, sum != checksum(bytes) { throw OpenPGPFault("the armor's checksum is another") }
    return bytes
  }

  /// CRC-24, RFC 9580, section 6.1.
  static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var crc: UInt32 = 0xB7_04CE
    for byte in bytes {
      crc ^= UInt32(byte) << 16
      for _ in 0..<8 {
        crc <<= 1
        if crc & 0x100_0000 != 0 { crc ^= 0x186_4CFB }
      }
    }
    return [16, 8, 0].map { UInt8(truncatingIfNeeded: crc >> UInt32($0)) }
  }
}

/// Why bytes aren't OpenPGP data that can be used.
package struct OpenPGPFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
