import Audit
import CountersignTesting
import Evidence
import Testing

/// `docs/scenarios.md`, "Owners of the policy".
@Suite struct RuleOwners {
  private typealias Who = CountersignTesting.Identity

  private static let policy = PolicyText.owned("policyOwners: [leads]")
  private static let name = "countersign.yml"

  @Test func `who does not own the policy approved a change of it`() throws {
    // main  B---C---D       C: asks for no tests; Reviewed-by: Cora, tested; D: Reviewed-by: Cora
    let scenario = try Scenario(Self.policy)
    var loose = Self.policy
    loose.suites = PolicyText.withoutTests.suites
    try scenario.commit("C", Say.approved(by: .cora), files: [Self.name: loose.text])
    try scenario.commit("D", "Reviewed-by: \(Who.cora)")
    try scenario.expect(["C: fail policy-change-unapproved", "D: unknown tests-not-shown"])
  }

  @Test func `an owner of the policy approved a change of it`() throws {
    // main  B---C---D       C: asks for no tests; Reviewed-by: Bob, tested; D: Reviewed-by: Cora
    let scenario = try Scenario(Self.policy)
    var loose = Self.policy
    loose.suites = PolicyText.withoutTests.suites
    try scenario.commit("C", Say.approved(by: .bob), files: [Self.name: loose.text])
    try scenario.commit("D", "Reviewed-by: \(Who.cora)")
    try scenario.expect(["C: pass (claim)", "D: pass (claim)"])
  }

  @Test func `every file that governs the control needs an owner of the policy`() throws {
    // main  B---C           C: adds one of the files; Reviewed-by: Cora, or Bob
    var policy = Self.policy
    policy.more.append("allowedSigners: keys/signers")
    let places = [
      ".mailmap", ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", "keys/signers",
      ".countersign/keys/forge.asc", ".countersign",
    ]
    for place in places {
      for (who, verdict) in [(Who.cora, "fail policy-change-unapproved"), (.bob, "pass (claim)")] {
        let scenario = try Scenario(policy)
        try scenario.commit("C", Say.approved(by: who), files: [place: "# nothing yet\n"])
        try scenario.expect(["C: \(verdict)"])
      }
    }
    let other = try Scenario(policy)
    try other.commit("C", Say.approved(by: .cora), files: ["docs/mailmap": "x\n", "lib/CODEOWNERS": "x\n"])
    try other.expect(["C: pass (claim)"])
  }

  @Test func `an owner of the policy wrote the change of it`() throws {
    // main  B---C           C: by Bob, a lead; changes the policy; Reviewed-by: Cora
    let scenario = try Scenario(Self.policy)
    var stricter = Self.policy
    stricter.required = 2
    try scenario.commit("C", Say.approved(by: .cora, .bob), author: .bob, files: [Self.name: stricter.text])
    try scenario.expect(["C: fail policy-change-unapproved"])
  }

  @Test func `a change of the rules hidden among others`() throws {
    // main  B-------M       X: changes .mailmap; Y: changes f; approve Y by Cora, compared with B; test Y
    //        \     /        then approve Y by Bob besides
    //         X---Y
    let scenario = try Scenario(Self.policy, files: ["f": "one\n"])
    try scenario.commit(
      "X", on: "topic", files: [".mailmap": "Ada Lovelace <ada@example.com> <bob@example.com>\n"], parents: ["B"])
    try scenario.commit("Y", on: "topic", files: ["f": "two\n"])
    try scenario.approve("Y", by: .cora)
    try scenario.test("Y")
    try scenario.merge("M", ["topic"])
    try scenario.expect(["M+X+Y: fail policy-change-unapproved"])
    try scenario.move(to: "B")
    try scenario.approve("Y", by: .bob)
    try scenario.merge("N", ["topic"])
    try scenario.expect(["N+X+Y: pass (record)"])
  }

  @Test func `a mailmap takes effect only with a change that its owners approved`() throws {
    // main  B---C---D       C: a .mailmap that turns Dan into Bob; Reviewed-by: Bob; D: Reviewed-by: Dan
    let policy = PolicyText(
      people: ["{id: cora, emails: [cora@example.com], groups: [leads]}", "{id: bob, emails: [bob@example.com]}"],
      more: ["policyOwners: [leads]"])
    let scenario = try Scenario(policy)
    try scenario.commit(
      "C", Say.approved(by: .bob), files: [".mailmap": "Bob Brown <bob@example.com> <dan@example.com>\n"])
    try scenario.commit("D", Say.approved(by: .dan))
    try scenario.expect(["C: fail policy-change-unapproved", "D: fail approver-not-authorised"])
  }
}
