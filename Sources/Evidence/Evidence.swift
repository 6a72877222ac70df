package import Diagnostics
package import GitStore
package import Policy

/// By whose clock evidence has its time.
package enum EvidenceClock: Hashable, Sendable {
  /// Its writer's: as good as the writer's word.
  case writer
  /// A forge's, in a record that whoever may push its ref can have written: it dates nothing that is stronger.
  case forge
  /// The order of a log that a listed bot has signed.
  case log
}

/// Evidence that a person agreed to a commit, or did not.
package struct Approval: Hashable, Sendable {
  package enum Decision: Hashable, Sendable {
    case approved
    /// The person said no, and that stands.
    case rejected
    /// Something was said that is neither, such as `Code-Review+1`.
    case remark(String)
  }

  package var decision: Decision
  /// Who, as the source writes it.
  package var approver: TextTable.ID
  /// When, by ``clock``; `nil` where the source does not say.
  package var at: Instant?
  package var clock = EvidenceClock.writer
  /// Where it was found, such as `trailer:Reviewed-by` or `refs/notes/review`.
  package var source: String
  package var grade: Grade
  /// The commit that was approved.
  package var subject: ObjectID
  /// What a record beside the commit says of the content; `nil` for what stands in the commit or in a note on it.
  package var content: RecordedContent?

  package init(
    decision: Decision, approver: TextTable.ID, at: Instant?, source: String, grade: Grade, subject: ObjectID,
    content: RecordedContent? = nil
  ) {
    self.decision = decision
    self.approver = approver
    self.at = at
    self.source = source
    self.grade = grade
    self.subject = subject
    self.content = content
  }
}

/// The content that a record is about. An approval is of a transition, from a base to a tree; a test is of a tree.
package struct RecordedContent: Hashable, Sendable {
  package var tree: ObjectID
  /// The commit that the approval starts from; `nil` for a test run, and for the approval of a root commit.
  package var base: ObjectID?
  /// The full name of the ref that it was given for, where the record names one.
  package var target: String?
  /// Why the record can't be judged, such as a signature by an unknown key; `nil` where it can.
  package var problem: String?
  /// The record's signatures, which are judged by the keys in force at each change; `nil` where there are none, or where
  /// whoever read the record has judged them.
  package var seal: RecordSeal?
  /// Whether it is of a base and a tree without a commit in between, as gittuf has it. The tree then stands as the
  /// approval's subject too.
  package var isPair: Bool
  /// When a signed ledger first shows the record, and the words for it; `nil` where that isn't asked.
  package var shown: Shown?

  package struct Shown: Hashable, Sendable {
    package var at: Instant
    package var note: String

    package init(at: Instant, note: String) {
      self.at = at
      self.note = note
    }
  }

  package init(
    tree: ObjectID, base: ObjectID?, target: String?, problem: String?, seal: RecordSeal? = nil, isPair: Bool = false
  ) {
    self.tree = tree
    self.base = base
    self.target = target
    self.problem = problem
    self.seal = seal
    self.isPair = isPair
  }
}

/// One execution of a suite of tests over exact content.
package struct TestRun: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable {
    case passed, failed
    /// Skipped, cancelled, neutral: not a pass.
    case inconclusive
  }

  package var suite: String
  package var outcome: Outcome
  /// How many tests ran; `nil` where the source gives no count.
  package var executed: Int?
  package var failed: Int?
  package var runner: TextTable.ID
  /// When it was recorded, where the record says that, else when it finished; `nil` where the source does not say.
  package var at: Instant?
  package var clock = EvidenceClock.writer
  package var source: String
  package var grade: Grade
  package var subject: ObjectID
  /// What it ran on, such as a platform or a shard, sorted; empty where the source names none.
  package var configuration: [String] = []
  package var content: RecordedContent?

  package init(
    suite: String, outcome: Outcome, executed: Int?, failed: Int?, runner: TextTable.ID, at: Instant?, source: String,
    grade: Grade, subject: ObjectID, content: RecordedContent? = nil
  ) {
    self.suite = suite
    self.outcome = outcome
    self.executed = executed
    self.failed = failed
    self.runner = runner
    self.at = at
    self.source = source
    self.grade = grade
    self.subject = subject
    self.content = content
  }
}

/// A record that could not be read, or not wholly. It never passes and never stops the audit.
package struct UnreadableRecord: Hashable, Sendable {
  /// Where: a ref and the object that the record is about.
  package var place: String
  package var reason: String

  package init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }
}
