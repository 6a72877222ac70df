package import Diagnostics

/// What a push says with `git push -o countersign.…`. These are the pusher's own words.
package enum PushOptions {
  private static let prefix = "countersign."
  private static let known = ["countersign.emergency"]
  /// More options than this are not looked through.
  private static let most = 256
  private static let mostEmergencies = 8
  private static let longestID = 64

  /// Returns the ids of the emergencies that a push declares, each once, in the order of the push. Options of others are
  /// theirs.
  ///
  /// - Parameters:
  ///   - pusher: Who pushes, as the server knows him; nobody unknown declares an emergency.
  ///   - environment: Looks up a variable of the hook's environment, where git puts the options.
  /// - Throws: ``Stopped`` for an option of ours that is unknown or has no proper value: it is never passed over.
  package static func declaredEmergencies(
    by pusher: String?, _ environment: (String) -> String?
  ) throws(Stopped) -> [String] {
    guard let text = environment("GIT_PUSH_OPTION_COUNT") else { return [] }
    guard let count = Int(text), count >= 0 else {
      throw refused("git does not say how many push options there are", ["GIT_PUSH_OPTION_COUNT is `\(text)`"])
    }
    guard count <= most else { throw refused("the push has more than \(most) push options", ["it has \(count)"]) }
    var ids: [String] = []
    for number in 0..<count {
      guard let option = environment("GIT_PUSH_OPTION_\(number)") else {
        throw refused("a push option is missing", ["GIT_PUSH_OPTION_\(number) is not set"])
      }
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts.first ?? "")
      guard name.lowercased().hasPrefix(prefix) || name.lowercased() == prefix.dropLast() else { continue }
      guard known.contains(name) else {
        let help = known.nearest(to: name).map { "\($0) was probably meant" } ?? "the only one is \(known[0])=ID"
        throw refused("there is no push option \(name.prefix(80).quoted)", [], help)
      }
      guard parts.count == 2, isID(parts[1]) else {
        throw refused(
          "\(name) needs the id of an exception", ["it has `\(parts.dropFirst().first?.prefix(80) ?? "")`"],
          "letters, digits, `.`, `_` and `-`, at most \(longestID): git push -o \(name)=ID")
      }
      if !ids.contains(String(parts[1])) { ids.append(String(parts[1])) }
    }
    guard ids.count <= mostEmergencies else {
      throw refused("a push declares at most \(mostEmergencies) emergencies", ["it declares \(ids.count)"])
    }
    if !ids.isEmpty, pusher == nil {
      throw refused(
        "an emergency is declared by somebody whom the server knows, and it does not say who pushes", [],
        "see countersign.pusherVariable in docs/hooks.md")
    }
    return ids
  }

  private static func isID(_ text: Substring) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= longestID, first.isWordCharacter else { return false }
    return bytes.allSatisfy { $0.isWordCharacter || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
  }

  static func refused(_ message: String, _ notes: [String], _ help: String? = nil) -> Stopped {
    Stopped(
      Diagnostic(.error, "push-option-refused", message, notes: notes, help: help.map { [$0] } ?? []))
  }
}

extension UInt8 {
  /// An ASCII letter or digit.
  fileprivate var isWordCharacter: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}

extension StringProtocol {
  fileprivate var quoted: String { "`\(self)`" }
}
