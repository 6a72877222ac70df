import Diagnostics

/// What stands at the top of each printed page, so that a loose sheet says where it belongs.
///
/// A style sheet of its own, since it holds text of the repository; the page allows it by its hash.
struct RunningHeader {
  let style: String
  /// In bytes: with the words that say how much was cut, a line of a page.
  private static let longest = 100

  init(_ text: String) {
    let text = Self.escaped(text.cut(to: Self.longest))
    style = "\n@page { @top-left { content: \"\(text)\"; font: 8pt sans-serif; } }\n"
  }

  /// As a policy for contents names it.
  var hash: String { "sha256-" + Hash.base64(style.utf8) }

  /// All but letters, digits and a few marks as CSS escapes: nothing ends the string, the element or a line.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.printable.unicodeScalars {
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789 ./-:,()".unicodeScalars.contains(scalar))
      result += isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
    }
    return result
  }
}
