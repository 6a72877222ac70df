import CountersignTesting
import Diagnostics
import Foundation
import Testing

@testable import Audit
@testable import Report

@Suite struct JUnitFormatTests {
  @Test func `a half-year with every verdict is written as agreed`() {
    Snapshot.expect(String(decoding: JUnitFormat.bytes(of: Fixture.halfYear), as: UTF8.self), named: "half-year.junit")
  }

  @Test(arguments: Audits.names)
  func `junitparser counts what the audit counted`(name: String) throws {
    let audit = Audits.named(name)
    let script = """
      import junitparser, sys
      suites = junitparser.JUnitXml.fromfile(sys.argv[1])
      for suite in suites:
        kinds = [type(r).__name__ for case in suite for r in case.result]
        said = (suite.tests, suite.failures, suite.errors, suite.skipped)
        found = (len(list(suite)), kinds.count("Failure"), kinds.count("Error"), kinds.count("Skipped"))
        print(*found, said == found)
      print(suites.tests, suites.failures, suites.errors)
      """
    let run = Verdict(audit.findings)
    let (failed, unknown) = (run == .fail ? 1 : 0, run == .unknown ? 1 : 0)
    let summary = audit.summary
    #expect(
      try Python.validate(script, on: JUnitFormat.bytes(of: audit)) == """
        1 \(failed) \(unknown) 0 True
        \(summary.changes) \(summary.fail) \(summary.unknown) \(summary.excepted + summary.notJudged) True
        \(summary.changes + 1) \(summary.fail + failed) \(summary.unknown + unknown)

        """)
  }

  /// Prints where a document breaks the schema of the plugin by which Jenkins reads JUnit.
  private static let schema = """
    import sys, xmlschema
    schema = xmlschema.XMLSchema(sys.prefix + "/source/junit-10.xsd")
    text = open(sys.argv[1], encoding="utf-8", newline="").read()
    # edit
    for error in schema.iter_errors(text): print(error.path)
    """

  @Test(arguments: Audits.names)
  func `the schema that Jenkins goes by takes what is written`(name: String) throws {
    #expect(try Python.validate(Self.schema, on: JUnitFormat.bytes(of: Audits.named(name))) == "")
  }

  @Test(arguments: [
    ("an attribute of our own", #"text = text.replace("classname=", "verdict=", 1)"#),
    (
      "an element of our own",
      #"text = text.replace("<failure ", "<unknown ", 1).replace("</failure>", "</unknown>", 1)"#
    ),
  ])
  func `the schema refuses a broken document`(what: String, edit: String) throws {
    let script = Self.schema.replacing("# edit", with: edit)
    #expect(try Python.validate(script, on: JUnitFormat.bytes(of: Fixture.halfYear)).contains("/testsuites"), "\(what)")
  }

  @Test func `every text comes back as it is shown, and none becomes markup`() throws {
    let script = """
      import json, sys, xml.etree.ElementTree as tree
      root = tree.parse(sys.argv[1]).getroot()
      print(json.dumps([case.get("name") for case in root[1].iter("testcase")]))
      print(sorted({element.tag for element in root.iter()}))
      """
    let printed = try Python.run(script, on: JUnitFormat.bytes(of: Fixture.hostile)).split(separator: "\n")
    let names = try JSONDecoder().decode([String].self, from: Data(printed[0].utf8))
    #expect(names.count == Fixture.hostileTexts.count)
    for (name, text) in zip(names, Fixture.hostileTexts) {
      #expect(name.dropFirst(13).elementsEqual(text.printable), "\(text.printable)")
    }
    #expect(printed[1] == "['error', 'properties', 'property', 'testcase', 'testsuite', 'testsuites']")
  }
}
