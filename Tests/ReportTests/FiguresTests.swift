import Diagnostics
import Policy
import Testing

@testable import Audit
@testable import Evidence
@testable import Report

@Suite struct FiguresTests {
  @Test func `each change stands in the week of its promotion, and what is dated elsewhere is counted apart`() {
    var audit = Fixture.audit([
      Fixture.change(1, "before", at: "2025-12-31T23:59:59Z"),
      Fixture.change(2, "first", at: "2026-01-01T00:00:00Z"),
      Fixture.change(3, "last of the first week", at: "2026-01-07T23:59:59Z"),
      Fixture.change(4, "second week", at: "2026-01-08T00:00:00Z", verdict: .fail),
      Fixture.change(5, "last day", at: "2026-06-30T23:59:59Z"),
      Fixture.change(6, "after", at: "2026-07-01T00:00:00Z"),
    ])
    audit.assessments[4].promotion.at = Fixture.time("2026-06-30T23:59:59Z")
    let history = VerdictHistory(audit)
    #expect(history.unit == .week)
    #expect(history.spans.count == 26)
    #expect(history.spans[0].name == "2026-01-01")
    #expect(history.spans[0].total == 2)
    #expect(history.spans[1].counts == [.fail: 1])
    #expect(history.spans[25].total == 1)
    #expect(history.outside == 2)
    #expect(history.spans.map(\.total).reduce(0, +) + history.outside == audit.assessments.count)
  }

  @Test(arguments: [
    ("2027-01-01", VerdictHistory.Unit.week, 53, "2026-01-29"), ("2028-01-01", .month, 24, "2026-02"),
    ("2040-01-01", .year, 14, "2026"),
  ])
  func `longer periods are told in months and years`(until: String, unit: VerdictHistory.Unit, spans: Int, name: String)
  {
    var audit = Fixture.audit([Fixture.change(1, "a", at: "2026-02-02")])
    audit.scope.until = Fixture.time(until)
    let history = VerdictHistory(audit)
    #expect(history.unit == unit)
    #expect(history.spans.count == spans)
    #expect(Set(history.spans.map(\.name)).count == spans)
    #expect(history.spans.filter { $0.total == 1 }.map(\.name) == [name])
  }

  @Test func `a period that is not over ends with the day on which the report was made`() {
    let audit = Fixture.audit([
      Fixture.change(1, "a", at: "2026-01-02"), Fixture.change(2, "dated after the report", at: "2026-02-20"),
    ])
    let history = VerdictHistory(audit, now: Fixture.time("2026-02-02T12:00:00Z"))
    #expect(history.spans.map(\.name) == ["2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22", "2026-01-29"])
    #expect(history.outside == 1)
    #expect(VerdictHistory(audit, now: Fixture.time("2027-01-01")).spans.count == 26)
    #expect(VerdictHistory(audit, now: Fixture.time("2025-01-01")).spans.count == 1)
  }

  @Test func `times that no calendar has, and ages between two dates, end nothing`() {
    var audit = Fixture.audit([Fixture.change(1, "a", at: "1970-01-01"), Fixture.change(2, "b", at: "9999-12-31")])
    audit.scope.since = nil
    audit.scope.until = nil
    audit.assessments.append(audit.assessments[0])
    audit.assessments[2].promotion.at.seconds = .max
    let history = VerdictHistory(audit)
    #expect(history.spans.count <= 400)
    #expect(history.spans.map(\.total).reduce(0, +) + history.outside == 3)
  }

  @Test func `a change is as long after its approval as the last one that counts, or the first that was late`() {
    let late = Objection(code: .approvalLate, reason: "it came after the promotion")
    func change(_ number: Int, _ approvals: [(at: String?, isLate: Bool)]) -> Assessment {
      Fixture.change(
        number, "a", at: "2026-02-02T12:00:00Z",
        approvals: approvals.map {
          Fixture.approval(by: Fixture.bob, of: Fixture.id(number), at: $0.at, objection: $0.isLate ? late : nil)
        })
    }
    let times = LeadTimes(
      Fixture.audit([
        change(1, [("2026-02-02T11:30:00Z", false)]),
        change(2, [("2026-01-01T00:00:00Z", false), ("2026-02-02T10:00:00Z", false)]),
        change(3, [("2026-02-02T12:10:00Z", true), ("2026-03-01T00:00:00Z", true)]),
        change(4, [("2026-02-02T12:10:00Z", true), ("2026-02-01T12:00:00Z", false)]),
        change(5, [(nil, false)]), change(6, []),
      ]))
    #expect(times.spans.first { $0.name == "less than an hour before production" }?.count == 1)
    #expect(times.spans.first { $0.name == "1 to 4 hours before" }?.count == 1)
    #expect(times.spans.first { $0.name == "less than an hour after" }?.count == 1)
    #expect(times.spans.first { $0.name == "1 to 3 days before" }?.count == 1)
    #expect(times.untimed == 1)
    #expect(times.unapproved == 1)
    #expect(times.median == 7_200)
    #expect(times.total == 6)
  }

  @Test func `two who approve only each other are named, and everybody has one name`() {
    func change(_ number: Int, by author: Identity, _ approvers: Identity...) -> Assessment {
      Fixture.change(
        number, "a", at: "2026-02-02", contributors: [Contributor(identity: author, roles: [.author])],
        approvals: approvers.map { Fixture.approval(by: $0, of: Fixture.id(number)) })
    }
    let ada = Fixture.ada, bob = Fixture.bob, lin = Fixture.lin, ci = Fixture.ci
    let pair = [change(1, by: ada, bob), change(2, by: ada, bob), change(3, by: bob, ada), change(4, by: bob, ada)]
    let matrix = SegregationMatrix(Fixture.audit(pair + [change(5, by: lin, ci)]))
    #expect(matrix.closedPairs.map { [$0.0, $0.1] } == [["Ada Lovelace", "Bob Kahn"]])
    #expect(matrix.approved == 5)
    #expect(matrix.authors.map(\.changes) == [2, 2, 1])
    var other = bob
    other.name = "Robert Kahn"
    let renamed = SegregationMatrix(Fixture.audit([change(1, by: ada, other), change(2, by: bob, ada)]))
    #expect(renamed.approvers.first { $0.id == "bob" }?.label == renamed.authors.first { $0.id == "bob" }?.label)
    let open = SegregationMatrix(Fixture.audit(pair + [change(5, by: lin, bob)]))
    #expect(open.closedPairs.isEmpty)
  }
}
