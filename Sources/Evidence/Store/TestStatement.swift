package import Diagnostics
import Signing

/// What a record of a test run says: in-toto's test-result with the counts, times and runner that an audit asks for.
package struct TestStatement: Hashable, Sendable {
  static let type = "https://in-toto.io/attestation/test-result/v0.1"

  package var suite: String
  package var outcome: TestRun.Outcome
  /// `nil` where nothing gave a count.
  package var executed: Int?
  package var failed: Int?
  package var skipped: Int?
  package var startedAt: Instant?
  package var finishedAt: Instant?
  /// By the recorder's clock. The other two may come from a report, which the code under test writes.
  package var recordedAt: Instant?
  package var runner: String
  /// What tells this run from others of the suite on the same content: a shard, a platform.
  package var configuration: [String]
  /// `sha256:` and the digest of the report's files, one after the other.
  package var reportDigest: String?
  package var url: String?

  package init(suite: String, outcome: TestRun.Outcome, runner: String) {
    self.suite = suite
    self.outcome = outcome
    self.runner = runner
    configuration = []
  }

  var predicate: [String: JSONValue] {
    var fields: [String: JSONValue] = [
      "result": .string(outcome == .passed ? "PASSED" : outcome == .failed ? "FAILED" : "WARNED"),
      "configuration": .array(configuration.map { .object(["name": .string($0)]) }),
      "suite": .string(suite),
      "executed": JSONValue(executed),
      "failed": JSONValue(failed),
      "skipped": JSONValue(skipped),
      "startedAt": JSONValue(startedAt?.rfc3339),
      "finishedAt": JSONValue(finishedAt?.rfc3339),
      "runner": .string(runner),
      "reportDigest": JSONValue(reportDigest),
    ]
    if let recordedAt { fields["recordedAt"] = JSONValue(recordedAt.rfc3339) }
    if let url { fields["url"] = .string(url) }
    return fields
  }

  init(_ predicate: [String: JSONValue]) throws(Statement.Unreadable) {
    let fields = PredicateFields(predicate)
    let result = try fields.text("result")
    switch result.lowercased() {
    case "passed", "pass": outcome = .passed
    case "failed", "fail": outcome = .failed
    case "warned": outcome = .inconclusive
    default: throw Statement.Unreadable("its result is `\(result.prefix(40))`, neither PASSED, WARNED nor FAILED")
    }
    suite = try fields.text("suite")
    executed = try fields.count("executed")
    failed = try fields.count("failed")
    skipped = try fields.count("skipped")
    if outcome == .passed, let failed, failed > 0 {
      throw Statement.Unreadable("it says PASSED and that \(failed) tests failed")
    }
    if let executed, let failed, failed > executed {
      throw Statement.Unreadable("it says that \(failed) of \(executed) tests failed")
    }
    startedAt = try fields.optionalTime("startedAt")
    finishedAt = try fields.optionalTime("finishedAt")
    recordedAt = try fields.optionalTime("recordedAt")
    runner = try fields.text("runner")
    reportDigest = try fields.optionalText("reportDigest")
    url = try fields.optionalText("url")
    guard let items = predicate["configuration"]?.items else {
      throw Statement.Unreadable("it has no `configuration`, which may be empty but must be there")
    }
    configuration = try items.map { item throws(Statement.Unreadable) in
      guard let descriptor = item.fields else {
        throw Statement.Unreadable("its `configuration` has something that is no resource descriptor")
      }
      guard let name = descriptor["name"]?.text ?? descriptor["uri"]?.text else {
        return String(decoding: item.canonicalBytes, as: UTF8.self)
      }
      return name
    }
  }
}

extension TestStatement {
  /// Takes over what a report says. A run is passed if no test failed, neither by what is in the report nor by what it
  /// says of itself; whether one that executed nothing is worth anything is for the rules to say.
  package mutating func take(_ report: JUnitReport) {
    outcome = report.failed > 0 || report.saysMoreFailed ? .failed : report.leavesOut ? .inconclusive : .passed
    executed = report.executed
    failed = report.failed
    skipped = report.skipped
    startedAt = report.startedAt
    finishedAt = report.finishedAt ?? finishedAt
    reportDigest = report.digest
  }
}
