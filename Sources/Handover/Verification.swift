package import Diagnostics

/// What checking a report gave, check by check, in the order in which they were made.
package struct Verification: Sendable {
  package enum Outcome: String, Hashable, Sendable {
    case good = "ok"
    case bad = "differs"
    /// It could not be checked, or there is something to know.
    case note
  }

  package struct Check: Hashable, Sendable {
    package var outcome: Outcome
    /// What was checked and found: lower-case, no full stop. It may hold texts of the folder as they are.
    package var text: String
    package var details: [String] = []
  }

  package private(set) var checks: [Check] = []
  /// Why the report could not be checked any further; `nil` where all was checked.
  package internal(set) var stopped: Stopped?

  /// A Boolean value that tells whether nothing differs.
  package var isGood: Bool { checks.allSatisfy { $0.outcome != .bad } }

  mutating func add(_ outcome: Outcome, _ text: String, _ details: [String] = []) {
    checks.append(Check(outcome: outcome, text: text, details: details))
  }

  /// Adds what is good if there is nothing against it.
  mutating func add(_ text: String, against: [String], otherwise: String) {
    against.isEmpty ? add(.good, text) : add(.bad, otherwise, against)
  }
}
