package import Diagnostics
package import Evidence
package import GitStore
import Policy

/// Everything that an audit looks at, gathered beforehand. The audit itself reads nothing.
package struct Dossier {
  package var population: Population
  package var changes: Changes
  package var governance: Governance
  /// What decides by which policy changes are judged.
  package var rules: Rules
  /// Gerrit's review notes by ref and commit.
  package var gerritNotes: [String: [ObjectID: GerritNote]] = [:]
  /// The index of the first change under `production.since`, by policy version; 0 where all are.
  package var since: [Int: Int] = [:]
  /// Who pushes what isn't in production yet, as the server knows him.
  package var pusher: String?
  /// By entry, where that is earlier than its own date: the earliest of its own committer date, those of all later entries, and now.
  package var bounds: [ObjectID: Instant] = [:]
  /// The time of the promotion, where something better than the committer date is known.
  package var promotions: [ObjectID: Promotion] = [:]

  /// By entry, what the annotated tag that promoted it says of when, and the earliest that any tag of what holds it says.
  package var tagged: [ObjectID: (at: Instant, earliest: Instant)] = [:]

  /// The movements of production; empty where no ledger tells them.
  package var ledger = Ledger()

  /// Whether all of it is in production already: a report, not a gate.
  package var isHistory = false

  /// Who uploaded or pushed a commit, where somebody else than the commit itself says so; everybody of whom it is said.
  package var pushers: [ObjectID: [TextTable.ID]] = [:]

  /// The records of the evidence store as each policy version sees them; -1 is the one policy of ``Rules/fixed(_:)``.
  package var records: [Int: RecordIndex] = [:]
  /// The approvals of promotions, likewise.
  package var promotionRecords: [Int: RecordIndex] = [:]
  /// The lines of staging that the policies name.
  package var staging: [StagingLine] = []
  /// The entries that ended a promotion, where a ledger or tags say so; `nil` where nothing does.
  package var promoted: Set<ObjectID>?
  /// The records that changes of production's other lines have used, each with the entries that did.
  package var spentElsewhere: [String: Set<ObjectID>] = [:]
  /// Answers questions of content; `nil` where none can be asked, and then nothing is reproduced.
  package var content: (any ContentReader)?
  /// What production was before the range: what is trusted when it begins. `nil` where it was nothing.
  package var before: ObjectID?
  /// The files of `.countersign/exceptions/` that may concern the range.
  package var exceptions: [ExceptionRecord] = []
  /// The clock, by which reviews are due, and keys that sign what isn't in production yet have to be valid; `nil` where
  /// it plays no part.
  package var now: Instant?
  /// Answers what commits' signatures show; `nil` where none can be asked, and then none counts.
  package var seals: (any SealReader)?
  /// The refs for which an approval may have been given: production.
  package var targets: Set<String> = []

  package enum Rules {
    /// The policy in force at each change, as history has it.
    case history
    /// One policy for all: the built-in default, or a file that the user gave.
    case fixed(PolicyVersion)
  }

  package init(population: Population, changes: Changes, governance: Governance, rules: Rules) {
    self.population = population
    self.changes = changes
    self.governance = governance
    self.rules = rules
  }
}

extension Dossier {
  /// How many approvals a change needed by the policy that judged it.
  func required(_ assessment: Assessment) -> Int {
    let versions: [PolicyVersion] =
      switch rules {
      case .fixed(let version): [version]
      case .history: governance.versions
      }
    return max(1, versions.first { $0.digest == assessment.policyDigest }?.policy.approval.required ?? 1)
  }

  /// The files with signers' keys that any policy of the run names.
  var signerFiles: [String] {
    let policies: [Policy] =
      switch rules {
      case .fixed(let version): [version.policy]
      case .history: governance.versions.map { $0.policy }
      }
    // Records may be signed whether commits are asked for signatures or not.
    let paths = policies.flatMap { policy in
      policy.asksForSignatures ? policy.signerFiles : policy.filesForRecords
    }
    return Set(paths).sorted()
  }

  /// The keys of a policy and of its files as they are in force.
  func book(_ policy: Policy, _ keys: KeysInForce) -> SignerKeys {
    seals?.book(policy, keys) ?? SignerKeys(policy) { _ in nil }
  }

  /// When a change was promoted; of a series, when the last of its entries was.
  func promotion(of change: Change) -> Promotion {
    let entry = population.commits[change.promoter ?? change.entry].id
    if let at = ledger.time(of: entry) { return Promotion(at: at, basis: .ledger) }
    return otherPromotion(of: change)
  }

  /// The promotion without the ledger.
  func otherPromotion(of change: Change) -> Promotion {
    promotions[population.commits[change.promoter ?? change.entry].id] ?? declaredPromotion(of: change)
  }

  /// The promotion as commits and tags alone tell it. What came before it came before each of the entries.
  func declaredPromotion(of change: Change) -> Promotion {
    let entry = population.commits[change.promoter ?? change.entry]
    let earliest = (change.promoter.map { [$0] } ?? change.entries).map { number in
      let commit = population.commits[number]
      return bounds[commit.id] ?? commit.committedAt
    }
    if let tag = tagged[entry.id] {
      // A date of a tag makes no evidence earlier than it is, whatever it says.
      return Promotion(at: tag.at, basis: .tag, bound: (earliest + [tag.earliest]).min())
    }
    return Promotion(at: entry.committedAt, basis: .committerDate, bound: earliest.min())
  }
}
