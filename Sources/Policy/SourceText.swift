import Diagnostics

/// A place in a policy file. Columns and lengths count Unicode scalars, as YAML's own marks do.
struct Spot: Hashable, Comparable, Sendable {
  /// From 1.
  var line: Int
  /// From 1.
  var column: Int
  var length = 1

  static func < (a: Spot, b: Spot) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// The text of a policy file, by line, for pointing at its parts.
struct SourceText: Sendable {
  var name: String
  var text: String
  private let lines: [Substring.UnicodeScalarView]

  init(name: String, text: String) {
    self.name = name
    self.text = text
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.last == "\r" ? $0.dropLast() : $0
    }
  }

  /// Returns the scalar at a spot, or `nil` at the end of a line.
  func scalar(at spot: Spot) -> Unicode.Scalar? {
    guard lines.indices.contains(spot.line - 1) else { return nil }
    return lines[spot.line - 1].dropFirst(spot.column - 1).first
  }

  /// Returns the place of a spot, with its line if that is short enough to be shown.
  func place(_ spot: Spot) -> Diagnostic.Place {
    guard lines.indices.contains(spot.line - 1) else { return .named("\(name):\(spot.line)") }
    let line = lines[spot.line - 1]
    // A line of this size is nobody's to read, and every problem in it would carry a copy.
    if line.count > 500 { return .named("\(name):\(spot.line):\(spot.column)") }
    let before = String(String.UnicodeScalarView(line.prefix(spot.column - 1)))
    let marked = String(String.UnicodeScalarView(line.dropFirst(spot.column - 1).prefix(spot.length)))
    return .source(
      SourceExcerpt(
        file: name, line: spot.line, column: before.count + 1, length: marked.count,
        text: String(String.UnicodeScalarView(line))))
  }
}

extension Diagnostic {
  /// A problem of a policy file.
  init(invalid message: String, at places: [Diagnostic.Place], notes: [String] = [], help: [String] = []) {
    self.init(.error, "policy-invalid", message, places: places, notes: notes, help: help)
  }
}

extension String {
  /// The text in backquotes for a message, shortened where a hostile file made it long.
  var quoted: String {
    let short = count > 60 ? prefix(60) + "…" : self[...]
    return "`\(short)`"
  }
}

extension Sequence<String> {
  /// The words as a message lists them: `a`, `b` and `c`.
  func listed(_ conjunction: String = "and") -> String {
    let words = map(\.quoted)
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }
}
