/// What an OpenSSH certificate says of the key inside it, and who says so.
///
/// Nothing here is trusted by itself: the authority's signature is checked when a signature by the certificate is,
/// and the authority has to be allowed by a line of ``AllowedSigners``.
package struct SSHCertificate: Sendable {
  package let serial: UInt64
  /// A Boolean value that tells whether the certificate is for a person, not for a host.
  package let isForUser: Bool
  package let keyID: [UInt8]
  package let principals: [[UInt8]]
  /// The first second of its validity, in seconds since 1970.
  package let validAfter: UInt64
  /// The first second after its validity; the greatest number there is for "for ever".
  package let validBefore: UInt64
  package let criticalOptions: [String]
  package let extensions: [String]
  package let authority: SSHPublicKey
  private let signedBytes: [UInt8]
  private let signature: [UInt8]

  /// Reads what follows the key inside a certificate.
  init(reading reader: inout SSHWireReader, signedBlob blob: [UInt8]) throws {
    serial = try reader.uint64()
    let kind = try reader.uint32()
    guard kind == 1 || kind == 2 else { throw SSHKeyFault("the certificate is of the unknown kind \(kind)") }
    isForUser = kind == 1
    keyID = try reader.string()
    principals = try Self.strings(in: reader.string())
    validAfter = try reader.uint64()
    validBefore = try reader.uint64()
    criticalOptions = try Self.options(in: reader.string())
    extensions = try Self.options(in: reader.string())
    _ = try reader.string()  // reserved
    authority = try Self.authority(reader.string())
    signature = try reader.string()
    // The signature is the certificate's last field: all before its length is signed.
    signedBytes = Array(blob.dropLast(signature.count + 4))
  }

  /// Checks the authority's signature, and that nothing in the certificate forbids signing documents.
  ///
  /// Stricter than `ssh-keygen -Y verify`, which takes no notice of critical options: a certificate limited to
  /// one command or one address was not given out to sign with.
  func fault(of type: SSHKeyType) -> CertificateFault? {
    switch authority.check(signature, over: signedBytes, touch: .notRequired) {
    case .good: break
    case .bad(let reason): return .bad("the certificate isn't its authority's: \(reason)")
    case .unverifiable(let reason): return .unverifiable("the certificate can't be checked: \(reason)")
    }
    guard isForUser else { return .bad("the certificate is for a host, not for a person") }
    for option in criticalOptions where option != "verify-required" || !type.isSecurityKey {
      return .unverifiable("the certificate has the critical option `\(shown(option))`, which a signature can't meet")
    }
    return nil
  }

  enum CertificateFault {
    case bad(String), unverifiable(String)
  }

  private static func authority(_ blob: [UInt8]) throws -> SSHPublicKey {
    // Only one level: a hostile blob must not nest certificates until the stack ends.
    var reader = SSHWireReader(blob)
    let name = try reader.name()
    guard SSHKeyType(rawValue: name) != nil else {
      throw SSHKeyFault("the certificate's authority has a key of the type `\(shown(name))`")
    }
    return try SSHPublicKey(blob: blob)
  }

  private static func strings(in bytes: [UInt8]) throws -> [[UInt8]] {
    var reader = SSHWireReader(bytes)
    var strings: [[UInt8]] = []
    while !reader.isAtEnd { strings.append(try reader.string()) }
    return strings
  }

  private static func options(in bytes: [UInt8]) throws -> [String] {
    var reader = SSHWireReader(bytes)
    var names: [String] = []
    while !reader.isAtEnd {
      names.append(try reader.name())
      _ = try reader.string()
    }
    return names
  }
}
