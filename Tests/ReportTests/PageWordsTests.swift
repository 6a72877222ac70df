import GitStore
import Testing

@testable import Audit
@testable import Policy
@testable import Report

/// What the page says in words, where figures alone would mislead.
@Suite struct PageWordsTests {
  private static func page(_ audit: FinishedAudit, sample: Int? = nil) -> String {
    let sample = sample.map { Sample(SampleRequest(size: $0, seed: "s"), of: audit) }
    return String(
      decoding: HTMLFormat.bytes(of: audit, version: "0.0.0-test", making: Fixture.making, sample: sample),
      as: UTF8.self)
  }

  private static func change(_ number: Int, approvedAt: String) -> Assessment {
    Fixture.change(
      number, "t", at: "2026-02-10",
      approvals: [Fixture.approval(by: Fixture.bob, of: Fixture.id(number), at: approvedAt, grade: .record)])
  }

  @Test func `the middle time from approval to production says on which side of it that is`() {
    let before = [Self.change(2, approvedAt: "2026-02-09"), Self.change(3, approvedAt: "2026-02-09")]
    #expect(
      Self.page(Fixture.audit(before)).contains(
        "Half of the 2 changes with both times were approved at most 24 hours before production."))
    let after = [Self.change(2, approvedAt: "2026-02-20"), Self.change(3, approvedAt: "2026-02-20")]
    #expect(
      Self.page(Fixture.audit(after)).contains(
        "Half of the 2 changes with both times were approved at least 10 days after production."))
    #expect(
      Self.page(Fixture.audit([Self.change(2, approvedAt: "2026-02-09T23:59:00Z")])).contains(
        "The one change with both times was approved 1 minute before production."))
  }

  @Test func `times that come from several clocks are counted by clock`() {
    var changes = [Self.change(2, approvedAt: "2026-02-08"), Self.change(3, approvedAt: "2026-02-09")]
    #expect(!Self.page(Fixture.audit(changes)).contains("for 1 change the commit"))
    changes[1].promotion = Promotion(at: changes[1].promotion.at, basis: .ledger)
    #expect(
      Self.page(Fixture.audit(changes)).contains(
        "Their time: for 1 change from the ledger; for 1 change the commit"))
  }

  @Test func `people are named on the page as they are, and in the tables so that no name is two`() {
    let name = "Ada (ops); 100%"
    var ada = Fixture.ada
    ada.name = name
    let audit = Fixture.audit([
      Fixture.change(2, "t", at: "2026-02-10", contributors: [Contributor(identity: ada, roles: [.author])])
    ])
    let page = Self.page(audit)
    #expect(page.contains(">Ada (ops); 100%; ") || page.contains("; Ada (ops); 100%"), "\(name)")
    #expect(!page.contains("%28"))
    #expect(name.listEncoded.listDecoded == [name])
  }

  @Test func `evidence of a part names the part`() {
    let part = Fixture.id(77)
    let audit = Fixture.audit([
      Fixture.change(
        2, "t", at: "2026-02-10", commits: 2,
        approvals: [
          Fixture.approval(by: Fixture.bob, of: part), Fixture.approval(by: Fixture.bob, of: Fixture.id(2)),
        ], findings: [Finding(.testsNotShown, "m", help: "")])
    ])
    let page = Self.page(audit)
    #expect(page.contains("approval of <code>\(part.short)</code>"))
    #expect(!page.contains("approval of <code>\(Fixture.id(2).short)</code>"))
  }

  @Test func `a sample of everything says so, and one of less says what comes next`() {
    let changes = (2..<8).map { Self.change($0, approvedAt: "2026-02-08") }
    let all = Self.page(Fixture.audit(changes), sample: 9)
    #expect(all.contains("9 were asked for, and there are no more. All 6 judged changes are in the sample."))
    #expect(all.contains("there is none: every judged change is in the sample"))
    let some = Self.page(Fixture.audit(changes), sample: 2)
    let next = Sample(SampleRequest(size: 3, seed: "s"), of: Fixture.audit(changes)).items[2].assessment.id.short
    #expect(some.contains("be tested: <code>\(next)</code>"))
  }

  @Test func `what a later policy asks less is told`() {
    var strict = Fixture.policy
    strict.approval.required = 2
    strict.approval.minimumGrade = .signed
    strict.timing = .proven
    #expect(
      Fixture.policy.weaknesses(beside: strict) == [
        "1 approval instead of 2", "approvals of grade claim instead of signed",
        "declared times instead of proven ones",
      ])
    var untested = Fixture.policy
    untested.tests.requirement = .none(reason: "r")
    #expect(untested.weaknesses(beside: Fixture.policy) == ["no tests"])
    untested.tests.requirement = .suites(["unit", "load"])
    #expect(untested.weaknesses(beside: Fixture.policy) == ["no runs of http-api"])
    #expect(strict.weaknesses(beside: Fixture.policy) == [])
    #expect(Self.page(Fixture.halfYear).contains("than the version before: any suite instead of unit, http-api"))
  }

  @Test func `what an exception accepts has no advice`() {
    var finding = Finding(.approvalNotShown, "m", help: "do this:\nnow")
    let open = Fixture.audit([Fixture.change(2, "t", at: "2026-02-10", findings: [finding])])
    #expect(Self.page(open).contains("<summary>What to do</summary>"))
    finding.exception = "EX-1"
    let accepted = Fixture.audit([
      Fixture.change(2, "t", at: "2026-02-10", findings: [finding], verdict: .excepted)
    ])
    #expect(!Self.page(accepted).contains("<summary>What to do</summary>"))
  }
}
