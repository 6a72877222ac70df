import Signing
import Testing

@Suite struct SSHPublicKeyTests {
  @Test(
    arguments: [
      ("ed25519", nil, SSHKeyType.ed25519), ("ecdsa", 256, .ecdsaP256), ("ecdsa", 384, .ecdsaP384),
      ("ecdsa", 521, .ecdsaP521), ("rsa", 2048, .rsa),
    ] as [(String, Int?, SSHKeyType)])
  func `reads a key and gives the fingerprint that ssh-keygen prints`(
    _ name: String, _ bits: Int?, _ type: SSHKeyType
  ) throws {
    let keygen = try Keygen()
    let line = try keygen.makeKey("key", type: name, bits: bits)
    let key = try SSHPublicKey(line: line)
    #expect(key.type == type)
    #expect(line.hasPrefix(key.line + " "))
    let printed = try keygen.succeed(["-l", "-f", "key.pub"]).lines
    #expect(printed.first?.split(separator: " ")[1] == key.fingerprint[...])
    #expect(try SSHPublicKey(blob: key.blob) == key)
    #expect(key.plainBlob == key.blob)
  }

  @Test func `refuses a key cut short at any length, and one with more behind it`() throws {
    let keygen = try Keygen()
    for (type, bits) in [("ed25519", nil), ("ecdsa", 256), ("rsa", 2048)] as [(String, Int?)] {
      try keygen.makeKey(type, type: type, bits: bits)
      let blob = try keygen.publicKey(type).blob
      for length in blob.indices {
        #expect(throws: SSHKeyError.self) { try SSHPublicKey(blob: Array(blob.prefix(length))) }
      }
      #expect(throws: SSHKeyError.self) { try SSHPublicKey(blob: blob + [0]) }
    }
  }

  @Test func `refuses a point that isn't on the curve`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("key", type: "ecdsa", bits: 256)
    var blob = try keygen.publicKey("key").blob
    blob[blob.count - 1] ^= 1
    let error = #expect(throws: SSHKeyError.self) { try SSHPublicKey(blob: blob) }
    #expect(error?.description.contains("not a point on its curve") == true)
    #expect(error?.description.contains(SSHPublicKey.fingerprint(ofBlob: blob)) == true)
  }

  @Test func `names what is wrong with a line`() throws {
    let keygen = try Keygen()
    let line = try keygen.makeKey("key")
    let base64 = line.split(separator: " ")[1]
    let cases = [
      "": "a public key is a type and base64", "ssh-ed25519": "a public key is a type and base64",
      "ssh-dss AAAA": "`ssh-dss` is not a key type that can be checked", "ssh-ed25519 A*": "is not base64",
      "ssh-rsa \(base64)": "the line says `ssh-rsa`, the key itself `ssh-ed25519`",
      "\(line)\(line)": "a public key is one line", "\u{1b}[31m x": "`\\x1b[31m` is not a key type",
    ]
    for (text, expected) in cases {
      let error = #expect(throws: SSHKeyError.self) { try SSHPublicKey(line: text) }
      #expect(error?.description.contains(expected) == true, "\(text): \(String(describing: error))")
    }
  }
}
