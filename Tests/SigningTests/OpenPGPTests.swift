import CountersignTesting
import Foundation
import Testing

@testable import Signing

/// OpenPGP data as far as `gpgv` has to be fed, against what gpg makes.
@Suite struct OpenPGPTests {
  private static let label = "PGP PUBLIC KEY BLOCK"

  private func armored(_ base64: String, headers: String = "", label: String = label) -> [UInt8] {
    Array("-----BEGIN \(label)-----\n\(headers)\n\(base64)\n-----END \(label)-----\n".utf8)
  }

  @Test(arguments: ["ed25519", "rsa2048", "nistp256"])
  func `an exported key is read, armored and binary, with gpg's fingerprint`(type: String) throws {
    let keys = try SigningKeys()
    let fingerprint = try keys.openPGP("ada", type: type)
    let text = try keys.exported("ada"), bytes = try keys.exported("ada", armored: false)
    let file = try OpenPGPKeyFile(text)
    #expect(file.fingerprints == [fingerprint])
    #expect(file.packets == bytes)
    #expect(try OpenPGPKeyFile(bytes) == file)
    // Line ends of other systems, and an editor's spaces.
    let edited = "\n" + String(decoding: text, as: UTF8.self).replacing("\n", with: " \r\n")
    #expect(try OpenPGPKeyFile(Array(edited.utf8)) == file)
  }

  @Test func `several keys may stand in one file, one after the other or in one block`() throws {
    let keys = try SigningKeys()
    let prints = [try keys.openPGP("ada"), try keys.openPGP("bob")]
    let two = try keys.exported("ada") + keys.exported("bob")
    #expect(try OpenPGPKeyFile(two).fingerprints == prints)
    #expect(Set(try OpenPGPKeyFile(keys.exported("ada", "bob")).fingerprints) == Set(prints))
    #expect(throws: OpenPGPFault.self) { try OpenPGPKeyFile(two + keys.exported("ada")) }
  }

  @Test func `what isn't a file of public keys alone is refused whole`() throws {
    let keys = try SigningKeys()
    try keys.openPGP("ada")
    let text = String(decoding: try keys.exported("ada"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let secret = try keys.gpg(["--export-secret-keys", "--armor"]).stdoutBytes
    let signature = try keys.signature("ada", over: [1])
    var wrong: [[UInt8]] = [
      [], Array("\n".utf8), Array(("key:\n" + text).utf8), Array((text + "x").utf8), secret, signature,
      try keys.signature("ada", over: [1], armored: false),
      Array(text.replacing("-----END", with: "----END").utf8), Array(text.replacing("=", with: "=x").utf8),
      Array(lines.filter { !$0.isEmpty }.joined(separator: "\n").utf8), try keys.exported("ada") + signature,
      try keys.exported("ada", armored: false) + [0xB0, 0], try keys.exported("ada", armored: false).dropLast(),
      [UInt8](repeating: 0x99, count: OpenPGPKeyFile.largest + 1),
    ]
    // A checksum that isn't the content's.
    let sum = try #require(lines.firstIndex { $0.hasPrefix("=") })
    wrong.append(Array((lines[..<sum] + ["=AAAA"] + lines[(sum + 1)...]).joined(separator: "\n").utf8))
    for file in wrong {
      #expect(throws: OpenPGPFault.self, "\(String(decoding: file.prefix(60), as: UTF8.self))") {
        try OpenPGPKeyFile(file)
      }
    }
  }

  @Test func `cut and altered files never crash, and none gives a key twice`() throws {
    let keys = try SigningKeys()
    try keys.openPGP("ada")
    let bytes = try keys.exported("ada", armored: false), text = try keys.exported("ada")
    for end in bytes.indices { _ = try? OpenPGPKeyFile(Array(bytes[..<end])) }
    var random = SplitMix64(seed: 7)
    for original in [bytes, text] {
      for _ in 0..<3000 {
        var file = original
        for _ in 0...random.next() % 3 {
          file[Int(random.next() % UInt64(file.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        if let read = try? OpenPGPKeyFile(file) { #expect(Set(read.fingerprints).count == read.fingerprints.count) }
      }
    }
  }

  @Test func `a detached signature is exactly one packet`() throws {
    let keys = try SigningKeys()
    try keys.openPGP("ada")
    let text = try keys.signature("ada", over: [1, 2]), bytes = try keys.signature("ada", over: [1, 2], armored: false)
    #expect(bytes.count == (try OpenPGPSignature.packet(text)).count)
    let message = String(decoding: text, as: UTF8.self).replacing("PGP SIGNATURE", with: "PGP MESSAGE")
    #expect(try OpenPGPSignature.packet(Array(message.utf8)) == OpenPGPSignature.packet(text))
    let twice = armored(Base64.encode(bytes + bytes), label: "PGP SIGNATURE")
    let attached = try keys.gpg(["--sign", "--armor", "-u", "ada@example.com"], input: [1, 2]).stdoutBytes
    for wrong in [text + text, twice, attached, try keys.exported("ada"), bytes, []] {
      #expect(throws: OpenPGPFault.self) { try OpenPGPSignature.packet(wrong) }
    }
  }

  private static let valid =
    "[GNUPG:] VALIDSIG F8E5F39D2674DF4D293AD0C6BE5C61C394865EDE 2026-11-26 1795709626 0 4 0 22 8 00 6A960D02F0FB38D31642A7456915F5B82A697DCC\n"
  private static let good = "[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG BE5C61C394865EDE Ada\n"

  private func answer(_ text: String) -> GpgvAnswer { GpgvAnswer(status: Array(text.utf8)) }

  @Test func `gpgv's answer is the primary key and the end of its time`() {
    let primary = "6A960D02F0FB38D31642A7456915F5B82A697DCC"
    #expect(answer(Self.good + Self.valid) == .good(.init(fingerprint: primary, expires: nil)))
    let expired =
      "[GNUPG:] KEYEXPIRED 9\n[GNUPG:] KEYEXPIRED 7\n[GNUPG:] EXPKEYSIG BE5C61C394865EDE Ada\n" + Self.valid
    #expect(answer(expired) == .good(.init(fingerprint: primary, expires: 7)))
    let ended = Self.valid.replacing("1795709626 0 4", with: "1795709626 1795709700 4")
    #expect(answer(Self.good + ended) == .good(.init(fingerprint: primary, expires: 1_795_709_700)))
  }

  @Test func `an answer that isn't exactly one good signature is none`() {
    let wrong = [
      "", Self.good, Self.valid, Self.good + Self.good + Self.valid, Self.good + Self.valid + Self.valid,
      "[GNUPG:] NEWSIG\n" + Self.good + Self.valid,
      "[GNUPG:] BADSIG BE5C61C394865EDE Ada\n" + Self.good + Self.valid,
      "[GNUPG:] BADSIG BE5C61C394865EDE Ada\n" + Self.valid, "[GNUPG:] REVKEYSIG BE5C61C394865EDE Ada\n" + Self.valid,
      "[GNUPG:] EXPKEYSIG BE5C61C394865EDE Ada\n" + Self.valid, "[GNUPG:] EXPSIG BE5C61C394865EDE Ada\n" + Self.valid,
      "[GNUPG:] ERRSIG BE5C61C394865EDE 22 8 00 1795709626 9 F8E5F39D2674DF4D293AD0C6BE5C61C394865EDE\n",
      "[GNUPG:] ERRSIG BE5C61C394865EDE 22 8 00 1 9 -\n[GNUPG:] NO_PUBKEY BE5C61C394865EDE\n",
      // SHA-1, and a signature over text instead of bytes.
      Self.good + Self.valid.replacing(" 22 8 00 ", with: " 22 2 00 "),
      Self.good + Self.valid.replacing(" 22 8 00 ", with: " 22 8 01 "),
      Self.good + Self.valid.replacing(" 6A960D02F0FB38D31642A7456915F5B82A697DCC", with: ""),
      Self.good.replacing("[GNUPG:] ", with: "gpgv: ") + Self.valid.replacing("[GNUPG:] ", with: "gpgv: "),
    ]
    for text in wrong {
      if case .good = answer(text) { Issue.record("\(text)") }
    }
  }
}
