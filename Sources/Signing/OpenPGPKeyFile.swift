import Crypto

/// A file of OpenPGP public keys, armored as `gpg --export --armor` writes it, or binary.
///
/// Nothing of a key is judged here but whose it is: `gpgv` does the rest.
package struct OpenPGPKeyFile: Hashable, Sendable {
  /// The binary packets, as `gpgv` takes them for a keyring.
  package let packets: [UInt8]
  /// The fingerprints of the primary keys, 40 upper-case digits each, in the file's order.
  package let fingerprints: [String]

  package static let largest = 1 << 20
  /// Public keys and subkeys, names, pictures, and the signatures that bind them.
  private static let allowed: Set<UInt8> = [2, 6, 13, 14, 17]

  package init(_ file: [UInt8]) throws(OpenPGPFault) {
    guard file.count <= Self.largest else { throw OpenPGPFault("the file has more than \(Self.largest) bytes") }
    // A packet begins with its highest bit set, and no armor does.
    let bytes: [UInt8]
    if let first = file.first, first & 0x80 != 0 {
      bytes = file
    } else {
      bytes = Array(try OpenPGPArmor.decode(file, OpenPGPArmor.publicKeys).joined())
    }
    let packets = try OpenPGPPacket.split(bytes)
    guard packets.first?.type == OpenPGPPacket.publicKey else {
      throw OpenPGPFault("it doesn't begin with a public key")
    }
    if let other = packets.first(where: { !Self.allowed.contains($0.type) }) {
      throw OpenPGPFault(
        "it holds a packet of type \(other.type), which has no place among public keys"
          + ([5, 7].contains(other.type) ? ": a secret key" : ""))
    }
    self.packets = bytes
    var fingerprints: [String] = []
    for key in packets where key.type == OpenPGPPacket.publicKey { fingerprints.append(try Self.fingerprint(key.body)) }
    guard Set(fingerprints).count == fingerprints.count else { throw OpenPGPFault("it holds a key twice") }
    self.fingerprints = fingerprints
  }

  /// Version 4 alone: what `gpgv` says of others can't be told apart from what they say of themselves.
  private static func fingerprint(_ body: ArraySlice<UInt8>) throws(OpenPGPFault) -> String {
    guard let version = body.first else { throw OpenPGPFault("a public key is empty") }
    guard version == 4, let length = UInt16(exactly: body.count) else {
      throw OpenPGPFault("it holds a key of version \(version); only version 4 can be used")
    }
    var hash = Insecure.SHA1()
    hash.update(data: [0x99, UInt8(length >> 8), UInt8(length & 0xFF)])
    hash.update(data: Array(body))
    return hash.finalize().map { byte in
      let digits = Array("0123456789ABCDEF")
      return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }.joined()
  }
}
