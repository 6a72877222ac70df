import CountersignTesting
import Foundation
import Testing

@testable import Audit
@testable import Handover
@testable import Report

/// What `verify` says of a workbook that isn't what the repository gives, whoever changed it by whatever program.
@Suite struct WorkbookDifferenceTests {
  private static let workbook: [UInt8] = {
    var making = Fixture.making
    making.sample = SampleRequest(size: 3, seed: "s")
    let files = try? ReportFiles.of(Fixture.halfYear, making)
    return files?.first { $0.name == WorksheetFormat.name }?.bytes ?? []
  }()

  /// Changes parts by their bytes: `parts` is a dictionary, in the order of the file.
  private static func raw(_ change: String) throws -> [UInt8] {
    try edited(
      """
      import zipfile
      old = zipfile.ZipFile(path)
      parts = {entry.filename: old.read(entry) for entry in old.infolist()}
      changes = "xl/worksheets/sheet2.xml"
      def swap(part, before, after, count=1):
        assert before in parts[part], (part, before)
        parts[part] = parts[part].replace(before, after, count)
      \(change)
      with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items(): new.writestr(name, data)
      """)
  }

  /// Opens it with openpyxl, which writes texts that cells share, and saves it.
  private static func saved(_ change: String) throws -> [UInt8] {
    try edited("import openpyxl\nbook = openpyxl.load_workbook(open(path, 'rb'))\n\(change)\nbook.save(path)")
  }

  private static func edited(_ script: String) throws -> [UInt8] {
    let end = "\nimport base64\nprint(base64.b64encode(open(path, 'rb').read()).decode())"
    let text = try Python.validate("import sys\npath = sys.argv[1]\n\(script)\(end)", on: workbook)
    return Array(try #require(Data(base64Encoded: text.trimmingCharacters(in: .newlines))))
  }

  private func difference(_ here: [UInt8]) throws -> String {
    try #require(FileDifference.describe(WorksheetFormat.name, here: here, again: Self.workbook))
  }

  @Test func `a changed cell is told by sheet, cell and column, with both values`() throws {
    #expect(
      try difference(Self.raw("swap(changes, b'>fail<', b'>pass<')"))
        == "worksheet.xlsx: sheet changes, cell K5 (verdict): it has `pass`, the repository gives `fail`")
    #expect(
      try difference(Self.saved("book['changes']['K5'] = 'pass'"))
        == "worksheet.xlsx: sheet changes, cell K5 (verdict): it has `pass`, the repository gives `fail`")
  }

  @Test func `a changed date is told as a date`() throws {
    let expected =
      "worksheet.xlsx: sheet changes, cell E3 (promoted_at (UTC)): it has `2025-12-31T10:12:44Z`, the repository gives "
      + "`2026-01-07T10:12:44Z`"
    let change = "import datetime\nbook['changes']['E3'] = datetime.datetime(2025, 12, 31, 10, 12, 44)"
    #expect(try difference(Self.saved(change)) == expected)
  }

  @Test func `a number that became a text, an emptied cell and a filled one are told`() throws {
    let sheet = "worksheet.xlsx: sheet reconciliation, cell "
    let text =
      "c = [row[1] for row in book['summary'].iter_rows() if row[0].value == 'changes'][0]\nc.value = str(c.value)"
    let changed = try difference(Self.saved(text))
    #expect(changed.hasPrefix("worksheet.xlsx: sheet summary, cell B"), "\(changed)")
    #expect(changed.hasSuffix(" (value): it has the text `10`, the repository gives the number `10`"), "\(changed)")
    #expect(
      try difference(Self.saved("book['reconciliation']['C2'] = None")).hasPrefix(sheet + "C2 (found): it has nothing"))
    let filled = try difference(Self.saved("s = book['sample']; s.cell(2, s.max_column - 3).value = 'Y'"))
    #expect(
      filled == "worksheet.xlsx: sheet sample, cell AA2 (auditor_agrees): it has `Y`, the repository gives nothing")
  }

  @Test func `a dropped row and one too many are told by their number`() throws {
    let dropped = try difference(Self.saved("book['changes'].delete_rows(4)"))
    #expect(dropped.hasPrefix("worksheet.xlsx: sheet changes, row 4 is missing: `"), "\(dropped)")
    let more = try difference(Self.saved("book['changes'].insert_rows(4)\nbook['changes']['A4'] = 'x'"))
    #expect(more == "worksheet.xlsx: sheet changes, row 4 is one too many: `x`")
    let last = try difference(Self.saved("book['changes'].delete_rows(11)"))
    #expect(last.hasPrefix("worksheet.xlsx: sheet changes, it ends before row 11: `"), "\(last)")
    let appended = try difference(Self.saved("book['changes'].append(['x'])"))
    #expect(appended == "worksheet.xlsx: sheet changes, row 12 and what follows is not of this report: `x`")
  }

  @Test func `an added sheet, a removed one and a hidden one are told`() throws {
    let added = try difference(Self.saved("book.create_sheet('more\\u202e')"))
    #expect(added == "worksheet.xlsx: the sheet `more\\u{202e}` is not of this report")
    #expect(try difference(Self.saved("del book['people']")) == "worksheet.xlsx: the sheet people is missing")
    let hidden = try difference(Self.saved("book['people'].sheet_state = 'hidden'"))
    #expect(hidden == "worksheet.xlsx: the sheet people is hidden")
  }

  @Test func `a changed text that cells share is told where it is used first`() throws {
    // As Excel saves it: texts beside the sheets, some of them in several pieces with a pronunciation.
    let share = #"""
      import re
      texts = []
      def shared(cell):
        texts.append(cell[3])
        return b'<c r="%s"%s t="s"><v>%d</v></c>' % (cell[1], cell[2], len(texts) - 1)
      def item(text):
        if b"&" in text: return b"<si><t>" + text + b"</t></si>"
        return b"<si><r><t>" + text[:2] + b"</t></r><rPh sb='0' eb='1'><t>x</t></rPh><r><t>" + text[2:] + b"</t></r></si>"
      for name in parts:
        if name.startswith("xl/worksheets/"):
          parts[name] = re.sub(
            rb'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]")?) t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>', shared, parts[name])
      parts["xl/sharedStrings.xml"] = b"<sst>" + b"".join(map(item, texts)) + b"</sst>"
      assert len(texts) > 100 and all(b"inlineStr" not in part for part in parts.values())

      """#
    let same = try difference(Self.raw(share))
    #expect(same.hasPrefix("worksheet.xlsx: every cell is the same, in a file that was saved otherwise; "), "\(same)")
    let told = try difference(
      Self.raw(share + "swap('xl/sharedStrings.xml', b'<t>mmit<', b'<t><![CDATA[ mmit]]>ed<')"))
    #expect(
      told == "worksheet.xlsx: sheet changes, cell B3 (kind): it has `co mmited`, the repository gives `commit`",
      "\(told)")
  }

  @Test func `a formula is told, also where it gives the same`() throws {
    let told = try difference(
      Self.raw(
        """
        import re
        cell = re.search(rb'<c r="K5" t="inlineStr"><is><t>fail</t></is></c>', parts[changes])[0]
        swap(changes, cell, b'<c r="K5" t="str"><f>T("fail")</f><v>fail</v></c>')
        """))
    #expect(
      told
        == "worksheet.xlsx: sheet changes, cell K5 (verdict): it has a formula that gives `fail`, the repository gives "
        + "the text `fail`")
  }

  @Test func `a hidden row, a macro and a workbook that was only saved again are told apart`() throws {
    let hidden = try difference(Self.raw("swap(changes, b'<row r=\"5\">', b'<row r=\"5\" hidden=\"1\">')"))
    #expect(
      hidden == "worksheet.xlsx: every cell is the same, in a file that was saved otherwise; the sheet changes looks "
        + "otherwise")
    let macro = try difference(Self.raw("parts['xl/vbaProject.bin'] = b'x'"))
    #expect(macro.hasSuffix("; the part `xl/vbaProject.bin` is not of this report"), "\(macro)")
    #expect(try difference(Self.raw("")) == "worksheet.xlsx: has the same parts, packed otherwise")
    let saved = try difference(Self.saved(""))
    #expect(saved.hasPrefix("worksheet.xlsx: every cell is the same, in a file that was saved otherwise; "), "\(saved)")
  }

  @Test func `one that is truncated, damaged or ambiguous is told, wherever it ends`() throws {
    for length in [0, 1, 21, 22, 100, Self.workbook.count / 2, Self.workbook.count - 1] {
      #expect(
        try difference(Array(Self.workbook.prefix(length)))
          == "worksheet.xlsx: is no workbook that can be read: it is no zip file, or not all of one")
    }
    var damaged = Self.workbook
    // Within the first sheet of many rows.
    let place = try #require(damaged.firstRange(of: Array("xl/worksheets/sheet2.xml".utf8))).upperBound + 300
    damaged[place] ^= 0xFF
    let told = try difference(damaged)
    #expect(told.hasPrefix("worksheet.xlsx: "), "\(told)")
    #expect(told.contains("xl/worksheets/sheet2.xml"), "\(told)")
    let twice = try Self.edited(
      """
      import warnings, zipfile
      warnings.simplefilter("ignore")
      with zipfile.ZipFile(path, "a") as book: book.writestr("xl/worksheets/sheet2.xml", "<worksheet/>")
      """)
    #expect(
      try difference(twice) == "worksheet.xlsx: is no workbook that can be read: it is no zip file, or not all of one")
  }

  @Test(arguments: [
    ("parts[changes] = b'<worksheet><sheetData><row r=\"1\"><c><is><t>' + b'a' * (1 << 20) + b'</t>'", "too long"),
    ("parts[changes] = b'<worksheet ' + b'a=\"1\" ' * (1 << 20) + b'>'", "too long"),
    ("parts[changes] = b'<a x=\"' + b'>' * (1 << 20)", "too long"),
    ("parts[changes] = b'<a>' * 100_000", "ends before row 1"),
    ("parts[changes] = b'<row>' + b'<c r=\"A1\"><v>1</v></c>' * 100_000", "too many cells"),
    ("parts[changes] = (b'<a>' + b' ' * 400_000 + b'</a>') * 100", "unpacks to more than belongs into it"),
    (
      "parts['xl/sharedStrings.xml'] = (b'<si><t>' + b'a' * 400_000 + b'</t></si>') * 100",
      "unpacks to more than belongs into it"
    ),
    ("swap(changes, b'<worksheet', b'<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet')", "declares entities"),
    ("swap(changes, b'>fail<', b'>&a;<')", "an entity that XML doesn't know"),
    ("swap(changes, b'>fail<', b'>&#xD800;<')", "an entity that XML doesn't know"),
    ("parts[changes] = parts[changes][:900]", "ends within"),
    ("swap('xl/workbook.xml', b'rId2', b'rId99')", "lists a sheet that isn't there"),
    ("del parts[changes]", "is missing"),
    ("del parts['xl/workbook.xml']", "is missing"),
    (
      "swap('xl/workbook.xml', b'<sheets>', b'<sheets>' + b'<sheet name=\"a\" r:id=\"rId1\"/>' * 2000)", "lists a sheet"
    ),
  ])
  func `a hostile one is told in little memory and time`(change: String, expected: String) throws {
    let told = try difference(Self.raw(change))
    #expect(told.contains(expected), "\(told)")
    #expect(told.utf8.count < 2_000)
  }
}
