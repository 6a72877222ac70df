import Diagnostics

extension PolicyReading {
  /// Returns the path of a file in the repository, from its top.
  func repositoryPath(_ field: Field?) -> String? {
    guard let field, let text = line(field), isRepositoryPath(text, of: field.path) else { return nil }
    return text.value
  }

  /// Returns whether a text is a path that can stand in a tree, and notes what is wrong otherwise.
  ///
  /// The file is read from the commit that is trusted, so nothing outside the repository can be meant.
  func isRepositoryPath(_ text: Located<String>, of path: String) -> Bool {
    guard let fault = Self.fault(inPath: text.value) else { return true }
    refuse(
      "\(path.quoted) is not a path in the repository: \(fault)", at: text.spot,
      help: "write it from the top of the repository, such as `.countersign/keys/forge.asc`")
    return false
  }

  private static func fault(inPath path: String) -> String? {
    if path.utf8.count > PathPattern.longest { return "it has \(path.utf8.count) bytes" }
    if path.hasPrefix("/") || path.hasPrefix("~") { return "it begins with `\(path.prefix(1))`" }
    if path.contains("\\") { return "it has a backslash, and parts are divided by `/`" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains("") { return "a `/` stands last or twice" }
    if parts.contains(where: { $0 == "." || $0 == ".." }) { return "it has `.` or `..` as a part" }
    if parts.contains(where: { String($0).asciiLowercased == ".git" }) { return "git keeps nothing under `.git`" }
    return nil
  }

  /// Returns seconds: whole minutes, hours or days of at most a year.
  func duration(_ field: Field?) -> Int64? {
    guard let field, let text = line(field) else { return nil }
    let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400]
    let digits = text.value.dropLast()
    guard let unit = text.value.last.flatMap({ units[$0] }), (1...6).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits)
    else {
      refuse(
        "\(field.path.quoted) is not a time span: \(text.value.quoted)", at: text.spot,
        help: "write minutes, hours or days: `90m`, `48h` or `7d`")
      return nil
    }
    let seconds = number * unit
    guard seconds > 0, seconds <= 366 * 86_400 else {
      refuse(
        "\(field.path.quoted) is \(number == 0 ? "no time at all" : "more than a year"): \(text.value.quoted)",
        at: text.spot, help: "write a span in which it can be done and will not be forgotten, such as `48h`")
      return nil
    }
    return seconds
  }
}
