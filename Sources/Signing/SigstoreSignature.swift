import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A signature that comes with a certificate of Sigstore's, as gittuf keeps it.
///
/// What is checked is whether the key in the certificate made the signature over these bytes. Whose that is only the
/// certificate's authority says, and that its key was used in time only Sigstore's log: neither is known here, so a
/// good signature is still nobody's.
enum SigstoreSignature {
  static let kind = "application/vnd.dev.sigstore.verificationmaterial"

  private struct Fields: Decodable {
    struct Digest: Decodable {
      var algorithm: String
      var digest: String
    }
    var messageDigest: Digest
    var signature: String
  }

  /// - Parameter signature: JSON with the digest of the message and a signature over it.
  static func check(_ signature: [UInt8], certificate: [UInt8], over message: [UInt8]) -> SignatureCheck {
    let certificate = SigningCertificate(certificate)
    guard let key = certificate?.key, let name = certificate?.name else {
      return .unverifiable("the certificate that comes with the signature can't be read, or its key isn't P-256")
    }
    guard (try? JSONExtent.check(signature)) != nil,
      let fields = try? JSONDecoder().decode(Fields.self, from: Data(signature)),
      fields.messageDigest.algorithm == "SHA2_256", let digest = Base64.decode(fields.messageDigest.digest.utf8),
      let bytes = Base64.decode(fields.signature.utf8)
    else { return .unverifiable("the Sigstore signature can't be read") }
    let hash = SHA256.hash(data: message)
    guard digest == Array(hash), let value = try? P256.Signing.ECDSASignature(derRepresentation: bytes),
      key.isValidSignature(value, for: hash)
    else { return .bad("the signature isn't by the key of the certificate that comes with it") }
    return .unverifiable(
      "it is by the key of a Sigstore certificate for `\(shown(name))`; that this is so, and when it was, only Sigstore's "
        + "authority and log can say, which can't be asked offline")
  }
}

/// What is needed of an X.509 certificate: its key, and whom it says it is for. Nothing in it is checked.
private struct SigningCertificate {
  let key: P256.Signing.PublicKey
  let name: [UInt8]

  private static let largest = 64 * 1024
  /// ecPublicKey on prime256v1.
  private static let algorithm: [UInt8] = [
    0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07,
  ]
  private static let alternativeName: [UInt8] = [0x55, 0x1D, 0x11]

  init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.largest, let read = try? Self.read(bytes) else { return nil }
    self = read
  }

  private init(key: P256.Signing.PublicKey, name: [UInt8]) {
    self.key = key
    self.name = name
  }

  private static func read(_ bytes: [UInt8]) throws -> SigningCertificate? {
    var outside = DERReader(bytes)
    var certificate = DERReader(try outside.value(0x30))
    var inside = DERReader(try certificate.value(0x30))
    var next = try inside.value()
    if next.tag == 0xA0 { next = try inside.value() }  // the version; what follows is the serial number
    for _ in 0..<4 { _ = try inside.value(0x30) }  // algorithm, issuer, validity, subject
    var info = DERReader(try inside.value(0x30))
    guard try Array(info.value(0x30)) == algorithm else { return nil }
    let point = try info.value(0x03)
    guard point.first == 0, outside.isAtEnd else { return nil }
    let key = try P256.Signing.PublicKey(x963Representation: Array(point.dropFirst()))
    return SigningCertificate(key: key, name: try name(&inside) ?? [])
  }

  private static func name(_ inside: inout DERReader) throws -> [UInt8]? {
    while !inside.isAtEnd {
      let (tag, content) = try inside.value()
      guard tag == 0xA3 else { continue }
      var wrapper = DERReader(content)
      var extensions = DERReader(try wrapper.value(0x30))
      while !extensions.isAtEnd {
        var one = DERReader(try extensions.value(0x30))
        guard try Array(one.value(0x06)) == alternativeName else { continue }
        var value = try one.value()
        if value.tag == 0x01 { value = try one.value() }  // whether it is critical
        var wrapper = DERReader(value.content)
        var names = DERReader(try wrapper.value(0x30))
        while !names.isAtEnd {
          // An address, or a workflow's URI.
          let (tag, name) = try names.value()
          if tag == 0x81 || tag == 0x86 { return Array(name) }
        }
      }
    }
    return nil
  }
}
