/// A detached OpenPGP signature as it stands in a commit.
package enum OpenPGPSignature {
  package static let largest = 64 * 1024

  /// Returns the one signature packet inside of an armor. More than one, or anything else beside it, is refused: then
  /// it would have to be asked which of them counts.
  package static func packet(_ armored: [UInt8]) throws(OpenPGPFault) -> [UInt8] {
    guard armored.count <= largest else { throw OpenPGPFault("the OpenPGP signature has more than \(largest) bytes") }
    let blocks = try OpenPGPArmor.decode(armored, OpenPGPArmor.signatures)
    guard let bytes = blocks.first, blocks.count == 1 else {
      throw OpenPGPFault("there are \(blocks.count) signatures")
    }
    let packets = try OpenPGPPacket.split(bytes)
    guard packets.count == 1, packets[0].type == OpenPGPPacket.signature else {
      throw OpenPGPFault("it isn't exactly one OpenPGP signature, but \(packets.count) packets")
    }
    return bytes
  }
}
