import CountersignTesting
import Foundation
import Testing

@testable import Audit
@testable import Report

@Suite struct LogFormatTests {
  @Test(arguments: LogFormat.allCases, LogAudience.allCases)
  func `a half-year with every verdict is written as agreed`(format: LogFormat, audience: LogAudience) {
    Snapshot.expect(
      String(decoding: format.bytes(of: Fixture.halfYear, for: audience), as: UTF8.self),
      named: "half-year.log.\(audience.rawValue).\(format.rawValue)")
  }

  @Test(arguments: LogFormat.allCases)
  func `a customer reads of no person, no verdict and no finding`(format: LogFormat) {
    let text = String(decoding: format.bytes(of: Fixture.halfYear, for: .customer), as: UTF8.self)
    let people = ["\"ada\"", "Ada", "bob\"", "Bob", "Lovelace", "Kahn", "example.com"]
    let secrets = people + ["trailer:", "claim", "unknown", "fail"] + FindingCode.allCases.map(\.rawValue)
    for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
    #expect(text.contains("Raise the transfer limit"))
  }

  @Test(arguments: Audits.names, LogAudience.allCases)
  func `Python and GitHub's renderer read as many changes in each format`(name: String, audience: LogAudience) throws {
    let audit = Audits.named(name)
    let count = audit.assessments.count
    let csv =
      "import csv, sys; print(len(list(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True))))"
    #expect(try Python.run(csv, on: LogFormat.csv.bytes(of: audit, for: audience)) == "\(count)\n")
    let json = "import json, sys; print(len(json.load(open(sys.argv[1], encoding='utf-8'))['changes']))"
    #expect(try Python.run(json, on: LogFormat.json.bytes(of: audit, for: audience)) == "\(count)\n")
    let html = try Python.run(
      ["cmark-gfm", "--extension", "table", "--extension", "autolink"],
      on: LogFormat.markdown.bytes(of: audit, for: audience))
    #expect(html.components(separatedBy: "<tr>").count == count + 2)
    #expect(!html.contains("<a ") && !html.contains("<img") && !html.contains("<script"))
    let columns = audience == .customer ? 3 : 6
    #expect(html.components(separatedBy: "<td>").count == count * columns + 1)
    let lines = LogFormat.text.bytes(of: audit, for: audience).count { $0 == 0x0A }
    #expect(lines == count)
  }
}
