import CountersignTesting
import Diagnostics
import GitStore
import Signing
import Testing

@testable import Evidence
@testable import Policy

/// in-toto statements in notes: test results, review coverage, and statements of settings.
@Suite struct InTotoNoteTests {
  private static let subject = ObjectID(hex: "0033be96048a3d461d8eb63bdc52eec8111779fe") ?? .zero
  private static let tree = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904") ?? .zero
  private static let base = ObjectID(hex: "2222222222222222222222222222222222222222") ?? .zero

  private func read(_ note: String, people: [Person] = []) -> (told: [String], records: ReadRecords) {
    let reader = InTotoNote(ref: "refs/notes/commits", signers: GittufSigners(people)) {
      $0 == Self.subject ? (Self.tree, Self.base) : nil
    }
    var texts = TextTable()
    var records = ReadRecords()
    reader.read(Array(note.utf8), on: Self.subject, texts: &texts, &records)
    let told =
      records.approvals.map { "\(texts.text(of: $0.approver)): \($0.decision)" }
      + records.tests.map {
        "\($0.suite): \($0.outcome), \($0.grade.rawValue)" + ($0.content?.problem == nil ? "" : ", but")
      }
    return (told, records)
  }

  private func envelope(_ payload: String, signatures: String = "", type: String = "application/vnd.in-toto+json")
    -> String
  {
    #"{"payload":"\#(Base64.encode(Array(payload.utf8)))","payloadType":"\#(type)","signatures":[\#(signatures)]}"#
  }

  private func statement(
    _ type: String, _ predicate: String, subject: String = #"{"gitCommit":"\#(Self.subject)"}"#
  ) -> String {
    #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":\#(subject)}],"predicateType":"\#(type)","predicate":\#(predicate)}"#
  }

  private func result(_ word: String, _ more: String = "") -> String {
    statement(InTotoNote.testResult, #"{"result":"\#(word)","configuration":[{"name":"linux"}]\#(more)}"#)
  }

  @Test(
    arguments: [
      ("PASSED", "passed", nil), ("pass", "passed", "pass"), ("Pass", "passed", "Pass"), ("FAILED", "failed", nil),
      ("fail", "failed", "fail"), ("WARNED", "inconclusive", "WARNED"),
    ])
  func `a test result is read in each spelling, and the variant is told`(
    word: String, outcome: String, variant: String?
  ) {
    let (told, records) = read(envelope(result(word)))
    #expect(told == ["tests: \(outcome), record"])
    #expect(records.tests[0].source.contains("(result ") == (variant != nil))
    #expect(variant.map { records.tests[0].source.hasSuffix("(result `\($0)`)") } ?? true)
    #expect(records.tests[0].configuration == ["linux"] && records.tests[0].subject == Self.subject)
  }

  @Test(
    arguments: [
      ("result is neither", #"{"result":"green","configuration":[]}"#),
      ("lists 1 failed", #"{"result":"PASSED","configuration":[],"failedTests":["x"]}"#),
      ("has no `result`", #"{"configuration":[]}"#),
    ])
  func `a result that contradicts itself, or says nothing, is unreadable`(reason: String, predicate: String) {
    let (told, records) = read(envelope(statement(InTotoNote.testResult, predicate)))
    #expect(told == [] && records.unreadable.count == 1)
  }

  @Test func `a bundle's envelope is read; one whose signature can't be checked is unverifiable`() {
    let inner = envelope(result("PASSED"), signatures: #"{"sig":"MEUCIQ=="}"#)
    let bundle =
      #"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{},"dsseEnvelope":\#(inner)}"#
    #expect(read(bundle).told == ["tests: passed, record, but"])
  }

  @Test func `a run signed with a listed key is that person's; with another it is unverifiable`() throws {
    let fixture = try GittufFixture()
    let key = try fixture.key("ci")
    let type = "application/vnd.gittuf+json"
    let text = try fixture.envelope(result("PASSED"), keys: [key])
    #expect(text.contains(type))
    #expect(read(text, people: [try fixture.person("ci", key: key, kind: .bot)]).told == ["tests: passed, signed"])
    #expect(read(text).told == ["tests: passed, record, but"])
  }

  @Test func `statements of settings are listed, and approve nothing`() {
    for type in [
      "https://slsa.dev/verification_summary/v1",
      "https://github.com/slsa-framework/slsa-source-poc/source-provenance/v1-draft",
      "https://github.com/slsa-framework/slsa-source-poc/tag-provenance/v1-draft",
    ] {
      let (told, records) = read(envelope(statement(type, #"{"actor":"ada","verificationResult":"PASSED"}"#)))
      #expect(told == [] && records.unreadable == [])
      #expect(records.settings.map(\.subject) == [Self.subject])
    }
  }

  @Test func `a review-coverage statement claims approvals of a tree, from the base that it names`() {
    let claims =
      #""approvals":[{"overTree":"\#(Self.tree)","approver":"bob@example.com","approvedAt":"2026-01-01T00:00:00Z"}]"#
    let whole = envelope(
      statement(InTotoNote.reviewCoverage, #"{"mergeTransform":{"baseAtMerge":"\#(Self.base)"},\#(claims)}"#))
    let (told, records) = read(whole)
    #expect(told == ["bob@example.com: approved"])
    #expect(records.approvals[0].content?.isPair == true && records.approvals[0].content?.base == Self.base)
    #expect(records.approvals[0].grade == .record)
    let without = read(envelope(statement(InTotoNote.reviewCoverage, "{\(claims)}")))
    #expect(without.told == [] && without.records.unreadable.count == 1)
  }

  @Test func `the subject is known by its digest, and by no name`() {
    let other = String(repeating: "1", count: 40)
    let elsewhere = read(
      envelope(
        statement(
          InTotoNote.testResult, #"{"result":"PASSED","configuration":[]}"#, subject: #"{"gitCommit":"\#(other)"}"#)))
    #expect(elsewhere.records.tests.map(\.subject.description) == [other])
    #expect(elsewhere.told == ["tests: passed, record, but"])
    let wrongTree = #"{"gitCommit":"\#(Self.subject)","gitTree":"\#(other)"}"#
    #expect(
      read(envelope(statement(InTotoNote.testResult, #"{"result":"PASSED","configuration":[]}"#, subject: wrongTree)))
        .records.unreadable.count == 1)
    let sha256 = #"{"sha256":"\#(other)"}"#
    #expect(
      read(envelope(statement(InTotoNote.testResult, #"{"result":"PASSED","configuration":[]}"#, subject: sha256)))
        .records.unreadable.count == 1)
  }

  @Test func `people's own notes are passed over, and what looks like evidence and isn't is told`() {
    #expect(read("Looks good to me\n\n[1] see above\nnull\n").records == ReadRecords())
    #expect(read(#"{"colour":"red"}"#).records == ReadRecords())
    #expect(read(envelope(statement("https://example.com/x", "{}"))).records == ReadRecords())
    let good = envelope(result("PASSED"))
    for bad in [
      "{", #"{"media_type":"x","verification_material":{},"Content":{}}"#, envelope(result("PASSED") + "{}"),
      envelope("{}"),
    ] {
      let (told, records) = read("text\n" + bad + "\n" + good)
      #expect(told == ["tests: passed, record"])
      #expect(records.unreadable.map(\.place) == ["refs/notes/commits:\(Self.subject), line 2"])
    }
  }
}
