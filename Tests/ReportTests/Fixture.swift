import Diagnostics
import GitStore

@testable import Audit
@testable import Evidence
@testable import Policy

/// Builds finished audits by hand, as no repository has to say them.
enum Fixture {
  /// An id that looks like one, the same for the same number.
  static func id(_ number: Int) -> ObjectID {
    var state = UInt64(number) &+ 1
    var hex = ""
    while hex.count < ObjectID.hexCount {
      state = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9 &+ 0x9E37_79B9_7F4A_7C15
      let word = String(state, radix: 16)
      hex += String(repeating: "0", count: 16 - word.count) + word
    }
    return ObjectID(hex: hex.prefix(ObjectID.hexCount)) ?? .zero
  }

  static func digest(_ number: Int) -> String {
    "sha256:" + id(number).description + id(number + 1).description.prefix(24)
  }

  static func time(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(seconds: 0) }

  static func person(_ id: String, _ name: String, _ email: String, listed: Bool = true) -> Identity {
    Identity(
      person: id.utf8.reduce(7) { $0 &* 31 &+ Int($1) }, personID: id, name: name, email: email,
      foldedName: name.foldedName, isListed: listed, isAgent: false)
  }

  static let ada = person("ada", "Ada Lovelace", "ada@example.com")
  static let bob = person("bob", "Bob Kahn", "bob@example.com")
  static let lin = person("lin@contractor.example", "Lin Wei", "Lin@contractor.example", listed: false)
  static let ci = person("ci", "Build", "ci@example.com")

  static func approval(
    by approver: Identity, of subject: ObjectID, at: String? = nil, source: String = "trailer:Reviewed-by",
    grade: Grade = .claim, decision: Approval.Decision = .approved, objection: Objection? = nil
  ) -> WeighedApproval {
    WeighedApproval(
      approval: Approval(
        decision: decision, approver: .none, at: at.map(time), source: source, grade: grade, subject: subject),
      approver: approver, objection: objection)
  }

  static func run(
    _ suite: String, of subject: ObjectID, _ outcome: TestRun.Outcome = .passed, executed: Int? = nil,
    failed: Int? = nil, at: String? = nil, source: String = "trailer:Tested-by", grade: Grade = .claim,
    by runner: Identity = ci, objection: Objection? = nil
  ) -> WeighedTestRun {
    WeighedTestRun(
      run: TestRun(
        suite: suite, outcome: outcome, executed: executed, failed: failed, runner: .none, at: at.map(time),
        source: source, grade: grade, subject: subject),
      runner: runner, objection: objection)
  }

  static func change(
    _ number: Int, _ title: String, at: String, kind: Change.Kind = .commit, commits: Int = 1,
    basis: Promotion.Basis = .committerDate,
    contributors: [Contributor] = [Contributor(identity: ada, roles: [.author, .committer])],
    approvals: [WeighedApproval] = [], tests: [WeighedTestRun] = [], findings: [Finding] = [],
    verdict: Verdict? = nil, grade: Grade? = nil
  ) -> Assessment {
    Assessment(
      id: id(number), kind: kind, title: title, commits: (0..<commits).map { id(number + 10_000 * $0) },
      committedAt: time(at), promotion: Promotion(at: time(at), basis: basis), contributors: contributors,
      approvals: approvals, tests: tests, findings: findings, verdict: verdict ?? Verdict(findings), grade: grade,
      policyDigest: verdict == .notJudged ? nil : digest(900), byCommit: false)
  }

  static func audit(_ assessments: [Assessment]) -> FinishedAudit {
    var scope = Scope(production: "refs/heads/main", base: id(1), tip: assessments.last?.id ?? id(2))
    scope.since = time("2026-01-01")
    scope.until = time("2026-07-01")
    scope.origin = "https://git.example.com/bank/core.git"
    var summary = Summary()
    for assessment in assessments { summary.count(assessment.verdict, assessment.grade) }
    let commits = assessments.reduce(0) { $0 + $1.commits.count }
    return FinishedAudit(
      scope: scope, policyOrigin: .history,
      policies: assessments.isEmpty
        ? [] : [(PolicyVersion(policy: policy, digest: digest(900), commit: id(901)), assessments[0].id)],
      policyNotes: [], commits: commits, populationDigest: digest(902),
      checks: [
        CompletenessCheck("base-is-ancestor", true, "\(id(1)) is an ancestor of \(scope.tip)"),
        CompletenessCheck(
          "each-commit-in-one-change", true,
          "\(commits) commits in \(assessments.count) changes, \(commits) commits in the population"),
        CompletenessCheck("history-is-whole", true, "not shallow, no grafts"),
        CompletenessCheck("no-replace-refs", true),
      ],
      findings: [], summary: summary, assessments: assessments)
  }

  /// A policy that says all that a report shows of one.
  static var policy: Policy {
    var policy = Policy.builtIn(preset: .github)
    policy.control = Control(
      id: "CM-04", owner: "ada", statement: "Every change to production is approved by a second engineer and tested.")
    policy.approval = ApprovalRule(
      required: 1, from: ["engineers"], independentOf: Set(Role.allCases), minimumGrade: .claim,
      coverage: [.identity, .replay], targets: [], reuse: false)
    policy.tests.requirement = .suites(["unit", "http-api"])
    policy.timing = .declared
    policy.source = PolicySource(name: "countersign.yml", lines: ["approval.required": 12])
    return policy
  }
}
