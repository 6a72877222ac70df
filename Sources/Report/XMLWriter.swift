import Diagnostics

/// Writes XML in which no text can become markup, and no character is one that XML forbids.
///
/// Names are literals of the program; attributes and contents are escaped. Control and misleading characters are made
/// visible, as `\u{1b}`: XML can't hold most of them at all.
struct XMLWriter {
  var output: ChunkedOutput
  private var depth = 0

  init(to sink: @escaping ChunkedOutput.Sink) {
    output = ChunkedOutput(to: sink)
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
  }

  /// Writes an element whose content are other elements.
  mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, String)], content: (inout XMLWriter) throws -> Void
  ) rethrows {
    open(name, attributes)
    output.append(">\n")
    depth += 1
    try content(&self)
    depth -= 1
    indent()
    close(name)
  }

  mutating func emptyElement(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    open(name, attributes)
    output.append("/>\n")
  }

  mutating func element(_ name: StaticString, _ attributes: [(StaticString, String)], text: String) {
    open(name, attributes)
    output.append(">")
    append(text, keepingLines: true)
    close(name)
  }

  private mutating func open(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    indent()
    output.append("<")
    output.append(name)
    for (name, value) in attributes {
      output.append(" ")
      output.append(name)
      output.append("=\"")
      append(value, keepingLines: false)
      output.append("\"")
    }
  }

  private mutating func close(_ name: StaticString) {
    output.append("</")
    output.append(name)
    output.append(">\n")
  }

  private mutating func indent() {
    for _ in 0..<depth { output.append("  ") }
  }

  private mutating func append(_ text: String, keepingLines: Bool) {
    output.bytes.append(text, isPlain: Self.isPlain) { scalar, bytes in
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"": bytes.append(contentsOf: "&quot;".utf8)
      case "\n" where keepingLines: bytes.append(0x0A)
      default: bytes.append(visible: scalar)
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
    default: byte >= 0x20 && byte < 0x7F
    }
  }
}
