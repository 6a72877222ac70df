import GitStore
import Policy
import Testing

@testable import Audit
@testable import Report

@Suite struct VerdictSentenceTests {
  private static let rows: [(pass: Int, fail: Int, unknown: Int, excepted: Int, notJudged: Int, String)] = [
    (
      1279, 2, 3, 0, 0,
      "1,284 changes reached production; 1,279 met the control; 5 did not or could not be shown to, and are listed below."
    ),
    (12, 0, 0, 0, 0, "12 changes reached production; all 12 met the control."),
    (1, 0, 0, 0, 0, "1 change reached production; it met the control."),
    (1, 0, 3, 0, 0, "4 changes reached production; 1 met the control; 3 could not be shown to and are listed below."),
    (0, 1, 0, 0, 0, "1 change reached production; none met the control; 1 did not and is listed below."),
    (
      3, 0, 1, 2, 1,
      "7 changes reached production; 3 met the control; 1 could not be shown to and is listed below; "
        + "2 were accepted under an exception; 1 dates from before the control began and was not judged."
    ),
    (0, 0, 0, 0, 9, "9 changes reached production; none was judged: no control was in force yet."),
    (0, 0, 0, 0, 1, "1 change reached production; it was not judged: no control was in force yet."),
    (0, 0, 0, 0, 0, "no change reached production."),
  ]

  @Test(arguments: rows.indices) func `the result is said in words`(index: Int) {
    let row = Self.rows[index]
    let audit = Self.audit(row)
    let range = "After \(audit.scope.base?.short ?? "") up to \(audit.scope.tip.short), "
    #expect(VerdictSentence(audit: audit).text == range + row.5)
  }

  @Test(
    arguments: [
      ("2026-01-01", "2026-07-01", "From 2026-01-01 to before 2026-07-01 (UTC), "),
      ("2026-01-01", nil, "Since 2026-01-01 (UTC), "), (nil, "2026-07-01", "Before 2026-07-01 (UTC), "),
    ] as [(String?, String?, String)])
  func `the result says of which period it is`(since: String?, until: String?, range: String) {
    var audit = Self.audit((1, 0, 0, 0, 0, ""))
    audit.scope.since = since.map(Fixture.time)
    audit.scope.until = until.map(Fixture.time)
    #expect(VerdictSentence(audit: audit).text == range + "1 change reached production; it met the control.")
  }

  @Test func `a range without a start says where it ends`() {
    var audit = Self.audit((1, 0, 0, 0, 0, ""))
    audit.scope.base = nil
    #expect(VerdictSentence(audit: audit).text.hasPrefix("Up to \(audit.scope.tip.short), 1 change "))
  }

  @Test func `claims and findings of the run are said beside it`() {
    var audit = Self.audit((3, 1, 1, 0, 0, ""))
    audit.summary.passByGrade = [.claim: 2, .signed: 1]
    audit.findings = [Finding(.historyRewritten, "m", help: ""), Finding(.evidenceUnreadable, "m", help: "")]
    #expect(
      VerdictSentence(audit: audit).more == [
        "Of the 2, evidence shows for 1 that the control was not met; for 1 it could not be shown that it was. Both "
          + "count against the change.",
        "2 passes rest on claims: text inside a commit, which whoever writes the commit can write.",
        "1 finding stands against the run as a whole, whatever is said of single changes.",
      ])
  }

  @Test func `what the figures rest on is said before them`() {
    var audit = Self.audit((1, 0, 0, 0, 0, ""))
    #expect(VerdictSentence(audit: audit).more == [])
    audit.policyOrigin = .file
    audit.scope.productionOfPolicy = "refs/heads/main"
    audit.checks.append(CompletenessCheck("dates-in-order-at-the-start", false, ""))
    #expect(
      VerdictSentence(audit: audit).more == [
        "Judged by a policy given by hand, not by the one in force.",
        "The policy calls refs/heads/main production, and another ref was audited: see the scope.",
        "Dates are out of order at an edge of the period, so changes of it may be missing here: see the checks of the "
          + "population.",
      ])
  }

  @Test func `a proposed change has not reached production`() {
    var audit = Fixture.audit([Fixture.change(1, "t", at: "2026-02-01", kind: .proposed, grade: .claim)])
    audit.scope.since = nil
    #expect(VerdictSentence(audit: audit).text == "1 change is proposed; it met the control.")
  }

  private static func audit(_ row: (pass: Int, fail: Int, unknown: Int, excepted: Int, notJudged: Int, String))
    -> FinishedAudit
  {
    var audit = Fixture.empty
    for (verdict, count) in [
      (Verdict.pass, row.pass), (.fail, row.fail), (.unknown, row.unknown), (.excepted, row.excepted),
      (.notJudged, row.notJudged),
    ] {
      for _ in 0..<count { audit.summary.count(verdict, nil) }
    }
    return audit
  }
}
