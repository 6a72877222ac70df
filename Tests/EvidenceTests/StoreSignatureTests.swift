import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import GitStore
import Policy
import Signing
import Testing

@Suite struct StoreSignatureTests {
  @Test(arguments: ["ed25519", "ecdsa", "rsa"])
  func `ssh-keygen verifies what was signed`(type: String) throws {
    let fixture = try StoreFixture()
    let key = try fixture.key(type: type)
    let added = try fixture.approve(signer: RecordSigner(key: key))
    let envelope = try DSSEEnvelope(json: fixture.builder.bytes(of: "\(StoreFixture.ref):\(added.path)"))
    let signature = try #require(envelope.signatures.first)
    let folder = try fixture.builder.makeFolder("verify")
    try Data(#require(signature.bytes)).write(to: URL(fileURLWithPath: "\(folder)/sig"))
    try "bob@example.com \(fixture.publicKey(key))".write(
      toFile: "\(folder)/signers", atomically: true, encoding: .utf8)
    var process = ChildProcess(
      "ssh-keygen",
      ["-Y", "verify", "-f", "\(folder)/signers", "-I", "bob@example.com", "-n", "countersign", "-s", "\(folder)/sig"])
    let type = "application/vnd.in-toto+json"
    process.input = Array("DSSEv1 \(type.utf8.count) \(type) \(envelope.payload.count) ".utf8) + envelope.payload
    let output = try process.run()
    #expect(output.status == 0)
    #expect(output.text.hasPrefix("Good \"countersign\" signature for bob@example.com"))
    #expect(signature.keyid == added.signer)
    let listed = try ChildProcess("ssh-keygen", ["-l", "-f", key + ".pub"]).run().text
    #expect(listed.contains(try #require(added.signer)))

    let read = try #require(try fixture.read(keys: [fixture.publicKey(key)]).approvals.first)
    #expect(read.grade == .signed)
    #expect(read.objection == nil)
  }

  @Test func `a key that is not the approver's is an objection, not a lower grade`() throws {
    let fixture = try StoreFixture()
    try fixture.approve(signer: RecordSigner(key: fixture.key("mallory")))
    let other = try fixture.publicKey(fixture.key("bob"))
    for keys in [[], [other]] {
      let read = try #require(try fixture.read(keys: keys).approvals.first)
      #expect(read.objection?.contains("doesn't list under `keys` of Bob Brown") == true)
    }
  }

  @Test func `keys are asked for by the name in the record`() throws {
    let fixture = try StoreFixture()
    let key = try fixture.key()
    try fixture.approve(signer: RecordSigner(key: key))
    let line = try fixture.publicKey(key)
    #expect(try fixture.read(keys: [line]).approvals.map(\.grade) == [.signed])
    try fixture.writer.add(
      fixture.statement(by: "Bob Brown <mallory@example.com>"), of: fixture.subject, signer: RecordSigner(key: key),
      at: StoreFixture.now)
    let grades = try fixture.read(keys: [line]).approvals.map { ($0.approver, $0.grade) }
    #expect(Dictionary(uniqueKeysWithValues: grades)["Bob Brown <mallory@example.com>"] == .record)
  }

  @Test func `a signature for another purpose is an objection`() throws {
    let fixture = try StoreFixture()
    let key = try fixture.key()
    let signed = try fixture.resigned(key: key, namespace: "git") { $0 }
    try fixture.plant(signed)
    let read = try #require(try fixture.read(keys: [fixture.publicKey(key)]).approvals.first)
    #expect(read.objection?.contains("made for `git`, not for `countersign`") == true)
  }

  @Test func `a signature over other words is an objection`() throws {
    let fixture = try StoreFixture()
    let key = try fixture.key()
    // Signed is a rejection; what stands there is an approval.
    let signed = try fixture.resigned(key: key, namespace: "countersign") {
      Array(String(decoding: $0, as: UTF8.self).replacingOccurrences(of: "\"approved\"", with: "\"rejected\"").utf8)
    }
    try fixture.plant(signed)
    let read = try #require(try fixture.read(keys: [fixture.publicKey(key)]).approvals.first)
    #expect(read.decision == .approved)
    #expect(read.objection != nil)
    #expect(read.grade == .record)
  }

  @Test func `nothing is written where the key can't sign`() throws {
    let fixture = try StoreFixture()
    let error = #expect(throws: Stopped.self) { try fixture.approve(signer: RecordSigner(key: "/nonexistent/key")) }
    #expect(error?.diagnostics.first?.code == "signing-failed")
    #expect(try fixture.builder.tip(of: StoreFixture.ref) == nil)
  }

  @Test func `keys are found by address without case, or by a person's id`() throws {
    let policy = try PolicyReader.read(
      Array(
        """
        version: 1
        people:
          - id: bob
            name: Bob Brown
            emails: [Bob@Example.com]
            keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPlYNRyGfdBzbeWFsx1fKCxqGCWMrOnfbJzWOSY4ZYJm"]

        """.utf8), name: "countersign.yml")
    let keys = SignerKeys(policy) { _ in nil }
    for name in ["Robert <bob@example.com>", "bob@EXAMPLE.com", "bob"] { #expect(keys.person(named: name) == "bob") }
    for name in ["Bob Brown", "Bob@Example.com <mallory@example.com>", "", "<>", "<bob>"] {
      #expect(keys.person(named: name) == nil)
    }
  }
}

extension StoreFixture {
  /// Returns an approval's envelope with a signature over something that is made of its payload.
  fileprivate func resigned(key: String, namespace: String, _ change: ([UInt8]) -> [UInt8]) throws -> String {
    let added = try approve()
    let envelope = try DSSEEnvelope(json: builder.bytes(of: "\(Self.ref):\(added.path)"))
    try builder.deleteRef(Self.ref)
    var process = ChildProcess("ssh-keygen", ["-Y", "sign", "-n", namespace, "-f", key])
    process.input = PreAuthentication.encode(type: envelope.payloadType, body: change(envelope.payload))
    let signature = try process.run().out
    return """
      {"payload":"\(Base64.encode(envelope.payload))","payloadType":"\(envelope.payloadType)",\
      "signatures":[{"keyid":"x","sig":"\(Base64.encode(signature))"}]}
      """
  }
}
