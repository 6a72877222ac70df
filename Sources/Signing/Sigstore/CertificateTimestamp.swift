import Crypto

/// A log's word that it has seen a certificate: RFC 6962, section 3.2.
struct CertificateTimestamp {
  /// 1.3.6.1.4.1.11129.2.4.2, as DER.
  static let identifier: [UInt8] = [0x06, 0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x04, 0x02]
  private static let most = 8

  let log: [UInt8]
  /// Milliseconds since 1970.
  let milliseconds: UInt64
  let extensions: ArraySlice<UInt8>
  /// How the signature was made: SHA-256 and ECDSA are 4 and 3, RSA is 1.
  let algorithm: ArraySlice<UInt8>
  let signature: ArraySlice<UInt8>

  /// Reads the list that a certificate has, which is an octet string inside the extension's own.
  static func list(_ value: some Sequence<UInt8>) throws(SigstoreFault) -> [CertificateTimestamp] {
    var outside = DERReader(value)
    guard let content = try? outside.value(0x04), outside.isAtEnd, let list = read(list: content) else {
      throw .unknown("the timestamps of the certificate's log can't be read")
    }
    return list
  }

  private static func read(list content: ArraySlice<UInt8>) -> [CertificateTimestamp]? {
    var rest = content
    guard let size = number(&rest, 2), Int(size) == rest.count else { return nil }
    var found: [CertificateTimestamp] = []
    while !rest.isEmpty {
      guard found.count < most, let one = sized(&rest), let timestamp = CertificateTimestamp(one) else { return nil }
      found.append(timestamp)
    }
    return found
  }

  private init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard Self.number(&rest, 1) == 0, rest.count >= 32 else { return nil }
    log = Array(rest.prefix(32))
    rest = rest.dropFirst(32)
    guard let time = Self.number(&rest, 8), let extensions = Self.sized(&rest), rest.count >= 2 else { return nil }
    let algorithm = rest.prefix(2)
    rest = rest.dropFirst(2)
    guard let signature = Self.sized(&rest), rest.isEmpty else { return nil }
    milliseconds = time
    self.extensions = extensions
    self.algorithm = algorithm
    self.signature = signature
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> UInt64? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func sized(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let count = number(&rest, 2), rest.count >= Int(count) else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  /// Requires that a log of the root saw the certificate, at a time for which it is trusted.
  func check(
    _ certificate: CertificateParts, issuerKey: [UInt8], by root: SigstoreRoot
  ) throws(SigstoreFault) {
    let known = root.certificateLogs.filter { $0.id == log }
    if known.isEmpty { throw .wrong("the certificate was seen by a log that the trusted root doesn't name") }
    let seconds = Int64(milliseconds / 1000)
    guard let log = known.first(where: { $0.window.contains(seconds) }) else {
      throw .wrong("the trusted root doesn't trust the log of certificates for that time")
    }
    let body = certificate.toBeSigned(without: Self.identifier)
    // Version 1, a certificate's timestamp, the time, and an entry of the kind that comes before the certificate.
    var signed: [UInt8] = [0, 0] + Self.big(milliseconds, 8) + [0, 1] + Array(SHA256.hash(data: issuerKey))
    signed += Self.big(UInt64(body.count), 3) + body + Self.big(UInt64(extensions.count), 2) + extensions
    guard algorithm.elementsEqual(log.key.isRSA ? [4, 1] : [4, 3]),
      try log.key.hasSigned(signed, Array(signature))
    else { throw .wrong("the signature of the certificate's log is false") }
  }

  private static func big(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - $0))) }
  }
}

extension LogKey {
  fileprivate var isRSA: Bool { if case .rsa = self { true } else { false } }
}
