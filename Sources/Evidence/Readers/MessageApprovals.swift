package import Policy

/// Finds approvals in commit messages that git doesn't take for trailers, grade `claim`: who writes the message writes
/// them.
///
/// `acks` name the commit that was looked at; what is said of another than the merged one is of that other. The other
/// forms speak for the commit that they stand in.
package struct MessageApprovals {
  /// What one line says.
  package struct Said: Hashable, Sendable {
    package var form: MessageForm
    /// A login with `@` in front, or what the message has.
    package var person: String
    package var decision: Approval.Decision
    /// The commit that it names, perhaps shortened; `nil` where it speaks for the commit it stands in.
    package var commit: String?
    /// The message names several reviews at once, so it can't be told which of them this is of.
    package var isOfOneAmongSeveral = false
  }

  /// Messages name no more approvals than this; longer lists aren't people.
  static let most = 200

  package static func find(_ forms: [MessageForm], in message: [UInt8]) -> [Said] {
    let lines = String(decoding: message.prefix(1 << 20), as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let said = forms.flatMap { form in
      switch form {
      case .acks: acks(lines)
      case .bors: bors(lines)
      case .phabricator: phabricator(lines)
      }
    }
    return Array(said.prefix(most))
  }

  /// The block that Bitcoin Core's merge script writes: a name, and below it what was said, with the commit at its end.
  private static func acks(_ lines: [Substring]) -> [Said] {
    guard let start = lines.firstIndex(where: { $0.hasPrefix("ACKs for top commit:") }) else { return [] }
    var said: [Said] = []
    var name: Substring?
    for line in lines[(start + 1)...] {
      guard line.hasPrefix("  ") else { break }
      let text = line.drop { $0 == " " }
      if !line.hasPrefix("    "), text.hasSuffix(":") {
        name = text.dropLast()
        continue
      }
      let words = text.split(separator: " ")
      guard let name, let place = words.firstIndex(where: { $0.hasSuffix("ACK") }) else { continue }
      let word = words[place]
      let before = words[..<place].joined(separator: " ").lowercased()
      let commit = words.dropFirst(place + 1).first.map(String.init) ?? ""
      let isPartial = before.contains("concept") || before.contains("approach")
      let decision: Approval.Decision =
        word == "NACK" ? .rejected : isPartial ? .remark(String(text.prefix(40))) : .approved
      // A rejection stands, whatever it names; an approval is of the commit that it names.
      let speaksForMerge = commit.isEmpty && decision != .approved
      said.append(
        Said(form: .acks, person: person(name), decision: decision, commit: speaksForMerge ? nil : commit))
    }
    return said
  }

  /// `123: title r=ada a=bob` in a merge's body, `Auto merge of #1 - x, r=ada` and `Bug 1 - title r=ada,bob` as titles.
  private static func bors(_ lines: [Substring]) -> [Said] {
    var reviews: [[Substring]] = []
    for (index, line) in lines.enumerated() {
      let isNumbered = line.prefix { $0.isASCII && $0.isNumber }.count > 0 && line.drop { $0.isNumber }.hasPrefix(": ")
      guard index == 0 || isNumbered else { continue }
      let words = line.split { $0 == " " || $0 == "\t" }.filter { $0.hasPrefix("r=") }
      if isNumbered || !words.isEmpty { reviews.append(words) }
    }
    return reviews.flatMap { words in
      words.flatMap { $0.dropFirst(2).split(separator: ",") }.map { name in
        Said(
          form: .bors, person: person(name), decision: .approved, commit: nil, isOfOneAmongSeveral: reviews.count > 1)
      }
    }
  }

  /// `Reviewed By: ada, bob`. Names that begin with `#` are projects.
  private static func phabricator(_ lines: [Substring]) -> [Said] {
    lines.dropFirst().filter { $0.lowercased().hasPrefix("reviewed by:") }.flatMap { line in
      line.dropFirst("reviewed by:".count).split { $0 == "," || $0 == " " || $0 == "\t" }
        .filter { !$0.hasPrefix("#") }
        .map { Said(form: .phabricator, person: person($0), decision: .approved, commit: nil) }
    }
  }

  private static func person(_ name: Substring) -> String {
    let name = name.hasPrefix("@") ? name.dropFirst() : name
    return name.contains("@") ? String(name) : "@" + name
  }
}
