import Audit
import CountersignTesting
import Fieldwork
import GitStore
import Policy
import Testing

extension PolicyText {
  /// Production is main, and what comes to it comes by staging.
  static func staged(_ more: String..., timing: String = "proven") -> PolicyText {
    PolicyText(more: ["production: {branch: main}", "staging: {branch: staging}", "timing: \(timing)"] + more)
  }

  /// Ada and Bob are engineers, Bob a lead, Cora and Dan of payments; what is asked of paths stands in `more`.
  static func owned(_ more: String..., approval: [String] = [], required: Int = 1) -> PolicyText {
    PolicyText(
      approval: approval, required: required,
      people: [
        "{id: ada, emails: [ada@example.com], logins: {github: ada, gitlab: ada}, groups: [engineers]}",
        "{id: bob, emails: [bob@example.com], logins: {github: bob, gitlab: bob}, groups: [engineers, leads]}",
        "{id: cora, emails: [cora@example.com], logins: {github: cora, gitlab: cora}, groups: [payments]}",
        "{id: dan, emails: [dan@example.com], logins: {github: dan, gitlab: dan}, groups: [payments, database]}",
      ], more: more)
  }
}

extension Say {
  /// Approvals by these people, and a test run.
  static func approved(by people: CountersignTesting.Identity...) -> String {
    people.map { "Reviewed-by: \($0)\n" }.joined() + tested
  }
}

extension Scenario {
  /// A branch `staging` at `B`, and the policy that names it.
  static func staged(
    _ policy: PolicyText = .staged(), files: [String: String] = ["f": "one\n", "g": "one\n"]
  ) throws -> Scenario {
    let scenario = try Scenario(policy, files: files)
    try scenario.move("staging", to: "B")
    return scenario
  }

  /// Adds a change to staging, with both trailers unless said.
  func stage(_ name: String, _ trailers: String = Say.both, files: [String: String?]? = nil) throws {
    try commit(name, trailers, on: "staging", files: files)
  }

  /// Expects what is said of the changes of a range: see ``verdicts(_:to:policy:)``.
  func expect(
    _ wanted: [String], from base: String? = "B", to tip: String = "main",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let said = try verdicts(base, to: tip)
    #expect(said == wanted, sourceLocation: sourceLocation)
  }

  /// Tells the movements of production: `B..M: pass (record) X+Y+M`, or with the codes of what is wrong before the changes.
  func movements(_ audit: FinishedAudit) -> [String] {
    audit.promotions.map { promotion in
      let grade = promotion.grade.map { " (\($0.rawValue))" } ?? ""
      let codes = promotion.findings.map { " " + $0.code.rawValue }.joined()
      return "\(promotion.before.map(name) ?? "nothing")..\(name(promotion.id)): \(promotion.verdict.rawValue)\(grade)"
        + codes + " " + promotion.changes.map(name).joined(separator: "+")
    }
  }
}
