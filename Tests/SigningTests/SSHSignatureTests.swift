import Signing
import Testing

/// A kind of key that `ssh-keygen` makes without a security key.
struct KeyKind: Sendable, CustomStringConvertible {
  var type: String
  var bits: Int?
  var hash: String
  var description: String { "\(type) \(bits.map { "\($0)" } ?? "") \(hash)" }

  static let all: [KeyKind] = ["sha256", "sha512"].flatMap { hash in
    [
      KeyKind(type: "ed25519", bits: nil, hash: hash), KeyKind(type: "ecdsa", bits: 256, hash: hash),
      KeyKind(type: "ecdsa", bits: 384, hash: hash), KeyKind(type: "ecdsa", bits: 521, hash: hash),
      KeyKind(type: "rsa", bits: 2048, hash: hash), KeyKind(type: "rsa", bits: 3072, hash: hash),
      KeyKind(type: "rsa", bits: 4096, hash: hash),
    ]
  }
}

@Suite struct SSHSignatureTests {
  let message = Array("approve 9f2c41d07e5b\n\0\u{ff}".utf8)

  @Test(arguments: KeyKind.all)
  func `accepts what ssh-keygen signs, and nothing that differs from it`(_ kind: KeyKind) throws {
    let keygen = try Keygen()
    try keygen.makeKey("key", type: kind.type, bits: kind.bits)
    let key = try keygen.publicKey("key")
    let armored = try keygen.sign(message, key: "key", hash: kind.hash)
    let signature = try SSHSignature(armored)
    let check = signature.verify(message: message, namespace: "countersign")
    #expect(check == .good(key))
    #expect(signature.hashAlgorithm.rawValue == kind.hash)

    let blob = unarmored(armored)
    #expect(SSHSignature.check(blob, message: message, namespace: "countersign") == .good(key))
    for position in blob.indices {
      var altered = blob
      altered[position] ^= 1 << UInt8(position % 8)
      let check = SSHSignature.check(altered, message: message, namespace: "countersign")
      #expect(check.key == nil, "byte \(position)")
      #expect(check.reason?.isEmpty == false)
    }
    for position in message.indices {
      var altered = message
      altered[position] ^= 1 << UInt8(position % 8)
      guard case .bad(let reason) = signature.verify(message: altered, namespace: "countersign") else {
        Issue.record("byte \(position) isn't noticed")
        continue
      }
      #expect(reason.contains(key.fingerprint))
    }
    for length in blob.indices {
      #expect(SSHSignature.check(Array(blob.prefix(length)), message: message, namespace: "countersign").key == nil)
    }
    #expect(SSHSignature.check(blob + [0], message: message, namespace: "countersign").key == nil)
  }

  @Test func `notices each single bit of an Ed25519 signature`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key")
    let blob = unarmored(try keygen.sign(message, key: "key"))
    for bit in 0..<(blob.count * 8) {
      var altered = blob
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(SSHSignature.check(altered, message: message, namespace: "countersign").key == nil, "bit \(bit)")
    }
  }

  @Test func `refuses another purpose, and says which it was`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key")
    let armored = try keygen.sign(message, key: "key", namespace: "git")
    let key = try keygen.publicKey("key")
    let expected = "the signature was made for `git`, not for `countersign` (key \(key.fingerprint))"
    #expect(SSHSignature.check(armored, message: message, namespace: "countersign") == .bad(expected))
    #expect(SSHSignature.check(armored, message: message, namespace: "").key == nil)
    #expect(SSHSignature.check(armored, message: message, namespace: "git\0").key == nil)
    #expect(SSHSignature.check(armored, message: message, namespace: "git") == .good(key))
  }

  @Test func `refuses a key put in place of the one that signed`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key")
    try keygen.makeKey("other")
    let (key, other) = (try keygen.publicKey("key"), try keygen.publicKey("other"))
    var blob = unarmored(try keygen.sign(message, key: "key"))
    let place = try #require(blob.indices.first { blob[$0...].starts(with: key.blob) })
    blob.replaceSubrange(place..<(place + key.blob.count), with: other.blob)
    guard case .bad(let reason) = SSHSignature.check(blob, message: message, namespace: "countersign") else {
      Issue.record("the other key counts")
      return
    }
    #expect(reason.contains(other.fingerprint))
  }

  @Test func `the reserved field is signed too, so nothing can be hidden in it`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key")
    var blob = unarmored(try keygen.sign(message, key: "key"))
    let tail = Array("countersign".utf8) + [0, 0, 0, 0]
    let place = try #require(blob.indices.first { blob[$0...].starts(with: tail) }) + tail.count
    blob.replaceSubrange((place - 4)..<place, with: [0, 0, 0, 1, 0x41])
    guard case .bad = SSHSignature.check(blob, message: message, namespace: "countersign") else {
      Issue.record("an altered reserved field isn't noticed")
      return
    }
  }

  @Test func `calls RSA below 2048 bits unverifiable, not good and not false`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key", type: "rsa", bits: 1024)
    let armored = try keygen.sign(message, key: "key")
    let fingerprint = try keygen.publicKey("key").fingerprint
    #expect(
      SSHSignature.check(armored, message: message, namespace: "countersign")
        == .unverifiable("the RSA key has 1024 bits; at least 2048 are needed (key \(fingerprint))"))
  }

  @Test func `refuses SHA-1 for RSA`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key", type: "rsa", bits: 2048)
    var blob = unarmored(try keygen.sign(message, key: "key"))
    let name = Array("rsa-sha2-512".utf8)
    let place = try #require(blob.indices.first { blob[$0...].starts(with: name) })
    // One name shorter by five bytes: both lengths before it change too.
    blob.replaceSubrange((place - 4)..<(place + name.count), with: [0, 0, 0, 7] + Array("ssh-rsa".utf8))
    blob[place - 5] -= 5
    guard case .unverifiable(let reason) = SSHSignature.check(blob, message: message, namespace: "countersign") else {
      Issue.record("ssh-rsa isn't refused")
      return
    }
    #expect(reason.contains("the signature algorithm `ssh-rsa` doesn't count for `ssh-rsa`"))
  }

  @Test func `reads armor with white space around it, and with no other text`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key")
    let text = String(decoding: try keygen.sign(message, key: "key"), as: UTF8.self)
    func check(_ text: String) -> SignatureCheck {
      SSHSignature.check(Array(text.utf8), message: message, namespace: "countersign")
    }
    #expect(check("\n \(text)\n\n").key != nil)
    #expect(check(text.split(separator: "\n").joined(separator: "\r\n")).key != nil)
    let refused = [
      text + "x", "x" + text, text + text, text.replacing("END", with: "BEGIN"), String(text.dropLast(3)), "",
      text.replacing("U1NI", with: "U1N*"), "-----BEGIN SSH SIGNATURE----------END SSH SIGNATURE-----",
      "-----BEGIN SSH SIGNATURE-----",
    ]
    for text in refused { #expect(check(text).key == nil, "\(text)") }
  }

  @Test func `refuses what is far too large unread`() {
    let check = SSHSignature.check(
      Array(repeating: UInt8(ascii: "A"), count: SSHSignature.largest + 1), message: message, namespace: "countersign")
    #expect(check.reason?.contains("at most 262144 are read") == true)
  }

  @Test func `never stops on bytes that mean nothing`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let count = Int.random(in: 0..<300, using: &generator)
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) & 0x8F }
      #expect(SSHSignature.check(Array("SSHSIG\0\0\0\u{1}".utf8) + noise, message: [], namespace: "x").key == nil)
      #expect((try? SSHPublicKey(blob: noise)) == nil)
    }
  }
}
