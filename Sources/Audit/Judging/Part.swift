import GitStore
import Policy

/// Commits that are judged together: a whole change, or what one piece of evidence within it speaks for.
struct Part {
  /// The number of the commit whose content the evidence is compared with.
  var subject: Int
  /// The numbers of all its commits, the subject among them.
  var members: [Int32]
  /// What was there before; `nil` where that was nothing.
  var parent: ObjectID?
  /// The approved branch that its entries are, where it is a series.
  var series: Series?
  /// Whether it is a promotion: what its commits say of themselves is about them, and not about promoting them, but for
  /// the merge that promotes what staging has.
  var isPromotion = false
}

/// What the evidence for one part adds up to.
struct PartVerdict {
  var approvals: Weighing<WeighedApproval>
  var tests: Weighing<WeighedTestRun>

  var findings: [Finding] { approvals.findings + tests.findings }
  var passes: Bool { Verdict(findings) == .pass }
  var grade: Grade? { [approvals.grade, tests.grade].compactMap { $0 }.min() }
}

extension Weighing {
  var passes: Bool { Verdict(findings) == .pass }
}
