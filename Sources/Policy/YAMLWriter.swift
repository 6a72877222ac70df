import Diagnostics

/// Writes YAML so that it reads back as the same text, whatever the text is.
enum YAMLWriter {
  /// Returns a text as a scalar of one line: plain where that can't be misread, otherwise in double quotes.
  static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  static func list(_ texts: some Sequence<String>) -> String {
    "[" + texts.map(scalar).joined(separator: ", ") + "]"
  }

  /// Words and paths only; everything that some YAML reader takes for a number, a date or a truth value is quoted.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, (65...90).contains(first) || (97...122).contains(first) else { return false }
    let words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "any"]
    if words.contains(text.asciiLowercased) { return false }
    return text.utf8.allSatisfy { $0.isLetterOrDigit || Array("-_/.@+".utf8).contains($0) }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.isMisleading {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let width = scalar.value < 0x100 ? 2 : scalar.value < 0x1_0000 ? 4 : 8
          let mark = width == 2 ? "x" : width == 4 ? "u" : "U"
          result += "\\\(mark)" + String(repeating: "0", count: width - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
