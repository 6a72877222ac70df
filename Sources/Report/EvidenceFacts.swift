import Audit
import Evidence
import Policy

// What every format says of a piece of evidence.

extension WeighedApproval {
  /// A Boolean value that tells whether it is an approval, and counts.
  var counts: Bool { objection == nil && approval.decision == .approved }

  /// How what was approved relates to what reached production.
  ///
  /// All evidence that is read so far is about the very commit.
  var coverage: Coverage { .identity }
}

extension WeighedTestRun {
  /// A Boolean value that tells whether it counts, as a pass or as a failure.
  var counts: Bool { objection == nil }

  /// How what was tested relates to what reached production: see ``WeighedApproval/coverage``.
  var coverage: Coverage { .identity }
}

extension FinishedAudit {
  /// The digest of the policy that judged last; `nil` where nothing was judged.
  var policyDigest: String? { policies.last?.version.digest }

  /// The only format of objects that is read.
  var objectFormat: String { "sha1" }
}
