/// One packet of OpenPGP data: RFC 9580, section 4. What is inside is not looked at.
struct OpenPGPPacket {
  var type: UInt8
  var body: ArraySlice<UInt8>

  static let signature: UInt8 = 2, publicKey: UInt8 = 6

  /// Takes data apart. Lengths that aren't said at the beginning are refused: keys and signatures have none.
  static func split(_ bytes: [UInt8]) throws(OpenPGPFault) -> [OpenPGPPacket] {
    var packets: [OpenPGPPacket] = []
    var rest = bytes[...]
    while let tag = rest.popFirst() {
      guard tag & 0x80 != 0 else { throw OpenPGPFault("what follows packet \(packets.count) is no OpenPGP packet") }
      let isNew = tag & 0x40 != 0
      let length = isNew ? newLength(&rest) : oldLength(tag & 3, &rest)
      guard let length, length <= rest.count else {
        throw OpenPGPFault("packet \(packets.count + 1) ends too early, or doesn't say where it ends")
      }
      packets.append(OpenPGPPacket(type: isNew ? tag & 0x3F : tag >> 2 & 0xF, body: rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return packets
  }

  private static func newLength(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let first = rest.popFirst() else { return nil }
    switch first {
    case ..<192: return Int(first)
    case ..<224: return rest.popFirst().map { (Int(first) - 192) << 8 + Int($0) + 192 }
    case 255: return number(4, &rest)
    default: return nil
    }
  }

  private static func oldLength(_ kind: UInt8, _ rest: inout ArraySlice<UInt8>) -> Int? {
    kind == 3 ? nil : number(1 << Int(kind), &rest)
  }

  private static func number(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
  }
}
