package import Diagnostics
package import GitStore
package import Policy

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
  /// When, by the source's own clock; `nil` where the source does not say.
  package var at: Instant?
  /// Where it was found, such as `trailer:Reviewed-by` or `refs/notes/review`.
  package var source: String
  package var grade: Grade
  /// The commit that was approved.
  package var subject: ObjectID
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
  package var at: Instant?
  package var source: String
  package var grade: Grade
  package var subject: ObjectID
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
