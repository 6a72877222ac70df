/// The parts of a certificate (RFC 5280, 4.1) of which the exact bytes are needed.
struct CertificateParts {
  /// SubjectPublicKeyInfo.
  let key: [UInt8]
  private let before: [UInt8]
  private let extensions: [[UInt8]]

  /// - Parameter bytes: What was signed of a certificate, as DER.
  init?(toBeSigned bytes: some Sequence<UInt8>) {
    guard let read = try? Self.read(Array(bytes)) else { return nil }
    self = read
  }

  private init(key: [UInt8], before: [UInt8], extensions: [[UInt8]]) {
    self.key = key
    self.before = before
    self.extensions = extensions
  }

  private static func read(_ bytes: [UInt8]) throws -> CertificateParts? {
    var outside = DERReader(bytes)
    var inside = DERReader(try outside.value(0x30))
    guard outside.isAtEnd else { return nil }
    var before: [UInt8] = []
    var fields: [[UInt8]] = []
    while !inside.isAtEnd {
      let (tag, content) = try inside.value()
      if tag == 0xA3 {
        var wrapper = DERReader(content)
        var list = DERReader(try wrapper.value(0x30))
        var extensions: [[UInt8]] = []
        while !list.isAtEnd { extensions.append(encoded(0x30, try list.value(0x30))) }
        // Version, serial number, algorithm, issuer, validity, subject, key.
        guard inside.isAtEnd, wrapper.isAtEnd, fields.count == 7 else { return nil }
        return CertificateParts(key: fields[6], before: before, extensions: extensions)
      }
      fields.append(encoded(tag, content))
      before += fields[fields.count - 1]
    }
    return nil
  }

  /// Returns what was signed without one extension.
  ///
  /// - Parameter identifier: The extension's object identifier as DER.
  func toBeSigned(without identifier: [UInt8]) -> [UInt8] {
    let kept = extensions.filter { bytes in
      var outside = DERReader(bytes)
      guard let content = try? outside.value(0x30) else { return true }
      return !content.starts(with: identifier)
    }
    return Self.encoded(0x30, before + Self.encoded(0xA3, Self.encoded(0x30, kept.flatMap { $0 })))
  }

  /// Writes a value with its tag and the shortest length, as DER has it.
  private static func encoded(_ tag: UInt8, _ content: some Collection<UInt8>) -> [UInt8] {
    var length: [UInt8] = []
    var rest = content.count
    if rest < 0x80 { return [tag, UInt8(rest)] + content }
    while rest > 0 {
      length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }
}
