package import Diagnostics
package import GitStore
import Policy

/// What was audited.
package struct Scope: Hashable, Sendable {
  /// The full name of production's ref, or what the range was called where there is none.
  package var production: String
  package var base: ObjectID?
  package var tip: ObjectID
  package var since: Instant?
  package var until: Instant?
  package var timeBasis: Promotion.Basis = .committerDate
  /// The URL of the remote `origin`, without any credentials; `nil` where there is none.
  package var origin: String?
  /// What production has after the end; `nil` where no period was cut out of a branch.
  package var after: EntriesAfter?
  /// What the policy calls production, where the user named another ref.
  package var productionOfPolicy: String?

  /// The lines of production, where that is a series of tags; empty where it is a branch.
  package var lines: [ProductionLine] = []
  /// The ends of the lines that no other one reaches, and what production had before; empty where ``base`` and ``tip``
  /// say it all.
  package var tips: [ObjectID] = []
  package var bases: [ObjectID] = []
  /// What the next report need not look at, where production is a series of tags.
  package var covered: [ObjectID] = []

  /// What `git rev-list` has to be given for the population.
  package var revisions: String {
    if tips.isEmpty { return base.map { "\($0)..\(tip)" } ?? tip.description }
    return (tips.map(\.description) + bases.map { "^\($0)" }).joined(separator: " ")
  }

  /// The range as a reader is told it, with short ids.
  package var shortRange: String {
    if tips.count < 2, bases.count < 2 { return base.map { "\($0.short)..\(tip.short)" } ?? "all up to \(tip.short)" }
    return tips.map(\.short).joined(separator: " ") + (bases.isEmpty ? "" : " without ")
      + bases.map(\.short).joined(separator: " ")
  }

  package init(production: String, base: ObjectID?, tip: ObjectID) {
    self.production = production
    self.base = base
    self.tip = tip
  }
}

/// A check that the population is complete, and what it said.
package struct CompletenessCheck: Hashable, Sendable {
  package var name: String
  package var ok: Bool
  package var detail: String

  package init(_ name: String, _ ok: Bool, _ detail: String = "") {
    self.name = name
    self.ok = ok
    self.detail = detail
  }
}

/// Where the policy came from that judged.
package enum PolicyOrigin: String, Hashable, Sendable {
  case builtin, file, history
}

/// A finding of the whole run, not of one change.
package typealias RunFinding = Finding

/// A finished audit: all that any format writes. Nothing is decided while writing.
package struct FinishedAudit: Sendable {
  package var scope: Scope
  package var policyOrigin: PolicyOrigin
  /// The policies that judged, oldest first, each with the first change that it judged.
  package var policies: [(version: PolicyVersion, firstEntry: ObjectID)]
  /// What the reader has to know of the policy, such as how a preset was recognised.
  package var policyNotes: [String]
  package var commits: Int
  /// `sha256:` and the digest of the sorted ids; `nil` where nobody asked for it.
  package var populationDigest: String?
  package var checks: [CompletenessCheck]
  package var findings: [RunFinding]
  package var summary: Summary
  /// The changes, oldest first. Without those that nothing stands against, where only these were asked for.
  package var assessments: [Assessment]
  /// The movements of production, oldest first; empty where each entry is one by itself and nothing is asked of it.
  package var promotions: [PromotionAssessment] = []
  /// What was read of the commits; `nil` where nobody asked for it.
  package var population: Population?

  /// The policy that was in force after each entry, where production is a series of tags.
  package var policyAfter: [ObjectID: PolicyVersion] = [:]
  /// The records that changes have used, each with the entries that did.
  package var spent: [String: Set<ObjectID>] = [:]

  /// What became of each file of `.countersign/exceptions/`, by path.
  package var exceptions: [ExceptionAccount] = []

  package init(
    scope: Scope, policyOrigin: PolicyOrigin, policies: [(version: PolicyVersion, firstEntry: ObjectID)],
    policyNotes: [String], commits: Int, populationDigest: String?, checks: [CompletenessCheck],
    findings: [RunFinding], summary: Summary, assessments: [Assessment]
  ) {
    self.scope = scope
    self.policyOrigin = policyOrigin
    self.policies = policies
    self.policyNotes = policyNotes
    self.commits = commits
    self.populationDigest = populationDigest
    self.checks = checks
    self.findings = findings
    self.summary = summary
    self.assessments = assessments
  }

  /// A Boolean value that tells whether nothing stands against any change or the run: exit status 0.
  package var isClean: Bool { summary.against == 0 && findings.allSatisfy { $0.weight == .warning } }
}
