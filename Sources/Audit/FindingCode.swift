/// The name of a fault, with what it does to a verdict. Stable: scripts and policies rely on the raw values.
///
/// Each has a page in `docs/findings/`, printed by `countersign explain CODE`.
package enum FindingCode: String, CaseIterable, Hashable, Sendable {
  case approvalNotShown = "approval-not-shown"
  case selfApproved = "self-approved"
  case tooFewApprovers = "too-few-approvers"
  case approverNotAuthorised = "approver-not-authorised"
  case approverMayBeAuthor = "approver-may-be-author"
  case approvalOutOfDate = "approval-out-of-date"
  case approvalLate = "approval-late"
  case approvalTooWeak = "approval-too-weak"
  case approvalWithdrawn = "approval-withdrawn"
  case approvalUnverifiable = "approval-unverifiable"
  case testsNotShown = "tests-not-shown"
  case testsFailed = "tests-failed"
  case testsEmpty = "tests-empty"
  case testsOutOfDate = "tests-out-of-date"
  case testsLate = "tests-late"
  case testsTooWeak = "tests-too-weak"
  case runnerNotTrusted = "runner-not-trusted"
  case testsUnverifiable = "tests-unverifiable"
  case mergeChangedContent = "merge-changed-content"
  case mergeNotReproducible = "merge-not-reproducible"
  case notThroughStaging = "not-through-staging"
  case promotionNotApproved = "promotion-not-approved"
  case policyChangeUnapproved = "policy-change-unapproved"
  case policyRemoved = "policy-removed"
  /// Also the code with which a run stops; as a finding, of the change that brought the file.
  case policyInvalid = "policy-invalid"
  case ownerApprovalMissing = "owner-approval-missing"
  case commitNotSigned = "commit-not-signed"
  case evidenceTampered = "evidence-tampered"
  case evidenceUnreadable = "evidence-unreadable"
  case policyAmbiguous = "policy-ambiguous"
  case orderNotShown = "order-not-shown"
  case historyRewritten = "history-rewritten"
  case ledgerGap = "ledger-gap"
  case emergencyReviewOverdue = "emergency-review-overdue"
  case exceptionExpired = "exception-expired"
  case exceptionUnapproved = "exception-unapproved"
  case exceptionUnused = "exception-unused"

  package enum Weight: String, Hashable, Sendable {
    case fail, unknown, warning
  }

  package var weight: Weight {
    switch self {
    case .evidenceUnreadable, .exceptionUnused: .warning
    case .approvalNotShown, .approverMayBeAuthor, .approvalUnverifiable, .testsNotShown, .testsUnverifiable,
      .mergeNotReproducible, .policyAmbiguous, .orderNotShown:
      .unknown
    default: .fail
    }
  }
}
