import Signing
import Testing

@Suite struct DSSEEnvelopeTests {
  let type = "application/vnd.in-toto+json"
  let payload = Array(#"{"_type":"x"}"#.utf8)

  private func json(_ signatures: [String], payload: String? = nil, more: String = "") -> [UInt8] {
    let payload = payload ?? Base64.encode(self.payload)
    let list = signatures.joined(separator: ",")
    return Array(#"{"payload":"\#(payload)","payloadType":"\#(type)","signatures":[\#(list)]\#(more)}"#.utf8)
  }

  /// Returns an entry of `signatures` by a key.
  private func signature(_ keygen: Keygen, _ key: String, keyid: String = "x") throws -> String {
    let armored = try keygen.sign(PreAuthentication.encode(type: type, body: payload), key: key)
    return #"{"keyid":"\#(keyid)","sig":"\#(Base64.encode(armored))"}"#
  }

  private func fault(_ json: [UInt8]) -> String? {
    do throws(DSSEEnvelope.Unreadable) {
      _ = try DSSEEnvelope(json: json)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `counts keys, not signatures or key ids`() throws {
    let keygen = try Keygen()
    for name in ["a", "b", "c"] { try keygen.makeKey(name) }
    let (a, b, c) = (try keygen.publicKey("a"), try keygen.publicKey("b"), try keygen.publicKey("c"))
    let entries = [
      try signature(keygen, "a", keyid: "one"), try signature(keygen, "a", keyid: "two"),
      try signature(keygen, "b", keyid: c.fingerprint), #"{"sig":"AAAA"}"#, #"{"sig":"*"}"#,
    ]
    let envelope = try DSSEEnvelope(json: json(entries, more: #","unknown":[{"a":null}]"#))
    #expect(envelope.payload == payload && envelope.payloadType == type)
    let result = envelope.verify(namespace: "countersign")
    #expect(result.keys == [a, b])
    #expect(result.count(among: [a, b, c]) == 2)
    #expect(result.count(among: [a]) == 1)
    #expect(result.count(among: [c]) == 0)
    #expect(result.checks.count == 5 && result.reasons.count == 2)
    #expect(envelope.verify(namespace: "git").keys == [])
  }

  @Test func `a key and a certificate over it are one`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("a")
    try keygen.makeKey("ca")
    try keygen.succeed(["-q", "-s", "ca", "-I", "id", "-n", "ada", "a.pub"])
    let entries = [try signature(keygen, "a"), try signature(keygen, "a-cert.pub")]
    let result = try DSSEEnvelope(json: json(entries)).verify(namespace: "countersign")
    #expect(result.checks.compactMap(\.key).count == 2)
    #expect(result.keys == [try keygen.publicKey("a")])
    #expect(result.count(among: Set(result.checks.compactMap(\.key))) == 1)
  }

  @Test func `the type and each byte of the payload are signed`() throws {
    let keygen = try Keygen()
    try keygen.makeKey("a")
    let entry = try signature(keygen, "a")
    for position in payload.indices {
      var altered = payload
      altered[position] ^= 1
      let envelope = try DSSEEnvelope(json: json([entry], payload: Base64.encode(altered)))
      #expect(envelope.verify(namespace: "countersign").keys == [])
    }
    let other = String(decoding: json([entry]), as: UTF8.self).replacing("in-toto", with: "in-tota")
    #expect(try DSSEEnvelope(json: Array(other.utf8)).verify(namespace: "countersign").keys == [])
    #expect(try DSSEEnvelope(json: json([entry])).verify(namespace: "countersign").keys.count == 1)
  }

  @Test func `an envelope without signatures proves nothing`() throws {
    let result = try DSSEEnvelope(json: json([])).verify(namespace: "countersign")
    #expect(result.keys == [] && result.count(among: []) == 0)
  }

  @Test func `reads payloads in both alphabets`() throws {
    #expect(try DSSEEnvelope(json: json([], payload: "-_8")).payload == [0xFB, 0xFF])
    #expect(try DSSEEnvelope(json: json([], payload: "+/8=")).payload == [0xFB, 0xFF])
  }

  @Test func `names the kind of signature that it can't check`() throws {
    let entry = #"{"sig":"AAAA","extension":{"kind":"application/vnd.dev.sigstore.verificationmaterial","ext":{}}}"#
    let checks = try DSSEEnvelope(json: json([entry, #"{"sig":"MEUCIQ=="}"#])).verify(namespace: "git").checks
    #expect(
      checks.last
        == .unverifiable("the signature has 4 bytes and isn't an SSH signature, the only kind checked here"))
    #expect(
      checks.first
        == .unverifiable(
          "the signature comes with `application/vnd.dev.sigstore.verificationmaterial`, which can't be checked offline"
        ))
  }

  @Test(arguments: [
    ("", "it doesn't begin with `{`"), ("[]", "it doesn't begin with `{`"), ("{", "it ends inside the JSON object"),
    ("{}", "`payload` is missing|`payloadType` is missing|`signatures` is missing"), ("{]", "it isn't sound JSON"),
    (#"{"payload":"*","payloadType":"x","signatures":[]}"#, "`payload` isn't base64"),
    (#"{"payload":1,"payloadType":"x","signatures":[]}"#, "`payload` is of the wrong type"),
    (#"{"payload":"","payloadType":null,"signatures":[]}"#, "`payloadType` is null"),
    (#"{"payload":"","payloadType":"x","signatures":[{}]}"#, "`signatures.0.sig` is missing"),
    (#"{"payload":"","payloadType":"x","signatures":[]}{}"#, "trailing data: 2 bytes follow the JSON object"),
    (#"{"payload":"","payloadType":"x","signatures":[]} x "#, "trailing data: 1 bytes follow the JSON object"),
  ])
  func `names what is wrong with an envelope`(_ text: String, _ expected: String) throws {
    let found = try #require(fault(Array(text.utf8)))
    let candidates = expected.split(separator: "|").map { "the DSSE envelope can't be read: \($0)" }
    #expect(candidates.contains(found), "\(found)")
  }

  @Test func `bounds size, depth and number of signatures`() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(fault(json([], more: #","x":\#(deep)"#))?.contains("nested more than 64 deep") == true)
    #expect(fault(json([], more: #","x":"\#(deep)\"{""#)) == nil, "brackets in text aren't nesting")
    let many = Array(repeating: #"{"sig":""}"#, count: DSSEEnvelope.mostSignatures + 1)
    #expect(fault(json(many))?.contains("257 signatures") == true)
    #expect(fault(json([]) + Array(repeating: 0x20, count: DSSEEnvelope.largest))?.contains("at most") == true)
  }

  @Test func `never stops on an envelope cut short or altered`() throws {
    let whole = json([#"{"keyid":"a","sig":"AAAA"}"#], more: #","x":"\u00e9\"""#)
    for position in whole.indices {
      #expect(fault(Array(whole.prefix(position))) != nil)
      for bit in 0..<8 {
        var altered = whole
        altered[position] ^= 1 << UInt8(bit)
        if let envelope = try? DSSEEnvelope(json: altered) { #expect(envelope.verify(namespace: "x").keys == []) }
      }
    }
  }
}
