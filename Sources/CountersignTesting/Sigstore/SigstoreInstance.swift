package import Crypto
import Foundation
import SwiftASN1
package import X509

/// An authority for certificates, a log of these and a log of signatures, all of them made for one test.
///
/// Written after RFC 5280, RFC 6962 and Sigstore's protobuf-specs, and not after what reads it.
package struct SigstoreInstance: Sendable {
  package let root = P384.Signing.PrivateKey()
  package let intermediate = P384.Signing.PrivateKey()
  package let certificateLog = P256.Signing.PrivateKey()
  package let log = P256.Signing.PrivateKey()
  /// When authority and logs began.
  package let start: Int64
  /// How many entries the log of signatures has, and which place a new one gets.
  package var size = 11
  package var place = 6

  package init(start: Int64 = 1_700_000_000) { self.start = start }

  /// What is asked of the instance. Each part that isn't as it should be is an attack.
  package struct Request: Sendable {
    package var identity = "ada@example.com"
    package var issuer = "https://login.example.com"
    /// The older of the two extensions that say who vouched; `nil` leaves it out.
    package var oldIssuer: String?
    package var isWorkflow = false
    package var notBefore: Int64
    package var lifetime: Int64 = 600
    /// When the log says that it took the signature in.
    package var loggedAt: Int64
    package var purposes: [ExtendedKeyUsage.Usage] = [.codeSigning]
    package var isAuthority = false
    package var mayDigitallySign = true
    package var hasTimestamp = true
    package var timestampAt: Int64?
    /// Who signs in the place of the authority and of the logs.
    package var authorityKey: P384.Signing.PrivateKey?
    package var timestampKey: P256.Signing.PrivateKey?
    package var promiseKey: P256.Signing.PrivateKey?
    package var checkpointKey: P256.Signing.PrivateKey?
    package var hasPromise = true
    package var hasProof = true
    package var kind = "hashedrekord"
    package var keyid: String?
    /// What the log's entry is about, in the place of what was signed.
    package var loggedMessage: [UInt8]?

    package init(at seconds: Int64) {
      notBefore = seconds - 5
      loggedAt = seconds
    }
  }

  static func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

  private static func name(_ common: String) throws -> DistinguishedName {
    try DistinguishedName {
      OrganizationName("sigstore.test")
      CommonName(common)
    }
  }

  package func rootCertificate() throws -> Certificate {
    try authority(
      "root", key: .init(root.publicKey), by: root, issuer: "root",
      constraints: .isCertificateAuthority(maxPathLength: 1))
  }

  package func intermediateCertificate() throws -> Certificate {
    try authority(
      "intermediate", key: .init(intermediate.publicKey), by: root, issuer: "root",
      constraints: .isCertificateAuthority(maxPathLength: 0))
  }

  private func authority(
    _ name: String, key: Certificate.PublicKey, by signer: P384.Signing.PrivateKey, issuer: String,
    constraints: BasicConstraints
  ) throws -> Certificate {
    try Certificate(
      version: .v3, serialNumber: .init(), publicKey: key, notValidBefore: Self.date(start),
      notValidAfter: Self.date(start + 315_360_000), issuer: Self.name(issuer), subject: Self.name(name),
      signatureAlgorithm: .ecdsaWithSHA384,
      extensions: Certificate.Extensions {
        Critical(constraints)
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
      }, issuerPrivateKey: .init(signer))
  }

  /// Returns a certificate for a key, seen by the log of certificates.
  package func certificate(for key: P256.Signing.PublicKey, _ request: Request) throws -> [UInt8] {
    let number = Certificate.SerialNumber()
    func make(_ timestamps: [UInt8]?) throws -> Certificate {
      var extensions = Certificate.Extensions()
      try extensions.append(
        Critical(KeyUsage(digitalSignature: request.mayDigitallySign)).makeCertificateExtension())
      try extensions.append(ExtendedKeyUsage(request.purposes).makeCertificateExtension())
      if request.isAuthority {
        try extensions.append(
          Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil)).makeCertificateExtension())
      }
      let names: [GeneralName] =
        request.isWorkflow ? [.uniformResourceIdentifier(request.identity)] : [.rfc822Name(request.identity)]
      try extensions.append(Critical(SubjectAlternativeNames(names)).makeCertificateExtension())
      if let old = request.oldIssuer {
        try extensions.append(
          .init(oid: [1, 3, 6, 1, 4, 1, 57264, 1, 1], critical: false, value: Array(old.utf8)[...]))
      }
      var value = DER.Serializer()
      try value.serialize(ASN1UTF8String(request.issuer))
      try extensions.append(
        .init(oid: [1, 3, 6, 1, 4, 1, 57264, 1, 8], critical: false, value: value.serializedBytes[...]))
      if let timestamps {
        try extensions.append(
          .init(oid: [1, 3, 6, 1, 4, 1, 11129, 2, 4, 2], critical: false, value: timestamps[...]))
      }
      return try Certificate(
        version: .v3, serialNumber: number, publicKey: .init(key), notValidBefore: Self.date(request.notBefore),
        notValidAfter: Self.date(request.notBefore + request.lifetime), issuer: Self.name("intermediate"),
        subject: DistinguishedName(), signatureAlgorithm: .ecdsaWithSHA384, extensions: extensions,
        issuerPrivateKey: .init(request.authorityKey ?? intermediate))
    }
    let bare = try make(nil)
    guard request.hasTimestamp else { return try Self.bytes(bare) }
    return try Self.bytes(try make(timestamps(for: Array(bare.tbsCertificateBytes), request)))
  }

  /// RFC 6962, 3.2 and 3.3, with one timestamp.
  private func timestamps(for body: [UInt8], _ request: Request) throws -> [UInt8] {
    let milliseconds = UInt64((request.timestampAt ?? request.notBefore) * 1000 + 7)
    let issuer = Array(SHA256.hash(data: intermediate.publicKey.derRepresentation))
    let signed =
      [0, 0] + Self.big(milliseconds, 8) + [0, 1] + issuer + Self.big(UInt64(body.count), 3) + body + [0, 0]
    let key = request.timestampKey ?? certificateLog
    let signature = Array(try key.signature(for: signed).derRepresentation)
    let id = Array(SHA256.hash(data: certificateLog.publicKey.derRepresentation))
    let one = [0] + id + Self.big(milliseconds, 8) + [0, 0, 4, 3] + Self.big(UInt64(signature.count), 2) + signature
    let list = Self.big(UInt64(one.count), 2) + one
    let whole = Self.big(UInt64(list.count), 2) + list
    var der = DER.Serializer()
    try der.serialize(ASN1OctetString(contentBytes: whole[...]))
    return der.serializedBytes
  }

  static func big(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - $0))) }
  }

  package static func bytes(_ certificate: Certificate) throws -> [UInt8] {
    var der = DER.Serializer()
    try der.serialize(certificate)
    return der.serializedBytes
  }
}
