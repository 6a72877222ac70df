import Audit
import Diagnostics
import Fieldwork
import GitStore
import Testing

/// What the dates at the ends of a period's slice show, and what they don't.
@Suite struct PeriodEdges {
  @Test func `what is dated later than the clock is judged, and hides behind no end of a period`() throws {
    // main  B---C---D       B: 2026-03-01; C: 2026-04-01; D: 2099-01-01
    let scenario = try Scenario(date: day("2026-03-01"))
    try scenario.commit("C", Say.both, date: day("2026-04-01"))
    try scenario.commit("D", date: day("2099-01-01"))
    #expect(try scenario.report("2026-H1", now: "2026-07-02") == (["B", "C", "D"], "D"))
    #expect(try scenario.report("2026-H2", now: "2027-01-02") == (["D"], "D"))
  }

  @Test func `what comes after the end is listed, and told where its date is in the future`() throws {
    // main  B---C---D       B: 2026-03-01; C: 2026-07-05; D: 2099-01-01
    let scenario = try Scenario(date: day("2026-03-01"))
    try scenario.commit("C", Say.both, date: day("2026-07-05"))
    try scenario.commit("D", date: day("2099-01-01"))
    let audit = try scenario.audit(
      AuditRequest(production: "main", period: Period("2026-H1"), now: Instant(rfc3339: "2026-08-01")))
    #expect(audit.scope.after?.first.map { scenario.name($0.id) } == ["C", "D"])
    let check = try #require(audit.checks.first { $0.name == "nothing-after-the-end-dated-in-the-future" })
    #expect(!check.ok && check.detail.contains(scenario.id("D")) && !check.detail.contains(scenario.id("C")))
  }

  @Test(arguments: [("1970-01-02", false), ("2026-04-02", true)])
  func `a date out of order where a period begins is told`(date: String, ok: Bool) throws {
    // main  B---C---D---E   B: 2026-03-01; C: 2026-04-01; D: 1970-01-02; E: 2026-08-02
    let scenario = try Scenario(date: day("2026-03-01"))
    try scenario.commit("C", Say.both, date: day("2026-04-01"))
    try scenario.commit("D", date: day(date))
    try scenario.commit("E", Say.both, date: day("2026-08-02"))
    var request = AuditRequest(
      production: "main", period: Period("2026-H2"), now: Instant(rfc3339: "2027-01-02"))
    let check = try #require(try scenario.audit(request).checks.first { $0.name == "dates-in-order-at-the-start" })
    #expect(check.ok == ok)
    #expect(check.detail.contains(scenario.id("D")) != ok)
    // Where the report before ended, dates decide nothing.
    request.previousTip = ObjectID(hex: scenario.id("C"))
    let following = try scenario.audit(request)
    #expect(following.assessments.map { scenario.name($0.id) } == ["D", "E"])
    #expect(following.checks.first { $0.name == "dates-in-order-at-the-start" }?.ok == true)
  }
}
