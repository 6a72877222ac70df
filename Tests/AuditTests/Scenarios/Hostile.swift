import Audit
import CountersignTesting
import Diagnostics
import Testing

/// `docs/scenarios.md`, repositories that try to mislead.
@Suite struct Hostile {
  @Test func `control characters in a message are shown and not obeyed`() throws {
    // main  B---C           C: the title holds ESC [ 2 J and a carriage return
    let scenario = try Scenario()
    try scenario.commit("C", Say.both, title: "Wipe \u{1b}[2J and\rreturn")
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: pass (claim)"])
    #expect(audit.assessments.first?.title.printable == "Wipe \\u{1b}[2J and\\u{d}return")
  }

  @Test func `bidirectional marks in a name are shown and not obeyed`() throws {
    // main  B---C           C: the author's name holds U+202E
    let scenario = try Scenario()
    let author = CountersignTesting.Identity(name: "Ada \u{202e}ecalevoL", email: "ada@example.com")
    try scenario.commit("C", Say.both, author: author)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: pass (claim)"])
    #expect(audit.assessments.first?.contributors.first?.identity.name.printable == "Ada \\u{202e}ecalevoL")
  }

  @Test func `a message of ten megabytes is read to its end`() throws {
    // main  B---C           C: 10 MB of text, then both trailers
    let scenario = try Scenario()
    let line = String(repeating: "All work and no play. ", count: 4) + "\n"
    let text = String(repeating: line, count: 10_000_000 / line.utf8.count + 1)
    try scenario.commit("C", text + "\n" + Say.both)
    #expect(try scenario.verdicts() == ["C: pass (claim)"])
  }
}
