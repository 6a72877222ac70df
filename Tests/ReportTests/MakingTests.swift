import CountersignTesting
import Foundation
import GitStore
import Handover
import Testing

@testable import Audit
@testable import Report

@Suite struct MakingTests {
  @Test func `the statement is written as agreed`() {
    let bytes = StatementFormat.bytes(of: Fixture.halfYear, Fixture.making)
    Snapshot.expect(String(decoding: bytes, as: UTF8.self), named: "half-year.statement.json")
  }

  @Test func `the page says how it was made, and what the sample supports`() {
    let audit = Fixture.halfYear
    let making = Fixture.making
    let html = HTMLFormat.bytes(
      of: audit, version: "0.0.0-test", making: making, sample: Sample(SampleRequest(size: 4, seed: "s"), of: audit))
    let text = String(decoding: html, as: UTF8.self)
    for id in ["reconciliation", "sample", "making"] {
      #expect(text.contains("<section id=\"\(id)\">"))
      #expect(text.contains("href=\"#\(id)\""))
    }
    #expect(text.contains("Every line balances.") == audit.reconciliation.allSatisfy(\.isBalanced))
    #expect(text.contains("4 of 9 judged changes were drawn at random."))
    #expect(text.contains("sha256sum -c MANIFEST"))
  }

  @Test(arguments: [
    (["a", "b c"], "a 'b c'"), (["it's"], "'it'\\''s'"), ([""], "''"), (["$(x)"], "'$(x)'"),
    (["refs/heads/v=1"], "refs/heads/v=1"),
  ])
  func `a command is quoted for a shell`(words: [String], expected: String) {
    #expect(words.shellLine == expected)
  }

  @Test func `no hostile text leaves its place in the evidence sheets`() throws {
    let audit = Fixture.hostile
    let html = EvidenceSheets.bytes(of: Sample(SampleRequest(size: 99, seed: "s"), of: audit), audit)
    let script = """
      import html.parser, sys
      class Reader(html.parser.HTMLParser):
        tags = set()
        depth = 0
        def handle_starttag(self, tag, attributes):
          self.tags.add(tag)
          assert not any(name.startswith("on") or name == "src" for name, value in attributes), attributes
          for name, value in attributes:
            if name == "href": assert tag == "a" and value.startswith("#sheet-"), value
      reader = Reader()
      reader.feed(open(sys.argv[1], encoding="utf-8").read())
      print(reader.tags & {"script", "img", "u", "i", "iframe"}, "section" in reader.tags)
      """
    #expect(try Python.run(script, on: html) == "set() True\n")
  }

  @Test func `each sheet has its attributes, and room for whoever tests it again`() throws {
    let audit = Fixture.halfYear
    let sample = Sample(SampleRequest(size: 4, seed: "s"), of: audit)
    let script = """
      import re, sys
      text = open(sys.argv[1], encoding="utf-8").read()
      sheets = re.findall(r'<section id="sheet-[0-9]+">(.*?)</section>', text, re.S)
      numbers = [len(re.findall(r"\\bA[0-9]+", re.search("<dt>Attributes</dt><dd>(.*?)</dd>", s)[1])) for s in sheets]
      print(len(sheets), set(numbers), sum('data-label="Tested by"></td>' in sheet for sheet in sheets))
      """
    let expected = "\(sample.items.count) {\(Attribute.allCases.count)} \(sample.items.count)\n"
    #expect(try Python.run(script, on: EvidenceSheets.bytes(of: sample, audit)) == expected)
  }

  @Test func `what the ledger does not record is said of so many changes`() {
    var audit = Fixture.audit([
      Fixture.change(1, "a", at: "2026-02-01", basis: .ledger),
      Fixture.change(2, "b", at: "2026-02-02", basis: .ledger),
    ])
    #expect(!audit.limits.contains { $0.contains("ledger") })
    audit.assessments[1].promotion.basis = .committerDate
    #expect(audit.limits.contains { $0.contains("does not say when 1 of the 2 judged changes reached production") })
    audit.assessments[0].promotion.basis = .committerDate
    #expect(audit.limits.contains { $0.contains("No ledger says what production was in between") })
  }

  @Test func `every line of a reconciliation says what it found and what it had to be`() {
    let lines = Fixture.halfYear.reconciliation
    #expect(Set(lines.map(\.line)).count == lines.count)
    let open = lines.filter { !$0.isBalanced }.map(\.what)
    // The fixture's digest is made up, and it has replace refs.
    #expect(open == ["digest of the population", "no-replace-refs"])
    var short = Fixture.halfYear
    short.assessments.removeLast()
    let missing = short.reconciliation.filter { !$0.isBalanced }.map(\.line)
    #expect(missing.contains("d") && missing.contains("e") && missing.contains("g"))
  }

  @Test(arguments: [
    "x", "\(digest)  ../up\n", "\(digest)  a\n\(digest)  a\n", "\(digest) a\n", "\(digest)  a", "\(digest)  /a\n",
    "\(digest)  .hidden\n", "\(digest)  a b\n", "",
  ])
  func `a manifest that we did not write is none`(text: String) {
    #expect(Manifest(reading: Array(text.utf8)) == nil)
  }

  @Test func `a manifest reads back`() throws {
    let manifest = Manifest(of: [ReportFile("b.csv", [1]), ReportFile("a.json", [])])
    #expect(Manifest(reading: manifest.bytes) == manifest)
    #expect(
      String(decoding: manifest.bytes, as: UTF8.self).hasPrefix(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.json\n"))
  }

  private static let digest = String(repeating: "0a", count: 32)
}
