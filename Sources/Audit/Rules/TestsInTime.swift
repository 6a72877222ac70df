import Diagnostics
import Evidence
import GitStore
import Policy

/// `tests-late` and `order-not-shown`: a run must be older than the promotion.
enum TestsInTime {
  static func objection(to run: TestRun, by runner: Identity, in matter: Matter) -> Objection? {
    switch matter.witness.order(of: run.source, run.grade) {
    case .before: return nil
    case .after(let seen):
      return Objection(
        code: .testsLate, reason: "the run of \(run.suite) \(LateByOrder.words(run.at, seen, matter.promotion))")
    case nil: break
    }
    if matter.isUnwitnessed(run.source, run.grade, run.clock) {
      return Objection(
        code: .orderNotShown,
        reason:
          "the run of \(run.suite) stands beside the commit, and the ledger doesn't say whether it was there before "
          + "the promotion")
    }
    let promotion = matter.promotion(for: run.grade)
    guard let at = run.at, at > promotion.bound else { return nil }
    let late = hours(from: promotion.bound, to: at)
    guard promotion.isDeclared else {
      return Objection(code: .testsLate, reason: "\(run.suite) ran \(late) after the promotion")
    }
    guard matter.policy.timing == .proven else { return nil }
    return Objection(
      code: .orderNotShown,
      reason:
        "\(run.suite) is dated \(at.text), \(late) after the commit was made, and nothing else says when it was promoted"
    )
  }
}
