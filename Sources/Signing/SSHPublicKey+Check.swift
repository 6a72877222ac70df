import Crypto
import CryptoExtras

extension SSHPublicKey {
  /// Checks an SSH signature (its algorithm's name and what that defines) over `data`.
  func check(_ signature: [UInt8], over data: [UInt8], touch: TouchRule) -> SignatureCheck {
    do {
      var reader = SSHWireReader(signature)
      let algorithm = try reader.name()
      guard type.signatureAlgorithms.contains(algorithm) else {
        return .unverifiable("the signature algorithm `\(shown(algorithm))` doesn't count for `\(type.rawValue)`", self)
      }
      let value = try reader.string()
      let presence = type.isSecurityKey ? try Presence(reading: &reader) : nil
      try reader.end()
      let signed = presence.map { $0.signedBytes(application: application, data: data) } ?? data
      guard try matches(value, algorithm, signed) else {
        return .bad("the signature isn't this key's over these bytes", self)
      }
      return presence.flatMap { fault(of: $0, touch) } ?? .good(self)
    } catch let weakness as Weakness {
      return .unverifiable(weakness.reason, self)
    } catch {
      return .unverifiable("the signature can't be read: \(error)", self)
    }
  }

  private func matches(_ value: [UInt8], _ algorithm: String, _ data: [UInt8]) throws -> Bool {
    switch material {
    case .ed25519(let bytes):
      let key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes)
      return value.count == 64 && key.isValidSignature(value, for: data)
    case .point(let point):
      return try matchesECDSA(value, point, data)
    case .rsa(let modulus, let exponent):
      return try matchesRSA(value, algorithm, modulus, exponent, data)
    }
  }

  private func matchesECDSA(_ value: [UInt8], _ point: [UInt8], _ data: [UInt8]) throws -> Bool {
    var reader = SSHWireReader(value)
    let (r, s) = (try reader.number(), try reader.number())
    try reader.end()
    // The point is 04, x, y, so this is the length of a coordinate.
    let width = point.count / 2
    guard r.count <= width, s.count <= width else { return false }
    let raw = padded(r, to: width) + padded(s, to: width)
    switch type {
    case .ecdsaP384:
      let key = try P384.Signing.PublicKey(x963Representation: point)
      return key.isValidSignature(try .init(rawRepresentation: raw), for: SHA384.hash(data: data))
    case .ecdsaP521:
      let key = try P521.Signing.PublicKey(x963Representation: point)
      return key.isValidSignature(try .init(rawRepresentation: raw), for: SHA512.hash(data: data))
    default:
      let key = try P256.Signing.PublicKey(x963Representation: point)
      return key.isValidSignature(try .init(rawRepresentation: raw), for: SHA256.hash(data: data))
    }
  }

  private func matchesRSA(
    _ value: [UInt8], _ algorithm: String, _ modulus: [UInt8], _ exponent: [UInt8], _ data: [UInt8]
  ) throws -> Bool {
    let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    guard bits >= 2048 else { throw Weakness("the RSA key has \(bits) bits; at least 2048 are needed") }
    guard bits <= 16_384 else { throw Weakness("the RSA key has \(bits) bits; at most 16384 can be checked") }
    let key: _RSA.Signing.PublicKey
    do {
      key = try .init(n: modulus, e: exponent)
    } catch {
      throw Weakness("the RSA key's numbers aren't accepted")
    }
    guard value.count <= modulus.count else { return false }
    let signature = _RSA.Signing.RSASignature(rawRepresentation: padded(value, to: modulus.count))
    return algorithm == "rsa-sha2-256"
      ? key.isValidSignature(signature, for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
      : key.isValidSignature(signature, for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5)
  }

  private func padded(_ bytes: [UInt8], to width: Int) -> [UInt8] {
    Array(repeating: 0, count: max(0, width - bytes.count)) + bytes
  }

  private func fault(of presence: Presence, _ touch: TouchRule) -> SignatureCheck? {
    let mayGoUntouched = touch == .notRequired && (certificate?.extensions.contains("no-touch-required") ?? true)
    if !presence.wasTouched, !mayGoUntouched {
      return .bad("nobody touched the security key when this was signed", self)
    }
    if certificate?.criticalOptions.contains("verify-required") == true, !presence.wasVerified {
      return .bad("the certificate asks for a PIN or fingerprint, and none was given when this was signed", self)
    }
    return nil
  }
}

/// What a security key says beside its signature: OpenSSH's PROTOCOL.u2f.
private struct Presence {
  let flags: UInt8
  let counter: UInt32

  init(reading reader: inout SSHWireReader) throws(SSHWireError) {
    flags = try reader.byte()
    counter = try reader.uint32()
  }

  var wasTouched: Bool { flags & 0x01 != 0 }
  var wasVerified: Bool { flags & 0x04 != 0 }

  func signedBytes(application: [UInt8], data: [UInt8]) -> [UInt8] {
    var writer = SSHWireWriter()
    writer.append(raw: SHA256.hash(data: application))
    writer.append(flags)
    writer.append(counter)
    writer.append(raw: SHA256.hash(data: data))
    return writer.bytes
  }
}

/// A key or signature too weak, or too large, to say anything of.
private struct Weakness: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
