/// The difference of two texts, line by line, for a reader.
package struct LineDiff: CustomStringConvertible, Sendable {
  /// Lines that begin with `-` (only expected), `+` (only found) or a space; empty where the texts are equal.
  package let description: String

  private static let context = 3
  private static let longest = 200

  package init(expected: String, found: String) {
    guard Array(expected.utf8) != Array(found.utf8) else {
      description = ""
      return
    }
    let old = Self.lines(expected)
    let new = Self.lines(found)
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    let removed = old[head..<(old.count - tail)]
    let added = new[head..<(new.count - tail)]
    var result = head > Self.context ? ["@@ from line \(head - Self.context + 1)"] : []
    result += old[max(0, head - Self.context)..<head].map { "  " + $0 }
    result += Self.compare(Array(removed), Array(added))
    result += old[(old.count - tail)..<min(old.count, old.count - tail + Self.context)].map { "  " + $0 }
    if result.count > Self.longest { result[Self.longest...] = ["… and \(result.count - Self.longest) lines more"] }
    description = result.joined(separator: "\n")
  }

  private static func compare(_ old: [String], _ new: [String]) -> [String] {
    // The comparison below takes quadratic time on texts that have nothing in common.
    guard old.count + new.count < 4000 else { return old.map { "- " + $0 } + new.map { "+ " + $0 } }
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var result: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) {
        result.append("- " + old[left])
        left += 1
      } else if added.contains(right) {
        result.append("+ " + new[right])
        right += 1
      } else {
        result.append("  " + old[left])
        left += 1
        right += 1
      }
    }
    return result
  }

  /// Splits at line feeds, and makes visible what a terminal would swallow.
  private static func lines(_ text: String) -> [String] {
    var parts = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let isEnded = parts.last?.isEmpty == true
    if isEnded { parts.removeLast() }
    var result = parts.map { visible($0) }
    if !isEnded, let last = result.popLast() { result.append(last + "⏎ missing") }
    return result
  }

  private static func visible(_ line: Substring.UnicodeScalarView) -> String {
    var result = ""
    for scalar in line {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: result += scalar.escaped(asASCII: true)
      case .nonspacingMark, .enclosingMark: result += scalar.escaped(asASCII: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    let end = result.reversed().prefix { $0 == " " }.count
    return String(result.dropLast(end)) + String(repeating: "·", count: end)
  }
}
