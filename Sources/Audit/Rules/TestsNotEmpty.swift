import Diagnostics
import Evidence
import GitStore
import Policy

/// `tests-empty`: a run that executed nothing shows nothing; nor does one that is not a pass.
enum TestsNotEmpty {
  static func objection(to run: TestRun, by runner: Identity, in matter: Matter) -> Objection? {
    if run.outcome == .inconclusive {
      return Objection(code: .testsNotShown, reason: "\(run.suite) was skipped or cancelled")
    }
    if run.executed == 0 { return Objection(code: .testsEmpty, reason: "\(run.suite) executed no test") }
    guard run.executed == nil, matter.policy.tests.counts == .required else { return nil }
    return Objection(
      code: .testsUnverifiable,
      reason: "\(run.suite) (\(run.source)) doesn't say how many tests it executed, and "
        + "\(matter.policy.source.line(of: "tests.counts")) asks for that")
  }
}
