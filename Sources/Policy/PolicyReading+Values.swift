import Diagnostics

extension PolicyReading {
  /// Returns a text of one line.
  func line(_ field: Field?) -> Located<String>? {
    guard let field, let text = scalar(field, wants: "a text") else { return nil }
    return line(text, path: field.path)
  }

  /// Returns a text that may have several lines.
  func prose(_ field: Field?) -> String? {
    guard let field, let text = scalar(field, wants: "a text") else { return nil }
    return isReadable(text, path: field.path, lines: true) ? text.value : nil
  }

  /// Returns one of the words of an enumeration.
  func word<Word: RawRepresentable<String> & CaseIterable>(_ field: Field?, of: Word.Type = Word.self) -> Word? {
    let words = Word.allCases.map(\.rawValue)
    guard let field, let text = scalar(field, wants: "one of \(words.listed("or"))") else { return nil }
    return word(text, path: field.path, among: Array(Word.allCases))
  }

  func word<Word: RawRepresentable<String>>(_ text: Located<String>, path: String, among words: [Word]) -> Word? {
    if let word = words.first(where: { $0.rawValue == text.value }) { return word }
    let known = words.map(\.rawValue)
    let list = known.listed("or")
    let near = known.nearest(to: text.value)
    let help = near.map { "did you mean \($0.quoted)? it can be \(list)" } ?? "write \(list)"
    refuse("\(path.quoted) can't be \(text.value.quoted)", at: text.spot, help: help)
    return nil
  }

  /// Returns a whole number from 1.
  func count(_ field: Field?) -> Int? {
    guard let field, let text = scalar(field, wants: "a whole number") else { return nil }
    guard case .text(_, plain: true) = field.value.content, let number = Int(text.value),
      text.value.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 })
    else {
      refuse(
        "\(field.path.quoted) is not a whole number: \(text.value.quoted)", at: text.spot,
        help: "write digits without quotes, such as `\(field.path.suffixAfterDot): 1`")
      return nil
    }
    return number
  }

  func flag(_ field: Field?) -> Bool? {
    guard let field, let text = scalar(field, wants: "`true` or `false`") else { return nil }
    if case .text(_, plain: true) = field.value.content, let flag = Bool(text.value) { return flag }
    refuse(
      "\(field.path.quoted) is neither true nor false: \(text.value.quoted)", at: text.spot,
      help: "write `true` or `false`, without quotes")
    return nil
  }

  /// Returns the texts of a list, each of which may stand there once.
  ///
  /// - Parameter mayBeEmpty: Whether `[]` says something; otherwise it is a problem.
  func list(_ field: Field?, mayBeEmpty: Bool = false) -> [Located<String>]? {
    guard let field else { return nil }
    guard case .list(let items) = field.value.content else {
      let example: String
      if case .text(let text, _) = field.value.content, !field.value.isMissing {
        example = "write it as a list: `\(field.path.suffixAfterDot): [\(YAMLWriter.scalar(text))]`"
      } else {
        example = "write a list, such as `\(field.path.suffixAfterDot): [a, b]`"
      }
      refuse("\(field.path.quoted) is \(field.value.kind), not a list", at: field.spot, help: example)
      return nil
    }
    if items.isEmpty, !mayBeEmpty {
      refuse("\(field.path.quoted) is an empty list", at: field.spot, help: "name something, or remove the key")
      return nil
    }
    var texts: [Located<String>] = []
    var firsts: [String: Int] = [:]
    for item in items {
      let entry = Field(path: field.path, keySpot: item.start, value: item)
      guard let text = scalar(entry, wants: "a list of texts"), let line = line(text, path: field.path) else {
        continue
      }
      if let first = firsts[line.value] {
        refuse(
          "\(field.path.quoted) has \(line.value.quoted) twice", at: line.spot,
          notes: ["first in line \(first)"], help: "keep one of them")
      } else {
        firsts[line.value] = line.spot.line
        texts.append(line)
      }
    }
    return texts
  }

  /// Returns a moment: an RFC 3339 time with its zone, or a date, which begins at midnight UTC.
  func instant(_ field: Field?) -> Located<Instant>? {
    guard let field, let text = line(field) else { return nil }
    if let instant = Instant(rfc3339: text.value), instant.rfc3339 != nil {
      return Located(value: instant, spot: text.spot)
    }
    refuse(
      "\(field.path.quoted) is not a time: \(text.value.quoted)", at: text.spot,
      help: "write a date such as `2026-01-31`, or a time with its zone such as `2026-01-31T09:00:00Z`")
    return nil
  }

  private func scalar(_ field: Field, wants what: String) -> Located<String>? {
    guard case .text(let text, _) = field.value.content, !field.value.isMissing else {
      refuse(
        "\(field.path.quoted) is \(field.value.kind), not \(what)", at: field.spot,
        help: "write \(what), or remove the key")
      return nil
    }
    if text.allSatisfy(\.isWhitespace) {
      refuse("\(field.path.quoted) is an empty text", at: field.spot, help: "write \(what), or remove the key")
      return nil
    }
    return Located(value: text, spot: field.spot)
  }

  private func line(_ text: Located<String>, path: String) -> Located<String>? {
    if text.value.first?.isWhitespace == true || text.value.last?.isWhitespace == true {
      refuse(
        "\(path.quoted) has a text that begins or ends with a space", at: text.spot,
        help: "remove the space: nothing would be equal to this text")
      return nil
    }
    return isReadable(text, path: path, lines: false) ? text : nil
  }

  /// Refuses what an escape can bring into a text although the file itself can't have it.
  private func isReadable(_ text: Located<String>, path: String, lines: Bool) -> Bool {
    let hidden = text.value.unicodeScalars.first { $0.isHidden || $0 == "\r" || (!lines && ($0 == "\n" || $0 == "\t")) }
    guard let hidden else { return true }
    let shown = String(String.UnicodeScalarView([hidden])).printable
    let what = hidden == "\n" ? "several lines" : "a character that is not seen: `\(shown)`"
    refuse("\(path.quoted) has \(what)", at: text.spot, help: "write it on one line, with letters that can be seen")
    return false
  }
}

extension String {
  /// The last part of a dotted path.
  var suffixAfterDot: String { lastIndex(of: ".").map { String(self[index(after: $0)...]) } ?? self }
}
