package import Diagnostics
package import GitStore
package import Policy

/// A change that added or altered the file of an exception, and what was said of it without regard to any exception.
package struct Introduction: Sendable {
  package var id: ObjectID
  package var passes: Bool
  /// `Name <address>` of everybody whose approval of it counts.
  package var approvers: [String]
  /// How many of them have to be independent of what is excepted too.
  package var required: Int
  package var promotion: Promotion
  /// The commits that the file named after it.
  package var commits: [String]

  package init(
    id: ObjectID, passes: Bool, approvers: [String], required: Int, promotion: Promotion, commits: [String]
  ) {
    self.id = id
    self.passes = passes
    self.approvers = approvers
    self.required = required
    self.promotion = promotion
    self.commits = commits
  }
}

/// A file of `.countersign/exceptions/`, with all that decides whether it counts.
package struct ExceptionRecord: Sendable {
  /// Who signed an emergency, by the keys of one policy.
  package enum Signer: Hashable, Sendable {
    /// The person whom the file says.
    case declarer
    /// Why it is not shown to be that person.
    case unproven(String)
  }

  package var file: ExceptionFile
  package var path: String
  /// By policy version; `Auditor.fixedVersion` is the one policy of `Dossier.Rules.fixed`.
  package var signers: [Int: Signer] = [:]
  /// The commits of the range whose changes added or altered the file, and what it named after each.
  package var introducedBy: [ObjectID: [String]] = [:]
  /// The changes outside of the range that did.
  package var introducedElsewhere: [Introduction] = []
  /// A Boolean value that tells whether a commit that it names is in production and outside of the range.
  package var namesOthers = false

  package init(file: ExceptionFile, path: String) {
    self.file = file
    self.path = path
  }
}

/// What became of one file of `.countersign/exceptions/` in an audit.
package struct ExceptionAccount: Sendable {
  package enum Status: String, CaseIterable, Hashable, Sendable {
    /// It accepts findings of this range.
    case accepted
    /// An emergency that may still be reviewed in time.
    case reviewDue = "review-due"
    /// An emergency that was reviewed in time.
    case reviewed
    case overdue, expired, unapproved
    /// Nothing that it accepts was found, or what it names is not in production.
    case unused
    /// What it names is in production, and not in this range.
    case outside
  }

  package var file: ExceptionFile
  package var path: String
  package var status: Status
  /// Why: lower-case, no full stop at the end.
  package var reason: String
  /// The people who approved it, or its change, as `Name <address>`; of an emergency, those who reviewed it.
  package var approvers: [String]
  /// The changes whose findings it accepts.
  package var changes: [ObjectID]
  /// The changes that added or altered the file, oldest first.
  package var introducedBy: [ObjectID]
  /// When the review of an emergency is due.
  package var due: Instant?
}
