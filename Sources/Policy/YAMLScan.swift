/// Finds what a policy file may not have, before the YAML library sees the text.
///
/// The library follows aliases while it parses, so a small file could keep it busy for ever; it drops some tags
/// without a trace; and it stops at the first duplicate key. This scan divides the text into tokens by the rules of
/// libyaml's scanner, and keeps where each one starts and how long it is, which the library does not tell.
struct YAMLScan {
  enum Refused: Hashable {
    case anchor, alias, tag, directive, secondDocument, depth, explicitKey
    case duplicateKey(String, first: Spot)
  }

  static let deepest = 32

  private(set) var refused: [(what: Refused, spot: Spot)] = []
  /// The length on its first line of each token, by where it starts.
  private(set) var lengths: [Spot: Int] = [:]
  /// A Boolean value that tells whether there is anything but comments.
  private(set) var hasContent = false

  let scalars: [Unicode.Scalar]
  var at = 0
  var here = Spot(line: 1, column: 1)
  private var open: [Collection] = []
  private var candidate: Candidate?
  private var documentEnded = false

  /// A block or flow collection that has not ended yet.
  private struct Collection {
    enum Kind { case block(indent: Int), flowList, flowMap }
    var kind: Kind
    var start: Spot
    var keys: [String: Spot] = [:]
  }

  /// The last node, which is a key if a `:` follows on its line.
  private struct Candidate {
    var spot: Spot
    var text: String?
  }

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    run()
  }

  var inFlow: Bool {
    switch open.last?.kind {
    case .flowList, .flowMap: true
    case .block, nil: false
    }
  }

  /// The column, from 0, of the innermost block collection; -1 outside all of them.
  var indent: Int {
    for collection in open.reversed() {
      if case .block(let indent) = collection.kind { return indent }
    }
    return -1
  }

  private mutating func run() {
    while let scalar = nextTokenStart() {
      if !inFlow { unroll(to: here.column - 1) }
      if here.column == 1, scalar == "%" {
        refuse(.directive, length: 1)
        skipLine()
      } else if atDocumentMarker {
        marker(scalar)
      } else {
        if documentEnded {
          refuse(.secondDocument, length: 1)
          return
        }
        hasContent = true
        token(scalar)
      }
      if open.count > Self.deepest {
        refuse(.depth, length: 1)
        return
      }
    }
  }

  private mutating func marker(_ scalar: Unicode.Scalar) {
    if scalar == "-", hasContent || documentEnded { refuse(.secondDocument, length: 3) }
    if scalar == "." { documentEnded = true }
    open = []
    candidate = nil
    // An empty document is one too.
    if scalar == "-" { hasContent = true }
    advance(3)
  }

  private mutating func token(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "[", "{":
      open.append(Collection(kind: scalar == "[" ? .flowList : .flowMap, start: here))
      candidate = nil
      advance(1)
    case "]", "}":
      advance(1)
      if inFlow, let closed = open.popLast() { note(closed.start, text: nil) }
    case ",":
      candidate = nil
      advance(1)
    case "-" where isBlank(1):
      if !inFlow { roll(to: here) }
      candidate = nil
      advance(1)
    case "?" where inFlow || isBlank(1):
      refuse(.explicitKey, length: 1)
      if !inFlow { roll(to: here) }
      candidate = nil
      advance(1)
    case ":" where inFlow || isBlank(1):
      if let key = candidate, key.spot.line == here.line { take(key) }
      candidate = nil
      advance(1)
    case "&", "*", "!":
      let start = here
      skipProperty()
      let length = start.line == here.line ? here.column - start.column : 1
      refused.append((scalar == "&" ? .anchor : scalar == "*" ? .alias : .tag, Spot(start, length: length)))
      if scalar == "*" { candidate = Candidate(spot: start) }
    case "|" where !inFlow, ">" where !inFlow:
      let start = here
      skipBlockScalar()
      note(start, text: nil)
      candidate = nil
    case "'", "\"":
      let (start, from) = (here, at)
      skipQuoted(scalar)
      note(start, text: text(from: from + 1, to: at - 1))
    default:
      let (start, from) = (here, at)
      let end = skipPlain()
      note(start, text: text(from: from, to: end.at), end: end.spot)
    }
  }

  /// Keeps the extent of a node, which may turn out to be a key.
  private mutating func note(_ start: Spot, text: String?, end: Spot? = nil) {
    let end = end ?? here
    lengths[start] = end.line == start.line ? end.column - start.column : lineLength(from: start)
    candidate = Candidate(spot: Spot(start, length: lengths[start] ?? 1), text: text)
  }

  private mutating func take(_ key: Candidate) {
    if !inFlow { roll(to: key.spot) }
    guard let text = key.text, let last = open.indices.last else { return }
    // In a flow list each `a: 1` is a mapping of its own.
    if case .flowList = open[last].kind { return }
    if let first = open[last].keys[text] {
      refused.append((.duplicateKey(text, first: first), key.spot))
    } else {
      open[last].keys[text] = key.spot
    }
  }

  private mutating func roll(to spot: Spot) {
    if indent < spot.column - 1 { open.append(Collection(kind: .block(indent: spot.column - 1), start: spot)) }
  }

  private mutating func unroll(to column: Int) {
    while case .block(let indent)? = open.last?.kind, indent > column { open.removeLast() }
  }

  private mutating func refuse(_ what: Refused, length: Int) {
    refused.append((what, Spot(here, length: length)))
  }

  private func text(from start: Int, to end: Int) -> String? {
    guard start <= end else { return nil }
    return String(String.UnicodeScalarView(scalars[start..<min(end, scalars.count)]))
  }
}

extension Spot {
  init(_ start: Spot, length: Int) {
    self.init(line: start.line, column: start.column, length: length)
  }
}
