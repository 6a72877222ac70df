import Diagnostics
import GitStore
import Signing

struct ForeignTestResult: Hashable {
  var suite: String
  var outcome: TestRun.Outcome
  var failed: Int?
  var runner: String
  var at: Instant?
  var configuration: [String]
  /// The result as it is written, where that isn't as the specification has it, or is no plain pass or failure.
  var variant: String?

  init(_ predicate: [String: JSONValue]) throws(Statement.Unreadable) {
    let fields = PredicateFields(predicate)
    let result = try fields.text("result")
    switch result.lowercased() {
    case "passed", "pass": outcome = .passed
    case "failed", "fail": outcome = .failed
    case "warned", "warn": outcome = .inconclusive
    default: throw Statement.Unreadable("its result is `\(result.prefix(40))`, neither PASSED, WARNED nor FAILED")
    }
    variant = ["PASSED", "FAILED"].contains(result) ? nil : String(result.prefix(40))
    let failures = try fields.texts("failedTests")
    if outcome == .passed, !failures.isEmpty {
      throw Statement.Unreadable("it says `\(result.prefix(40))` and lists \(failures.count) failed tests")
    }
    failed = predicate["failedTests"] == nil ? nil : failures.count
    let items = predicate["configuration"]?.items ?? []
    configuration = items.map { item in
      item.fields?["name"]?.text ?? item.fields?["uri"]?.text ?? String(decoding: item.canonicalBytes, as: UTF8.self)
    }.sorted()
    suite = try fields.optionalText("suite") ?? "tests"
    runner = try fields.optionalText("runner") ?? "unknown runner"
    at = try fields.optionalTime("finishedAt")
  }
}

/// What a review-coverage statement claims of approvals. Its format is a draft.
struct ReviewCoverage: Hashable {
  struct Claim: Hashable {
    var person: String
    var tree: ObjectID
    var at: Instant?
  }

  /// What the merge was made on; the transition starts there.
  var base: ObjectID
  var approvals: [Claim]

  init(_ predicate: [String: JSONValue]) throws(Statement.Unreadable) {
    let transform = PredicateFields(predicate["mergeTransform"]?.fields ?? [:])
    guard let base = ObjectID(hex: try transform.text("baseAtMerge")) else {
      throw Statement.Unreadable("its `baseAtMerge` is no id")
    }
    self.base = base
    guard let items = predicate["approvals"]?.items, items.count <= 1000 else {
      throw Statement.Unreadable("it has no `approvals`, or more than 1000")
    }
    approvals = try items.map { item throws(Statement.Unreadable) in
      let fields = PredicateFields(item.fields ?? [:])
      guard let tree = ObjectID(hex: try fields.text("overTree")) else {
        throw Statement.Unreadable("its `overTree` is no id")
      }
      return Claim(person: try fields.text("approver"), tree: tree, at: try fields.optionalTime("approvedAt"))
    }
  }
}
