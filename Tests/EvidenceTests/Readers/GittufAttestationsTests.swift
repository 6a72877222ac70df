import CountersignTesting
import Foundation
import GitStore
import Policy
import Signing
import Testing

@testable import Evidence

/// gittuf's approvals: who gave them, and what their signatures are worth.
@Suite struct GittufAttestationsTests {
  @Test func `a review by an app is a record, and an export where the policy lists the app as a bot`() throws {
    let fixture = try GittufFixture()
    let key = try fixture.key("app")
    try fixture.attest([fixture.reviewPath: fixture.envelope(fixture.review(["bob+17"]), keys: [key])])
    #expect(try fixture.read().told == ["@bob: approved, record"])
    #expect(try fixture.read([fixture.person("app", key: key, kind: .bot)]).told == ["@bob: approved, export"])
    #expect(try fixture.read([fixture.person("eve", key: key)]).told == ["@bob: approved, record"])
    let approval = try fixture.read().records.approvals[0]
    #expect(approval.content?.isPair == true && approval.subject.description == fixture.tree)
    #expect(approval.content?.base?.description == fixture.from && approval.content?.target == GittufFixture.ref)
  }

  @Test func `a dismissed approval is a rejection, unless it was given again`() throws {
    let fixture = try GittufFixture()
    let key = try fixture.key("app")
    let text = try fixture.envelope(fixture.review(["bob+17", "eve+2"], dismissed: ["dan+9", "eve+2"]), keys: [key])
    try fixture.attest([fixture.reviewPath: text])
    #expect(
      try fixture.read().told == ["@bob: approved, record", "@eve: approved, record", "@dan: rejected, record"])
  }

  @Test(arguments: [1, 2])
  func `an authorization is of whoever signed it, by the policy's keys`(version: Int) throws {
    let fixture = try GittufFixture()
    let (bob, eve) = (try fixture.key("bob"), try fixture.key("eve"))
    let text = try fixture.envelope(fixture.authorization(version: version), keys: [bob, eve])
    try fixture.attest([fixture.authorizationPath: text])
    let read = try fixture.read([fixture.person("bob", key: bob)])
    #expect(read.told.first == "bob: approved, signed")
    #expect(read.told.count == 2 && read.told[1].hasSuffix("approved, record, but"))
    #expect(read.records.approvals[1].content?.problem?.contains("under nobody's `keys`") == true)
  }

  @Test func `a signature made for something else, or none, makes it unverifiable`() throws {
    let fixture = try GittufFixture()
    let key = try fixture.key("app")
    let bot = try fixture.person("app", key: key, kind: .bot)
    for (keys, namespace) in [([key], "file"), ([], "git")] {
      let text = try fixture.envelope(fixture.review(["bob+17"]), keys: keys, namespace: namespace)
      try fixture.attest([fixture.reviewPath: text])
      #expect(try fixture.read([bot]).told == ["@bob: approved, record, but"])
    }
  }

  @Test func `no flipped bit of an envelope leaves an approval that counts`() throws {
    let fixture = try GittufFixture()
    let key = try fixture.key("app")
    let bot = try fixture.person("app", key: key, kind: .bot)
    let whole = Array(try fixture.envelope(fixture.review(["bob+17"]), keys: [key]).utf8)
    let path = try #require(
      GittufPath(
        kind: .review, folders: [Array("refs".utf8), Array("heads".utf8), Array("main".utf8)],
        pair: Array("\(fixture.from)-\(fixture.tree)".utf8)))
    let signers = GittufSigners([bot])
    let keyid = try #require(String(decoding: whole, as: UTF8.self).range(of: #""keyid":"SHA256:x","#))
    let text = String(decoding: whole, as: UTF8.self)
    let unsigned = text.utf8.distance(from: text.startIndex, to: keyid.lowerBound)
    let after = text.utf8.distance(from: text.startIndex, to: keyid.upperBound)
    for index in whole.indices where !(unsigned..<after).contains(index) {
      var altered = whole
      altered[index] ^= 1 << UInt8(index % 8)
      var texts = TextTable()
      var records = ReadRecords()
      GittufRecord(path: path, source: "x", at: nil, fault: nil).read(altered, signers, &texts, &records)
      #expect(!records.approvals.contains { $0.content?.problem == nil }, "byte \(index)")
    }
  }

  @Test func `an approval in the place of another transition is unreadable`() throws {
    let fixture = try GittufFixture()
    let key = try fixture.key("app")
    let other = String(repeating: "1", count: 40)
    for said in [
      fixture.review(["bob+1"], target: "refs/heads/other"), fixture.review(["bob+1"], from: other),
      fixture.review(["bob+1"], tree: other), fixture.authorization(),
      fixture.review(["bob+1"]).replacing(#"{"type""#, with: #"{"_type":"x","type""#),
    ] {
      try fixture.attest([fixture.reviewPath: fixture.envelope(said, keys: [key])])
      let records = try fixture.read().records
      #expect(records.approvals == [] && records.unreadable.count == 1)
    }
  }

  @Test func `files that are none of gittuf's are told, and stop nothing`() throws {
    let fixture = try GittufFixture()
    let key = try fixture.key("app")
    try fixture.attest([
      fixture.reviewPath: fixture.envelope(fixture.review(["bob+1"]), keys: [key]), "code-review-approvals/x": "y",
      "code-review-approvals/review-index.json": "{}", "code-review-approvals/a/b": "", "other/file": "",
      "reference-authorizations/\(GittufFixture.ref)/\(fixture.from)-\(fixture.tree)": "no envelope",
    ])
    let (told, records) = try fixture.read()
    #expect(told == ["@bob: approved, record"])
    #expect(records.unreadable.count == 3)
  }
}
