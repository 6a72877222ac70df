import Testing

@testable import Audit
@testable import Report

/// The templates of `page/`, and the policy for contents of what is made from them.
@Suite struct PageTests {
  private static func slots(_ pieces: [PagePiece]) -> [PageSlot] {
    pieces.flatMap { piece -> [PageSlot] in
      switch piece {
      case .text: []
      case .slot(let slot): [slot]
      case .only(_, let inner): slots(inner)
      }
    }
  }

  @Test func `each slot that the program fills is in a template`() {
    let used = Set(Self.slots(PageSource.report) + Self.slots(PageSource.sheets))
    #expect(Set(PageSlot.allCases) == used)
  }

  @Test func `no slot of a template is left empty where there is something to say`() throws {
    // Every section has more than its heading.
    let script = #"""
      import re, sys
      text = open(sys.argv[1], encoding="utf-8").read()
      sections = re.findall(r'<section id="([a-z-]+)"[^>]*>\n<h2>[^<]*</h2>(.*?)</section>', text, re.S)
      print(len(sections), [name for name, inner in sections if not re.sub(r"<[^>]*>|\s", "", inner)], "{{" in text)
      """#
    let sample = Sample(SampleRequest(size: 3, seed: nil), of: Fixture.halfYear)
    let page = HTMLFormat.bytes(of: Fixture.halfYear, version: "0", making: Fixture.making, sample: sample)
    #expect(try Python.run(script, on: page) == "21 [] False\n")
  }

  @Test(arguments: ["half-year", "hostile"])
  func `a browser may apply and run what is in the page, and nothing else`(name: String) throws {
    let script = #"""
      import base64, hashlib, re, sys
      def named(text): return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
      for text in open(sys.argv[1], encoding="utf-8", newline="").read().split("\0"):
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'", rules
        for element in ["style", "script"]:
          found = re.findall(f"<{element}>(.*?)</{element}>", text, re.S)
          assert sorted("'%s'" % named(part) for part in found) == sorted(rules.get(element + "-src", "").split())
        assert not re.search(r"\son[a-z]+=|\sstyle=|\ssrc=", re.sub(r">[^<]*<", "><", text))
      print("as allowed")
      """#
    let audit = Audits.named(name)
    let sample = Sample(SampleRequest(size: 9, seed: nil), of: audit)
    let pages =
      HTMLFormat.bytes(of: audit, version: "0", making: Fixture.making, sample: sample) + [0]
      + EvidenceSheets.bytes(of: sample, audit)
    #expect(try Python.run(script, on: pages) == "as allowed\n")
  }

  @Test func `text at the top of printed pages can't end its string or its style`() {
    let header = RunningHeader("</style><script>\"\\ é\u{202e}\n@import url(x)")
    #expect(!header.style.contains("</style>"))
    #expect(header.style.filter { $0 == "\"" }.count == 2)
    #expect(header.style.contains("\\e9 "))
    #expect(header.style.split(separator: "\n").count == 1)
  }
}
