package import Diagnostics

/// Reads `countersign.yml`.
package enum PolicyReader {
  static let largest = 1 << 20
  /// More problems than this are counted, not shown.
  static let mostShown = 100

  /// Returns the policy that a file states, with everything that it leaves out filled in from its preset.
  ///
  /// - Parameters:
  ///   - bytes: The file, as it is in the repository.
  ///   - name: What messages call it, such as `countersign.yml` or `countersign.yml at 4f2e91c`.
  /// - Throws: Every problem of a file that is valid YAML, in the order of its lines. There is no partial result.
  package static func read(_ bytes: [UInt8], name: String) throws(Stopped) -> Policy {
    let (reading, tree) = try parse(bytes, name: name, kind: .policy, largest: largest)
    let policy = reading.policy(tree)
    try stop(reading.diagnostics)
    return policy
  }

  /// Returns a file as YAML, with a reading of it that has noted nothing yet.
  static func parse(
    _ bytes: [UInt8], name: String, kind: DocumentKind, largest: Int
  ) throws(Stopped) -> (PolicyReading, YAMLTree) {
    let source = SourceText(name: name, text: try text(bytes, name: name, kind, largest), kind: kind)
    let scan = YAMLScan(source.text)
    let refused = scan.refused.sorted { $0.spot < $1.spot }.prefix(mostShown + 1)
    try stop(refused.map { Diagnostic($0.what, at: $0.spot, in: source) })
    guard scan.hasContent else { throw Stopped(.empty(source)) }
    return (PolicyReading(source: source), try YAMLTree(parsing: source, scan: scan))
  }

  private static func text(
    _ bytes: [UInt8], name: String, _ kind: DocumentKind, _ largest: Int
  ) throws(Stopped) -> String {
    guard bytes.count <= largest else {
      throw Stopped(
        Diagnostic(
          invalid: "the \(kind.noun) has \(bytes.count) bytes; at most \(largest) are read", at: [.named(name)],
          help: ["is this the right file? \(kind.one) has some hundred lines at most"]))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    // Decoding repairs what is wrong, so the repaired bytes differ.
    let repaired = zip(text.utf8, bytes).prefix { $0 == $1 }.count
    guard repaired == bytes.count else {
      let line = bytes[..<repaired].count { $0 == UInt8(ascii: "\n") } + 1
      throw Stopped(
        Diagnostic(
          invalid: "the \(kind.noun) is not UTF-8", at: [.named("\(name):\(line)")],
          notes: ["the first byte that is not is number \(repaired + 1) of the file"],
          help: ["save the file as UTF-8"]))
    }
    let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    try stop(hiddenCharacters(SourceText(name: name, text: unmarked)))
    return unmarked
  }

  /// Characters that let a file look different from what it says, to a reviewer or to the YAML library.
  private static func hiddenCharacters(_ source: SourceText) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var spot = Spot(line: 1, column: 1)
    var previous: Unicode.Scalar?
    for scalar in source.text.unicodeScalars {
      // A carriage return is fine before a line feed only: alone it starts a line that few editors show.
      let isLoneReturn = previous == "\r" && scalar != "\n"
      if isLoneReturn || scalar.isHidden {
        let shown = isLoneReturn ? "\\r" : String(String.UnicodeScalarView([scalar])).printable
        let place = isLoneReturn ? Spot(line: spot.line, column: max(1, spot.column - 1)) : spot
        problems.append(
          Diagnostic(
            invalid: "the file has a character that is not seen: `\(shown)`", at: [source.place(place)],
            help: ["remove it, or write it as an escape in double quotes if it is meant"]))
        if problems.count > mostShown { break }
      }
      previous = scalar
      spot = scalar == "\n" ? Spot(line: spot.line + 1, column: 1) : Spot(line: spot.line, column: spot.column + 1)
    }
    return problems
  }

  static func stop(_ problems: [Diagnostic]) throws(Stopped) {
    guard let last = problems.last else { return }
    guard problems.count > mostShown else { throw Stopped(problems) }
    var shown = Array(problems.prefix(mostShown))
    let more = Diagnostic(
      invalid: "the file has more problems than the \(mostShown) shown", at: Array(last.places.prefix(1)),
      help: ["mend these first"])
    shown.append(more)
    throw Stopped(shown)
  }
}

extension Unicode.Scalar {
  /// A Boolean value that tells whether the scalar has no place in a policy file as it is.
  ///
  /// The joiners have one: names in several scripts are misspelt without them.
  var isHidden: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x200C, 0x200D: return false
    case 0xFFFE, 0xFFFF: return true
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return false
    }
  }
}
