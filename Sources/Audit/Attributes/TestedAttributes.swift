import Evidence
import GitStore
import Policy

/// Every attribute of every change of an audit, told from its findings and evidence. Nothing is judged anew.
package struct TestedAttributes: Sendable {
  private let policies: [String: Policy]
  private let origin: PolicyOrigin
  private let evidenceWasAltered: Bool
  /// What is said of the promotion that brought a change, by the change.
  private var promotions: [ObjectID: Verdict] = [:]

  package init(_ audit: FinishedAudit) {
    policies = Dictionary(audit.policies.map { ($0.version.digest, $0.version.policy) }) { first, _ in first }
    origin = audit.policyOrigin
    evidenceWasAltered = audit.findings.contains { [.evidenceTampered, .ledgerGap].contains($0.code) }
    for promotion in audit.promotions {
      for change in promotion.changes { promotions[change] = promotion.verdict }
    }
  }

  /// Returns the results in the order of ``Attribute``'s cases.
  package func results(for assessment: Assessment) -> [AttributeResult] {
    Attribute.allCases.map { result(of: $0, for: assessment) }
  }

  package func result(of attribute: Attribute, for assessment: Assessment) -> AttributeResult {
    guard assessment.verdict != .notJudged, let policy = assessment.policyDigest.flatMap({ policies[$0] }) else {
      return .notAsked
    }
    if attribute == .promotionApproved, policy.promotion != nil, let verdict = promotions[assessment.id] {
      return AttributeResult(verdict)
    }
    let against = assessment.findings.filter { $0.weight != .warning && isOf(attribute, $0, assessment) }
    if !against.isEmpty {
      let left = against.filter { $0.exception == nil }
      if left.isEmpty { return .excepted }
      return Verdict(left) == .fail ? .fail : .unknown
    }
    switch attribute {
    case .described: return assessment.title.isEmpty ? .fail : .pass
    case .authorsKnown:
      return policy.listsPersons && !assessment.contributors.isEmpty
        && assessment.contributors.allSatisfy(\.identity.isListed) ? .pass : .unknown
    case .approved, .independent, .contentApproved, .approvedInTime:
      if policy.approval.required == 0, assessment.demands.isEmpty { return .notAsked }
      return shown(assessment.approvals.contains { $0.objection == nil && $0.approval.decision == .approved })
    case .tested, .testedInTime:
      if case .none = policy.tests.requirement { return .notAsked }
      return shown(assessment.tests.contains { $0.objection == nil })
    case .controlledPath:
      return policy.staging != nil || assessment.promotion.basis == .ledger ? .pass : .notAsked
    case .rulesInForce: return origin == .history ? .pass : .notAsked
    case .promotionApproved: return policy.promotion == nil ? .notAsked : .pass
    case .exceptionsReviewed: return assessment.findings.contains { $0.exception != nil } ? .pass : .notAsked
    case .evidenceKept:
      if evidenceWasAltered { return .fail }
      return shown(assessment.promotion.basis == .ledger)
    }
  }

  private func shown(_ isShown: Bool) -> AttributeResult { isShown ? .pass : .unknown }

  private func isOf(_ attribute: Attribute, _ finding: Finding, _ assessment: Assessment) -> Bool {
    // One code says it of approvals and of tests; the evidence tells of which.
    guard finding.code == .orderNotShown else { return attribute.codes.contains(finding.code) }
    let approvals = assessment.approvals.contains { $0.objection?.code == .orderNotShown }
    let tests = assessment.tests.contains { $0.objection?.code == .orderNotShown }
    switch attribute {
    case .approved, .approvedInTime: return approvals || !tests
    case .tested, .testedInTime: return tests || !approvals
    default: return false
    }
  }
}

extension AttributeResult {
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
    var counts = Attribute.allCases.map { AttributeCount(attribute: $0) }
    for assessment in assessments {
      for (place, result) in tested.results(for: assessment).enumerated() {
        counts[place].counts[result, default: 0] += 1
      }
    }
    return counts
  }
}
