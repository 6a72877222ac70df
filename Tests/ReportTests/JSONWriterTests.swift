import Testing

@testable import Report

@Suite struct JSONWriterTests {
  private func written(_ write: (inout JSONWriter) -> Void) throws -> String {
    var bytes: [UInt8] = []
    var json = JSONWriter { bytes += $0 }
    write(&json)
    try json.output.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", #""plain""#), ("", #""""#), (#"a "b" \c /d"#, #""a \"b\" \\c /d""#), ("\n\r\t", #""\n\r\t""#),
    ("\0\u{1F}\u{7F}\u{85}", #""\u0000\u001f\u007f\u0085""#), ("\u{2028}\u{2029}", #""\u2028\u2029""#),
    ("a\u{202E}b\u{A0}c\u{200B}", #""a\u202eb\u00a0c\u200b""#),
    ("\u{E0041}x\u{10FFFD}", #""\udb40\udc41x\udbff\udffd""#),
    ("é e\u{301} 日本 🛡", "\"é e\u{301} 日本 🛡\""), ("<b>&", #""<b>&""#),
  ])
  func `a text is written so that it misleads nobody`(text: String, expected: String) throws {
    let json = try written { $0.value(text) }
    #expect(Array(json.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `containers nest, and empty ones are closed on their line`() throws {
    let json = try written { json in
      json.object { json in
        json.member("none") { _ in }
        json.member("empty", texts: [])
        json.member("list", each: [1, 2]) { $0.value($1) }
        json.member("inner") { json in
          json.member("absent", nil as String?)
          json.member("truth", true)
        }
        json.member("rows", each: [3]) { json, number in json.object { $0.member("number", number) } }
      }
    }
    #expect(
      json == """
        {
          "none": {},
          "empty": [],
          "list": [
            1,
            2
          ],
          "inner": {
            "absent": null,
            "truth": true
          },
          "rows": [
            {
              "number": 3
            }
          ]
        }

        """)
  }
}
