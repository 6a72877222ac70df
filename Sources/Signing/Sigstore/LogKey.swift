import Crypto
import CryptoExtras

/// The public key of a log, as a trusted root has it.
enum LogKey: Hashable, Sendable {
  /// SubjectPublicKeyInfo, as DER.
  case p256([UInt8])
  case p384([UInt8])
  case rsa([UInt8])
  case ed25519([UInt8])
  /// The kind isn't known here: nothing that it signs can be checked.
  case other(String)

  /// What stands before an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410).
  private static let ed25519Header: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  /// - Parameter details: The name of `PublicKeyDetails` in Sigstore's `sigstore_common.proto`.
  /// - Returns: `nil` where the bytes are no key of this kind.
  init?(_ bytes: [UInt8], details: String) {
    switch details {
    case "PKIX_ECDSA_P256_SHA_256":
      guard (try? P256.Signing.PublicKey(derRepresentation: bytes)) != nil else { return nil }
      self = .p256(bytes)
    case "PKIX_ECDSA_P384_SHA_384":
      guard (try? P384.Signing.PublicKey(derRepresentation: bytes)) != nil else { return nil }
      self = .p384(bytes)
    case "PKIX_RSA_PKCS1V15_2048_SHA256", "PKIX_RSA_PKCS1V15_3072_SHA256", "PKIX_RSA_PKCS1V15_4096_SHA256":
      guard let key = try? _RSA.Signing.PublicKey(derRepresentation: bytes), key.keySizeInBits >= 2048 else {
        return nil
      }
      self = .rsa(bytes)
    case "PKIX_ED25519":
      guard bytes.starts(with: Self.ed25519Header), bytes.count == Self.ed25519Header.count + 32,
        (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.suffix(32))) != nil
      else { return nil }
      self = .ed25519(Array(bytes.suffix(32)))
    default: self = .other(details)
    }
  }

  func hasSigned(_ data: [UInt8], _ signature: [UInt8]) throws(SigstoreFault) -> Bool {
    if case .other(let details) = self { throw .unknown("a log's key is of the kind `\(shown(details))`") }
    return (try? matches(data, signature)) ?? false
  }

  private func matches(_ data: [UInt8], _ signature: [UInt8]) throws -> Bool {
    switch self {
    case .p256(let key):
      return try P256.Signing.PublicKey(derRepresentation: key)
        .isValidSignature(.init(derRepresentation: signature), for: SHA256.hash(data: data))
    case .p384(let key):
      return try P384.Signing.PublicKey(derRepresentation: key)
        .isValidSignature(.init(derRepresentation: signature), for: SHA384.hash(data: data))
    case .rsa(let key):
      return try _RSA.Signing.PublicKey(derRepresentation: key)
        .isValidSignature(
          .init(rawRepresentation: signature), for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
    case .ed25519(let key):
      return try Curve25519.Signing.PublicKey(rawRepresentation: key).isValidSignature(signature, for: data)
    case .other: return false
    }
  }
}
