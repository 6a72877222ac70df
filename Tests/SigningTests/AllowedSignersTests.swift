import Signing
import Testing

@Suite struct AllowedSignersTests {
  private let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKu4WBcv0Iy2u6S2bXfHnbgqqnWbgNhGZ0Ikk7CFvDTo"

  private func read(_ text: String, zoneOffset: Int = 0) -> AllowedSigners {
    AllowedSigners(Array(text.utf8), zoneOffset: zoneOffset)
  }

  @Test func `reads lines, options, comments and line ends of both kinds`() {
    let signers = read(
      """
      # people
      \t
      ada@example.com,bob \(key) a comment, with "things\r
        "carol smith" NameSpaces="git,countersign",valid-after="20250101Z",CERT-AUTHORITY \(key)
      """)
    #expect(signers.problems == [])
    #expect(signers.signers.map(\.line) == [3, 4])
    let names = signers.signers.map { String(decoding: $0.principals.text, as: UTF8.self) }
    #expect(names == ["ada@example.com,bob", "carol smith"])
    #expect(signers.signers.map(\.isAuthority) == [false, true])
    #expect(signers.signers.last?.namespaces?.matches("git") == true)
    #expect(signers.signers.last?.validAfter == 1_735_689_600)
    #expect(!signers.usesLocalTimes)
  }

  @Test(arguments: [
    ("ada", 1, 4, "no key follows the names"),
    ("ada namespaces=\"a\" ", 1, 20, "no key follows the names"),
    ("ada ssh-ed25519", 1, 5, "a public key is a type and base64"),
    ("\"ada ssh-ed25519", 1, 1, "the quotes around the names aren't closed"),
    ("a,,b KEY", 1, 1, "empty pattern"),
    ("ada no-touch-required KEY", 1, 5, "`no-touch-required` is neither a key type nor an option"),
    ("ada namespaces=git KEY", 1, 16, "a value belongs in double quotes"),
    ("ada namespaces=\"git KEY", 1, 16, "the quotes around the value aren't closed"),
    ("ada namespaces KEY", 1, 5, "`namespaces` needs a value"),
    ("ada namespaces=\"a\",namespaces=\"b\" KEY", 1, 20, "`namespaces` is given twice"),
    ("ada cert-authority=\"yes\" KEY", 1, 5, "`cert-authority` is neither"),
    ("ada cert-authority, KEY", 1, 20, "`` is neither"),
    ("ada valid-after=\"20250230\" KEY", 1, 5, "`valid-after` isn't a time"),
    ("ada valid-after=\"2025\" KEY", 1, 5, "`valid-after` isn't a time"),
    ("ada valid-after=\"20250102\",valid-before=\"20250101\" KEY", 1, 5, "isn't later than"),
    ("# fine\nada ssh-dss AAAA", 2, 5, "`ssh-dss` is neither a key type nor an option"),
    ("ada KEY=", 1, 5, "is not base64"), ("ada\0 KEY", 1, 4, "zero byte"),
  ])
  func `reports a line that it doesn't understand, with its place`(
    _ text: String, _ line: Int, _ column: Int, _ words: String
  ) throws {
    let signers = read(text.replacing("KEY", with: key) + "\nbob \(key)")
    #expect(signers.problems.count == 1)
    let problem = try #require(signers.problems.first)
    #expect(problem.line == line && problem.column == column, "\(problem)")
    #expect(problem.message.contains(words), "\(problem)")
    #expect(signers.signers.count == 1, "the lines after it are still read")
  }

  @Test func `a time without a zone is read in the zone given, and that there is one is told`() {
    let signers = read("ada valid-before=\"20250101\" \(key)", zoneOffset: 3600)
    #expect(signers.signers.first?.validBefore == 1_735_689_600 - 3600)
    #expect(signers.usesLocalTimes)
    #expect(read("ada valid-before=\"20250101\" \(key)").signers.first?.validBefore == 1_735_689_600)
    #expect(read("ada valid-before=\"20250101Z\" \(key)", zoneOffset: 3600).signers.first?.validBefore == 1_735_689_600)
  }

  @Test func `says why a listed key doesn't count`() throws {
    let signers = read("ada namespaces=\"git\" \(key)\nada valid-before=\"20250101Z\" \(key)")
    let signer = try SSHPublicKey(line: key)
    #expect(
      signers.decision(on: "ada", key: signer, namespace: "countersign", at: 1_748_736_000)
        == .refused([
          "line 1 allows the key for `git`, not for `countersign` (key \(signer.fingerprint))",
          "line 2 allows the key only before its `valid-before` (key \(signer.fingerprint))",
        ]))
  }

  @Test func `refuses a file far too large, and noise without stopping`() {
    let large = AllowedSigners(Array(repeating: 0x0A, count: AllowedSigners.largest + 1))
    #expect(large.signers.isEmpty && large.problems.count == 1)
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("a,!*\"= \\\t#Z0ssh-ed25519 valid-after=\"".utf8)
    for _ in 0..<3000 {
      let noise = (0..<40).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
      #expect(AllowedSigners(noise).signers.isEmpty)
    }
  }
}
