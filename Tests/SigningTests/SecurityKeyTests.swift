import Crypto
import Foundation
import Signing
import Testing

/// A security key made of software: signs as OpenSSH's PROTOCOL.u2f says, with whatever flags it is told.
struct SoftwareSecurityKey {
  enum Kind: String, CaseIterable { case ed25519, p256 }

  let blob: [UInt8]
  private let sign: (Data) throws -> [UInt8]
  private let name: String
  private let application: String

  init(_ kind: Kind, application: String = "ssh:") {
    var key = SSHWireWriter()
    switch kind {
    case .ed25519:
      let secret = Curve25519.Signing.PrivateKey()
      name = "sk-ssh-ed25519@openssh.com"
      key.append(string: name)
      key.append(string: Array(secret.publicKey.rawRepresentation))
      sign = { Array(try secret.signature(for: $0)) }
    case .p256:
      let secret = P256.Signing.PrivateKey()
      name = "sk-ecdsa-sha2-nistp256@openssh.com"
      key.append(string: name)
      key.append(string: "nistp256")
      key.append(string: Array(secret.publicKey.x963Representation))
      sign = {
        let raw = Array(try secret.signature(for: $0).rawRepresentation)
        var numbers = SSHWireWriter()
        numbers.append(number: raw[..<32])
        numbers.append(number: raw[32...])
        return numbers.bytes
      }
    }
    key.append(string: application)
    self.application = application
    blob = key.bytes
  }

  /// Returns a raw SSHSIG.
  func signature(over message: [UInt8], namespace: String, flags: UInt8, counter: UInt32 = 7) throws -> [UInt8] {
    var document = SSHWireWriter()
    document.append(raw: "SSHSIG".utf8)
    document.append(string: namespace)
    document.append(string: "")
    document.append(string: "sha512")
    document.append(string: Array(SHA512.hash(data: message)))
    var asked = SSHWireWriter()
    asked.append(raw: SHA256.hash(data: Array(application.utf8)))
    asked.append(flags)
    asked.append(counter)
    asked.append(raw: SHA256.hash(data: document.bytes))
    var value = SSHWireWriter()
    value.append(string: name)
    value.append(string: try sign(Data(asked.bytes)))
    value.append(flags)
    value.append(counter)
    var whole = SSHWireWriter()
    whole.append(raw: "SSHSIG".utf8)
    whole.append(1 as UInt32)
    whole.append(string: blob)
    whole.append(string: namespace)
    whole.append(string: "")
    whole.append(string: "sha512")
    whole.append(string: value.bytes)
    return whole.bytes
  }
}

@Suite struct SecurityKeyTests {
  let message = Array("release 4".utf8)

  @Test(arguments: SoftwareSecurityKey.Kind.allCases)
  func `accepts a touched security key, as ssh-keygen does`(_ kind: SoftwareSecurityKey.Kind) throws {
    let device = SoftwareSecurityKey(kind)
    let key = try SSHPublicKey(blob: device.blob)
    let signature = try device.signature(over: message, namespace: "countersign", flags: 0x05)
    #expect(SSHSignature.check(signature, message: message, namespace: "countersign") == .good(key))

    let keygen = try Keygen()
    let armor = "-----BEGIN SSH SIGNATURE-----\n\(Base64.encode(signature))\n-----END SSH SIGNATURE-----\n"
    try keygen.write(Array(armor.utf8), to: "sig")
    try keygen.write(Array("ada \(key.line)\n".utf8), to: "allowed")
    try keygen.succeed(
      ["-Y", "verify", "-f", "allowed", "-I", "ada", "-n", "countersign", "-s", "sig"], input: message)
  }

  @Test(arguments: SoftwareSecurityKey.Kind.allCases)
  func `notices each altered byte, the flags and the counter among them`(_ kind: SoftwareSecurityKey.Kind) throws {
    let signature = try SoftwareSecurityKey(kind).signature(over: message, namespace: "n", flags: 0x01)
    for position in signature.indices {
      for bit in [0, 2, 7] as [UInt8] {
        var altered = signature
        altered[position] ^= 1 << bit
        let check = SSHSignature.check(altered, message: message, namespace: "n", touch: .notRequired)
        #expect(check.key == nil, "byte \(position)")
      }
    }
    for length in signature.indices {
      #expect(SSHSignature.check(Array(signature.prefix(length)), message: message, namespace: "n").key == nil)
    }
  }

  @Test(arguments: SoftwareSecurityKey.Kind.allCases)
  func `asks for a touch unless told not to`(_ kind: SoftwareSecurityKey.Kind) throws {
    let device = SoftwareSecurityKey(kind)
    let key = try SSHPublicKey(blob: device.blob)
    for flags in [0x00, 0x04] as [UInt8] {
      let signature = try device.signature(over: message, namespace: "n", flags: flags)
      #expect(
        SSHSignature.check(signature, message: message, namespace: "n")
          == .bad("nobody touched the security key when this was signed (key \(key.fingerprint))"))
      #expect(SSHSignature.check(signature, message: message, namespace: "n", touch: .notRequired) == .good(key))
    }
  }

  @Test func `ties a signature to what the key was made for`() throws {
    let device = SoftwareSecurityKey(.ed25519, application: "ssh:work")
    var signature = try device.signature(over: message, namespace: "n", flags: 1)
    let place = try #require(signature.indices.first { signature[$0...].starts(with: "ssh:work".utf8) })
    signature.replaceSubrange(place..<(place + 8), with: "ssh:home".utf8)
    guard case .bad = SSHSignature.check(signature, message: message, namespace: "n") else {
      Issue.record("another application counts")
      return
    }
  }
}
