import Crypto

/// An SSH public key, or a certificate over one.
///
/// Two keys are equal if their bytes are. A certificate is therefore never equal to the key inside it: who trusts a
/// key doesn't trust its certificates by that, nor the other way round. To count people, compare ``plainBlob``.
package struct SSHPublicKey: Hashable, Sendable {
  /// The numbers that a signature is checked with.
  enum Material: Sendable {
    case ed25519([UInt8])
    /// A point on the curve that the key's type names, uncompressed.
    case point([UInt8])
    case rsa(modulus: [UInt8], exponent: [UInt8])
  }

  private indirect enum Standing: Sendable {
    case plain
    case certified(SSHCertificate)
  }

  package let type: SSHKeyType
  /// The key as it is stored and sent.
  package let blob: [UInt8]
  /// The key without the certificate that may be around it.
  package let plainBlob: [UInt8]
  let material: Material
  /// What a security key was asked to sign for, usually `ssh:`; empty for other types.
  let application: [UInt8]
  private let standing: Standing

  package var certificate: SSHCertificate? {
    if case .certified(let certificate) = standing { certificate } else { nil }
  }

  /// The fingerprint as `ssh-keygen -l` prints it. A certificate has that of its key.
  package var fingerprint: String { Self.fingerprint(ofBlob: plainBlob) }

  /// The key as it stands in a `.pub` file, without a comment.
  package var line: String {
    (certificate == nil ? type.rawValue : type.certificateName) + " " + Base64.encode(blob)
  }

  package static func fingerprint(ofBlob blob: [UInt8]) -> String {
    "SHA256:" + Base64.encode(Array(SHA256.hash(data: blob)), padded: false)
  }

  package static func == (a: Self, b: Self) -> Bool { a.blob == b.blob }
  package func hash(into hasher: inout Hasher) { hasher.combine(blob) }

  /// Reads a key from its bytes. Bytes after the key are refused.
  package init(blob: [UInt8]) throws(SSHKeyError) {
    do {
      try self.init(reading: blob)
    } catch let error as SSHKeyError {
      throw error
    } catch {
      throw SSHKeyError.unreadable("\(error)", fingerprint: Self.fingerprint(ofBlob: blob))
    }
  }

  private init(reading blob: [UInt8]) throws {
    var reader = SSHWireReader(blob)
    let name = try reader.name()
    let certified = SSHKeyType.allCases.first { $0.certificateName == name }
    guard let type = certified ?? SSHKeyType(rawValue: name) else {
      throw SSHKeyError.unsupported(
        "the key type `\(shown(name))` is not one that can be checked", fingerprint: Self.fingerprint(ofBlob: blob))
    }
    if certified != nil { _ = try reader.string() }  // a nonce
    self.type = type
    self.blob = blob
    (material, application) = try Self.material(of: type, from: &reader)
    plainBlob = Self.plainBlob(type, material, application)
    if certified != nil {
      standing = .certified(try SSHCertificate(reading: &reader, signedBlob: blob))
    } else {
      standing = .plain
    }
    try reader.end()
  }

  private static func material(
    of type: SSHKeyType, from reader: inout SSHWireReader
  ) throws -> (Material, application: [UInt8]) {
    let material: Material
    switch type {
    case .ed25519, .securityKeyEd25519:
      let key = try reader.string()
      guard key.count == 32 else { throw SSHKeyFault("an Ed25519 key has 32 bytes, this one \(key.count)") }
      material = .ed25519(key)
    case .rsa:
      let exponent = try reader.number()
      material = .rsa(modulus: try reader.number(), exponent: exponent)
    case .ecdsaP256, .ecdsaP384, .ecdsaP521, .securityKeyP256:
      guard try reader.name() == type.curveName else { throw SSHKeyFault("the key names another curve than its type") }
      let point = try reader.string()
      guard point.first == 4, isOnCurve(point, type) else { throw SSHKeyFault("the key is not a point on its curve") }
      material = .point(point)
    }
    return (material, type.isSecurityKey ? try reader.string() : [])
  }

  private static func isOnCurve(_ point: [UInt8], _ type: SSHKeyType) -> Bool {
    do {
      switch type {
      case .ecdsaP384: _ = try P384.Signing.PublicKey(x963Representation: point)
      case .ecdsaP521: _ = try P521.Signing.PublicKey(x963Representation: point)
      default: _ = try P256.Signing.PublicKey(x963Representation: point)
      }
      return true
    } catch {
      return false
    }
  }

  private static func plainBlob(_ type: SSHKeyType, _ material: Material, _ application: [UInt8]) -> [UInt8] {
    var writer = SSHWireWriter()
    writer.append(string: type.rawValue)
    if let curve = type.curveName { writer.append(string: curve) }
    switch material {
    case .ed25519(let key): writer.append(string: key)
    case .point(let point): writer.append(string: point)
    case .rsa(let modulus, let exponent):
      writer.append(number: exponent)
      writer.append(number: modulus)
    }
    if type.isSecurityKey { writer.append(string: application) }
    return writer.bytes
  }
}
