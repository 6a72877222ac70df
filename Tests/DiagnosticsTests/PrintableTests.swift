import Diagnostics
import Testing

@Suite struct PrintableTests {
  @Test(
    arguments: [
      "", "plain text", "~`!@#$%^&*()\\\"'", "José", "Jose\u{301}", "Ωmega", "名前", "שלום", "नमस्ते", "ﬁ", "Å", "§±×",
    ])
  func `text that is what it looks like stays`(text: String) {
    #expect(text.printable == text)
    #expect(Array(text.printable.utf8) == Array(text.utf8))
  }

  @Test(
    arguments: [
      ("\u{1b}[2J", "\\u{1b}[2J"), ("a\rb", "a\\u{d}b"), ("a\nb", "a\\u{a}b"), ("a\r\nb", "a\\u{d}\\u{a}b"),
      ("a\tb", "a\\u{9}b"), ("\0", "\\u{0}"), ("\u{7f}", "\\u{7f}"), ("\u{85}", "\\u{85}"), ("\u{9b}31m", "\\u{9b}31m"),
      ("a\u{202e}b", "a\\u{202e}b"), ("\u{2066}\u{2069}", "\\u{2066}\\u{2069}"), ("\u{200b}", "\\u{200b}"),
      ("e\u{200d}", "e\\u{200d}"), ("\u{feff}", "\\u{feff}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
      ("\u{a0}", "\\u{a0}"), ("\u{3000}", "\\u{3000}"), ("\u{ad}", "\\u{ad}"), ("\u{e0041}", "\\u{e0041}"),
      ("\u{e000}", "\\u{e000}"), ("\u{10ffff}", "\\u{10ffff}"), ("\u{378}", "\\u{378}"), ("\u{61c}", "\\u{61c}"),
    ])
  func `what misleads a terminal or an eye is shown`(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test func `nothing that is printed can be printed differently`() {
    for value in stride(from: UInt32(0), to: 0x11_0000, by: 7) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = "a\(Character(scalar))".printable
      #expect(!shown.unicodeScalars.contains { $0.isMisleading }, "U+\(String(value, radix: 16))")
      #expect(shown.printable == shown)
    }
  }
}
