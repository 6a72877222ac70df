/// Draws diagnostics as text, in the shape `severity[code]: message`, `-->` where, `note`, `help`.
package struct DiagnosticText: Sendable {
  /// A Boolean value that tells whether to write ANSI colour codes.
  package var colour: Bool
  /// How many characters a line of prose may have; `nil` where nobody reads it on a terminal, and nothing is broken.
  package var width: Int?

  package init(colour: Bool, width: Int? = nil) {
    self.colour = colour
    self.width = width
  }

  /// Returns the diagnostic as lines, the last one ended too. Everything in it is made printable.
  package func draw(_ diagnostic: Diagnostic) -> String {
    var text = heading(diagnostic)
    for place in diagnostic.places {
      switch place {
      case .named(let name): text += "  --> \(name.printable)\n"
      case .source(let excerpt): text += draw(excerpt)
      }
    }
    // A note is one line: what it quotes may have line feeds, and must not make lines of its own.
    for note in diagnostic.notes { text += labelled("note", note.printable) }
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
    let message = ": " + diagnostic.message.printable
    return styled(label, paint) + styled(message.wrapped(to: width, from: label.count, indent: 2), .bold) + "\n"
  }

  private func labelled(_ label: String, _ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let column = label.count + 7
    let first = lines.first.map { isCommand($0) ? $0.printable : fitted($0.printable, column) } ?? ""
    var result = "   = " + styled(label, .bold) + ": " + first + "\n"
    // What follows the first line are commands: they stay as they have to be typed.
    for line in lines.dropFirst() { result += String(repeating: " ", count: column) + line.printable + "\n" }
    return result
  }

  private func isCommand(_ line: Substring) -> Bool { line.hasPrefix("git ") || line.hasPrefix("countersign ") }

  /// Prose that begins at a column, counted from zero, and goes on there on each line.
  package func fitted(_ text: String, _ column: Int) -> String { text.wrapped(to: width, from: column, indent: column) }

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
