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

/// `tests-too-weak`: a run must be of the policy's grade at least.
enum TestsStrongEnough {
  static func objection(to run: TestRun, by runner: Identity, in matter: Matter) -> Objection? {
    let minimum = matter.policy.tests.minimumGrade
    guard run.grade < minimum else { return nil }
    return Objection(
      code: .testsTooWeak,
      reason:
        "\(run.suite) is shown by a \(run.grade.rawValue) (\(run.source)), weaker than the \(minimum.rawValue) that "
        + "\(matter.policy.source.line(of: "tests.minimumGrade")) asks for")
  }
}

/// `tests-late` and `order-not-shown`: a run must be older than the promotion.
enum TestsInTime {
  static func objection(to run: TestRun, by runner: Identity, in matter: Matter) -> Objection? {
    let promotion = matter.promotion(for: run.grade)
    guard let at = run.at, at > promotion.bound else { return nil }
    let late = hours(from: promotion.bound, to: at)
    guard promotion.basis == .committerDate else {
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

/// `tests-out-of-date` and `tests-unverifiable`: a run must be of the content that reached production.
enum TestsUpToDate {
  static func objection(to run: TestRun, _ covered: Covered, in matter: Matter) -> Objection? {
    if let problem = run.content?.problem {
      return Objection(code: .testsUnverifiable, reason: "\(run.suite) (\(run.source)): \(problem)")
    }
    switch covered.coverage {
    case .identity: return nil
    case .replay where matter.policy.tests.coverage.contains(.replay): return nil
    case .replay:
      return Objection(
        code: .testsOutOfDate,
        reason: "\(run.suite) ran on \(run.subject.short), before it was merged, and "
          + "\(matter.policy.source.line(of: "tests.coverage")) asks for the same content")
    case .residual:
      return Objection(
        code: .testsOutOfDate,
        reason: "\(run.suite) ran on \(run.subject.short); other content reached production in \(covered.detail.listed)"
      )
    case .unverifiable:
      return Objection(
        code: .testsUnverifiable,
        reason: "it can't be told whether \(run.suite) ran on this content: \(covered.detail.joined(separator: "; "))")
    }
  }
}
