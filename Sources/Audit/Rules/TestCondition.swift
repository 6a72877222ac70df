import Diagnostics
import Evidence
import GitStore
import Policy

/// Conditions that each test run must meet by itself to count. The first objection is the one that is told.
enum TestCondition {
  static func objection(
    to run: TestRun, by runner: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    if let objection = TestsUpToDate.objection(to: run, covered, in: matter) { return objection }
    if let objection = RunnerTrusted.objection(to: run, by: runner, in: matter) { return objection }
    // Whatever the grade and the time of a failure, it is no pass.
    if run.outcome == .failed { return nil }
    return TestsNotEmpty.objection(to: run, by: runner, in: matter)
      ?? TestsStrongEnough.objection(to: run, by: runner, in: matter)
      ?? TestsInTime.objection(to: run, by: runner, in: matter)
  }
}
