import CountersignTesting
import Diagnostics
import Foundation
import Policy
import Testing

@testable import Audit
@testable import Report

@Suite struct ChangesTableTests {
  @Test func `a half-year with every verdict is written as agreed`() {
    Snapshot.expect(String(decoding: ChangesTable.bytes(of: Fixture.halfYear), as: UTF8.self), named: "half-year.csv")
  }

  @Test func `hostile texts are written as agreed`() {
    Snapshot.expect(String(decoding: ChangesTable.bytes(of: Fixture.hostile), as: UTF8.self), named: "hostile.csv")
  }

  @Test func `an empty range has a header`() {
    let columns = ChangesTable.columns.joined(separator: ",")
    #expect(String(decoding: ChangesTable.bytes(of: Fixture.empty), as: UTF8.self) == columns + "\r\n")
  }

  @Test func `Python reads as many rows and cells as were written`() throws {
    let rows = try read(Fixture.hostile)
    #expect(rows.count == Fixture.hostileTexts.count + 1)
    #expect(rows[0] == ChangesTable.columns)
    #expect(rows.allSatisfy { $0.count == ChangesTable.columns.count })
    for (row, text) in zip(rows.dropFirst(), Fixture.hostileTexts) {
      #expect(row[2] == text.disarmed.printable)
    }
  }

  @Test func `no cell begins what a spreadsheet would evaluate`() throws {
    let script = #"""
      import csv, re, sys
      with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.reader(file, strict=True):
          for cell in row:
            for part in [cell] + cell.split(";"):
              if re.match(r"[\s\"]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", part):
                print(repr(cell))
      """#
    #expect(try Python.run(script, on: ChangesTable.bytes(of: Fixture.hostile)) == "")
  }

  @Test func `no line holds a control character`() {
    let bytes = ChangesTable.bytes(of: Fixture.hostile).filter { $0 != 0x0D && $0 != 0x0A }
    #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
  }

  @Test func `every line ends in CRLF, and CR and LF stand nowhere else`() {
    let text = String(decoding: ChangesTable.bytes(of: Fixture.hostile), as: UTF8.self)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.count == Fixture.hostileTexts.count + 2)
    #expect(lines.last == "")
    #expect(lines.allSatisfy { !$0.unicodeScalars.contains("\r") && !$0.unicodeScalars.contains("\n") })
  }

  @Test func `a name cannot pass itself off as two people`() throws {
    let eve = Fixture.person("bob:record:x:counted;ada(author)", "Eve", "")
    let change = Fixture.change(
      1, "t", at: "2026-02-01", contributors: [Contributor(identity: eve, roles: [.author, .coauthor])],
      approvals: [Fixture.approval(by: eve, of: Fixture.id(1), source: "a:b;c")],
      tests: [Fixture.run("=u;n:it", of: Fixture.id(1), source: "trailer:X")])
    let row = try read(Fixture.audit([change]))[1]
    #expect(row[6] == "bob%3Arecord%3Ax%3Acounted%3Bada%28author%29(author,coauthor)")
    #expect(row[7] == "bob%3Arecord%3Ax%3Acounted%3Bada%28author%29:a:b%3Bc:claim:counted")
    #expect(row[8] == "%3Du%3Bn%3Ait:passed:trailer:X")
  }

  @Test func `a time that can't be written and an absent value are empty cells`() throws {
    let row = try read(Fixture.oddValues)[1]
    #expect([row[4], row[11], row[12]] == ["", "", ""])
  }

  @Test(arguments: [
    ("=1", "'=1"), (" \t=1", "' \t=1"), ("\"' +1", "'\"' +1"), ("a=1", "a=1"), ("a;=1", "a;'=1"),
    ("a; \"-1", "a;' \"-1"),
    ("", ""), ("'", "'"), (";", ";"), ("a - b", "a - b"), ("\u{FF20}x", "'\u{FF20}x"), ("\ta", "'\ta"),
    ("a;b@c", "a;b@c"),
  ])
  func `a formula is disarmed`(text: String, expected: String) {
    #expect(text.disarmed == expected)
  }

  @Test func `two writes and writing in pieces give the same bytes`() throws {
    let audit = Fixture.many(2_000)
    var pieces: [[UInt8]] = []
    try ChangesTable.write(audit) { pieces.append($0) }
    #expect(pieces.count > 2)
    #expect(Array(pieces.joined()) == ChangesTable.bytes(of: audit))
    #expect(ChangesTable.bytes(of: audit) == ChangesTable.bytes(of: audit))
  }

  private func read(_ audit: FinishedAudit) throws -> [[String]] {
    let script = """
      import csv, json, sys
      csv.field_size_limit(1 << 24)
      with open(sys.argv[1], encoding="utf-8", newline="") as file:
        print(json.dumps(list(csv.reader(file, strict=True))))
      """
    return try JSONDecoder().decode(
      [[String]].self, from: Data(Python.run(script, on: ChangesTable.bytes(of: audit)).utf8))
  }
}
