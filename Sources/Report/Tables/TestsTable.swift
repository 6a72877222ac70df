package import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// `tests.csv`: every test run that was found, whether it counted or not.
package enum TestsTable: Table {
  package static let name = "tests"
  package static let columns: [String] = [
    "change", "suite", "outcome", "executed", "failed", "runner", "runner_name", "runner_email", "at", "source",
    "grade", "subject", "configuration", "coverage", "counted", "reason", "objection",
  ]
  package static let times: Set<String> = ["at"]
  package static let numbers: Set<String> = ["executed", "failed"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for assessment in audit.assessments {
      for test in assessment.tests { try row(cells(assessment.id, test)) }
    }
  }

  private static func cells(_ id: ObjectID, _ weighed: WeighedTestRun) -> [String] {
    let run = weighed.run
    return [
      id.description, run.suite, run.outcome.rawValue, run.executed.map(String.init) ?? "",
      run.failed.map(String.init) ?? "", weighed.runner.personID, weighed.runner.name, weighed.runner.email,
      run.at?.rfc3339 ?? "", run.source, run.grade.rawValue, run.subject.description,
      run.configuration.map(\.listEncoded).joined(separator: ";"), weighed.coverage.rawValue,
      weighed.counts ? "true" : "false", weighed.objection?.reason ?? "", weighed.objection?.code.rawValue ?? "",
    ]
  }
}
