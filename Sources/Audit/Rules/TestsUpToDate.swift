import Diagnostics
import Evidence
import GitStore
import Policy

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
