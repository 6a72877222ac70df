import CountersignTesting
import Evidence
import GitStore
import Signing
import Testing

@Suite struct StoreHostileTests {
  /// An approval's payload, by hand.
  private func payload(
    _ fixture: StoreFixture, type: String = "urn:countersign:approval:v1", commit: String? = nil, tree: String? = nil,
    predicate: String = #"{"decision":"approved","approver":"b","at":"2026-01-01T00:00:00Z"}"#
  ) throws -> String {
    let commit = commit ?? fixture.subject.description
    let tree = try tree ?? fixture.builder.git("rev-parse", "\(fixture.subject)^{tree}")
    return """
      {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitCommit":"\(commit)","gitTree":"\(tree)"}}],\
      "predicateType":"\(type)","predicate":\(predicate)}
      """
  }

  private func envelope(_ payload: String, type: String = "application/vnd.in-toto+json", signatures: String = "[]")
    -> String
  {
    #"{"payload":"\#(Base64.encode(Array(payload.utf8)))","payloadType":"\#(type)","signatures":\#(signatures)}"#
  }

  private func reason(_ fixture: StoreFixture, _ text: String, kind: String = "approval") throws -> String? {
    let path = try fixture.plant(text, kind: kind)
    let contents = try fixture.read()
    #expect(contents.approvals.isEmpty)
    #expect(contents.tests.isEmpty)
    #expect(contents.promotions.isEmpty)
    #expect(contents.unreadable.map(\.place) == ["refs/countersign/evidence:\(path)"])
    return contents.unreadable.first?.reason
  }

  @Test func `the hand-made approval is read, so that what follows fails for its own reason`() throws {
    let fixture = try StoreFixture()
    try fixture.plant(envelope(payload(fixture)))
    let contents = try fixture.read()
    #expect(contents.approvals.map(\.approver) == ["b"])
    #expect(contents.unreadable.isEmpty)
  }

  @Test(arguments: [
    ("", "the DSSE envelope can't be read"),
    ("[]", "the DSSE envelope can't be read"),
    ("{}", "` is missing"),
    ("{\"payload\":\"!\",\"payloadType\":\"x\",\"signatures\":[]}", "`payload` isn't base64"),
    ("{\"payload\":\"e30=\",\"payloadType\":\"text/plain\",\"signatures\":[]}", "its payload type is `text/plain`"),
    ("{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[]}", "isn't of type"),
    ("{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[]}{}", "trailing data"),
    (String(repeating: "[", count: 100_000), "the DSSE envelope can't be read"),
    ("{\"a\":" + String(repeating: "{\"a\":", count: 100_000), "nested more than"),
  ])
  func `an envelope that is none is said and counts for nothing`(text: String, expected: String) throws {
    let fixture = try StoreFixture()
    #expect(try reason(fixture, text)?.contains(expected) == true)
  }

  @Test func `a statement that differs from where it stands is refused`() throws {
    let fixture = try StoreFixture()
    let zero = String(repeating: "0", count: 40)
    for (text, expected) in [
      (
        try payload(fixture, commit: fixture.base.description),
        "it is about \(fixture.base), but stands in the folder of"
      ),
      (try payload(fixture, tree: zero), "it says that the commit's tree is \(zero)"),
      (try payload(fixture, type: "urn:countersign:promotion:v1"), "its predicate is `urn:countersign:promotion:v1`"),
      (try payload(fixture, type: "https://in-toto.io/attestation/test-result/v0.1"), "its predicate is"),
      (try payload(fixture, commit: "HEAD"), "`gitCommit` is missing or is no id"),
      (try payload(fixture, predicate: "{}"), "it has no `decision`"),
      (try payload(fixture, predicate: "[]"), "its statement has no predicate"),
      (try payload(fixture, predicate: #"{"decision":"Approved"}"#), "neither approved nor rejected"),
      (try payload(fixture, predicate: #"{"decision":"approved","approver":""}"#), "it has no `approver`"),
      (
        try payload(fixture, predicate: #"{"decision":"approved","approver":"b","at":"yesterday"}"#),
        "its `at` isn't an RFC 3339 time"
      ),
      (
        try payload(
          fixture, predicate: #"{"decision":"approved","approver":"b","at":"2026-01-01T00:00:00Z","base":"x"}"#),
        "its base is no id"
      ),
      (
        try payload(
          fixture, predicate: #"{"decision":"approved","approver":"b","at":"2026-01-01T00:00:00Z","paths":[1]}"#),
        "its `paths`"
      ),
      (
        try payload(fixture, predicate: #"{"decision":"rejected","decision":"approved"}"#),
        "the key `decision` is there twice"
      ),
      (try payload(fixture) + "{}", "trailing data"),
      (try payload(fixture, predicate: String(repeating: "[", count: 200)), "nested more than 16 deep"),
    ] {
      let fresh = try StoreFixture()
      #expect(fresh.subject == fixture.subject)
      let found = try reason(fresh, envelope(text))
      #expect(found?.contains(expected) == true, "\(found ?? "")")
    }
  }

  @Test func `a test record that contradicts itself is refused`() throws {
    for (predicate, expected) in [
      (#"{"result":"PASSED","configuration":[],"suite":"unit","runner":"ci","failed":1}"#, "it says PASSED and that 1"),
      (#"{"result":"FAILED","configuration":[],"suite":"unit","runner":"ci","failed":2,"executed":1}"#, "2 of 1 tests"),
      (
        #"{"result":"PASSED","configuration":[],"suite":"unit","runner":"ci","executed":-1}"#,
        "`executed` isn't a count"
      ),
      (
        #"{"result":"PASSED","configuration":[],"suite":"unit","runner":"ci","executed":1e3}"#,
        "`executed` isn't a count"
      ),
      (#"{"result":"SKIPPED","configuration":[],"suite":"unit","runner":"ci"}"#, "its result is `SKIPPED`"),
      (#"{"result":"PASSED","suite":"unit","runner":"ci"}"#, "it has no `configuration`"),
      (#"{"result":"PASSED","configuration":[],"runner":"ci"}"#, "it has no `suite`"),
    ] {
      let fixture = try StoreFixture()
      let text = try payload(fixture, type: "https://in-toto.io/attestation/test-result/v0.1", predicate: predicate)
      let found = try reason(fixture, envelope(text), kind: "test")
      #expect(found?.contains(expected) == true, "\(found ?? "")")
    }
  }

  @Test func `results are read in any case, and WARNED is no pass`() throws {
    for (result, outcome) in [("pass", TestRun.Outcome.passed), ("Failed", .failed), ("WARNED", .inconclusive)] {
      let fixture = try StoreFixture()
      let predicate = #"{"result":"\#(result)","configuration":[{"name":"linux"}],"suite":"unit","runner":"ci"}"#
      try fixture.plant(
        envelope(payload(fixture, type: "https://in-toto.io/attestation/test-result/v0.1", predicate: predicate)),
        kind: "test")
      #expect(try fixture.read().tests.map(\.outcome) == [outcome])
    }
  }

  @Test func `a file larger than 1 MiB is not read`() throws {
    let fixture = try StoreFixture()
    let found = try reason(fixture, String(repeating: " ", count: 1 << 20) + envelope(payload(fixture)))
    #expect(found?.contains("at most 1048576 are read") == true)
  }

  @Test func `more signatures than anyone needs are not checked`() throws {
    let fixture = try StoreFixture()
    let many = "[" + Array(repeating: #"{"sig":"AAAA"}"#, count: 17).joined(separator: ",") + "]"
    #expect(
      try reason(fixture, envelope(payload(fixture), signatures: many))?.contains("at most 16 are checked") == true)
  }

  @Test(arguments: ["", "AAAA", "!!", "LS0tLS1CRUdJTiBTU0ggU0lHTkFUVVJFLS0tLS0K"])
  func `a signature that is none is an objection`(signature: String) throws {
    let fixture = try StoreFixture()
    try fixture.plant(envelope(payload(fixture), signatures: #"[{"sig":"\#(signature)"}]"#))
    let contents = try fixture.read()
    #expect(contents.approvals.count == 1)
    #expect(contents.approvals.first?.objection != nil)
  }

  @Test func `links, folders and submodules in a record's place are said`() throws {
    let fixture = try StoreFixture()
    let id = fixture.subject.description
    let name = String(repeating: "a", count: 64) + ".json"
    try fixture.builder.commit(
      "Odd", on: StoreFixture.ref, author: .dan,
      files: [
        "approval/\(id.prefix(2))/\(id)/\(name)/x": "1", "approval/aa": "3", "promotion/\(id.prefix(2))/\(id)": "4",
      ],
      entries: ["test/\(id.prefix(2))/\(id)/\(name)": .symlink("/etc/passwd")], parents: [])
    let contents = try fixture.read()
    #expect(contents.unreadable.count == 4)
    #expect(contents.approvals.isEmpty)
  }

  @Test func `evidence about a commit that isn't here can't be checked`() throws {
    let fixture = try StoreFixture()
    try fixture.approve()
    try fixture.builder.removeObject(fixture.subject.description)
    let contents = try StoreReader(unjudged: Repository(opening: fixture.builder.path)).read()
    #expect(
      contents.approvals.map(\.objection) == [
        "the commit that it is about can't be read: it isn't in this repository"
      ])
  }

  @Test func `a record whose object is gone is said`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve()
    try fixture.builder.removeObject(fixture.builder.git("rev-parse", "\(StoreFixture.ref):\(added.path)"))
    let contents = try StoreReader(unjudged: Repository(opening: fixture.builder.path)).read()
    #expect(
      contents.unreadable.map(\.reason) == ["a record can't be read: its file can't be read: the object is missing"])
  }

  @Test func `an evidence ref that is symbolic is not written through`() throws {
    let fixture = try StoreFixture()
    try fixture.builder.git("symbolic-ref", StoreFixture.ref, "refs/heads/main")
    #expect(throws: (any Error).self) { try fixture.approve() }
    #expect(try fixture.builder.resolve("refs/heads/main") == fixture.base.description)
  }
}
