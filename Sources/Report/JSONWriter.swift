import Diagnostics
import GitStore

/// Writes JSON as it goes: keys in the order in which they are written, two spaces for each level, or all on one line.
///
/// Texts stay as they are but for what JSON forbids and what could mislead a reader, which is escaped: the document
/// can be shown on a terminal. The caller keeps the order of calls right: a value after each key, and every
/// container closed.
struct JSONWriter {
  var output: ChunkedOutput
  private var depth = 0
  /// A Boolean value that tells whether the innermost container has nothing in it yet.
  private var isEmpty = true
  /// A Boolean value that tells whether a key was just written, so that its value goes on the same line.
  private var afterKey = false
  private let onOneLine: Bool

  /// - Parameter onOneLine: Writes each outermost value on a line of its own, as JSON Lines have it.
  init(onOneLine: Bool = false, to sink: @escaping ChunkedOutput.Sink) {
    self.onOneLine = onOneLine
    output = ChunkedOutput(to: sink)
  }

  mutating func object(_ content: (inout JSONWriter) throws -> Void) rethrows {
    try container(UInt8(ascii: "{"), UInt8(ascii: "}"), content)
  }

  mutating func array<Items: Sequence>(
    _ items: Items, _ write: (inout JSONWriter, Items.Element) throws -> Void
  ) rethrows {
    try container(UInt8(ascii: "["), UInt8(ascii: "]")) { json in
      for item in items { try write(&json, item) }
    }
  }

  mutating func key(_ name: StaticString) {
    beginItem()
    output.append(UInt8(ascii: "\""))
    output.append(name)
    output.append("\": ")
    afterKey = true
  }

  mutating func null() {
    beginItem()
    output.append("null")
  }

  mutating func value(_ value: Bool) {
    beginItem()
    output.append(value ? "true" : "false")
  }

  mutating func value(_ value: Int) {
    beginItem()
    output.append(plain: String(value))
  }

  mutating func value(_ text: String) {
    beginItem()
    output.append(UInt8(ascii: "\""))
    output.bytes.append(text, isPlain: Self.isPlain, replace: Self.escape)
    output.append(UInt8(ascii: "\""))
  }

  mutating func value(_ id: ObjectID) {
    beginItem()
    output.append(UInt8(ascii: "\""))
    output.append(plain: id.description)
    output.append(UInt8(ascii: "\""))
  }

  private mutating func container(
    _ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) throws -> Void
  ) rethrows {
    beginItem()
    output.append(open)
    depth += 1
    isEmpty = true
    try content(&self)
    depth -= 1
    if !isEmpty { beginLine() }
    output.append(close)
    isEmpty = false
    if depth == 0 { output.append(0x0A) }
  }

  private mutating func beginItem() {
    if afterKey {
      afterKey = false
      return
    }
    if depth == 0 { return }
    if !isEmpty { output.append(UInt8(ascii: ",")) }
    isEmpty = false
    beginLine()
  }

  private mutating func beginLine() {
    if onOneLine { return }
    output.append(0x0A)
    for _ in 0..<depth { output.append("  ") }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escape(_ scalar: Unicode.Scalar, _ bytes: inout [UInt8]) {
    switch scalar {
    case "\"": bytes.append(contentsOf: #"\""#.utf8)
    case "\\": bytes.append(contentsOf: #"\\"#.utf8)
    case "\n": bytes.append(contentsOf: #"\n"#.utf8)
    case "\r": bytes.append(contentsOf: #"\r"#.utf8)
    case "\t": bytes.append(contentsOf: #"\t"#.utf8)
    default:
      // Beyond U+FFFF these are the two halves of a surrogate pair.
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        bytes.append(contentsOf: #"\u"#.utf8)
        for shift in [12, 8, 4, 0] {
          let digit = UInt8(unit >> UInt16(shift) & 15)
          bytes.append(digit < 10 ? 48 + digit : 87 + digit)
        }
      }
    }
  }
}
