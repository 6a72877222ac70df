/// Base64, RFC 4648, read strictly: one text for each sequence of bytes, so that a text can't be altered unnoticed.
package enum Base64 {
  /// Returns the bytes that `text` stands for, or `nil` where it isn't base64.
  ///
  /// The standard alphabet and the URL-safe one are both read, but not mixed; padding may be left out only with
  /// the latter. Unused bits have to be zero.
  package static func decode(_ text: some Sequence<UInt8>, ignoringLineEnds: Bool = false) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var digits = 0, padding = 0
    var standard = false, urlSafe = false
    for character in text {
      if character == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      if ignoringLineEnds, character == 0x0A || character == 0x0D { continue }
      guard padding == 0, let digit = value(character) else { return nil }
      if character == UInt8(ascii: "+") || character == UInt8(ascii: "/") { standard = true }
      if character == UInt8(ascii: "-") || character == UInt8(ascii: "_") { urlSafe = true }
      bits = bits << 6 | digit
      digits += 1
      guard digits % 4 == 0 else { continue }
      for shift in [16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
      bits = 0
    }
    if standard && urlSafe { return nil }
    let needed = (4 - digits % 4) % 4
    guard needed != 3, padding == needed || (padding == 0 && urlSafe) else { return nil }
    switch needed {
    case 1:
      guard bits & 0x3 == 0 else { return nil }
      bytes += [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    case 2:
      guard bits & 0xF == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    default: break
    }
    return bytes
  }

  /// Returns `bytes` in the standard alphabet, with or without padding.
  package static func encode(_ bytes: some Collection<UInt8>, padded: Bool = true) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let group = rest.prefix(3)
      rest = rest.dropFirst(3)
      let bits = group.reduce(0 as UInt32) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for position in 0..<4 {
        if position <= group.count {
          text.append(alphabet[Int(bits >> UInt32(18 - 6 * position) & 0x3F)])
        } else if padded {
          text.append(UInt8(ascii: "="))
        }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func value(_ character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
