import Audit
import CountersignTesting
import Testing

/// `docs/scenarios.md`, "Records beside the commits": who approved in them.
@Suite struct RecordedPeople {
  private typealias Who = CountersignTesting.Identity

  private static let helper = Who(name: "Helper", email: "helper@example.com")
  private static let people = [
    "{id: ada, emails: [ada@example.com]}", "{id: bob, emails: [bob@example.com]}",
    "{id: helper, kind: agent, operator: ada, emails: [helper@example.com]}",
    "{id: renovate, kind: bot, emails: [renovate@example.com]}",
    "{id: merger, kind: bot, emails: [merger@example.com]}",
  ]

  /// main  B-------M       X: by the author; approved by the approver; tested
  ///        \     /
  ///         X----
  private func verdicts(_ author: Who, approvedBy approver: Who, people: [String] = people) throws -> [String] {
    let scenario = try Scenario(PolicyText(people: people))
    try scenario.commit("X", on: "topic", author: author, parents: ["B"])
    try scenario.approveAndTest("X", by: approver)
    try scenario.merge("M", ["topic"])
    return try scenario.verdicts()
  }

  @Test func `the author's own record is not an approval`() throws {
    // main  B-------M       X: by Ada; approve X by Ada, test X
    #expect(try verdicts(.ada, approvedBy: .ada, people: []) == ["M+X: fail self-approved"])
  }

  @Test func `an agent does not approve for its operator`() throws {
    // main  B-------M       X: by the agent, approved by Ada; then by Ada, approved by the agent
    #expect(try verdicts(Self.helper, approvedBy: .ada) == ["M+X: fail self-approved"])
    #expect(try verdicts(.ada, approvedBy: Self.helper) == ["M+X: fail self-approved"])
    #expect(try verdicts(Self.helper, approvedBy: .bob) == ["M+X: pass (record)"])
  }

  @Test func `a bot does not approve another bot's change`() throws {
    // main  B-------M       X: by renovate; approve X by merger, test X
    let renovate = Who(name: "Renovate", email: "renovate@example.com")
    let merger = Who(name: "Merger", email: "merger@example.com")
    #expect(try verdicts(renovate, approvedBy: merger) == ["M+X: fail approver-not-authorised"])
  }

  @Test func `a deleted account can be anybody`() throws {
    // main  B-------M       X: by Ada; approve X by ghost, test X
    let ghost = Who(name: "ghost", email: "")
    #expect(try verdicts(.ada, approvedBy: ghost, people: []) == ["M+X: unknown approver-may-be-author"])
  }

  @Test func `a name with commas and quotes is one person`() throws {
    // main  B-------M       X: by Ada; approve X by Noyce, "Bob" =HYPERLINK("x"), test X
    let odd = Who(name: "Noyce, \"Bob\" =HYPERLINK(\"x\")", email: "bob@example.com")
    #expect(try verdicts(.ada, approvedBy: odd, people: []) == ["M+X: pass (record)"])
    #expect(try verdicts(.bob, approvedBy: odd) == ["M+X: fail self-approved"])
  }

  @Test func `two authors approve each other's commits within one merge`() throws {
    // main  B-------M       X: by Ada, approved by Bob
    //        \     /        Y: by Bob, approved by Ada, compared with X
    //         X---Y         test X, test Y
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.approveAndTest("X")
    try scenario.commit("Y", on: "topic", author: .bob)
    try scenario.approveAndTest("Y", by: .ada, base: "X")
    try scenario.merge("M", ["topic"])
    #expect(try scenario.verdicts() == ["M+X+Y: pass (record)"])
  }

  @Test func `an author of the branch does not approve all of it`() throws {
    // main  B-------M       X: by Ada; Y: by Bob; approve Y by Bob, compared with B
    //        \     /        test Y
    //         X---Y
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.commit("Y", on: "topic", author: .bob)
    try scenario.approveAndTest("Y")
    try scenario.merge("M", ["topic"])
    #expect(try scenario.verdicts() == ["M+X+Y: fail self-approved"])
  }
}
