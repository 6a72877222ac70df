package import Diagnostics
package import GitStore

/// A range of history to judge.
package struct HistoryRange: Hashable, Sendable {
  /// What was in production before; `nil` for the whole history up to the tip.
  package var base: ObjectID?
  package var tip: ObjectID
  /// A Boolean value that tells whether the range is one change that is not in production yet.
  package var isProposed: Bool
  /// How the range was found, for the reader; `nil` where the user named it.
  package var note: String?

  /// What was in production before, where that is more than one commit.
  package var known: [ObjectID] = []

  package init(base: ObjectID?, tip: ObjectID, isProposed: Bool = false, note: String? = nil) {
    self.base = base
    self.tip = tip
    self.isProposed = isProposed
    self.note = note
  }

  /// Reads `BASE..TIP`, `BASE..` (up to production), `..TIP` or `TIP` (its whole history).
  ///
  /// A base of forty zeros, which git writes for a ref that did not exist, is no base.
  /// - Throws: ``Stopped`` with `range-not-found`. Nothing is guessed.
  package static func parse(
    _ text: String, production: ObjectID, in repository: Repository
  ) throws(Stopped) -> HistoryRange {
    if text.contains("...") {
      throw stopped(
        text, "three dots name commits on both sides, which is no range of production",
        help: "write BASE..TIP with two dots")
    }
    let parts = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 { return HistoryRange(base: nil, tip: try commit(text, of: text, in: repository)) }
    let base =
      parts[0].isEmpty || parts[0] == ObjectID.zero.description ? nil : try commit(parts[0], of: text, in: repository)
    let tip = parts[1].isEmpty ? production : try commit(parts[1], of: text, in: repository)
    return HistoryRange(base: base, tip: tip)
  }

  static func commit(_ name: String, of range: String, in repository: Repository) throws(Stopped) -> ObjectID {
    if let id = try Revision.commit(name, in: repository) { return id }
    throw stopped(
      range, "\(name) names no commit in this repository",
      help: "fetch it first (`git fetch origin \(name)`), or check the spelling with `git rev-parse \(name)`")
  }

  static func stopped(_ range: String, _ message: String, help: String) -> Stopped {
    Stopped(Diagnostic(.error, "range-not-found", message, places: [.named("range \(range)")], help: [help]))
  }
}
