extension StringProtocol {
  /// One line as it may go to somebody else's terminal, log or chat: printable ASCII, and no more of it than is read.
  ///
  /// What is not ASCII becomes `\u{…}`: a server can't know what the other side makes of it.
  package var terminalText: String {
    var result = ""
    for scalar in unicodeScalars {
      guard result.utf8.count < longestTerminalLine else { return result + " [cut]" }
      switch scalar.value {
      case 0x20...0x7E: result.unicodeScalars.append(scalar)
      case 0x2026: result += "..."
      default: result += "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return result
  }

  /// The same of several lines, which end with a line feed each.
  package var terminalLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map(\.terminalText).joined(separator: "\n")
  }
}

private let longestTerminalLine = 500
