package import Diagnostics
package import Evidence
package import GitStore
package import Policy

extension Assessment {
  /// The people whose approval of it counts, as `Name <address>`, each once.
  package var approversWritten: [String] { approvals.filter { $0.objection == nil }.map(\.approver.written).uniqued }

  /// What its paths asked for besides, with the approvers who answered. Names can be shared, so a name stands for all
  /// who bear it.
  package var answeredDemands: [(required: Int, approvers: [String])] {
    let counted = approvals.filter { $0.objection == nil }.map(\.approver)
    return demands.map { demand in
      (demand.required, counted.filter { demand.approvedBy.contains($0.label) }.map(\.written).uniqued)
    }
  }
}

extension Identity {
  /// `Name <address>`, or the id of somebody without an address.
  package var written: String { email.isEmpty ? personID : "\(name) <\(email)>" }
}

/// A change that added or altered the file of an exception, and what was said of it without regard to any exception.
package struct Introduction {
  package var id: ObjectID
  package var passes: Bool
  /// `Name <address>` of everybody whose approval of it counts.
  package var approvers: [String]
  /// How many of them have to be independent of what is excepted too.
  package var required: Int
  package var promotion: Promotion
  /// The commits that the file named after it.
  package var commits: [String]
  /// What was asked of it besides because of its paths: how many, and the approvers who answered.
  package var demands: [(required: Int, approvers: [String])] = []
  /// Who is who by the policy that judged it; `nil` where that isn't known.
  package var people: PeopleDirectory?

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
package struct ExceptionRecord {
  /// How an emergency was declared, if not by a file.
  package struct Push: Hashable, Sendable {
    /// Who pushed, as the server knew him.
    package var pusher: String
    /// The ledger's update; `nil` for the push that is judged now.
    package var update: LedgerUpdate?

    package init(pusher: String, update: LedgerUpdate?) {
      self.pusher = pusher
      self.update = update
    }
  }

  /// An emergency that a trailer declares.
  package struct Trailer: Hashable, Sendable {
    package var key: String
    package var commit: ObjectID

    package init(key: String, commit: ObjectID) {
      self.key = key
      self.commit = commit
    }
  }

  package var file: ExceptionFile
  /// Of an emergency that was declared with a push: the ledger's entry, for a reader.
  package var path: String
  package var push: Push?
  package var trailer: Trailer?
  /// The signature in the file; `nil` where there is none. Whose the key is depends on the keys in force at a change.
  package var seal: RecordSeal?
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
