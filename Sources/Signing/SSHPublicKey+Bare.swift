import Crypto
import CryptoExtras

extension SSHPublicKey {
  /// Checks a signature that is nothing but the algorithm's own bytes, as DSSE has them where no SSH key is meant:
  /// ECDSA as DER with the curve's own hash, RSASSA-PSS with SHA-256, Ed25519. Such a signature names neither its key nor what
  /// it was made for; what it is over has to say the latter, as ``PreAuthentication`` does.
  ///
  /// A security key and a certificate never make one.
  package func matchesBare(_ signature: [UInt8], over data: [UInt8]) -> Bool {
    guard certificate == nil, !type.isSecurityKey else { return false }
    switch material {
    case .ed25519(let bytes):
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
      return signature.count == 64 && key?.isValidSignature(signature, for: data) == true
    case .point(let point): return (try? matchesDER(signature, point, data)) ?? false
    case .rsa(let modulus, let exponent): return matchesPSS(signature, modulus, exponent, data)
    }
  }

  private func matchesDER(_ signature: [UInt8], _ point: [UInt8], _ data: [UInt8]) throws -> Bool {
    switch type {
    case .ecdsaP384:
      let key = try P384.Signing.PublicKey(x963Representation: point)
      return key.isValidSignature(try .init(derRepresentation: signature), for: SHA384.hash(data: data))
    case .ecdsaP521:
      let key = try P521.Signing.PublicKey(x963Representation: point)
      return key.isValidSignature(try .init(derRepresentation: signature), for: SHA512.hash(data: data))
    default:
      let key = try P256.Signing.PublicKey(x963Representation: point)
      return key.isValidSignature(try .init(derRepresentation: signature), for: SHA256.hash(data: data))
    }
  }

  private func matchesPSS(
    _ signature: [UInt8], _ modulus: [UInt8], _ exponent: [UInt8], _ data: [UInt8]
  ) -> Bool {
    guard signature.count == modulus.count, (256...2048).contains(modulus.count),
      let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
    else { return false }
    let value = _RSA.Signing.RSASignature(rawRepresentation: signature)
    return key.isValidSignature(value, for: SHA256.hash(data: data), padding: .PSS)
  }
}
