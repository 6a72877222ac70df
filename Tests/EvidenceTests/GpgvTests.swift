import CountersignTesting
import Foundation
import Signing
import Testing

@testable import Evidence

/// OpenPGP signatures that gpg made, checked by the real gpgv through ``Gpgv``.
@Suite struct GpgvTests {
  private static let content = Array("tree 1\n\nTitle\n".utf8)

  private func ring(_ keys: SigningKeys, _ names: String...) throws -> [UInt8] {
    try names.flatMap { try OpenPGPKeyFile(keys.exported($0)).packets }
  }

  private func isBad(_ answer: GpgvAnswer) -> Bool {
    if case .bad = answer { true } else { false }
  }

  @Test(arguments: ["ed25519", "rsa2048", "nistp384"])
  func `a good signature gives its key, and no altered one does`(type: String) throws {
    let keys = try SigningKeys()
    let fingerprint = try keys.openPGP("ada", type: type)
    try keys.openPGP("bob")
    let ring = try ring(keys, "bob", "ada")
    let signature = try keys.signature("ada", over: Self.content)
    let good = GpgvAnswer.good(.init(fingerprint: fingerprint, expires: nil))
    #expect(Gpgv.check(signature, over: Self.content, keyring: ring) == good)
    for position in stride(from: 0, to: Self.content.count, by: 5) {
      var altered = Self.content
      altered[position] ^= 1 << UInt8(position % 8)
      #expect(isBad(Gpgv.check(signature, over: altered, keyring: ring)))
    }
    let packet = try OpenPGPSignature.packet(signature)
    for position in stride(from: 0, to: packet.count, by: 7) {
      var altered = packet
      altered[position] ^= 1 << UInt8(position % 8)
      let text = "-----BEGIN PGP SIGNATURE-----\n\n\(Base64.encode(altered))\n-----END PGP SIGNATURE-----\n"
      let answer = Gpgv.check(Array(text.utf8), over: Self.content, keyring: ring)
      // The hints outside of what is signed, such as the key's id, may differ; the key may not.
      if case .good(let found) = answer { #expect(found.fingerprint == fingerprint) }
    }
    #expect(Gpgv.check(signature, over: Self.content + [0], keyring: ring) != good)
  }

  @Test func `a key that isn't in the keyring is nobody's`() throws {
    let keys = try SigningKeys()
    for name in ["ada", "bob"] { try keys.openPGP(name) }
    let signature = try keys.signature("ada", over: Self.content)
    #expect(isBad(Gpgv.check(signature, over: Self.content, keyring: try ring(keys, "bob"))))
    #expect(isBad(Gpgv.check(signature, over: Self.content, keyring: [])))
  }

  @Test func `gpgv sees nothing of the user's, and its folder is gone afterwards`() throws {
    let keys = try SigningKeys()
    try keys.openPGP("ada")
    let folder = try TemporaryFolder()
    let script = folder.path + "/gpgv"
    // By another process: while this one has it open for writing, a test that starts a program could keep it busy.
    let text = "#!/bin/sh\nenv > '\(folder.path)/env'\nls \"$GNUPGHOME\" > '\(folder.path)/ls'\nexec gpgv \"$@\"\n"
    let made = try Subprocess(
      program: "/bin/sh", arguments: ["-c", "cat > \"$1\" && chmod +x \"$1\"", "sh", script],
      environment: HermeticEnvironment.variables, input: Array(text.utf8)
    ).run()
    try #require(made.status == 0)
    let signature = try keys.signature("ada", over: Self.content)
    let answer = Gpgv.check(signature, over: Self.content, keyring: try ring(keys, "ada"), program: script)
    guard case .good = answer else {
      Issue.record("\(answer)")
      return
    }
    let lines = try String(contentsOfFile: folder.path + "/env", encoding: .utf8).split(separator: "\n")
    let seen = Dictionary(
      uniqueKeysWithValues: lines.map { ($0.prefix { $0 != "=" }, $0.drop { $0 != "=" }.dropFirst()) })
    // The rest is what the shell itself sets.
    #expect(Set(seen.keys).subtracting(["PWD", "OLDPWD", "SHLVL", "_"]) == ["GNUPGHOME", "HOME", "LC_ALL", "TZ"])
    #expect(try String(contentsOfFile: folder.path + "/ls", encoding: .utf8) == "content\nkeys.gpg\nsignature\n")
    #expect(!FileManager.default.fileExists(atPath: String(try #require(seen["GNUPGHOME"]))))
  }

  @Test func `an expired key tells when it expired, and a revoked one counts no more`() throws {
    let keys = try SigningKeys()
    let born: Int64 = 1_700_000_000
    let fingerprint = try keys.openPGP("old", expires: "seconds=86400", now: born)
    let signature = try keys.gpg(
      ["-u", fingerprint, "--detach-sign", "--armor"], input: Self.content, now: born + 60
    ).stdoutBytes
    let answer = Gpgv.check(signature, over: Self.content, keyring: try ring(keys, "old"))
    #expect(answer == .good(.init(fingerprint: fingerprint, expires: born + 86_400)))
    try keys.openPGP("ada")
    let revoked = try keys.signature("ada", over: Self.content)
    try keys.revoke("ada")
    #expect(isBad(Gpgv.check(revoked, over: Self.content, keyring: try ring(keys, "ada"))))
  }

  @Test func `without gpgv, or with one that answers nothing, a signature can't be checked`() throws {
    let keys = try SigningKeys()
    try keys.openPGP("ada")
    let signature = try keys.signature("ada", over: Self.content), ring = try ring(keys, "ada")
    guard case .unverifiable(let why) = Gpgv.check(signature, over: Self.content, keyring: ring, program: "no-gpgv")
    else {
      Issue.record("checked without a program")
      return
    }
    #expect(why.hasSuffix(": install gpgv"))
    for program in ["true", "false"] {
      guard case .unverifiable = Gpgv.check(signature, over: Self.content, keyring: ring, program: program) else {
        Issue.record("\(program)")
        continue
      }
    }
  }

  @Test func `a program that doesn't end is killed`() throws {
    var process = ChildProcess("sleep", ["100"])
    process.limit = 1
    #expect(try process.run().status == 128 + 9)
  }
}
