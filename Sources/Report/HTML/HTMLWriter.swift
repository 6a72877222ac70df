import Diagnostics

/// Writes HTML in which no text can become markup.
///
/// Names of elements and attributes are literals of the program, and templates are its sources; every other text goes
/// through ``text(_:)`` or stands in an attribute's value, and both are escaped and made printable.
struct HTMLWriter {
  var output: ChunkedOutput

  init(to sink: @escaping ChunkedOutput.Sink) { output = ChunkedOutput(to: sink) }

  struct Attribute {
    var name: StaticString
    var value: String

    static func id(_ value: String) -> Attribute { Attribute(name: "id", value: value) }
    static func named(_ value: String) -> Attribute { Attribute(name: "class", value: value) }
    /// A link within the page. There are no others: a report opens no connection.
    static func link(to id: String) -> Attribute { Attribute(name: "href", value: "#" + id) }
    static let ofColumn = Attribute(name: "scope", value: "col")
    static let ofRow = Attribute(name: "scope", value: "row")
    /// What a cell is about, shown before it where the screen is too narrow for columns.
    static func label(_ column: String) -> Attribute { Attribute(name: "data-label", value: column) }
    /// Of a cell that is the heading of the rows below it, as wide as so many columns.
    static func across(_ columns: Int) -> Attribute { Attribute(name: "colspan", value: "\(columns)") }
  }

  mutating func element(
    _ name: StaticString, _ attributes: Attribute..., content: (inout HTMLWriter) throws -> Void
  ) rethrows {
    open(name, attributes)
    try content(&self)
    close(name)
  }

  mutating func element(_ name: StaticString, _ attributes: Attribute..., text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// Writes an element that has neither content nor an end.
  mutating func void(_ name: StaticString, _ attributes: Attribute...) { open(name, attributes) }

  /// Writes a container whose content stands on lines of its own.
  mutating func block(
    _ name: StaticString, _ attributes: Attribute..., content: (inout HTMLWriter) throws -> Void
  ) rethrows {
    open(name, attributes)
    endLine()
    try content(&self)
    close(name)
    endLine()
  }

  mutating func line(
    _ name: StaticString, _ attributes: Attribute..., content: (inout HTMLWriter) throws -> Void
  ) rethrows {
    open(name, attributes)
    try content(&self)
    close(name)
    endLine()
  }

  mutating func line(_ name: StaticString, _ attributes: Attribute..., text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
    endLine()
  }

  mutating func line(_ name: StaticString, _ text: String) { line(name, text: text) }

  mutating func text(_ text: String) {
    output.bytes.append(text, isPlain: Self.isPlain) { scalar, bytes in
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"": bytes.append(contentsOf: "&quot;".utf8)
      case "'": bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(visible: scalar)
      }
    }
  }

  /// Writes a text from the repository, which may run from right to left, so that it turns nothing around it.
  ///
  /// - Parameter limit: After so many bytes it is cut, which is said. ``JSONFormat`` has it whole.
  mutating func foreign(_ text: String, limit: Int = 2_000) {
    let text = text.cut(to: limit)
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      self.text(text)
    } else {
      element("bdi", text: text)
    }
  }

  mutating func endLine() { output.append(0x0A) }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    output.append(UInt8(ascii: "<"))
    output.append(name)
    for attribute in attributes {
      output.append(UInt8(ascii: " "))
      output.append(attribute.name)
      output.append("=\"")
      text(attribute.value)
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
  }

  private mutating func close(_ name: StaticString) {
    output.append("</")
    output.append(name)
    output.append(UInt8(ascii: ">"))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
    default: byte >= 0x20 && byte < 0x7F
    }
  }
}

extension String {
  /// The text, or so many bytes of it with the number of those that are missing.
  func cut(to limit: Int) -> String {
    if utf8.count <= limit { return self }
    var kept = String.UnicodeScalarView()
    var size = 0
    for scalar in unicodeScalars {
      size += UTF8.width(scalar)
      if size > limit { break }
      kept.append(scalar)
    }
    let text = String(kept)
    return text + " [… \((utf8.count - text.utf8.count).grouped) more bytes]"
  }
}
