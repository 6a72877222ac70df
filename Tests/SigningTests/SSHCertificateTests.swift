import Signing
import Testing

@Suite struct SSHCertificateTests {
  let message = Array("hello".utf8)
  /// 2025-06-01.
  let now: Int64 = 1_748_736_000

  /// Makes a key, an authority and a certificate, and returns a signature by the certificate.
  private func certified(
    _ keygen: Keygen, _ options: [String] = ["-n", "ada,bob"], type: String = "ed25519", bits: Int? = nil,
    authority: String = "ed25519"
  ) throws -> SSHSignature {
    try keygen.makeKey("key", type: type, bits: bits)
    try keygen.makeKey("ca", type: authority, bits: authority == "rsa" ? 2048 : nil)
    try keygen.succeed(["-q", "-s", "ca", "-I", "id", "-V", "20250101Z:20260101Z"] + options + ["key.pub"])
    return try SSHSignature(try keygen.sign(message, key: "key-cert.pub"))
  }

  private func signers(_ keygen: Keygen, _ names: String = "*") throws -> AllowedSigners {
    AllowedSigners(Array("\(names) cert-authority \(try keygen.publicKey("ca").line)\n".utf8))
  }

  @Test(
    arguments: [
      ("ed25519", nil, "ed25519"), ("ecdsa", 256, "ecdsa"), ("ecdsa", 384, "rsa"), ("ecdsa", 521, "ed25519"),
      ("rsa", 2048, "ecdsa"),
    ] as [(String, Int?, String)])
  func `reads what ssh-keygen certifies`(_ type: String, _ bits: Int?, _ authority: String) throws {
    let keygen = try Keygen()
    let signature = try certified(
      keygen, ["-n", "ada,bob", "-z", "42"], type: type, bits: bits, authority: authority)
    let key = try #require(signature.verify(message: message, namespace: "countersign").key)
    let certificate = try #require(key.certificate)
    #expect(certificate.serial == 42)
    #expect(certificate.isForUser)
    #expect(certificate.principals == [Array("ada".utf8), Array("bob".utf8)])
    #expect(certificate.authority == (try keygen.publicKey("ca")))
    #expect(certificate.validAfter == 1_735_689_600 && certificate.validBefore == 1_767_225_600)
    let plain = try keygen.publicKey("key")
    #expect(key != plain && key.plainBlob == plain.blob && key.fingerprint == plain.fingerprint)
    #expect(key == (try keygen.publicKey("key-cert")))
    #expect(
      try signers(keygen).principals(of: key, namespace: "countersign", at: now)
        == .allowed([Array("ada".utf8), Array("bob".utf8)]))
  }

  @Test func `notices each altered byte of a certificate`() throws {
    let keygen = try Keygen()
    _ = try certified(keygen)
    let blob = unarmored(try keygen.sign(message, key: "key-cert.pub"))
    for position in blob.indices {
      var altered = blob
      altered[position] ^= 1 << UInt8(position % 8)
      let check = SSHSignature.check(altered, message: message, namespace: "countersign")
      #expect(check.key == nil, "byte \(position)")
    }
    for length in blob.indices {
      #expect(SSHSignature.check(Array(blob.prefix(length)), message: message, namespace: "countersign").key == nil)
    }
  }

  @Test func `refuses a host's certificate and one limited to something else`() throws {
    for (options, words) in [
      (["-h", "-n", "ada"], "for a host"), (["-n", "ada", "-O", "force-command=ls"], "`force-command`"),
      (["-n", "ada", "-O", "source-address=10.0.0.0/8"], "`source-address`"),
      (["-n", "ada", "-O", "critical:new@example.com=1"], "`new@example.com`"),
      (["-n", "ada", "-O", "verify-required"], "`verify-required`"),
    ] {
      let keygen = try Keygen()
      let check = try certified(keygen, options).verify(message: message, namespace: "countersign")
      #expect(check.key == nil)
      #expect(check.reason?.contains(words) == true, "\(options): \(String(describing: check.reason))")
      #expect(check.reason?.contains(try keygen.publicKey("key").fingerprint) == true)
    }
  }

  @Test func `a certificate counts in its time, for its names, by its authority`() throws {
    let keygen = try Keygen()
    let key = try #require(try certified(keygen).verify(message: message, namespace: "countersign").key)
    let signers = try signers(keygen, "b*")
    func decision(_ principal: String, _ seconds: Int64) -> AllowedSigners.Decision {
      signers.decision(on: principal, key: key, namespace: "countersign", at: seconds)
    }
    #expect(decision("bob", now) == .allowed([Array("bob".utf8)]))
    for (principal, seconds) in [
      ("ada", now), ("barbara", now), ("b*", now), ("bob", 1_735_689_599), ("bob", 1_767_225_600), ("bob", -1),
    ] as [(String, Int64)] {
      guard case .refused = decision(principal, seconds) else {
        Issue.record("\(principal) may sign at \(seconds)")
        continue
      }
    }
    #expect(decision("bob", 1_735_689_600) == .allowed([Array("bob".utf8)]))
    let plain = try keygen.publicKey("key")
    let listed = AllowedSigners(Array("bob \(plain.line)\nbob \(try keygen.publicKey("ca").line)".utf8))
    #expect(
      listed.principals(of: key, namespace: "countersign", at: now)
        == .refused(["the key isn't listed (key \(key.fingerprint))"]))
  }

  @Test func `a certificate without names counts for nobody`() throws {
    let keygen = try Keygen()
    let key = try #require(try certified(keygen, []).verify(message: message, namespace: "countersign").key)
    #expect(
      try signers(keygen).principals(of: key, namespace: "countersign", at: now)
        == .refused(["the certificate names no principal (key \(key.fingerprint))"]))
  }
}
