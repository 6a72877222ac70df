import Audit
import Evidence

// What every format says of a piece of evidence.

extension WeighedApproval {
  /// A Boolean value that tells whether it is an approval, and counts.
  var counts: Bool { objection == nil && approval.decision == .approved }
}

extension WeighedTestRun {
  /// A Boolean value that tells whether it counts, as a pass or as a failure.
  var counts: Bool { objection == nil }
}

extension FinishedAudit {
  /// The digest of the policy that judged last; `nil` where nothing was judged.
  var policyDigest: String? { policies.last?.version.digest }

  /// The only format of objects that is read.
  var objectFormat: String { "sha1" }
}
