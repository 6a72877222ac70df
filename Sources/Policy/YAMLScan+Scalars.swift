extension YAMLScan {
  /// Skips blanks, line ends and comments, and returns the scalar that starts the next token.
  mutating func nextTokenStart() -> Unicode.Scalar? {
    while let scalar = peek() {
      switch scalar {
      case " ", "\t", "\n", "\r": advance(1)
      case "#": skipLine()
      default: return scalar
      }
    }
    return nil
  }

  func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    scalars.indices.contains(at + distance) ? scalars[at + distance] : nil
  }

  /// Returns whether the scalar so far ahead is a space, a tab, a line end or the end of the text.
  func isBlank(_ distance: Int) -> Bool {
    switch peek(distance) {
    case " ", "\t", "\n", "\r", nil: true
    default: false
    }
  }

  var atDocumentMarker: Bool {
    guard here.column == 1, let first = peek(), first == "-" || first == "." else { return false }
    return peek(1) == first && peek(2) == first && isBlank(3)
  }

  mutating func advance(_ count: Int) {
    for _ in 0..<count where at < scalars.count {
      if scalars[at] == "\n" {
        here = Spot(line: here.line + 1, column: 1)
      } else {
        here.column += 1
      }
      at += 1
    }
  }

  mutating func skipLine() {
    while let scalar = peek(), scalar != "\n" { advance(1) }
  }

  /// Returns how much of its line stands from `spot` on; the scan must already be past it.
  func lineLength(from spot: Spot) -> Int {
    var index = at, line = here.line
    while index > 0, line > spot.line {
      index -= 1
      if scalars[index] == "\n" { line -= 1 }
    }
    // `index` is now at the end of that line.
    var start = index
    while start > 0, scalars[start - 1] != "\n" { start -= 1 }
    if index > start, scalars[index - 1] == "\r" { index -= 1 }
    return max(1, index - start - spot.column + 1)
  }

  mutating func skipProperty() {
    advance(1)
    while !isBlank(0), let scalar = peek(), !(inFlow && ",[]{}".unicodeScalars.contains(scalar)) { advance(1) }
  }

  mutating func skipQuoted(_ quote: Unicode.Scalar) {
    advance(1)
    while let scalar = peek() {
      if scalar == "\\", quote == "\"" {
        advance(2)
      } else if scalar == quote, quote == "'", peek(1) == quote {
        advance(2)
      } else {
        advance(1)
        if scalar == quote { return }
      }
    }
  }

  /// Skips a plain scalar over as many lines as it has, and returns where its last visible scalar ends.
  mutating func skipPlain() -> (at: Int, spot: Spot) {
    let least = indent + 1
    var end = (at: at, spot: here)
    repeat {
      if atDocumentMarker || (peek() == "#" && at != end.at) { break }
      while !isBlank(0), let scalar = peek() {
        if scalar == ":", isBlank(1) { break }
        if inFlow, ",[]{}".unicodeScalars.contains(scalar) { break }
        advance(1)
        end = (at, here)
      }
      guard peek() != nil, isBlank(0) else { break }
      while peek() != nil, isBlank(0) { advance(1) }
    } while peek() != nil && (inFlow || here.column - 1 >= least || here.line == end.spot.line)
    return end
  }

  /// Skips a literal or folded block scalar by its indentation.
  mutating func skipBlockScalar() {
    advance(1)
    var explicit: Int?
    while let scalar = peek(), scalar != "\n" {
      if explicit == nil, ("1"..."9").contains(scalar) { explicit = Int(scalar.value) - 48 }
      if scalar == " " || scalar == "\t" { break }
      advance(1)
    }
    skipLine()
    advance(1)
    var least = explicit.map { max(indent, 0) + $0 } ?? 0
    var widest = 0
    while peek() != nil {
      while peek() == " ", least == 0 || here.column - 1 < least { advance(1) }
      widest = max(widest, here.column - 1)
      if peek() == "\n" || (peek() == "\r" && peek(1) == "\n") {
        skipLine()
        advance(1)
        continue
      }
      if least == 0 { least = max(widest, indent + 1, 1) }
      if here.column - 1 < least || peek() == nil { return }
      skipLine()
      advance(1)
    }
  }
}
