import CountersignTesting
import Diagnostics
import Foundation
import Policy
import Testing

@testable import Audit
@testable import Report

@Suite struct HTMLFormatTests {
  private func html(_ audit: FinishedAudit) -> String {
    String(decoding: HTMLFormat.bytes(of: audit, version: "0.0.0-test"), as: UTF8.self)
  }

  @Test func `a half-year with every verdict is written as agreed`() {
    Snapshot.expect(html(Fixture.halfYear), named: "half-year.html")
  }

  @Test func `hostile texts are written as agreed`() {
    Snapshot.expect(html(Fixture.hostile), named: "hostile.html")
  }

  @Test func `an empty range is written as agreed`() {
    Snapshot.expect(html(Fixture.empty), named: "empty.html")
  }

  @Test(arguments: ["half-year", "hostile", "empty", "odd", "promoted"])
  func `only known elements and attributes are there, each closed, and nothing is loaded`(name: String) throws {
    let audits = [
      "half-year": Fixture.halfYear, "hostile": Fixture.hostile, "empty": Fixture.empty, "odd": Fixture.oddValues,
      "promoted": Fixture.promoted,
    ]
    let script = """
      import html.parser, sys
      known = set("html head meta title style body header main section nav footer article h1 h2 h3 h4 p ul ol li dl "
                  "div svg defs pattern rect circle path text details summary form label input select option button output script "
                  "dt dd table caption thead tbody tr th td b a code pre span small bdi time".split())
      attributes = set("lang charset http-equiv content name id class href scope aria-label colspan aria-hidden tabindex "
                       "role width height x y cx cy r d viewbox patternunits patterntransform hidden type value aria-live "
                       "data-label data-verdict".split())
      problems = []
      class Reader(html.parser.HTMLParser):
        open, ids, links = [], [], []
        def handle_starttag(self, tag, given):
          if tag not in known: problems.append("element " + tag)
          for key, value in given:
            if key not in attributes: problems.append("attribute " + key)
            if key == "href": self.links.append(value)
            if key == "id": self.ids.append(value)
          if tag not in {"meta", "input"}: self.open.append(tag)
        def handle_endtag(self, tag):
          if not self.open or self.open.pop() != tag: problems.append("end of " + tag)
        def handle_comment(self, data): problems.append("comment")
        def handle_pi(self, data): problems.append("instruction")
      text = open(sys.argv[1], encoding="utf-8", newline="").read()
      reader = Reader()
      reader.feed(text)
      reader.close()
      if reader.open: problems.append("left open: " + str(reader.open))
      if len(set(reader.ids)) != len(reader.ids): problems.append("an id twice")
      problems += ["link to " + link for link in reader.links if link[:1] != "#" or link[1:] not in reader.ids]
      problems += ["control character %x" % ord(c) for c in text if ord(c) < 32 and c != "\\n"]
      marks = "\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069"
      problems += ["bidirectional mark" for c in text if c in marks]
      print("\\n".join(problems))
      """
    let bytes = HTMLFormat.bytes(of: audits[name] ?? Fixture.empty, version: "0.0.0-test")
    #expect(try Python.run(script, on: bytes) == "\n")
  }

  @Test(arguments: ["half-year", "hostile"])
  func `findings are counted by kind, and each id with a card leads to it`(name: String) throws {
    let audit = Audits.named(name)
    let against = audit.assessments.filter(\.verdict.countsAgainst)
    var kinds: [String: Int] = [:]
    for assessment in against {
      let codes = assessment.findings.filter { $0.weight != .warning && $0.exception == nil }.map(\.code.rawValue)
      for code in Set(codes) { kinds[code, default: 0] += 1 }
    }
    let script = """
      import json, re, sys
      text = open(sys.argv[1], encoding="utf-8").read()
      table = re.search(r'<table class="wide kinds">(.*?)</table>', text, re.S)[1]
      rows = re.findall(r'<th scope="row"><code>([a-z-]+)</code></th>.*?data-label="Changes">([0-9,]+)</td>', table, re.S)
      links = re.findall(r'<th scope="row"><a href="#change-([0-9a-f]+)">', text)
      print(json.dumps([dict((code, int(count)) for code, count in rows), len(links), len(rows)]))
      """
    let bytes = HTMLFormat.bytes(of: audit, version: "0.0.0-test")
    let found = try JSONSerialization.jsonObject(with: Data(Python.run(script, on: bytes).utf8)) as? [Any]
    #expect(found?[0] as? [String: Int] == kinds)
    #expect(found?[1] as? Int == against.count + audit.summary.excepted)
    #expect(found?[2] as? Int == kinds.count)
  }

  @Test func `every hostile title can be read on the page as the terminal shows it`() throws {
    let script = """
      import html.parser, json, sys
      class Reader(html.parser.HTMLParser):
        titles, depth, text = [], 0, ""
        def handle_starttag(self, tag, given):
          if tag == "h3": self.depth, self.text = 1, ""
        def handle_data(self, data): self.text += data
        def handle_endtag(self, tag):
          if tag == "h3": self.titles.append(self.text)
      reader = Reader()
      reader.feed(open(sys.argv[1], encoding="utf-8").read())
      print(json.dumps(reader.titles))
      """
    let bytes = HTMLFormat.bytes(of: Fixture.hostile, version: "0.0.0-test")
    let titles = try JSONDecoder().decode([String].self, from: Data(Python.run(script, on: bytes).utf8))
    #expect(titles == Fixture.hostileTexts.map { "unknown \($0.isEmpty ? "(no title)" : $0.printable)" })
  }

  @Test func `a title of a megabyte is cut on the page, which says so, and nowhere else`() {
    let title = String(repeating: "é", count: 1 << 19)
    let audit = Fixture.audit([Fixture.change(1, title, at: "2026-02-01", grade: .claim)])
    let page = html(audit)
    #expect(page.utf8.count < 80_000)
    #expect(page.contains("é [… 1,048,276 more bytes]"))
    #expect(JSONFormat.bytes(of: audit, version: "0").count > 1 << 20)
    #expect(ChangesTable.bytes(of: audit).count > 1 << 20)
  }

  @Test func `a text is cut between characters`() {
    #expect("aéé".cut(to: 4) == "aé [… 2 more bytes]")
    #expect("aéé".cut(to: 5) == "aéé")
  }

  @Test func `what is not described in full is said to be in the table`() {
    let audit = Fixture.audit(
      (0..<HTMLReport.detailed + 3).map {
        Fixture.change($0, "t", at: "2026-02-01", findings: [Fixture.noApproval], verdict: .unknown)
      })
    let page = html(audit)
    #expect(page.components(separatedBy: "<article").count - 1 == HTMLReport.detailed)
    #expect(page.contains("3 more are not described here"))
    #expect(
      page.components(separatedBy: "<b class=\"unknown\">unknown</b> <code>approval-not-shown</code></td>").count - 1
        == HTMLReport
        .detailed + 3)
  }

  @Test func `a run that lists only what stands against says so`() {
    var audit = Fixture.halfYear
    audit.assessments.removeAll { !$0.verdict.countsAgainst }
    #expect(html(audit).contains("4 of 10 changes are listed"))
  }

  @Test func `two writes and writing in pieces give the same bytes`() throws {
    let audit = Fixture.many(1_000)
    var pieces: [[UInt8]] = []
    try HTMLFormat.write(audit, version: "0.0.0-test") { pieces.append($0) }
    #expect(pieces.count > 1)
    #expect(String(decoding: Array(pieces.joined()), as: UTF8.self) == html(audit))
    #expect(html(audit) == html(audit))
  }

  @Test func `the bytes for each change leave room for fifty thousand in 30 MB`() {
    let few = html(Fixture.many(2_100)).utf8.count, many = html(Fixture.many(3_100)).utf8.count
    #expect((many - few) / 1_000 * 50_000 < 30_000_000)
  }
}
