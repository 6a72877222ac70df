import Crypto

/// UUIDs of version 5 (RFC 9562, 5.5): the same name gives the same one, so a report can be made again.
struct NamedUUID {
  private let namespace: [UInt8]

  /// Of the namespace for URLs, as that document has it.
  static let url = NamedUUID(namespace: [
    0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ])

  private init(namespace: [UInt8]) { self.namespace = namespace }

  /// Returns a namespace by the UUID of a name in this one.
  func space(_ name: String) -> NamedUUID { NamedUUID(namespace: bytes(name)) }

  /// Returns the UUID of a name, in lower case.
  func callAsFunction(_ name: String) -> String {
    let hex = bytes(name).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return [hex[0..<4], hex[4..<6], hex[6..<8], hex[8..<10], hex[10..<16]].map { $0.joined() }.joined(separator: "-")
  }

  private func bytes(_ name: String) -> [UInt8] {
    var bytes = Array(Insecure.SHA1.hash(data: namespace + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }
}
