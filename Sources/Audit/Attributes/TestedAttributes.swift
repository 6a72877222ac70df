import Diagnostics
import Evidence
import GitStore
import Policy

/// Every attribute of every change of an audit, told from its findings and evidence. Nothing is judged anew.
package struct TestedAttributes: Sendable {
  private let policies: [String: Asked]
  private let origin: PolicyOrigin
  private let evidenceWasAltered: Bool
  /// What is said of the promotion that brought a change, by the change.
  private var promotions: [ObjectID: AttributeResult] = [:]
  /// The changes with an emergency whose review is still due.
  private let due: Set<ObjectID>

  package init(_ audit: FinishedAudit) {
    policies = Dictionary(audit.policies.map { ($0.version.digest, Asked($0.version.policy)) }) { first, _ in first }
    origin = audit.policyOrigin
    evidenceWasAltered = audit.findings.contains { $0.code == .evidenceTampered }
    due = Set(audit.exceptions.filter { $0.status == .reviewDue }.flatMap(\.changes))
    // Elsewhere each entry is one, and nobody asks.
    for promotion in audit.promotions where policies.values.contains(where: \.ofPromotions) {
      let isUnordered = promotion.findings.contains { $0.code == .orderNotShown }
      let result = AttributeResult(promotion.verdict)
      for change in promotion.changes { promotions[change] = result == .pass && isUnordered ? .unknown : result }
    }
  }

  /// What a policy asks of changes. An object, since a copy of a whole policy for each result costs more than the rest.
  private final class Asked: Sendable {
    let listsPersons, ofApprovals, ofTests, ofStaging, ofLedger, ofPromotions: Bool

    init(_ policy: Policy) {
      listsPersons = policy.listsPersons
      ofApprovals = policy.approval.required > 0
      if case .none = policy.tests.requirement { ofTests = false } else { ofTests = true }
      ofStaging = policy.staging != nil
      ofLedger = policy.ledger != nil
      ofPromotions = policy.promotion != nil
    }
  }

  /// Returns the results in the order of ``Attribute``'s cases.
  package func results(for assessment: Assessment) -> [AttributeResult] {
    let policy = self.policy(for: assessment)
    return Attribute.allCases.map { result(of: $0, for: assessment, policy) }
  }

  package func result(of attribute: Attribute, for assessment: Assessment) -> AttributeResult {
    result(of: attribute, for: assessment, policy(for: assessment))
  }

  /// The policy that judged a change; `nil` where none did.
  private func policy(for assessment: Assessment) -> Asked? {
    assessment.verdict == .notJudged ? nil : assessment.policyDigest.flatMap { policies[$0] }
  }

  private func result(
    of attribute: Attribute, for assessment: Assessment, _ policy: Asked?
  ) -> AttributeResult {
    guard let policy else { return .notAsked }
    if attribute == .promotionApproved, policy.ofPromotions, let result = promotions[assessment.id] {
      return result
    }
    let findings = assessment.findings
    if !findings.isEmpty, let result = result(of: findings.filter { isOf(attribute, $0) }) { return result }
    switch attribute {
    case .described: return assessment.title.hasSomethingToSee ? .pass : .fail
    case .authorsKnown:
      return policy.listsPersons && !assessment.contributors.isEmpty
        && assessment.contributors.allSatisfy(\.identity.isListed) ? .pass : .unknown
    case .approved, .independent, .contentApproved, .approvedInTime:
      if !policy.ofApprovals, assessment.demands.isEmpty { return .notAsked }
      let counts = assessment.approvals.contains { $0.objection == nil && $0.approval.decision == .approved }
      return shown(counts, .approved, assessment)
    case .tested, .testedInTime:
      if !policy.ofTests { return .notAsked }
      let lacks = findings.contains { $0.weight != .warning && Self.untested.contains($0.code) }
      // What a merge adds was in no commit that was tested by itself.
      let adds = findings.contains { [.mergeChangedContent, .mergeNotReproducible].contains($0.code) }
      if adds, !assessment.tests.contains(where: { $0.objection == nil && $0.run.subject == assessment.id }) {
        return .unknown
      }
      return shown(!lacks && assessment.tests.contains { $0.objection == nil }, .tested, assessment)
    case .controlledPath:
      if policy.ofStaging || assessment.promotion.isSigned { return .pass }
      return policy.ofLedger || assessment.promotion.basis == .ledger ? .unknown : .notAsked
    case .rulesInForce: return origin == .history ? .pass : .notAsked
    case .promotionApproved: return !policy.ofPromotions ? .notAsked : .pass
    case .exceptionsReviewed:
      if !findings.contains(where: { $0.exception != nil }) { return .notAsked }
      return due.contains(assessment.id) ? .unknown : .pass
    case .evidenceKept:
      if evidenceWasAltered { return .fail }
      return assessment.promotion.isSigned ? .pass : .unknown
    }
  }

  /// A required suite has no run that could have been in time.
  private static let untested: Set<FindingCode> = [
    .testsNotShown, .testsEmpty, .testsOutOfDate, .testsTooWeak, .runnerNotTrusted, .testsUnverifiable,
  ]

  /// The heaviest of some findings of an attribute; `nil` where there is none.
  private func result(of findings: [Finding]) -> AttributeResult? {
    if findings.isEmpty { return nil }
    let left = findings.filter { $0.exception == nil }
    if left.isEmpty { return .excepted }
    return left.contains { $0.weight == .fail } ? .fail : .unknown
  }

  /// Returns whether a finding stands against an attribute. That dates were taken as declared is no fault of the change,
  /// and shows no order all the same.
  private func isOf(_ attribute: Attribute, _ finding: Finding) -> Bool {
    guard finding.code == .orderNotShown else {
      return finding.weight != .warning && attribute.codes.contains(finding.code)
    }
    switch attribute {
    case .approvedInTime: return finding.aspect != .tests
    case .testedInTime: return finding.aspect != .approvals
    case .approved: return finding.weight != .warning && finding.aspect != .tests
    case .tested: return finding.weight != .warning && finding.aspect != .approvals
    default: return false
    }
  }

  /// - Parameter conclusion: What says that too little counts, where nothing does.
  private func shown(_ isShown: Bool, _ conclusion: Attribute, _ assessment: Assessment) -> AttributeResult {
    if isShown { return .pass }
    // It passed, so nothing of this kind was asked of it: a merge that adds nothing to what was judged by itself.
    if assessment.verdict == .pass { return .notAsked }
    let result = result(of: assessment.findings.filter { isOf(conclusion, $0) })
    return result == .excepted ? .excepted : .unknown
  }
}

extension String {
  /// A Boolean value that tells whether there is more than space and what has no shape.
  fileprivate var hasSomethingToSee: Bool {
    unicodeScalars.contains { !$0.isMisleading && !$0.properties.isWhitespace }
  }
}

extension AttributeResult {
  /// Its place among all cases.
  fileprivate var place: Int {
    switch self {
    case .pass: 0
    case .fail: 1
    case .unknown: 2
    case .excepted: 3
    case .notAsked: 4
    }
  }

  fileprivate init(_ verdict: Verdict) {
    switch verdict {
    case .pass: self = .pass
    case .fail: self = .fail
    case .unknown: self = .unknown
    case .excepted: self = .excepted
    case .notJudged: self = .notAsked
    }
  }
}

/// How often an attribute passed, and how often it didn't.
package struct AttributeCount: Hashable, Sendable {
  package let attribute: Attribute
  /// By result; results that never came are missing.
  package var counts: [AttributeResult: Int] = [:]

  package subscript(_ result: AttributeResult) -> Int { counts[result, default: 0] }

  /// How many changes it was asked of.
  package var asked: Int { counts.values.reduce(0, +) - self[.notAsked] }
}

extension FinishedAudit {
  /// One count for each attribute, in their order, over the changes that are listed.
  package var attributeCounts: [AttributeCount] {
    let tested = TestedAttributes(self)
    let results = AttributeResult.allCases
    var counts = [Int](repeating: 0, count: Attribute.allCases.count * results.count)
    for assessment in assessments {
      for (place, result) in tested.results(for: assessment).enumerated() {
        counts[place * results.count + result.place] += 1
      }
    }
    return Attribute.allCases.enumerated().map { place, attribute in
      var count = AttributeCount(attribute: attribute)
      for result in results {
        let number = counts[place * results.count + result.place]
        if number > 0 { count.counts[result] = number }
      }
      return count
    }
  }
}
