import CountersignTesting
import Testing

/// `docs/scenarios.md`, "Who approved": who is who.
@Suite struct WhoIsWho {
  @Test func `the approver only committed the change`() throws {
    // main  B---C           C: author Ada, committer Bob; both trailers
    let scenario = try Scenario()
    try scenario.commit("C", Say.both, committer: .bob)
    #expect(try scenario.verdicts() == ["C: unknown approver-may-be-author"])
  }

  @Test func `an agent and its operator are one person`() throws {
    // main  B---C           C: by Ada's agent, approved by Ada
    let people = [
      "{id: ada, emails: [ada@example.com]}", "{id: bob, emails: [bob@example.com]}",
      "{id: helper, kind: agent, operator: ada, emails: [helper@example.com]}",
    ]
    let helper = CountersignTesting.Identity(name: "Helper", email: "helper@example.com")
    let scenario = try Scenario(PolicyText(people: people))
    try scenario.commit("C", Say.approved(by: "Ada Lovelace <ada@example.com>"), author: helper)
    try scenario.commit("D", Say.approved(by: "Helper <helper@example.com>"))
    try scenario.commit("E", Say.both, author: helper)
    #expect(try scenario.verdicts() == ["C: fail self-approved", "D: fail self-approved", "E: pass (claim)"])
  }

  @Test func `an approver without an address can be anybody`() throws {
    // main  B---C           C: approved by `Bob`
    let people = ["{id: ada, emails: [ada@example.com]}", "{id: bob, name: Bob, emails: [bob@example.com]}"]
    let expected = ["C: unknown approver-may-be-author", "C: pass (claim)"]
    for (people, verdict) in zip([[], people], expected) {
      let scenario = try Scenario(PolicyText(people: people))
      try scenario.commit("C", Say.approved(by: "Bob"))
      #expect(try scenario.verdicts() == [verdict])
    }
  }

  @Test func `an address in other letters is the same address`() throws {
    // main  B---C           C: by ada@example.com, approved by ADA@Example.COM
    let scenario = try Scenario()
    try scenario.commit("C", Say.approved(by: "A. L. <ADA@Example.COM>"))
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
  }

  @Test func `a name in other letters is the same name`() throws {
    // main  B---C           C: by Ada Lovelace, approved by ADA  lovelace <al@home.example>
    let scenario = try Scenario()
    try scenario.commit("C", Say.approved(by: "ADA  lovelace <al@home.example>"))
    #expect(try scenario.verdicts() == ["C: unknown approver-may-be-author"])
  }

  @Test func `where the policy lists persons only they approve`() throws {
    // main  B---C           C: both trailers; Bob is not listed
    let people = ["{id: ada, emails: [ada@example.com]}", "{id: cleo, emails: [cleo@example.com]}"]
    let scenario = try Scenario(PolicyText(people: people))
    try scenario.commit("C", Say.both)
    #expect(try scenario.verdicts() == ["C: fail approver-not-authorised"])
  }

  @Test func `an approver who had left by then does not count`() throws {
    // main  B---C---D       both trailers; C: 2026-02-01, D: 2026-04-01; Bob left on 2026-03-01
    let people = [
      "{id: ada, emails: [ada@example.com]}", "{id: bob, emails: [bob@example.com], activeUntil: 2026-03-01}",
    ]
    let scenario = try Scenario(PolicyText(people: people), date: day("2026-01-01"))
    try scenario.commit("C", Say.both, date: day("2026-02-01"))
    try scenario.commit("D", Say.both, date: day("2026-04-01"))
    #expect(try scenario.verdicts() == ["C: pass (claim)", "D: fail approver-not-authorised"])
  }
}
