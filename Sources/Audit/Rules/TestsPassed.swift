import Evidence
import GitStore
import Policy

/// The messages of the `tests-*` codes and `runner-not-trusted`.
enum TestsPassed {
  static func notShown(_ suite: String?, _ objected: [WeighedTestRun], _ matter: Matter) -> Finding {
    let reasons = objected.compactMap { $0.objection?.reason }.told
    return Finding(
      .testsNotShown,
      suite.map { "no passing run of the suite \($0) is shown for this change" }
        ?? "no passing test run is shown for this change",
      notes: ["looked for " + matter.policy.evidence.testSources(suite)] + reasons + [matter.testRequirement],
      help: Help.test(suite, matter))
  }

  static func failed(_ suite: String, _ runs: [WeighedTestRun], _ matter: Matter) -> Finding {
    let who = runs.map { "\($0.run.source), run by \($0.runner.label)" }.uniqued
    return Finding(
      .testsFailed, "the suite \(suite) failed on this change",
      notes: who.map { "failed: \($0)" } + [matter.testRequirement],
      help: matter.isInProduction
        ? "mend what fails by another change, and document this one:\n" + Help.exception(matter.subject)
        : "mend what fails, and run \(suite) again before the change is promoted")
  }

  static func objected(_ code: FindingCode, _ suite: String?, _ runs: [WeighedTestRun], _ matter: Matter) -> Finding {
    let name = suite.map { "the suite \($0)" } ?? "the tests"
    let message =
      switch code {
      case .runnerNotTrusted: "\(name) was run only by somebody whose runs don't count"
      case .testsOutOfDate: "\(name) ran on other content than reached production"
      case .testsEmpty: "\(name) ran, but executed no test"
      case .testsTooWeak: "the evidence that \(name) passed is too easy to forge"
      case .testsLate: "\(name) ran only after the change had reached production"
      case .orderNotShown: "it can't be shown that \(name) ran before the promotion"
      default: "the evidence that \(name) passed can't be judged"
      }
    return Finding(
      code, message, notes: runs.compactMap { $0.objection?.reason }.told + [matter.testRequirement],
      help: code == .orderNotShown ? Help.order : Help.test(suite, matter), aspect: .tests)
  }
}

extension Matter {
  var testRequirement: String {
    let line = policy.source.line(of: "tests.suites")
    switch policy.tests.requirement {
    case .suites(let suites):
      return "\(line) requires the suite\(suites.count == 1 ? "" : "s") \(suites.joined(separator: ", "))"
    case .any: return "\(line) requires at least one passing test run"
    case .none(let reason): return "\(line) requires no tests: \(reason)"
    }
  }
}

extension EvidenceSources {
  /// Where runs of a suite are looked for, for a reader.
  func testSources(_ suite: String?) -> String {
    let keys = testTrailers.filter { suite == nil || $0.suite == suite }.map(\.key)
    let trailers = keys.isEmpty ? [] : ["trailers " + keys.joined(separator: ", ")]
    let notes = gerritNotes.map { ["Gerrit's notes on \($0)"] } ?? []
    return (trailers + notes + ["records in \(OwnRef.evidence.name)"]).joined(separator: "; ")
  }
}
