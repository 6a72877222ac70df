import CountersignTesting
import Diagnostics
import Foundation
import Spreadsheet
import Testing

@testable import Audit
@testable import Report

/// The workbook as openpyxl reads it, which knows nothing of libxlsxwriter.
@Suite struct WorksheetTests {
  @Test(arguments: Audits.names)
  func `openpyxl reads the cells of the CSV files, with dates and numbers as such`(name: String) throws {
    let audit = Audits.named(name)
    let folder = try TemporaryFolder()
    for file in try ReportFiles.of(audit, Fixture.making) {
      try Data(file.bytes).write(to: URL(fileURLWithPath: folder.path + "/" + file.name))
    }
    let script = #"""
      import csv, datetime, os, re, sys, warnings
      import openpyxl
      warnings.simplefilter("error", UserWarning)
      csv.field_size_limit(1 << 24)
      folder = sys.argv[2]
      book = openpyxl.load_workbook(os.path.join(folder, "worksheet.xlsx"))
      assert book.vba_archive is None and not book._external_links
      def text(value):
        # The library's escape of what Excel would take for a control character's code.
        return re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", value)
      kinds = set()
      for sheet in book:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref == sheet.dimensions, (sheet.title, sheet.auto_filter.ref, sheet.dimensions)
        assert all(cell.font.b for cell in sheet[1])
        assert all(6 <= d.width <= 62 for d in sheet.column_dimensions.values())
        for row in sheet.iter_rows():
          for cell in row: assert cell.data_type != "f" and cell.hyperlink is None, cell.coordinate
        path = os.path.join(folder, sheet.title + ".csv")
        if sheet.title == "summary": continue
        rows = list(csv.reader(open(path, encoding="utf-8", newline=""), strict=True))
        header = [cell.value.removesuffix(" (UTC)") for cell in sheet[1]]
        assert sorted(header) == sorted(rows[0]), sheet.title
        assert sheet.max_row == len(rows), (sheet.title, sheet.max_row, len(rows))
        for row, cells in zip(rows[1:], sheet.iter_rows(min_row=2)):
          for title, cell in zip(header, cells):
            expected, value = row[rows[0].index(title)], cell.value
            if cell.is_date and value is not None:
              kinds.add("date")
              assert sheet[1][cell.column - 1].value.endswith("(UTC)")
              value = value.isoformat() + "Z"
            elif isinstance(value, int):
              kinds.add("number")
              value = str(value)
            value = text(value or "")
            assert value == expected, (sheet.title, cell.coordinate, value, expected)
      print(book.sheetnames[0], book.sheetnames[-1], len(book.sheetnames), sorted(kinds))
      """#
    let kinds = name == "empty" || name == "odd" ? "['number']" : "['date', 'number']"
    #expect(
      try Python.validate(script, on: [], [folder.path]) == "summary sample \(Tables.all.count + 2) \(kinds)\n")
  }

  @Test func `the summary counts what the audit counted`() throws {
    let audit = Fixture.halfYear
    let script = """
      import openpyxl, sys
      sheet = openpyxl.load_workbook(open(sys.argv[1], "rb"))["summary"]
      rows = {row[0]: row[1] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]}
      print(*(rows[key] for key in ["changes", "pass", "fail", "unknown", "excepted", "not judged", "rows of changes"]))
      print(rows["period begins"], rows["period ends"], rows["population"])
      """
    let summary = audit.summary
    let counts = [
      summary.changes, summary.pass, summary.fail, summary.unknown, summary.excepted, summary.notJudged,
      audit.assessments.count,
    ]
    #expect(
      try Python.validate(script, on: Self.bytes(of: audit)) == """
        \(counts.map(String.init).joined(separator: " "))
        2026-01-01 00:00:00 2026-07-01 00:00:00 \(audit.populationDigest ?? "")

        """)
  }

  @Test func `the auditor's cells are empty, and one of them is Y or N`() throws {
    let script = """
      import openpyxl, sys
      sheet = openpyxl.load_workbook(open(sys.argv[1], "rb"))["sample"]
      titles = [cell.value for cell in sheet[1]]
      print(titles[-4:], titles.index("a14") < titles.index("auditor_agrees"))
      print(all(cell.value is None and cell.fill.fill_type == "solid" for row in sheet.iter_rows(min_row=2) for cell in row[-4:]))
      [choice] = sheet.data_validations.dataValidation
      print(choice.type, choice.formula1, str(choice.sqref).count(":"), sheet.cell(2, len(titles) - 1).number_format)
      """
    #expect(
      try Python.validate(script, on: Self.bytes(of: Fixture.halfYear)) == """
        ['auditor_agrees', 'tested_by', 'tested_on', 'note'] True
        True
        list "Y,N" 1 yyyy-mm-dd hh:mm:ss

        """)
  }

  @Test func `two workbooks are the same bytes, and hold no clock but the report's`() throws {
    let bytes = try Self.bytes(of: Fixture.halfYear)
    #expect(try bytes == Self.bytes(of: Fixture.halfYear))
    let script = """
      import sys, zipfile
      book = zipfile.ZipFile(sys.argv[1])
      assert book.testzip() is None
      print({entry.date_time[0] for entry in book.infolist()}, "vbaProject" in str(book.namelist()))
      print(book.read("docProps/core.xml").count(b"2026-07-02T08:00:00Z"))
      """
    #expect(try Python.validate(script, on: bytes) == "{1980} False\n2\n")
  }

  @Test(arguments: [
    ("1900-03-01T00:00:00Z", "1900-03-01 00:00:00"), ("2024-02-29T23:59:59Z", "2024-02-29 23:59:59"),
    ("9999-12-31T23:59:59Z", "9999-12-31 23:59:59"), ("1970-01-01T00:00:01Z", "1970-01-01 00:00:01"),
    ("1900-02-28T00:00:00Z", "'1900-02-28T00:00:00Z'"), ("0001-01-01T00:00:00Z", "'0001-01-01T00:00:00Z'"),
  ])
  func `a moment is a date as far as Excel has numbers for it, and a text before`(time: String, expected: String)
    throws
  {
    let bytes = try Self.workbook(columns: ["time"], rows: [[.time(Fixture.time(time))]])
    let script = """
      import openpyxl, sys
      value = openpyxl.load_workbook(open(sys.argv[1], "rb"))["s"]["A2"].value
      print(repr(value) if isinstance(value, str) else value)
      """
    #expect(try Python.validate(script, on: bytes) == expected + "\n")
  }

  @Test(arguments: [
    String(repeating: "a", count: 32_767), String(repeating: "a", count: 32_768),
    String(repeating: "🛡", count: 300_000),
    "x" + String(repeating: "🛡", count: 300_000), String(repeating: "e\u{301}", count: 40_000),
  ])
  func `a text that no cell holds is cut and says so`(text: String) throws {
    let bytes = try Self.workbook(columns: ["text"], rows: [[.text(text)]])
    let script = """
      import openpyxl, sys
      value = openpyxl.load_workbook(open(sys.argv[1], "rb"))["s"]["A2"].value
      print(len(value.encode("utf-16-le")) // 2 <= 32767, value[-40:].find("UTF-16") >= 0, value.count(chr(0xFFFD)))
      """
    #expect(try Python.validate(script, on: bytes) == "True \(text.utf16.count > 32_767 ? "True" : "False") 0\n")
  }

  @Test func `what looks like the code of a control character is shown as it is`() throws {
    let bytes = try Self.workbook(columns: ["text"], rows: [[.text("_x0041_ __x005F_x0041_ _x41_ a_b")]])
    let script = """
      import sys, zipfile
      sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
      print(sheet[sheet.rindex("<t>") + 3:sheet.rindex("</t>")])
      """
    #expect(
      try Python.validate(script, on: bytes) == "_x005F_x0041_ __x005F_x005F_x005F_x0041_ _x41_ a_b\n")
  }

  @Test(arguments: [(3, 0), (4, 0), (5, 2), (9, 6)])
  func `rows that a sheet has no room for are counted in its last one`(rows: Int, missing: Int) throws {
    let bytes = try Self.workbook(
      columns: ["n", "m"], rows: (1...rows).map { [.number($0), .number($0)] }, mostRows: 5)
    let script = """
      import openpyxl, sys
      print([row[0] for row in openpyxl.load_workbook(open(sys.argv[1], "rb"))["s"].iter_rows(min_row=2, values_only=True)])
      """
    let shown = (1...(rows - missing)).map(String.init)
    let note =
      missing > 0 ? ["'\(missing) more rows found no room in this sheet: they are in rows.csv'"] : []
    #expect(try Python.validate(script, on: bytes) == "[\((shown + note).joined(separator: ", "))]\n")
  }

  private static func bytes(of audit: FinishedAudit) throws -> [UInt8] {
    var making = Fixture.making
    making.sample = SampleRequest(size: 4, seed: "s")
    let files = try ReportFiles.of(audit, making)
    return try #require(files.first { $0.name == WorksheetFormat.name }).bytes
  }

  private static func workbook(columns: [String], rows: [[Cell]], mostRows: Int = Sheet.mostRows) throws -> [UInt8] {
    let workbook = try Workbook(title: "t", comments: "c", created: Instant(seconds: 1), mostRows: mostRows)
    let sheet = try workbook.sheet("s", columns: columns)
    for row in rows { try sheet.row(row) }
    try sheet.finish(elsewhere: "rows.csv")
    return try workbook.finish()
  }
}
