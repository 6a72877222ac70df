import Crypto
import Foundation
import Signing
import Testing

/// Signatures with a certificate, as gittuf keeps those that it makes through Sigstore. The certificate is OpenSSL's.
@Suite struct SigstoreSignatureTests {
  private static let type = "application/vnd.gittuf+json"
  private static let payload = Array(#"{"type":"x"}"#.utf8)
  private static let kind = "application/vnd.dev.sigstore.verificationmaterial;version=0.3"
  private static let good = "it is by the key of a Sigstore certificate for `ada@example.com`"

  private let certificate: [UInt8]
  private let key: P256.Signing.PrivateKey

  init() throws {
    let keygen = try Keygen()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/"]
      + ["-addext", "subjectAltName=critical,email:ada@example.com", "-keyout", "key.pem", "-outform", "DER"]
      + ["-out", "certificate.der"]
    process.currentDirectoryURL = keygen.directory
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    certificate = try keygen.read("certificate.der")
    key = try .init(pemRepresentation: String(decoding: try keygen.read("key.pem"), as: UTF8.self))
  }

  private func signature(over message: [UInt8], by key: P256.Signing.PrivateKey, digest: [UInt8]? = nil) throws
    -> [UInt8]
  {
    let value = Array(try key.signature(for: message).derRepresentation)
    let digest = digest ?? Array(SHA256.hash(data: message))
    return Array(
      #"{"messageDigest":{"algorithm":"SHA2_256","digest":"\#(Base64.encode(digest))"},"signature":"\#(Base64.encode(value))"}"#
        .utf8)
  }

  private func reason(_ signature: [UInt8], _ certificate: [UInt8]) throws -> String {
    let material = #"{"kind":"\#(Self.kind)","ext":{"certificate":{"rawBytes":"\#(Base64.encode(certificate))"}}}"#
    let envelope = try DSSEEnvelope(
      json: Array(
        #"{"payload":"\#(Base64.encode(Self.payload))","payloadType":"\#(Self.type)","signatures":[{"sig":"\#(Base64.encode(signature))","extension":\#(material)}]}"#
          .utf8))
    let verification = envelope.verify(namespace: "git")
    #expect(verification.keys.isEmpty, "nobody's, whatever it says")
    return try #require(verification.reasons.first)
  }

  private var message: [UInt8] { PreAuthentication.encode(type: Self.type, body: Self.payload) }

  @Test func `what the certificate's key has signed is told, and counts for nobody`() throws {
    let reason = try reason(signature(over: message, by: key), certificate)
    #expect(reason.hasPrefix(Self.good))
    #expect(reason.contains("can't be asked offline"))
  }

  @Test func `another key's signature and another message are told as false`() throws {
    let false_ = "the signature isn't by the key of the certificate that comes with it"
    #expect(try reason(signature(over: message, by: P256.Signing.PrivateKey()), certificate) == false_)
    #expect(try reason(signature(over: message + [0], by: key), certificate) == false_)
    let lied = try signature(over: message + [0], by: key, digest: Array(SHA256.hash(data: message)))
    #expect(try reason(lied, certificate) == false_)
  }

  @Test func `no bit of the signature or of the certificate's key can be altered, and none makes it crash`() throws {
    let signature = try signature(over: message, by: key)
    for bit in 0..<(signature.count * 8) {
      var altered = signature
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try !reason(altered, certificate).hasPrefix(Self.good), "bit \(bit)")
    }
    let point = Array(key.publicKey.x963Representation)
    let start = try #require(certificate.indices.first { certificate[$0...].starts(with: point) })
    for bit in 0..<(certificate.count * 8) {
      var altered = certificate
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      let told = try reason(signature, altered)
      if (start..<(start + point.count)).contains(bit / 8) { #expect(!told.hasPrefix(Self.good), "bit \(bit)") }
    }
    for length in certificate.indices {
      #expect(try !reason(signature, Array(certificate.prefix(length))).hasPrefix(Self.good))
    }
  }
}
