/// A comma-separated list of patterns as OpenSSH has them: `*`, `?`, and a leading `!` that takes out.
///
/// A list matches if at least one pattern does and no negated one does, wherever they stand. So a list of only
/// negated patterns matches nothing. Letters compare as they are, bytes one by one.
package struct PatternList: Hashable, Sendable {
  private struct Pattern: Hashable, Sendable {
    var isNegated: Bool
    var bytes: [UInt8]
  }

  /// The list as it was written.
  package let text: [UInt8]
  private let patterns: [Pattern]

  /// Returns `nil` where a pattern is longer than OpenSSH reads, or has nothing to match.
  package init?(_ text: some Collection<UInt8>) {
    self.text = Array(text)
    patterns = self.text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { part in
      let isNegated = part.first == UInt8(ascii: "!")
      return Pattern(isNegated: isNegated, bytes: Array(isNegated ? part.dropFirst() : part))
    }
    guard patterns.allSatisfy({ !$0.bytes.isEmpty && $0.bytes.count < 1024 }) else { return nil }
  }

  package func matches(_ name: some Collection<UInt8>) -> Bool {
    let name = Array(name)
    var found = false
    for pattern in patterns where Self.matches(name, pattern.bytes) {
      if pattern.isNegated { return false }
      found = true
    }
    return found
  }

  /// Returns whether a negated pattern takes a name out.
  package func takesOut(_ name: some Collection<UInt8>) -> Bool {
    let name = Array(name)
    return patterns.contains { $0.isNegated && Self.matches(name, $0.bytes) }
  }

  package func matches(_ name: String) -> Bool { matches(Array(name.utf8)) }

  /// Goes back only to the last `*`, so that a hostile pattern costs at most length times length.
  private static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    var n = 0, p = 0
    var star: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n] {
        n += 1
        p += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        p = last.pattern + 1
        n = last.name + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
