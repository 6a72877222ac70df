package import Diagnostics
package import Evidence
import GitStore
package import Policy

/// When a change reached production, and how that is known.
package struct Promotion: Hashable, Sendable {
  package enum Basis: String, CaseIterable, Hashable, Sendable {
    case ledger, forge
    /// The tagger's date. Anybody writes any date into a tag, so it shows no order either.
    case tag
    /// Only the earliest moment that it can have been: anybody writes any date into a commit.
    case committerDate = "committer-date"
  }

  package var at: Instant
  package var basis: Basis
  /// What evidence must be older than. For a committer date or a tag's, no later than the dates of all later entries and now: an
  /// entry can't have been promoted after one above it was made, whatever it says itself.
  package var bound: Instant
  /// A Boolean value that tells whether one of the policy's signers of the ledger signed the entry that says so.
  package var isSigned = false

  /// A Boolean value that tells whether it is only what somebody wrote into a commit or a tag: no clock, and no order.
  package var isDeclared: Bool { basis == .committerDate || basis == .tag }

  package init(at: Instant, basis: Basis, bound: Instant? = nil) {
    self.at = at
    self.basis = basis
    self.bound = bound ?? at
  }
}

/// What is judged at a time: some commits' contributors, and the evidence that speaks for those commits.
struct Matter {
  let policy: Policy
  let people: PeopleDirectory
  let texts: TextTable
  /// The commit that the evidence is about.
  let subject: ObjectID
  var contributors: [Contributor]
  /// Whose authorship isn't shown, and why, where the policy asks for it.
  var doubts: [String] = []
  var approvals: [(approval: Approval, approver: Identity, covered: Covered)]
  /// By person, when he last rejected it; the end of time where one of his rejections doesn't say.
  var rejections: [Int: Instant] = [:]
  let tests: [(run: TestRun, runner: Identity, covered: Covered)]
  let promotion: Promotion
  /// The promotion as the commits alone tell it.
  let declared: Promotion
  /// What the ledger says of the promotion.
  let witness: Witness
  /// Whether it is in production already, so that what is asked for before a push comes too late.
  var isInProduction = false
  /// The refs for which an approval may have been given.
  let targets: Set<String>
  /// The records that an earlier change has spent.
  let spent: Set<String>
  /// Who must have approved.
  var demand: Demand
  /// What is asked for besides, because of the paths that are changed.
  var further: [Demand] = []

  /// The promotion as evidence of a grade is compared with it: a note or an unsigned ledger, which are records, are no
  /// clocks for what is stronger.
  func promotion(for grade: Grade) -> Promotion {
    let isRecord = promotion.basis == .forge || (promotion.basis == .ledger && witness.standing != .signed)
    var promotion = isRecord && grade > .record ? declared : promotion
    if promotion.isDeclared, witness.comesBefore(grade) { promotion.bound = Instant(seconds: .max) }
    return promotion
  }

  /// Returns whether nothing but its writer's word says that evidence was there before the promotion, although the policy
  /// asks for a ledger. A claim is inside the commit, and so was there before it; a server's clock dates records.
  func isUnwitnessed(_ source: String, _ grade: Grade, _ clock: EvidenceClock) -> Bool {
    guard policy.timing == .proven, policy.ledger != nil, grade > .claim else { return false }
    if witness.isMissing { return true }
    if witness.order(of: source, grade) != nil { return false }
    if witness.comesBefore(grade), Ledger.path(of: source) != nil { return false }
    return switch clock {
    case .writer: true
    case .forge: grade > .record
    case .log: false
    }
  }

  /// The contributors that an approver must not be, by `approval.independentOf`.
  var barred: [Contributor] {
    if policy.approval.independentOf.count == Role.allCases.count { return contributors }
    return contributors.filter { !policy.approval.independentOf.isDisjoint(with: $0.roles) }
  }

  /// The matter as one approval sees it: with the contributors of what was approved.
  func seen(by covered: Covered) -> Matter {
    guard let contributors = covered.contributors else { return self }
    var matter = self
    matter.contributors = contributors
    matter.doubts = covered.doubts
    return matter
  }
}

/// Why a piece of evidence does not count.
package struct Objection: Hashable, Sendable {
  package var code: FindingCode
  /// For a reader: lower-case, no full stop at the end.
  package var reason: String
  /// A Boolean value that tells whether it is about who wrote the change, and not about this piece of evidence.
  package var isOfAuthorship = false
}

package struct WeighedApproval: Hashable, Sendable {
  package var approval: Approval
  package var approver: Identity
  package var coverage = Coverage.identity
  /// `nil` where it counts.
  package var objection: Objection?
  /// Who made what was approved, where that is not simply the commits that are judged.
  var contributors: [Contributor]?
}

package struct WeighedTestRun: Hashable, Sendable {
  package var run: TestRun
  package var runner: Identity
  package var coverage = Coverage.identity
  /// `nil` where it counts, as a pass or as a failure.
  package var objection: Objection?
}

/// What one kind of evidence adds up to.
struct Weighing<Item> {
  var items: [Item] = []
  var findings: [Finding] = []
  /// The grade of the weakest evidence that was needed; `nil` where none was.
  var grade: Grade?
  /// What was asked because of the paths, and who answered.
  var demands: [AnsweredDemand] = []
}

extension Identity {
  /// Returns whether this and another can be told to be two people.
  ///
  /// One person under two listed addresses is one. Two with the same name are two only where the policy lists both;
  /// somebody without an address can be anybody, unless the policy lists the name.
  func isSurelyNot(_ other: Identity) -> Bool {
    if person == other.person || isUnproven || other.isUnproven { return false }
    if isListed && other.isListed { return true }
    if (email.isEmpty && !isListed) || (other.email.isEmpty && !other.isListed) { return false }
    return foldedName.isEmpty || foldedName != other.foldedName
  }
}
