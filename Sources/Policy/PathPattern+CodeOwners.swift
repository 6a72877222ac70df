extension PathPattern {
  /// Reads a pattern of CODEOWNERS as GitHub documents it: the rules of gitignore, without `!` and `[ ]`.
  ///
  /// What matches a folder matches everything below it, but for a last `*`: `docs/*` is the files of `docs` alone. A
  /// pattern without a slash, or with one at its end only, is for any depth.
  package init?(codeowners text: String) {
    guard Self.fault(inCodeOwners: text) == nil, let segments = Self.segments(inCodeOwners: text) else { return nil }
    let isAnchored = text.hasPrefix("/") || segments.dropLast(segments.last == [] ? 1 : 0).count > 1
    var parts = segments.drop { $0.isEmpty }.map(Part.init(codeowners:))
    if !isAnchored { parts.insert(.anyDepth, at: 0) }
    if segments.last == [] {
      // `**/` is a folder of any name, so what lies at its level is not in it.
      if segments.dropLast().last == [.run, .run] { parts.insert(.one, at: parts.count - 1) }
      parts[parts.count - 1] = .one
      parts.append(.anyDepth)
    } else if segments.last == [.run, .run] {
      // `a/**` is everything in `a`, and not `a` itself.
      parts.insert(.one, at: parts.count - 1)
    } else if segments.last != [.run] {
      parts.append(.anyDepth)
    }
    self.init(text: text, parts: parts)
  }

  /// Reads a pattern of CODEOWNERS as GitLab matches it: for any depth unless it begins with a slash, and for what is
  /// below a folder only if it ends with one.
  package init?(gitlab text: String) {
    guard Self.fault(inCodeOwners: text) == nil, let segments = Self.segments(inCodeOwners: text) else { return nil }
    var parts = segments.drop { $0.isEmpty }.map(Part.init(codeowners:))
    if !text.hasPrefix("/") { parts.insert(.anyDepth, at: 0) }
    if segments.last == [] || segments.last == [.run, .run] {
      parts[parts.count - 1] = .one
      parts.append(.anyDepth)
    }
    self.init(text: text, parts: parts)
  }

  /// Returns what is wrong with a pattern of CODEOWNERS, or `nil`.
  static func fault(inCodeOwners text: String) -> String? {
    if text.isEmpty { return "it is empty" }
    if text.utf8.count > longest { return "it has \(text.utf8.count) bytes; at most \(longest) are read" }
    if text.hasPrefix("!") { return "`!` takes nothing out in this file" }
    guard let segments = segments(inCodeOwners: text) else {
      return "it has `[` or `]`, which mean nothing in this file, or ends with a backslash; write `\\[` for the sign"
    }
    let named = segments.drop { $0.isEmpty }
    if named.isEmpty || segments.count - named.count > 1 || named.dropLast().contains([]) {
      return "it has `//` or nothing but `/`, and no path does"
    }
    if named.contains([.byte(0x2E)]) || named.contains([.byte(0x2E), .byte(0x2E)]) {
      return "it has `.` or `..` as a part, and no path does"
    }
    let runs = text.utf8.split(omittingEmptySubsequences: false) { $0 != UInt8(ascii: "*") }.map(\.count)
    if runs.contains(where: { $0 > 2 }) { return "it has three asterisks in a row" }
    return nil
  }

  /// Returns the segments of a pattern, or `nil` where it has what CODEOWNERS can't have.
  private static func segments(inCodeOwners text: String) -> [[Token]]? {
    var segments: [[Token]] = [[]]
    var isEscaped = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "/") {
        // Git takes an escaped slash for a slash too.
        segments.append([])
        isEscaped = false
        continue
      }
      if isEscaped {
        segments[segments.count - 1].append(.byte(byte))
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "["), UInt8(ascii: "]"): return nil
      case UInt8(ascii: "*"): segments[segments.count - 1].append(.run)
      case UInt8(ascii: "?"): segments[segments.count - 1].append(.one)
      default: segments[segments.count - 1].append(.byte(byte))
      }
    }
    return isEscaped ? nil : segments
  }
}

extension PathPattern.Part {
  /// `**` is any depth only where it stands alone; elsewhere two asterisks are one.
  fileprivate init(codeowners segment: [PathPattern.Token]) {
    if segment == [.run, .run] {
      self = .anyDepth
    } else {
      self.init(segment)
    }
  }
}
