import Diagnostics

/// A place in a file. Columns and lengths count Unicode scalars, as YAML's own marks do.
struct Spot: Hashable, Comparable, Sendable {
  /// From 1.
  var line: Int
  /// From 1.
  var column: Int
  var length = 1

  static func < (a: Spot, b: Spot) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// What a file is, as messages call it.
struct DocumentKind: Sendable {
  /// Such as `policy`.
  var noun: String
  /// The noun with its article.
  var one: String
  /// What to do where the file is empty.
  var helpWhereEmpty: String

  static let policy = DocumentKind(
    noun: "policy", one: "a policy",
    helpWhereEmpty: "write one with `countersign policy init`, or remove the file in a change of its own")
}

/// The text of a file, by line, for pointing at its parts.
struct SourceText: Sendable {
  var name: String
  var text: String
  var kind: DocumentKind
  // An array, because a file may be one line of a mebibyte, in which every part is looked up.
  private let scalars: [Unicode.Scalar]
  private let lines: [Range<Int>]

  init(name: String, text: String, kind: DocumentKind = .policy) {
    self.name = name
    self.kind = kind
    self.text = text
    scalars = Array(text.unicodeScalars)
    var lines: [Range<Int>] = []
    var start = 0
    for end in scalars.indices where scalars[end] == "\n" {
      lines.append(start..<(end > start && scalars[end - 1] == "\r" ? end - 1 : end))
      start = end + 1
    }
    self.lines = lines + [start..<scalars.count]
  }

  private func line(of spot: Spot) -> ArraySlice<Unicode.Scalar>? {
    lines.indices.contains(spot.line - 1) ? scalars[lines[spot.line - 1]] : nil
  }

  /// Returns the scalar at a spot, or `nil` at the end of a line.
  func scalar(at spot: Spot) -> Unicode.Scalar? {
    line(of: spot)?.dropFirst(spot.column - 1).first
  }

  /// Returns the place of a spot, with its line if that is short enough to be shown.
  func place(_ spot: Spot) -> Diagnostic.Place {
    // A longer line is nobody's to read, and every problem in it would carry a copy.
    guard let line = line(of: spot), line.count <= 500 else {
      return .named("\(name):\(spot.line):\(spot.column)")
    }
    func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }
    return .source(
      SourceExcerpt(
        file: name, line: spot.line, column: text(line.prefix(spot.column - 1)).count + 1,
        length: text(line.dropFirst(spot.column - 1).prefix(spot.length)).count, text: text(line)))
  }
}

extension Diagnostic {
  /// A problem of a file.
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
