import Crypto
import Foundation
import Signing
import Testing

/// DSSE signatures that are nothing but an algorithm's bytes, made by OpenSSL or taken from DSSE's specification.
@Suite struct BareSignatureTests {
  private static let type = "application/vnd.in-toto+json"

  private func envelope(_ signatures: [[UInt8]], payload: [UInt8] = Array("{}".utf8), type: String = type) throws
    -> DSSEEnvelope
  {
    let list = signatures.map { #"{"sig":"\#(Base64.encode($0))"}"# }.joined(separator: ",")
    return try DSSEEnvelope(
      json: Array(
        #"{"payload":"\#(Base64.encode(payload))","payloadType":"\#(type)","signatures":[\#(list)]}"#.utf8))
  }

  /// Makes a key and a signature with OpenSSL, and has ssh-keygen turn the public key into an OpenSSH line.
  private func signed(_ message: [UInt8], _ kind: String) throws -> (key: SSHPublicKey, signature: [UInt8]) {
    let keygen = try Keygen()
    try keygen.write(message, to: "message")
    func openssl(_ arguments: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
      process.currentDirectoryURL = keygen.directory
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }
    let (make, hash, options): (String, String, String) =
      switch kind {
      case "P-256": ("EC -pkeyopt ec_paramgen_curve:P-256", "-sha256", "")
      case "P-384": ("EC -pkeyopt ec_paramgen_curve:P-384", "-sha384", "")
      case "P-521": ("EC -pkeyopt ec_paramgen_curve:P-521", "-sha512", "")
      default:
        (
          "RSA -pkeyopt rsa_keygen_bits:3072", "-sha256",
          " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest -sigopt rsa_mgf1_md:sha256"
        )
      }
    try openssl("genpkey -algorithm \(make) -out key.pem")
    try openssl("pkey -in key.pem -pubout -out pub.pem")
    try openssl("dgst \(hash) -sign key.pem\(options) -out sig message")
    let line = try keygen.succeed(["-i", "-m", "PKCS8", "-f", "pub.pem"]).lines.first
    return (try SSHPublicKey(line: try #require(line)), try keygen.read("sig"))
  }

  @Test(arguments: ["P-256", "P-384", "P-521", "RSA"])
  func `what OpenSSL has signed is good with its key alone, and nothing altered is`(kind: String) throws {
    let message = PreAuthentication.encode(type: Self.type, body: Array("{}".utf8))
    let (key, signature) = try signed(message, kind)
    let (other, _) = try signed(message, kind)
    let envelope = try envelope([signature])
    #expect(envelope.verify(namespace: "git", bare: [other, key]).keys == [key])
    #expect(envelope.verify(namespace: "git", bare: [other]).keys == [])
    #expect(envelope.verify(namespace: "git").keys == [])
    #expect(envelope.verify(namespace: "git", bare: [other]).reasons.first?.contains("none of the keys") == true)
    for bit in stride(from: 0, to: signature.count * 8, by: kind == "RSA" ? 29 : 1) {
      var altered = signature
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try self.envelope([altered]).verify(namespace: "git", bare: [key]).keys == [])
    }
    for altered in [signature.dropLast(), signature + [0], [0] + signature] as [[UInt8]] {
      #expect(try self.envelope([Array(altered)]).verify(namespace: "git", bare: [key]).keys == [])
    }
    #expect(try self.envelope([signature], payload: Array("{ }".utf8)).verify(namespace: "git", bare: [key]).keys == [])
    #expect(try self.envelope([signature], type: Self.type + "+").verify(namespace: "git", bare: [key]).keys == [])
  }

  @Test func `an Ed25519 signature is good with its key alone`() throws {
    let key = Curve25519.Signing.PrivateKey()
    var writer = SSHWireWriter()
    writer.append(string: "ssh-ed25519")
    writer.append(string: key.publicKey.rawRepresentation)
    let line = try SSHPublicKey(blob: writer.bytes)
    let message = PreAuthentication.encode(type: Self.type, body: Array("{}".utf8))
    let envelope = try envelope([Array(try key.signature(for: message))])
    #expect(envelope.verify(namespace: "git", bare: [line]).keys == [line])
    #expect(
      try self.envelope([Array(try key.signature(for: [1, 2]))]).verify(namespace: "git", bare: [line]).keys == [])
  }

  @Test func `the vector of DSSE's specification verifies`() throws {
    // secure-systems-lab/dsse, protocol.md.
    let point =
      [4] + bytes("46950820868899156662930047687818585632848591499744589407958293238635476079160")
      + bytes("5640078356564379163099075877009565129882514886557779369047442380624545832820")
    var writer = SSHWireWriter()
    writer.append(string: "ecdsa-sha2-nistp256")
    writer.append(string: "nistp256")
    writer.append(string: point)
    let key = try SSHPublicKey(blob: writer.bytes)
    let raw = try #require(
      Base64.decode(
        "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==".utf8))
    // The vector has the two numbers side by side; signatures in envelopes are DER.
    let signature = Array(try P256.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation)
    let envelope = try envelope(
      [signature], payload: Array("hello world".utf8), type: "http://example.com/HelloWorld")
    #expect(envelope.verify(namespace: "git", bare: [key]).keys == [key])
  }

  @Test func `a certificate and a security key make no bare signature`() throws {
    let keygen = try Keygen()
    for name in ["a", "ca"] { try keygen.makeKey(name) }
    try keygen.succeed(["-q", "-s", "ca", "-I", "id", "-n", "ada", "a.pub"])
    let key = Curve25519.Signing.PrivateKey()
    let message = PreAuthentication.encode(type: Self.type, body: Array("{}".utf8))
    var writer = SSHWireWriter()
    writer.append(string: "sk-ssh-ed25519@openssh.com")
    writer.append(string: key.publicKey.rawRepresentation)
    writer.append(string: "ssh:")
    let securityKey = try SSHPublicKey(blob: writer.bytes)
    let signature = Array(try key.signature(for: message))
    #expect(!securityKey.matchesBare(signature, over: message))
    #expect(!(try keygen.publicKey("a-cert").matchesBare(signature, over: message)))
  }

  /// Turns a decimal number into 32 bytes.
  private func bytes(_ decimal: String) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    for digit in decimal.utf8 {
      var carry = Int(digit - 0x30)
      for index in bytes.indices.reversed() {
        let value = Int(bytes[index]) * 10 + carry
        bytes[index] = UInt8(value & 0xFF)
        carry = value >> 8
      }
    }
    return bytes
  }
}
