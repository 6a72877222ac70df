import Diagnostics
import Evidence
import GitStore
import Policy

/// `runner-not-trusted`: where the policy names runners, only their runs count.
enum RunnerTrusted {
  static func objection(to run: TestRun, by runner: Identity, in matter: Matter) -> Objection? {
    guard let runners = matter.policy.tests.runners else { return nil }
    let person = matter.people.people[runner.person]
    guard person.listed == nil || !runners.contains(person.id) else { return nil }
    return Objection(
      code: .runnerNotTrusted,
      reason: "\(run.suite) was run by \(runner.label), which is not one of \(runners.joined(separator: ", "))")
  }
}
