import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import GitStore
import Policy
import Signing
import Testing

/// The same record, signers' file and time given to us and to `ssh-keygen -Y verify`.
@Suite struct RecordKeysOracleTests {
  /// `KEY` is Bob's key, `OTHER` another, `CA` the authority that certified Bob's key for `bob@example.com` in 2026.
  static let lines = [
    "bob@example.com KEY", "bob@example.com OTHER", "ada@example.com,bob@example.com KEY", "* KEY", "*@example.com KEY",
    "b?b@example.com KEY", "!bob@example.com,* KEY", "*,!ada@example.com KEY", "\"bob@example.com\" KEY",
    "bob@example.com KEY a comment", "# bob@example.com KEY", "", "BOB@example.com KEY",
    "bob@example.com namespaces=\"countersign\" KEY", "bob@example.com namespaces=\"git\" KEY",
    "bob@example.com namespaces=\"git,counter*\" KEY", "bob@example.com NAMESPACES=\"*,!countersign\" KEY",
    "bob@example.com valid-after=\"20260101Z\" KEY", "bob@example.com valid-after=\"20260106114640Z\" KEY",
    "bob@example.com valid-after=\"20260106114641Z\" KEY", "bob@example.com valid-before=\"20260101Z\" KEY",
    "bob@example.com valid-before=\"20260106114640Z\" KEY", "bob@example.com valid-before=\"20260106114639Z\" KEY",
    "bob@example.com valid-after=\"20260101Z\",valid-before=\"20270101Z\",namespaces=\"countersign\" KEY",
    "bob@example.com valid-before=\"20250101Z\" KEY\nbob@example.com KEY",
    "bob@example.com cert-authority CA", "* cert-authority CA", "*@example.com cert-authority CA",
    "ada@example.com cert-authority CA", "*,!bob@example.com cert-authority CA", "bob@example.com cert-authority KEY",
    "bob@example.com cert-authority,namespaces=\"git\" CA",
    "bob@example.com cert-authority,valid-before=\"20250101Z\" CA", "bob@example.com CA",
    "bob@example.com cert-authority,valid-after=\"20250101Z\",namespaces=\"countersign\" CA",
  ]

  @Test(arguments: ["key", "key-cert.pub"])
  func `a record counts for whom and when ssh-keygen says so`(signer: String) throws {
    let fixture = try StoreFixture()
    let folder = try fixture.builder.makeFolder("oracle")
    func keygen(_ arguments: [String], input: [UInt8] = []) throws -> Int32 {
      var process = ChildProcess("ssh-keygen", arguments)
      process.input = input
      process.environment["TZ"] = "UTC"
      return try process.run().status
    }
    var publicKeys: [String: String] = [:]
    for (name, word) in [("key", "KEY"), ("other", "OTHER"), ("ca", "CA")] {
      #expect(try keygen(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "\(folder)/\(name)"]) == 0)
      publicKeys[word] = try String(contentsOfFile: "\(folder)/\(name).pub", encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    #expect(
      try keygen([
        "-q", "-s", "\(folder)/ca", "-I", "id", "-n", "bob@example.com", "-V", "20260101Z:20270101Z",
        "\(folder)/key.pub",
      ]) == 0)
    let added = try fixture.approve(signer: RecordSigner(key: "\(folder)/\(signer)"))
    let envelope = try DSSEEnvelope(json: fixture.builder.bytes(of: "\(StoreFixture.ref):\(added.path)"))
    let signature = "\(folder)/sig", file = "\(folder)/signers"
    try Data(#require(envelope.signatures.first?.bytes)).write(to: URL(fileURLWithPath: signature))
    var counted = 0
    for template in Self.lines {
      let text = publicKeys.reduce(template + "\n") { $0.replacingOccurrences(of: " \($1.key)", with: " \($1.value)") }
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      let status = try keygen(
        [
          "-Y", "verify", "-f", file, "-I", "bob@example.com", "-n", "countersign", "-s", signature,
          "-Overify-time=20260106114640Z",
        ], input: envelope.signedBytes)
      let keys = try StoreFixture.keys([], signers: text)
      let read = try #require(try StoreReader(fixture.repository, keys: keys).read().approvals.first)
      #expect(read.at == Instant(rfc3339: "2026-01-06T11:46:40Z"))
      #expect((read.grade == .signed) == (status == 0), "\(template) \(signer): \(read.objection ?? "counts")")
      #expect((read.objection == nil) == (status == 0))
      if status == 0 { counted += 1 }
    }
    #expect(counted >= 4 && counted <= Self.lines.count - 5, "the table says something: \(counted)")
  }
}
