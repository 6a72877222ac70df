/// Git's rules for the names of refs.
enum RefName {
  /// Returns what is wrong with a full ref name, or `nil` if git takes it: git-check-ref-format(1).
  static func fault(in name: String) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count < 2 { return "it has no `/`" }
    if parts.contains("") { return "a `/` stands first, last or twice" }
    if parts.contains(where: { $0.hasPrefix(".") }) { return "a part of it begins with a dot" }
    if parts.contains(where: { $0.hasSuffix(".lock") }) { return "a part of it ends with `.lock`" }
    if name.contains("..") { return "it has two dots in a row" }
    if name.contains("@{") { return "it has `@{`" }
    if name.hasSuffix(".") { return "it ends with a dot" }
    if name.hasPrefix("refs/heads/-") { return "a branch can't begin with `-`" }
    if name == "refs/heads/HEAD" { return "a branch can't be named `HEAD`" }
    if name.utf8.count > 1000 { return "it is longer than 1000 bytes" }
    if let bad = name.unicodeScalars.first(where: { " ~^:?*[\\".unicodeScalars.contains($0) }) {
      return "it has `\(bad)`"
    }
    return name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? "it has a control character" : nil
  }
}
