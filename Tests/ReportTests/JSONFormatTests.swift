import CountersignTesting
import Foundation
import GitStore
import Testing

@testable import Audit
@testable import Report

@Suite struct JSONFormatTests {
  private func json(_ audit: FinishedAudit) -> [UInt8] { JSONFormat.bytes(of: audit, version: "0.0.0-test") }

  @Test func `a half-year with every verdict is written as agreed`() {
    Snapshot.expect(String(decoding: json(Fixture.halfYear), as: UTF8.self), named: "half-year.json")
  }

  @Test func `hostile texts are written as agreed`() {
    Snapshot.expect(String(decoding: json(Fixture.hostile), as: UTF8.self), named: "hostile.json")
  }

  @Test func `an empty range has every key`() {
    Snapshot.expect(String(decoding: json(Fixture.empty), as: UTF8.self), named: "empty.json")
  }

  @Test func `what Python reads is what the repository said`() throws {
    let script = """
      import json, sys
      changes = json.load(open(sys.argv[1], encoding="utf-8"))["changes"]
      texts = [[c["title"], c["contributors"][0]["name"] or "", c["findings"][0]["notes"][0]] for c in changes]
      print(json.dumps(texts))
      """
    let printed = try Python.run(script, on: json(Fixture.hostile))
    let read = try JSONDecoder().decode([[String]].self, from: Data(printed.utf8))
    #expect(read.count == Fixture.hostileTexts.count)
    for (texts, expected) in zip(read, Fixture.hostileTexts) {
      // Unicode scalars, since equal strings may be spelt differently.
      for text in texts { #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars)) }
    }
  }

  @Test(arguments: ["half-year", "hostile", "empty", "odd", "promoted"])
  func `Python writes the same document again`(name: String) throws {
    let script = """
      import json, sys
      text = open(sys.argv[1], encoding="utf-8", newline="").read()
      again = json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\\n"
      plain = text.isascii() and "\\\\" not in text
      print("same" if again == text or not plain and json.loads(again) == json.loads(text) else "different")
      """
    #expect(try Python.run(script, on: json(Self.audits[name] ?? Fixture.empty)) == "same\n")
  }

  @Test(arguments: ["half-year", "hostile", "empty", "odd", "promoted"])
  func `the schema takes what is written`(name: String) throws {
    #expect(try validate(json(Self.audits[name] ?? Fixture.empty)) == "")
  }

  @Test(arguments: Audits.names)
  func `the schema takes a report's sample and reconciliation`(name: String) throws {
    let audit = Audits.named(name)
    for sample in [nil, Sample(SampleRequest(size: 4, seed: "s"), of: audit)] {
      let additions = JSONFormat.Additions(reconciliation: audit.reconciliation, sample: sample)
      #expect(try validate(JSONFormat.bytes(of: audit, version: "0.0.0-test", additions)) == "")
    }
  }

  @Test(arguments: [
    ("an abbreviated id", #"c["changes"][0]["id"] = c["changes"][0]["id"][:12]"#, "changes/0/id"),
    ("an unknown verdict", #"c["changes"][0]["verdict"] = "ok""#, "changes/0/verdict"),
    ("an unknown code", #"c["changes"][3]["findings"][0]["code"] = "no-such-code""#, "changes/3/findings/0/code"),
    ("a time with a zone", #"c["scope"]["since"] = "2026-01-01T00:00:00+01:00""#, "scope/since"),
    ("a missing key", #"del c["changes"][0]["grade"]"#, "changes/0"),
    ("a grade without a pass", #"c["changes"][3]["grade"] = "claim""#, "changes/3/grade"),
    (
      "an objection to what counts", #"c["changes"][3]["approvals"][0]["counted"] = True"#,
      "changes/3/approvals/0/reason"
    ),
    ("another schema", #"c["schema"] = "countersign.report/2""#, "schema"),
    ("a digest in capitals", #"c["policy"]["digest"] = c["policy"]["digest"].upper()"#, "policy/digest"),
    ("a person without a role", #"c["changes"][3]["contributors"][0]["roles"] = []"#, "changes/3/contributors/0/roles"),
  ])
  func `the schema refuses a broken document`(what: String, edit: String, place: String) throws {
    let places = try validate(json(Fixture.halfYear), editing: edit).split(separator: "\n").map(String.init)
    #expect(places == [place], "\(what)")
  }

  @Test func `the schema takes keys that it does not know`() throws {
    let edit = #"c["new"] = 1; c["changes"][0]["new"] = [{}]; c["changes"][3]["findings"][0]["new"] = None"#
    #expect(try validate(json(Fixture.halfYear), editing: edit) == "")
  }

  @Test func `the schema knows every code`() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: Python.schema)))
    let definitions = (schema as? [String: Any])?["$defs"] as? [String: Any]
    let codes = (definitions?["code"] as? [String: Any])?["enum"] as? [String]
    #expect(codes == FindingCode.allCases.map(\.rawValue))
  }

  @Test func `two writes and writing in pieces give the same bytes`() throws {
    let audit = Fixture.many(600)
    var pieces: [[UInt8]] = []
    try JSONFormat.write(audit, version: "0.0.0-test") { pieces.append($0) }
    #expect(pieces.count > 2)
    #expect(pieces.allSatisfy { $0.count < 1 << 19 })
    #expect(Array(pieces.joined()) == json(audit))
    #expect(json(audit) == json(audit))
  }

  @Test func `a sink that fails ends the writing`() {
    struct Full: Error {}
    var taken = 0
    #expect(throws: Full.self) {
      try JSONFormat.write(Fixture.many(600), version: "0") { _ in
        taken += 1
        if taken == 2 { throw Full() }
      }
    }
    #expect(taken == 2)
  }

  private static let audits = [
    "half-year": Fixture.halfYear, "hostile": Fixture.hostile, "empty": Fixture.empty, "odd": Fixture.oddValues,
    "promoted": Fixture.promoted,
  ]

  /// Returns the places of what the schema has against a document, one a line, after an edit in Python.
  private func validate(_ document: [UInt8], editing edit: String = "pass") throws -> String {
    let script = """
      import json, sys
      try:
        import jsonschema
      except ImportError:
        sys.exit("this test needs Python's jsonschema: pip install jsonschema")
      schema = json.load(open(sys.argv[2], encoding="utf-8"))
      jsonschema.Draft202012Validator.check_schema(schema)
      c = json.load(open(sys.argv[1], encoding="utf-8"))
      \(edit)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(c):
        print("/".join(map(str, error.absolute_path)))
      """
    return try Python.run(script, on: document, [Python.schema])
  }
}
