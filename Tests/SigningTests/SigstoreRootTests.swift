import CountersignTesting
import Crypto
import Foundation
import Signing
import Testing

@Suite struct SigstoreRootTests {
  private let instance = SigstoreInstance()

  private func fault(_ text: String) -> String? {
    do throws(SigstoreRoot.Unreadable) {
      _ = try SigstoreRoot(Array(text.utf8))
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `a root is read whole or refused whole`() throws {
    let good = try instance.trustedRoot()
    #expect(fault(good) == nil)
    #expect(fault(good.replacing("version=0.1", with: "version=0.2")) == nil)
    for (old, new, said) in [
      ("version=0.1", "version=9.1", "`mediaType`"), ("SHA2_256\"", "SHA2_512\"", "hash isn't SHA2_256"),
      (#""uri":"#, #""limit":"x","uri":"#, "`limit`, which isn't known here"),
      (#""start":"20"#, #""start":"x20"#, "isn't a time"), (#""certificates":[{"#, #""certificates":[],"x":[{"#, "`x`"),
      ("{\"rawBytes\":\"MII", "{\"rawBytes\":\"MIK", "can't be read"),
      ("\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\"", "\"keyDetails\":\"PKIX_ED25519\"", "key can't be read"),
      (#"{"mediaType""#, #"{"mediaType":"","mediaType""#, "there twice"), ("\"tlogs\"", "\"tlog\"", "has no `tlogs`"),
    ] {
      let altered = good.replacing(old, with: new)
      #expect(altered != good, "\(old)")
      #expect(fault(altered)?.contains(said) == true, "\(new): \(fault(altered) ?? "read")")
    }
    for length in stride(from: 0, to: good.utf8.count, by: 5) { #expect(fault(String(good.prefix(length))) != nil) }
    #expect(fault(good + String(repeating: " ", count: SigstoreRoot.largest))?.contains("at most") == true)
  }

  @Test func `a log whose key is of an unknown kind is read, and nothing that it signs can be checked`() throws {
    let later = try instance.trustedRoot().replacing("PKIX_ECDSA_P256_SHA_256", with: "ML_DSA_65")
    let root = try SigstoreRoot(Array(later.utf8))
    let envelope = try instance.envelope(
      type: "application/vnd.gittuf+json", payload: Array("{}".utf8), .init(at: 1_760_000_000))
    let signature = try DSSEEnvelope(json: Array(envelope.utf8)).verify(namespace: "git").sigstore.first
    #expect(signature?.check(by: root) == .unverifiable("a log's key is of the kind `ML_DSA_65`"))
  }

  /// The authority, both logs and the order of what is signed, by OpenSSL, which shares nothing with what is tested.
  @Test func `openssl says the same of a certificate's chain`() throws {
    let keygen = try Keygen()
    func write(_ bytes: [UInt8], _ name: String) throws { try keygen.write(bytes, to: name) }
    try write(SigstoreInstance.bytes(instance.rootCertificate()), "root.der")
    try write(SigstoreInstance.bytes(instance.intermediateCertificate()), "intermediate.der")
    let key = SigstoreInstance().log
    for (at, isGood) in [(1_760_000_000, true), (1_760_000_596, false), (1_759_999_900, false)] as [(Int64, Bool)] {
      try write(instance.certificate(for: key.publicKey, .init(at: 1_760_000_000)), "leaf.der")
      for name in ["root", "intermediate", "leaf"] {
        #expect(try openssl(keygen, ["x509", "-inform", "DER", "-in", "\(name).der", "-out", "\(name).pem"]) == 0)
      }
      let status = try openssl(
        keygen,
        ["verify", "-attime", "\(at)", "-purpose", "any", "-CAfile", "root.pem", "-untrusted", "intermediate.pem"]
          + ["-ignore_critical", "leaf.pem"])
      #expect((status == 0) == isGood, "at \(at)")
    }
  }

  private func openssl(_ keygen: Keygen, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = keygen.directory
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
