import CountersignTesting
import Crypto
import Signing
import Testing
import X509

/// Signatures through Sigstore, by an authority and logs of the test's own.
@Suite struct SigstoreSignatureTests {
  private static let type = "application/vnd.gittuf+json"
  private static let payload = Array(#"{"type":"x"}"#.utf8)
  private static let now: Int64 = 1_760_000_000
  private static let ada = "ada@example.com::https://login.example.com"

  private let instance = SigstoreInstance()

  private func request(_ change: (inout SigstoreInstance.Request) -> Void = { _ in }) -> SigstoreInstance.Request {
    var request = SigstoreInstance.Request(at: Self.now)
    change(&request)
    return request
  }

  private func root(authorityEnd: Int64? = nil, logStart: Int64? = nil) throws -> SigstoreRoot {
    try SigstoreRoot(Array(instance.trustedRoot(authorityEnd: authorityEnd, logStart: logStart).utf8))
  }

  private func outcome(
    _ json: String, by root: SigstoreRoot
  ) throws -> SigstoreSignature.Outcome {
    let verification = try DSSEEnvelope(json: Array(json.utf8)).verify(namespace: "git")
    #expect(verification.keys.isEmpty)
    if let signature = verification.sigstore.first { return signature.check(by: root) }
    return .unverifiable(try #require(verification.reasons.first))
  }

  /// What is said of a signature that was made as a request says.
  private func said(
    of request: SigstoreInstance.Request, by root: SigstoreRoot? = nil, payload: [UInt8] = payload
  ) throws -> String {
    let envelope = try instance.envelope(type: Self.type, payload: payload, request)
    switch try outcome(envelope, by: root ?? self.root()) {
    case .good(let identity): return identity.text
    case .bad(let reason): return "bad: \(reason)"
    case .unverifiable(let reason): return "unverifiable: \(reason)"
    }
  }

  @Test func `a signature counts for whom the certificate names and who vouched for that`() throws {
    #expect(try said(of: request()) == Self.ada)
    let uri = "https://forge.example.com/ada/repo/.forge/workflows/sign.yml@refs/heads/main"
    let workflow = request {
      $0.identity = uri
      $0.isWorkflow = true
      $0.oldIssuer = $0.issuer
    }
    #expect(try said(of: workflow) == "\(uri)::https://login.example.com")
    #expect(try said(of: request { $0.hasProof = false }) == Self.ada, "the log's promise is enough")
  }

  @Test(arguments: 1...17)
  func `an entry is found in a log of each size`(_ size: Int) throws {
    for place in 0..<size {
      var instance = instance
      instance.size = size
      instance.place = place
      let envelope = try instance.envelope(type: Self.type, payload: Self.payload, request())
      guard case .good = try outcome(envelope, by: root()) else {
        Issue.record("place \(place) of \(size)")
        continue
      }
    }
  }

  @Test func `another authority's certificate is false`() throws {
    let other = SigstoreInstance()
    #expect(try said(of: request { $0.authorityKey = other.intermediate }).hasPrefix("bad: no authority"))
    let root = try SigstoreRoot(Array(other.trustedRoot().utf8))
    #expect(try said(of: request(), by: root).hasPrefix("bad: its log entry is of a log that the trusted root"))
  }

  @Test func `a certificate has to be valid at the log's time, and so have authority and log`() throws {
    for late in [601, -60] as [Int64] {
      #expect(
        try said(of: request { $0.notBefore = Self.now - late }).hasPrefix("bad: no authority"), "\(late) s")
    }
    #expect(try said(of: request { $0.notBefore = Self.now - 600 }) == Self.ada, "its last second")
    #expect(
      try said(of: request(), by: root(authorityEnd: Self.now - 1))
        == "bad: the trusted root has no authority for the time of the signature")
    #expect(try said(of: request(), by: root(authorityEnd: Self.now)) == Self.ada)
    #expect(
      try said(of: request(), by: root(logStart: Self.now + 1))
        == "bad: the trusted root doesn't trust the log for the time of the entry")
  }

  @Test func `the logs' own keys have to sign`() throws {
    let other = P256.Signing.PrivateKey()
    #expect(
      try said(of: request { $0.promiseKey = other }) == "bad: the log's signature of its entry is false")
    #expect(
      try said(of: request { $0.checkpointKey = other })
        == "bad: the checkpoint of the log entry's proof isn't signed by the log")
    #expect(
      try said(of: request { $0.timestampKey = other }) == "bad: the signature of the certificate's log is false")
    #expect(
      try said(of: request { $0.hasTimestamp = false }) == "bad: no log of certificates has seen the certificate")
    #expect(
      try said(of: request { $0.timestampAt = 1_600_000_000 })
        == "bad: the trusted root doesn't trust the log of certificates for that time")
  }

  @Test func `an entry without a time that the log has signed can't be judged`() throws {
    #expect(
      try said(of: request { $0.hasPromise = false })
        == "unverifiable: its log entry has no time that the log has signed; timestamps of others (RFC 3161) are not checked here"
    )
  }

  @Test func `a certificate has to be for signing, and no authority`() throws {
    let reason =
      "bad: no authority of the trusted root stands behind the certificate, or it wasn't valid then, or may not sign"
    #expect(try said(of: request { $0.purposes = [.serverAuth] }) == reason)
    #expect(try said(of: request { $0.purposes = [.any] }) == reason)
    #expect(try said(of: request { $0.isAuthority = true }) == reason)
    #expect(try said(of: request { $0.mayDigitallySign = false }) == reason)
  }

  @Test func `the same name from another issuer is somebody else`() throws {
    #expect(
      try said(of: request { $0.issuer = "https://evil.example.com" })
        == "ada@example.com::https://evil.example.com")
    #expect(
      try said(of: request { $0.oldIssuer = "https://evil.example.com" }).contains("names two issuers"))
    #expect(
      try said(of: request { $0.keyid = "bob@example.com::https://login.example.com" })
        == "bad: the envelope says that it is by `bob@example.com::https://login.example.com`, and the certificate is for another"
    )
    #expect(try said(of: request { $0.keyid = "" }).hasPrefix("bad: the envelope says"))
  }

  @Test func `an entry about something else doesn't count`() throws {
    #expect(
      try said(of: request { $0.loggedMessage = Array("another".utf8) })
        == "bad: the log entry is about another signature, certificate or content")
    // What was made for one envelope is put beside another.
    let one = try instance.envelope(type: Self.type, payload: Self.payload, request())
    let other = try instance.envelope(type: Self.type, payload: Array(#"{"type":"y"}"#.utf8), request())
    func cut(_ text: String) throws -> String.Index {
      try #require(text.firstRange(of: #","signatures""#)?.lowerBound)
    }
    let mixed = try String(other[..<cut(other)] + one[cut(one)...])
    guard case .unverifiable(let reason) = try outcome(mixed, by: root()) else { throw Unexpected() }
    #expect(reason == "the Sigstore signature is of other content: its digest is another")
  }

  private struct Unexpected: Error {}

  @Test(arguments: ["hashedrekord", "dsse", "intoto"])
  func `bundles are checked by what each kind of entry says`(_ kind: String) throws {
    let made = request { $0.kind = kind }
    func outcome(_ json: String, by root: SigstoreRoot) throws -> SigstoreSignature.Outcome? {
      let value = try JSONReader.read(Array(json.utf8))
      guard let envelope = value.fields?["dsseEnvelope"] else { return nil }
      let read = try DSSEEnvelope(json: envelope.canonicalBytes, bundle: value).verify(namespace: "git")
      return read.sigstore.first?.check(by: root)
    }
    let bundle = try instance.bundle(type: "application/vnd.in-toto+json", payload: Self.payload, made)
    guard case .good(let identity)? = try outcome(bundle, by: root()) else { throw Unexpected() }
    #expect(identity.text == Self.ada)
    let other = request {
      $0.kind = kind
      $0.loggedMessage = Array("another".utf8)
    }
    let false_ = try instance.bundle(type: "application/vnd.in-toto+json", payload: Self.payload, other)
    #expect(
      try outcome(false_, by: root())
        == .bad("the log entry is about another signature, certificate or content"))
    for position in stride(from: 0, to: bundle.utf8.count, by: 41) {
      var bytes = Array(bundle.utf8)
      bytes[position] ^= 1 << UInt8(position % 8)
      guard case .good? = try? outcome(String(decoding: bytes, as: UTF8.self), by: root()) else { continue }
      Issue.record("byte \(position) of the bundle can be altered")
    }
  }

  @Test(arguments: 0..<8)
  func `no bit of an envelope and of all that comes with it can be altered`(_ bit: Int) throws {
    let root = try root()
    let whole = Array(try instance.envelope(type: Self.type, payload: Self.payload, request()).utf8)
    guard case .good = try outcome(String(decoding: whole, as: UTF8.self), by: root) else { throw Unexpected() }
    for position in whole.indices {
      var altered = whole
      altered[position] ^= 1 << UInt8(bit)
      guard let envelope = try? DSSEEnvelope(json: altered) else { continue }
      for signature in envelope.verify(namespace: "git").sigstore {
        guard case .good = signature.check(by: root) else { continue }
        Issue.record("bit \(bit) of byte \(position) can be altered")
      }
    }
    for length in stride(from: bit, to: whole.count, by: 24) {
      #expect((try? DSSEEnvelope(json: Array(whole.prefix(length)))) == nil)
    }
  }

  @Test func `what no signature covers has to be written in the one way that is known`() throws {
    let good = try instance.envelope(type: Self.type, payload: Self.payload, request())
    let root = try root()
    for (old, new) in [
      (#""tlogEntries":"#, #""note":"x","tlogEntries":"#), (#""logIndex":"6""#, #""logIndex":"06""#),
      (#""logIndex":"6""#, #""logIndex":6"#), (#""kind":"hashedrekord""#, #""kind":"hashedrekord","x":1"#),
      (#""treeSize":"11""#, #""treeSize":"12""#), (#"version=0.3""#, #"version=0.4""#),
      (#"log.test - 42"#, #"log.test - 43"#), (#"\u{2014} log.test"#, #"\u{2014} log.tess"#),
    ] {
      let altered = good.replacing(
        old.replacing("\\u{2014}", with: "\u{2014}"), with: new.replacing("\\u{2014}", with: "\u{2014}"))
      #expect(altered != good, "\(old)")
      guard case .good = try outcome(altered, by: root) else { continue }
      Issue.record("\(new) is let in")
    }
  }
}
