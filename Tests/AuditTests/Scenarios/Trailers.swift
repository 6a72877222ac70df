import Audit
import Testing

/// `docs/scenarios.md`, "What counts as a trailer".
@Suite struct Trailers {
  @Test func `a trailer in the title does not count`() throws {
    // main  B---C           C: the title is Reviewed-by: Bob
    let scenario = try Scenario()
    try scenario.commit("C", Say.tested, title: Say.approved)
    #expect(try scenario.verdicts() == ["C: unknown approval-not-shown"])
    // A message that is nothing but its title has no trailers at all.
    try scenario.commit("D", title: Say.both)
    #expect(try scenario.verdicts("C") == ["D: unknown approval-not-shown tests-not-shown"])
  }

  @Test func `a trailer in the middle of the body does not count`() throws {
    // main  B---C           C: Reviewed-by, then prose, then Tested-by
    let scenario = try Scenario()
    try scenario.commit("C", "\(Say.approved)\n\nWhat Bob said of the last one.\n\n\(Say.tested)")
    #expect(try scenario.verdicts() == ["C: unknown approval-not-shown"])
  }

  @Test func `a folded trailer is read whole`() throws {
    // main  B---C           C: Reviewed-by on two lines
    let scenario = try Scenario()
    try scenario.commit("C", "Reviewed-by: Bob Noyce\n <bob@example.com>\n\(Say.tested)")
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: pass (claim)"])
    #expect(audit.assessments.first?.approvals.map(\.approver.email) == ["bob@example.com"])
    // The address behind the fold is what tells that it is Ada.
    try scenario.commit("D", "Reviewed-by: Bob Noyce\n <ada@example.com>\n\(Say.tested)")
    #expect(try scenario.verdicts("C") == ["D: fail self-approved"])
  }

  @Test func `the case of a trailer key does not matter`() throws {
    // main  B---C           C: rEVIEWED-bY and TESTED-BY
    let scenario = try Scenario()
    try scenario.commit("C", "rEVIEWED-bY: Bob Noyce <bob@example.com>\nTESTED-BY: CI <ci@example.com>")
    #expect(try scenario.verdicts() == ["C: pass (claim)"])
  }
}
