/// Draws diagnostics as text, in the shape `severity[code]: message`, `-->` where, `note`, `help`.
package struct DiagnosticText: Sendable {
  /// A Boolean value that tells whether to write ANSI colour codes.
  package var colour: Bool

  package init(colour: Bool) { self.colour = colour }

  /// Returns the diagnostic as lines, the last one ended too. Everything in it is made printable.
  package func draw(_ diagnostic: Diagnostic) -> String {
    var text = heading(diagnostic)
    for place in diagnostic.places {
      switch place {
      case .named(let name): text += "  --> \(name.printable)\n"
      case .source(let excerpt): text += draw(excerpt)
      }
    }
    for note in diagnostic.notes { text += labelled("note", note) }
    for help in diagnostic.help { text += labelled("help", help) }
    return text
  }

  private func heading(_ diagnostic: Diagnostic) -> String {
    let label = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    let paint: Style =
      switch diagnostic.severity {
      case .error: .red
      case .warning: .yellow
      case .note: .cyan
      }
    return styled(label, paint) + styled(": " + diagnostic.message.printable, .bold) + "\n"
  }

  private func labelled(_ label: String, _ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var result = "   = " + styled(label, .bold) + ": " + (lines.first.map { $0.printable } ?? "") + "\n"
    let indent = String(repeating: " ", count: label.count + 7)
    for line in lines.dropFirst() { result += indent + line.printable + "\n" }
    return result
  }

  private func draw(_ excerpt: SourceExcerpt) -> String {
    let number = String(excerpt.line)
    let gutter = String(repeating: " ", count: number.count)
    // The caret has to stand under what is printed, and printing may widen characters.
    let before = excerpt.text.prefix(excerpt.column - 1).printable
    let marked = excerpt.text.dropFirst(excerpt.column - 1).prefix(excerpt.length).printable
    let carets = String(repeating: "^", count: max(1, marked.count))
    return "  --> \(excerpt.file.printable):\(excerpt.line):\(excerpt.column)\n"
      + " \(gutter) |\n"
      + " \(number) | \(excerpt.text.printable)\n"
      + " \(gutter) | " + String(repeating: " ", count: before.count) + styled(carets, .red) + "\n"
  }

  /// How a piece of text stands out on a terminal.
  package enum Style: String, Sendable {
    case bold = "1"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case cyan = "1;36"
    case dim = "2"
  }

  /// Returns `text` in a style, or as it is where colour is off. `text` must be printable already.
  package func styled(_ text: String, _ style: Style) -> String {
    colour ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }
}
