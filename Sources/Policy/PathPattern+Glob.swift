extension PathPattern {
  /// Reads a pattern of `paths.match`: `*` within a segment, `**` for any number of them, `?` for one character.
  ///
  /// All else is literal, and it begins at the top. `payments/**` is everything below `payments` and `payments`
  /// itself: a link in the place of the folder would lead all of it elsewhere.
  package init?(glob text: String) {
    guard Self.fault(inGlob: text) == nil else { return nil }
    let segments = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    self.init(text: text, parts: segments.map { Part(glob: Array($0)) })
  }

  /// Returns what is wrong with a pattern of a policy, or `nil`.
  static func fault(inGlob text: String) -> String? {
    if text.utf8.count > longest { return "it has \(text.utf8.count) bytes; at most \(longest) are read" }
    if text.hasPrefix("/") { return "it begins with `/`, and every pattern begins at the top anyway" }
    if text.hasPrefix("!") { return "it begins with `!`, and a pattern can't take out what another one matches" }
    let segments = text.split(separator: "/", omittingEmptySubsequences: false)
    if segments.last == "" { return "it ends with `/`, and no path does: a folder is written `docs/**`" }
    if segments.contains("") { return "it has `//`, and no path does" }
    if segments.contains(where: { $0 == "." || $0 == ".." }) { return "it has `.` or `..` as a part, and no path does" }
    if segments.contains(where: { $0 != "**" && $0.contains("**") }) { return "`**` does not stand alone in it" }
    return nil
  }
}

extension PathPattern.Part {
  init(glob segment: [UInt8]) {
    if segment == Array("**".utf8) {
      self = .anyDepth
      return
    }
    self.init(
      segment.map { byte in
        switch byte {
        case UInt8(ascii: "*"): .run
        case UInt8(ascii: "?"): .one
        default: .byte(byte)
        }
      })
  }

  /// The tokens of one segment; bytes alone are compared at once.
  init(_ tokens: [PathPattern.Token]) {
    let bytes = tokens.compactMap { token -> UInt8? in
      if case .byte(let byte) = token { byte } else { nil }
    }
    self = bytes.count == tokens.count ? .literal(bytes) : .wild(tokens)
  }
}
