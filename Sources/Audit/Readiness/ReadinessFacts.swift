package import Diagnostics
package import GitStore
package import Policy

/// What is looked at to say whether the control is in place today.
package struct ReadinessFacts: Sendable {
  /// The full name of production's ref, and where it is.
  package var production: String
  package var tip: ObjectID
  package var now: Instant
  /// The policy that would judge the next change.
  package var version: PolicyVersion
  /// A Boolean value that tells whether production has no policy of its own.
  package var isBuiltIn: Bool
  package var place: ReadinessPlace
  /// The ids of those who have a key for records that counts today, under `people` or in the file of `allowedSigners`.
  package var keyHolders: Set<String>
  /// What is wrong with the files of keys that the policy names.
  package var keyProblems: [String]
  /// The refs with evidence that are here.
  package var refs: Set<String>
  package var exchange: EvidenceExchange
  package var window: ReadinessWindow
  /// What the policy of today says of the changes of the window.
  package var today: Rehearsal
  /// What a report of the window says, by the policies that were in force; `nil` where a policy was given by hand.
  package var asReported: Rehearsal?

  package init(
    production: String, tip: ObjectID, now: Instant, version: PolicyVersion, isBuiltIn: Bool, place: ReadinessPlace,
    keyHolders: Set<String>, keyProblems: [String], refs: Set<String>, exchange: EvidenceExchange,
    window: ReadinessWindow, today: Rehearsal, asReported: Rehearsal?
  ) {
    self.production = production
    self.tip = tip
    self.now = now
    self.version = version
    self.isBuiltIn = isBuiltIn
    self.place = place
    self.keyHolders = keyHolders
    self.keyProblems = keyProblems
    self.refs = refs
    self.exchange = exchange
    self.window = window
    self.today = today
    self.asReported = asReported
  }

  package var policy: Policy { version.policy }
}

/// The repository that is looked at: where pushes arrive, or somebody's clone. A clone doesn't show its server's hooks.
package struct ReadinessPlace: Hashable, Sendable {
  package enum LedgerKey: Hashable, Sendable { case unset, unreadable, there }

  package var isServer: Bool
  /// The hooks of ours that git would run here.
  package var hooks: Set<String>
  /// A Boolean value that tells whether these find the program.
  package var findsProgram: Bool
  package var ledgerKey: LedgerKey

  package init(isServer: Bool, hooks: Set<String>, findsProgram: Bool, ledgerKey: LedgerKey) {
    self.isServer = isServer
    self.hooks = hooks
    self.findsProgram = findsProgram
    self.ledgerKey = ledgerKey
  }
}

/// How our own evidence here stands to that of a remote, as far as the last fetch or push told: nothing is asked now.
package enum EvidenceExchange: Hashable, Sendable {
  /// Where pushes arrive, or there is no remote.
  case none
  /// There is a remote, and its evidence was never fetched, nor ours pushed.
  case never(remote: String)
  /// There are records here that the remote didn't have.
  case notPushed(remote: String)
  case inStep(remote: String)
}

/// Which changes are looked at.
package enum ReadinessWindow: Hashable, Sendable {
  /// Those of so many days up to now.
  case days(Int)
  /// So many of the newest entries.
  case newest(Int)
}

/// What an audit says of the changes of the window.
package struct Rehearsal: Sendable {
  package var summary: Summary
  /// How often each code stands against a change, the most frequent first.
  package var codes: [(code: FindingCode, changes: Int)]
  /// The codes that stand against the run as a whole.
  package var runCodes: [FindingCode]

  init(summary: Summary, codes: [(code: FindingCode, changes: Int)] = [], runCodes: [FindingCode] = []) {
    self.summary = summary
    self.codes = codes
    self.runCodes = runCodes
  }

  package init(_ audit: FinishedAudit) {
    summary = audit.summary
    var counts: [FindingCode: Int] = [:]
    for assessment in audit.assessments where assessment.verdict.countsAgainst {
      for code in Set(assessment.findings.filter { $0.weight != .warning }.map(\.code)) {
        counts[code, default: 0] += 1
      }
    }
    codes = FindingCode.allCases.compactMap { code in counts[code].map { (code: code, changes: $0) } }
      .enumerated().sorted { ($1.element.changes, $0.offset) < ($0.element.changes, $1.offset) }.map(\.element)
    let found = Set(audit.findings.filter { $0.weight != .warning }.map(\.code))
    runCodes = FindingCode.allCases.filter(found.contains)
  }
}
