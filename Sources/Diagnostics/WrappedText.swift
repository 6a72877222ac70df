extension String {
  /// The text in lines of at most `width` characters, broken at spaces; those after the first begin with `indent` spaces.
  ///
  /// What stands in backticks is kept on one line, so that a command can be copied, and so is a word that is longer
  /// than a line. `start` is how much of the first line is taken already. Without a width nothing is broken.
  package func wrapped(to width: Int?, from start: Int = 0, indent: Int) -> String {
    guard let width, start + count > width else { return self }
    let gap = "\n" + String(repeating: " ", count: indent)
    var result = ""
    var column = start
    for piece in unbreakable {
      if result.isEmpty {
        result = piece
        column += piece.count
      } else if column + 1 + piece.count > width {
        result += gap + piece
        column = indent + piece.count
      } else {
        result += " " + piece
        column += 1 + piece.count
      }
    }
    return result
  }

  /// The words, those between two backticks as one.
  private var unbreakable: [String] {
    let words = split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    var pieces: [String] = []
    var open: String?
    for word in words {
      let turns = word.count { $0 == "`" } % 2 == 1
      if let begun = open {
        open = turns ? nil : begun + " " + word
        if turns { pieces.append(begun + " " + word) }
      } else if turns {
        open = word
      } else {
        pieces.append(word)
      }
    }
    // A backtick that nothing closes is a mark like any other.
    return pieces + (open.map { $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init) } ?? [])
  }
}
