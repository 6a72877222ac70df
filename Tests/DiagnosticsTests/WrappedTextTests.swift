import Diagnostics
import Testing

@Suite struct WrappedTextTests {
  @Test func `prose is broken at spaces, and what follows is indented`() {
    let text = "ask somebody else to review this, and record it".wrapped(to: 20, from: 4, indent: 4)
    #expect(text == "ask somebody\n    else to review\n    this, and record\n    it")
    for line in ("    " + text).split(separator: "\n") { #expect(line.count <= 20) }
  }

  @Test func `a command in backticks stays on one line, so that it can be copied`() {
    let text = "fetch it first (`git fetch origin main`), or check".wrapped(to: 24, indent: 2)
    #expect(text == "fetch it first\n  (`git fetch origin main`),\n  or check")
  }

  @Test func `a backtick that nothing closes is a mark like any other`() {
    #expect("one `two three four".wrapped(to: 10, indent: 0) == "one `two\nthree four")
  }

  @Test func `a word that is longer than a line isn't broken, and makes no empty line`() {
    #expect("aaaaaaaaaaaa b".wrapped(to: 8, indent: 2) == "aaaaaaaaaaaa\n  b")
    #expect("b aaaaaaaaaaaa".wrapped(to: 8, indent: 2) == "b\n  aaaaaaaaaaaa")
  }

  @Test func `without a width, and where there is room, text stays as it is, also its spaces`() {
    #expect("a  b   c".wrapped(to: nil, indent: 2) == "a  b   c")
    #expect("a  b   c".wrapped(to: 8, indent: 2) == "a  b   c")
  }

  @Test func `the words are the same whatever the width`() {
    let text = "a note of `two words` and Ünïcödé \u{1F469}\u{200D}\u{1F4BB} with a `backtick and more"
    for width in 1...80 {
      let lines = text.wrapped(to: width, indent: 3).split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(lines.joined(separator: " ") == text)
    }
  }

  @Test func `a diagnostic's commands are never broken, its prose is`() {
    let drawing = DiagnosticText(colour: false, width: 40)
    let text = drawing.draw(
      Diagnostic(
        .error, "tests-not-shown", "no passing run of the suite is shown",
        notes: ["looked for trailers Tested-by; records in refs/countersign/evidence"],
        help: ["run them, and record it before the push:\ncountersign record tests --suite unit --junit FILE"]))
    #expect(
      text == """
        error[tests-not-shown]: no passing run
          of the suite is shown
           = note: looked for trailers
                   Tested-by; records in
                   refs/countersign/evidence
           = help: run them, and record it
                   before the push:
                   countersign record tests --suite unit --junit FILE

        """)
  }
}
