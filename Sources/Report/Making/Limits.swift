import Audit
import Diagnostics
import Policy

extension FinishedAudit {
  /// What the report does not prove, a sentence each, as plain as they are. Nothing here depends on how the audit came out,
  /// but for what was or wasn't the case in it.
  package var limits: [String] {
    var limits = [
      "Dates in commits are declared: the machine of whoever makes a commit writes them, and they can say anything. "
        + ([.committerDate, .tag].contains(scope.timeBasis)
          ? "Where nothing better is named, they are the times of this report, and no order in time rests on more."
          : "A time of this report is as good as the basis that it names."),
      "A claim is a claim. Evidence of grade claim or record shows that somebody wrote it, not that the person named did.",
      "Evidence beside a commit counts for content that is the same, or that merging what was approved reproduces. "
        + "Merges are repeated by libgit2 from objects alone: what it can't repeat is told as such and blames nobody.",
      "That an approval was given does not show that somebody looked closely, and that tests passed does not show that "
        + "they test what matters.",
      "Production is a ref of a git repository. Whether what runs is what that ref names is not looked at, and neither "
        + "is what was changed without git.",
      "What submodules and LFS pointers point to is not judged.",
    ]
    let unrecorded = self.unrecorded
    if unrecorded.changes > 0 || unrecorded.judged == 0 {
      let what =
        unrecorded.changes < unrecorded.judged
        ? "The ledger does not say when \(unrecorded.changes.grouped) of the \(unrecorded.judged.grouped) judged changes "
          + "reached production, and what production was around them: that it was"
        : "No ledger says what production was in between: that it was"
      limits.append(
        "The range is judged as the repository holds it now. \(what) moved away and back, or that evidence was withdrawn, "
          + "would leave no trace here.")
    }
    if policyOrigin == .file {
      limits.append(
        "The policy was given by hand for this report. Whether it was in force when the changes were made is not shown."
      )
    }
    if let policy = policies.last?.version.policy, !policy.listsPersons {
      limits.append(
        "The policy lists no persons, so identities were not verified: people are told apart by the names and addresses "
          + "that commits state.")
    }
    limits.append(
      "This report gives the facts that were found. It is not an opinion on the control, and certifies nothing.")
    return limits
  }

  /// How many changes were judged, and of how many the ledger does not say when they reached production.
  private var unrecorded: (changes: Int, judged: Int) {
    let judged = assessments.lazy.filter { $0.verdict != .notJudged }
    return (judged.count { $0.promotion.basis != .ledger }, judged.count)
  }
}
