package import Diagnostics
package import GitStore
package import Policy

/// An approval read from the store.
package struct RecordedApproval: Hashable, Sendable {
  /// The approved commit: the folder's name, which the statement must repeat.
  package var subject: ObjectID
  /// The approved commit's tree, as git has it where the commit is there.
  package var tree: ObjectID
  package var base: ObjectID?
  package var target: String?
  package var paths: [String]
  /// The digest of all changed paths, also where there were too many to keep: compare with ``ChangedPaths/digest(_:)``.
  package var pathsDigest: String?
  package var decision: ApprovalStatement.Decision
  /// `Name <address>` as the record has it.
  package var approver: String
  package var at: Instant
  package var message: String?
  /// Where it stands: `refs/countersign/evidence:<path>`, or `<commit>:<path>` where it was removed from the tip.
  package var source: String
  package var grade: Grade
  /// Why it can't count (`approval-unverifiable`), or `nil`. It is never counted at a lower grade instead.
  package var objection: String?
  package var seal: RecordSeal
}

/// A test run read from the store.
package struct RecordedTestRun: Hashable, Sendable {
  package var subject: ObjectID
  package var tree: ObjectID
  package var suite: String
  package var configuration: [String]
  package var outcome: TestRun.Outcome
  package var executed: Int?
  package var failed: Int?
  package var skipped: Int?
  package var runner: String
  package var startedAt: Instant?
  /// When it was recorded, else when it finished; `nil` where the record doesn't say.
  package var at: Instant?
  package var reportDigest: String?
  package var url: String?
  package var source: String
  package var grade: Grade
  /// Why it can't count (`tests-unverifiable`), or `nil`.
  package var objection: String?
  package var seal: RecordSeal
}

/// A record that was in the store and is no longer in its tip, or isn't what it was (`evidence-tampered`).
package struct TamperedRecord: Hashable, Sendable {
  package enum Change: String, Hashable, Sendable {
    case removed, altered
    /// A commit of the chain can't be read, so what it held can't be told.
    case unreadable
  }
  package var change: Change
  /// The path in the store's tree; empty where a whole commit can't be read.
  package var path: String
  /// The evidence commit that still has the record, or the one that can't be read.
  package var commit: ObjectID
  /// The evidence commit that has it no longer, where one is known.
  package var by: ObjectID?

  package init(change: Change, path: String, commit: ObjectID, by: ObjectID? = nil) {
    self.change = change
    self.path = path
    self.commit = commit
    self.by = by
  }

  /// For a reader: lower-case, no full stop at the end.
  package var reason: String {
    switch change {
    case .removed, .altered:
      "the record \(path) was \(change.rawValue)" + (by.map { " by the evidence commit \($0)" } ?? "")
        + "; it is still read from \(commit)"
    case .unreadable: "the evidence commit \(commit) can't be read, so it can't be told what was removed after it"
    }
  }
}

/// What the store holds about the commits that were asked for.
package struct StoreContents: Hashable, Sendable {
  /// `nil` where the ref doesn't exist: then there is no evidence of this kind.
  package var tip: ObjectID?
  package var approvals: [RecordedApproval] = []
  /// Approvals of a promotion as a whole; never approvals of the commit.
  package var promotions: [RecordedApproval] = []
  package var tests: [RecordedTestRun] = []
  package var unreadable: [UnreadableRecord] = []
  package var tampered: [TamperedRecord] = []
  /// The evidence commits from the tip down, as far as the history was checked. What a record is about isn't one.
  package var chain: Set<ObjectID> = []
  /// `false` where the known-good tip that was given isn't an ancestor of the tip (`ledger-gap`).
  package var descendsFromKnownGood = true
  /// How many entries of folders were met.
  var met = 0
  /// More that can't be read than this, and nothing of the store is read.
  static let mostUnreadable = 10_000

  package init() {}
}
