/// A property of a change that an auditor tests, one tick mark each.
///
/// The numbers are those that audit programmes for change management commonly use. A13 (security impact, back-out plan) is
/// missing: git holds no evidence of it, so nothing is said.
package enum Attribute: String, CaseIterable, Hashable, Sendable {
  case described = "A1"
  case authorsKnown = "A2"
  case approved = "A3"
  case independent = "A4"
  case contentApproved = "A5"
  case approvedInTime = "A6"
  case tested = "A7"
  case testedInTime = "A8"
  case controlledPath = "A9"
  case rulesInForce = "A10"
  case promotionApproved = "A11"
  case exceptionsReviewed = "A12"
  case evidenceKept = "A14"

  /// What is shown where it passes, for a reader.
  package var statement: String {
    switch self {
    case .described: "The change is identified by its id and described"
    case .authorsKnown: "Everybody who made part of it is listed in the policy"
    case .approved: "As many people approved as the policy asks for, and their approvals count"
    case .independent: "No approver who counts made part of the change"
    case .contentApproved: "What was approved is what reached production"
    case .approvedInTime: "It was approved before it reached production"
    case .tested: "The required tests ran on this content and passed"
    case .testedInTime: "The tests were finished before it reached production"
    case .controlledPath: "It came by staging, or by a movement that the signed ledger records"
    case .rulesInForce: "It was judged by the rules that production had before it, and changed none without approval"
    case .promotionApproved: "Its promotion to production was approved"
    case .exceptionsReviewed: "Exceptions and emergencies were approved, or reviewed in time"
    case .evidenceKept: "The evidence is kept, and none was altered or withdrawn"
    }
  }

  /// When nothing is asked of a change in this respect.
  package var condition: String {
    switch self {
    case .described, .authorsKnown, .evidenceKept: "asked of every change; beside its verdict"
    case .approved, .independent, .contentApproved, .approvedInTime:
      "asked where the policy asks for approvals"
    case .tested, .testedInTime: "asked where the policy asks for tests"
    case .controlledPath: "asked where there is a staging branch or a ledger"
    case .rulesInForce: "asked where the rules are the repository's own"
    case .promotionApproved: "asked where the policy asks for approved promotions"
    case .exceptionsReviewed: "asked of changes that an exception or emergency names"
    }
  }

  /// The findings that stand against it.
  package var codes: Set<FindingCode> {
    switch self {
    case .described, .evidenceKept: []
    case .authorsKnown: [.commitNotSigned]
    case .approved:
      [
        .approvalNotShown, .selfApproved, .tooFewApprovers, .approverNotAuthorised, .approverMayBeAuthor,
        .approvalOutOfDate, .approvalLate, .approvalTooWeak, .approvalWithdrawn, .approvalUnverifiable,
        .mergeChangedContent, .mergeNotReproducible, .ownerApprovalMissing,
      ]
    case .independent: [.selfApproved, .approverMayBeAuthor]
    case .contentApproved: [.approvalOutOfDate, .mergeChangedContent, .mergeNotReproducible]
    case .approvedInTime: [.approvalLate]
    case .tested:
      [
        .testsNotShown, .testsFailed, .testsEmpty, .testsOutOfDate, .testsLate, .testsTooWeak, .runnerNotTrusted,
        .testsUnverifiable,
      ]
    case .testedInTime: [.testsLate]
    case .controlledPath: [.notThroughStaging]
    case .rulesInForce: [.policyChangeUnapproved, .policyRemoved, .policyInvalid, .policyAmbiguous]
    case .promotionApproved: [.promotionNotApproved]
    case .exceptionsReviewed: [.emergencyReviewOverdue, .exceptionExpired, .exceptionUnapproved]
    }
  }
}

/// What testing one attribute of one change gave.
package enum AttributeResult: String, CaseIterable, Hashable, Sendable {
  case pass, fail
  /// It can't be told: what would show it isn't there.
  case unknown
  /// It did not pass, and an exception accepts that.
  case excepted
  /// Nothing asks for it, or the change was not judged.
  case notAsked = "not-asked"
}
