package import GitStore

/// One named fault, with where and what to do.
package struct Finding: Hashable, Sendable {
  package var code: FindingCode
  /// Lighter than the code's own weight only where the policy says so (`timing: declared`), and for a signature that
  /// can't be checked.
  package var weight: FindingCode.Weight
  /// What is wrong: lower-case, no full stop at the end. Texts from the repository stand in it as they are.
  package var message: String
  /// Facts: what was looked for and found.
  package var notes: [String]
  /// What to do, with the command.
  package var help: String
  /// The commit that it is about, where that is not the whole change.
  package var commit: ObjectID?
  /// The id of the exception, or emergency, that accepts it; `nil` where none does. It stays visible all the same.
  package var exception: String?

  /// What kind of evidence it is about, for codes that are said of several; `nil` where the code says it.
  package var aspect: Aspect?

  package enum Aspect: Hashable, Sendable { case approvals, tests }

  package init(
    _ code: FindingCode, _ message: String, notes: [String] = [], help: String, commit: ObjectID? = nil,
    aspect: Aspect? = nil
  ) {
    self.code = code
    self.weight = code.weight
    self.message = message
    self.notes = notes
    self.help = help
    self.commit = commit
    self.aspect = aspect
  }
}

/// What is said of a change.
package enum Verdict: String, CaseIterable, Hashable, Sendable {
  case pass, fail, unknown, excepted
  case notJudged = "not-judged"

  /// The verdict that findings add up to: the heaviest of them.
  package init(_ findings: some Sequence<Finding>) {
    self = findings.reduce(.pass) { verdict, finding in
      switch finding.weight {
      case .fail: .fail
      case .unknown: verdict == .fail ? .fail : .unknown
      case .warning: verdict
      }
    }
  }

  /// A Boolean value that tells whether the gate refuses.
  package var countsAgainst: Bool { self == .fail || self == .unknown }
}
