import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import Testing

@Suite struct JUnitReaderTests {
  private func read(_ texts: String...) throws -> JUnitReport { try Self.read(texts.map { Array($0.utf8) }) }

  static func read(_ files: [[UInt8]]) throws -> JUnitReport {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) {
      let paths = try files.enumerated().map { number, bytes in
        let path = "\(folder.path)/report-\(number).xml"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
      }
      return try JUnitReader.read(paths)
    }
  }

  private func counts(_ report: JUnitReport) -> [Int] { [report.executed, report.failed, report.skipped] }

  @Test(arguments: JUnitSamples.all)
  func `the reports of the test tools are counted`(sample: JUnitSamples.Sample) throws {
    let report = try Self.read([Array(sample.text.utf8)])
    #expect(counts(report) == sample.counts, "\(sample.tool)")
    #expect(report.startedAt?.rfc3339 == sample.startedAt)
    #expect(report.finishedAt?.rfc3339 == sample.finishedAt)
    #expect(report.remarks.count == sample.remarks)
  }

  @Test func `several files are one run, and their digest is that of all bytes`() throws {
    let one = #"<testsuite timestamp="2026-01-02T10:00:00+02:00" time="10"><testcase/></testsuite>"#
    let two = #"<testsuite timestamp="2026-01-02T07:00:00Z" time="1,000.2"><testcase><error/></testcase></testsuite>"#
    let report = try read(one, two)
    #expect(counts(report) == [2, 1, 0])
    #expect(report.startedAt?.rfc3339 == "2026-01-02T07:00:00Z")
    #expect(report.finishedAt?.rfc3339 == "2026-01-02T08:00:10Z")
    #expect(report.digest == "sha256:\(try StoreFixture.sha256sum(Array((one + two).utf8)))")
  }

  @Test func `what attributes say is not what is counted`() throws {
    let report = try read(
      #"<testsuites tests="10" failures="3"><testsuite><testcase/><testcase/></testsuite></testsuites>"#)
    #expect(counts(report) == [2, 0, 0])
    #expect(report.remarks.count == 3)
  }

  @Test(arguments: [
    (#"<testsuite errors="1" tests="0"/>"#, TestRun.Outcome.failed),
    (#"<testsuites><testsuite failures="2"><testcase/></testsuite></testsuites>"#, .failed),
    (#"<testsuites failures="0"><testsuite><testsuite errors="1"/></testsuite><testcase/></testsuites>"#, .failed),
    (#"<testsuite tests="1" failures="1"><testcase><failure/></testcase></testsuite>"#, .failed),
    (#"<testsuite tests="500"><testcase/></testsuite>"#, .inconclusive),
    (#"<testsuite tests="1"><testcase/><testcase/></testsuite>"#, .passed),
    (#"<testsuite tests="1" failures="0" errors="0"><testcase/></testsuite>"#, .passed),
  ])
  func `a report that says itself that it failed, or has less than it says, is no pass`(
    text: String, outcome: TestRun.Outcome
  ) throws {
    var statement = TestStatement(suite: "unit", outcome: .passed, runner: "CI")
    statement.take(try read(text))
    #expect(statement.outcome == outcome)
  }

  @Test(arguments: [
    (#"<testsuites/>"#, [0, 0, 0]),
    (#"<testsuite tests="0"></testsuite>"#, [0, 0, 0]),
    (#"<testsuite><testcase><skipped/></testcase></testsuite>"#, [0, 0, 1]),
    (#"<testsuite><testcase><flakyFailure/><flakyError/></testcase></testsuite>"#, [1, 0, 0]),
    (#"<testsuite><testcase><failure/><rerunFailure/><rerunFailure/></testcase></testsuite>"#, [1, 1, 0]),
    (#"<testsuite><testcase><failure/><skipped/></testcase></testsuite>"#, [1, 1, 0]),
    (#"<testsuite><testcase><skipped/><failure/></testcase></testsuite>"#, [1, 1, 0]),
    (#"<testsuite><testcase><failure/><error/></testcase></testsuite>"#, [1, 1, 0]),
    (#"<testsuite><error/></testsuite>"#, [1, 1, 0]),
    (#"<testsuite><testsuite><testsuite><testcase/></testsuite><testcase/></testsuite></testsuite>"#, [2, 0, 0]),
    (
      #"<testsuite><testcase><system-out><![CDATA[<testcase><failure/>]]></system-out></testcase></testsuite>"#,
      [1, 0, 0]
    ),
    (#"<testsuite><!-- <testcase/> --><testcase/></testsuite>"#, [1, 0, 0]),
    (#"<testsuite><testcase name="&lt;a&gt; &#x41; &amp; &#65;"/></testsuite>"#, [1, 0, 0]),
    (#"<ns:testsuite xmlns:ns="x"><ns:testcase><ns:failure/></ns:testcase></ns:testsuite>"#, [1, 1, 0]),
    (
      #"<testsuite><properties><property name="a" value="b"/></properties><testcase ></testcase ></testsuite>"#,
      [1, 0, 0]
    ),
    ("<testsuite><testcase><system-out>]]]]><![CDATA[]]]]]]></system-out></testcase></testsuite>", [1, 0, 0]),
    ("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite><testcase/></testsuite>\n", [1, 0, 0]),
  ])
  func `tests are counted by what stands in them`(text: String, expected: [Int]) throws {
    #expect(counts(try read(text)) == expected)
  }

  @Test(arguments: [
    ("", 1, "the file is empty"),
    ("\n\n", 3, "the file has no element"),
    ("hello", 1, "isn't XML"),
    ("{}", 1, "isn't XML"),
    ("<html/>", 1, "this is no JUnit report: its first element is <html>"),
    ("<testsuite>\n<testcase>\n</testsuite>", 3, "</testsuite> stands where </testcase> belongs"),
    ("<testsuite>\n<testcase/>\n", 3, "the file ends inside <testsuite>"),
    ("<testsuite><testcase name=\"a", 1, "the file ends inside the value of `name`"),
    ("<testsuite/>\n<testsuite/>", 2, "follows the end of the document"),
    ("<testsuite/>\nmore", 2, "text follows the end of the document"),
    ("<testsuite>\n\n&boom;</testsuite>", 3, "the entity `&boom;`"),
    ("<testsuite name='&boom;'/>", 1, "the entity `&boom;`"),
    ("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<testsuite/>", 1, "a document type"),
    ("<?xml version=\"1.0\"?>\n<!DOCTYPE testsuite SYSTEM \"file:///etc/passwd\">\n<testsuite/>", 2, "a document type"),
    ("<testsuite><testcase time=\"1\" time=\"2\"/></testsuite>", 1, "twice"),
    ("<testsuite name=a/>", 1, "has no quotes"),
    ("<testsuite a=\"1\"b=\"2\"/>", 1, "a space belongs before"),
    ("<testsuite>\n<![CDATA[ <", 2, "the file ends inside CDATA"),
    ("<testsuite><!-- ", 1, "the file ends inside a comment"),
    ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><testsuite/>", 1, "the encoding `UTF-16` isn't read"),
    ("<testsuite><testcase><testcase/></testcase></testsuite>", 1, "a <testcase> stands in <testcase>"),
    ("<testsuite><x><testcase/></x></testsuite>", 1, "a <testcase> stands in <x>"),
    ("</testsuite>", 1, "</testsuite> ends nothing"),
    ("<testsuite>&#xD800;</testsuite>", 1, "is no character"),
    ("<testsuite>AT&T</testsuite>", 1, "isn't the beginning of an entity"),
    ("<1/>", 1, "has no name"),
  ])
  func `a report that can't be read whole is refused with its line`(text: String, line: Int, expected: String) throws {
    let error = #expect(throws: Stopped.self) { try read(text) }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.message.contains(expected), "\(diagnostic.message)")
    guard case .named(let place) = diagnostic.places.first else { return }
    #expect(place.hasSuffix(".xml:\(line)"), "\(place)")
  }

  @Test func `UTF-16 and deep nesting are refused`() throws {
    for bytes in [[0xFF, 0xFE, 0x3C, 0], [0xFE, 0xFF, 0, 0x3C], [0x3C, 0, 0x74, 0]] as [[UInt8]] {
      #expect(throws: Stopped.self) { try Self.read([bytes]) }
    }
    #expect(throws: Stopped.self) { try read(String(repeating: "<testsuite>", count: 10_000)) }
    #expect(throws: Stopped.self) { try read("<" + String(repeating: "a", count: 1_000_000)) }
  }

  @Test func `a missing file is said`() throws {
    let error = #expect(throws: Stopped.self) { try JUnitReader.read(["/nonexistent/report.xml"]) }
    #expect(error?.diagnostics.first?.message == "No such file or directory")
  }

  @Test func `every beginning of a report is refused, and none crashes`() throws {
    let text = Array(
      #"<?xml version="1.0"?><testsuite a="b&amp;"><!--c--><testcase><![CDATA[d]]>e&lt;</testcase></testsuite>"#.utf8)
    for count in 0..<text.count { #expect(throws: Stopped.self) { try Self.read([Array(text[..<count])]) } }
    #expect(try Self.read([text]).executed == 1)
  }

  @Test func `marks that fall on the edge of a buffer are seen`() throws {
    for shift in 65_520..<65_545 {
      let filler = String(repeating: "x", count: shift)
      let report = try read(
        "<testsuite><testcase><o><![CDATA[\(filler)]]></o><failure/></testcase><testcase name=\"&lt;\"/></testsuite>")
      #expect(counts(report) == [2, 1, 0])
    }
  }
}
