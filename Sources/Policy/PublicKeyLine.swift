/// A public key as OpenSSH writes it in one line: type, base64, comment.
enum PublicKeyLine {
  static let types = [
    "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
  ]

  /// Returns what is wrong with a line, or `nil` if it has the form of a key. The key itself isn't examined.
  static func fault(in line: String) -> String? {
    if line.hasPrefix("-----BEGIN") { return "it begins a private key or a certificate" }
    let parts = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    guard let type = parts.first, types.contains(type) else {
      return "its first word is none of the known types: \(types.joined(separator: ", "))"
    }
    guard parts.count > 1, let bytes = decodeBase64(parts[1]) else { return "its second word is not base64" }
    // The first field of the encoded key repeats the type, after its length in four bytes.
    let name = Array(type.utf8)
    guard bytes.count > 4 + name.count, bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, Int(bytes[3]) == name.count,
      Array(bytes[4..<4 + name.count]) == name
    else { return "what is encoded in it is not a key of type \(type)" }
    return nil
  }

  /// The type and the key alone, by which two lines are the same key.
  static func withoutComment(_ line: String) -> String {
    line.split(separator: " ", omittingEmptySubsequences: true).prefix(2).joined(separator: " ")
  }

  private static func decodeBase64(_ text: String) -> [UInt8]? {
    let digits = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
    guard text.utf8.count % 4 == 0, text.utf8.count - digits.count <= 2, !digits.isEmpty else { return nil }
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0, bits = 0
    for digit in digits {
      let value: UInt8
      switch digit {
      case 65...90: value = digit - 65
      case 97...122: value = digit - 71
      case 48...57: value = digit + 4
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: return nil
      }
      buffer = buffer << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        buffer &= (1 << UInt32(bits)) - 1
      }
    }
    return buffer == 0 ? bytes : nil
  }
}
