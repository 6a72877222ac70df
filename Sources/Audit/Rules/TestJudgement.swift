import Diagnostics
import Evidence
import Policy

/// Weighs the test runs of a matter, and says what is missing.
enum TestJudgement {
  static func judge(_ matter: Matter) -> Weighing<WeighedTestRun> {
    var weighing = Weighing<WeighedTestRun>()
    weighing.items = matter.tests.map { item in
      WeighedTestRun(
        run: item.run, runner: item.runner, coverage: item.covered.coverage,
        objection: TestCondition.objection(to: item.run, by: item.runner, item.covered, in: matter))
    }
    switch matter.policy.tests.requirement {
    case .none: break
    case .suites(let suites):
      for suite in suites { require(suite, weighing.items.filter { $0.run.suite == suite }, matter, &weighing) }
    case .any: requireAny(matter, &weighing)
    }
    return weighing
  }

  private static func require(
    _ suite: String, _ runs: [WeighedTestRun], _ matter: Matter, _ weighing: inout Weighing<WeighedTestRun>
  ) {
    let counted = runs.filter { $0.objection == nil }
    // What ran on this very content says more than what ran before it was merged.
    let best = counted.filter { $0.coverage == .identity }
    let decisive = decisive(best.isEmpty ? counted : best, matter.policy.tests.rerun)
    let failed = decisive.filter { $0.run.outcome != .passed }
    if !failed.isEmpty {
      weighing.findings.append(TestsPassed.failed(suite, failed, matter))
    } else if let weakest = decisive.map(\.run.grade).min() {
      weighing.grade = weighing.grade.map { min($0, weakest) } ?? weakest
      weighing.findings += notes(decisive, matter)
    } else {
      weighing.findings += missing(suite, runs, matter)
    }
  }

  /// At least one run must have passed, and every suite that ran must have.
  private static func requireAny(_ matter: Matter, _ weighing: inout Weighing<WeighedTestRun>) {
    let counted = weighing.items.filter { $0.objection == nil }
    if counted.isEmpty {
      weighing.findings += missing(nil, weighing.items, matter)
      return
    }
    for suite in counted.map(\.run.suite).uniqued {
      require(suite, counted.filter { $0.run.suite == suite }, matter, &weighing)
    }
  }

  /// The runs that decide: the newest of each runner, or all of them. What is easier to forge takes nothing back that is
  /// harder to.
  private static func decisive(_ runs: [WeighedTestRun], _ rerun: TestRule.Rerun) -> [WeighedTestRun] {
    if rerun == .all || runs.count < 2 { return runs }
    return runs.filter { run in
      !runs.contains { other in
        guard other.runner.person == run.runner.person, other.run.configuration == run.run.configuration,
          min(other.run.grade, .signed) >= min(run.run.grade, .signed),
          let newer = other.run.at, let at = run.run.at
        else {
          return false
        }
        return newer > at
      }
    }
  }

  private static func missing(_ suite: String?, _ runs: [WeighedTestRun], _ matter: Matter) -> [Finding] {
    let order: [FindingCode] = [
      .runnerNotTrusted, .testsOutOfDate, .testsEmpty, .testsTooWeak, .testsLate, .orderNotShown, .testsUnverifiable,
    ]
    let findings = order.compactMap { code in
      let group = runs.filter { $0.objection?.code == code }
      return group.isEmpty ? nil : TestsPassed.objected(code, suite, group, matter)
    }
    return findings.isEmpty ? [TestsPassed.notShown(suite, runs, matter)] : findings
  }

  private static func notes(_ decisive: [WeighedTestRun], _ matter: Matter) -> [Finding] {
    guard matter.policy.timing == .declared,
      let unordered = decisive.first(where: { ApprovalOrderShown.isUnordered($0.run.at, matter.promotion) })
    else { return [] }
    return [OrderNotShown.note("the run of \(unordered.run.suite)", unordered.run.at, .tests, matter)]
  }
}
