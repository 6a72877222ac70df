import Diagnostics
import Evidence
import GitStore
import Policy

/// `tests-too-weak`: a run must be of the policy's grade at least.
enum TestsStrongEnough {
  static func objection(to run: TestRun, by runner: Identity, in matter: Matter) -> Objection? {
    let minimum = matter.policy.tests.minimumGrade
    guard run.grade < minimum, !matter.witness.willWitness(run.grade, of: run.source) else { return nil }
    return Objection(
      code: .testsTooWeak,
      reason:
        "\(run.suite) is shown by a \(run.grade.rawValue) (\(run.source)), weaker than the \(minimum.rawValue) that "
        + "\(matter.policy.source.line(of: "tests.minimumGrade")) asks for")
  }
}
