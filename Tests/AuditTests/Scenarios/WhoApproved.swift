import Audit
import CountersignTesting
import GitStore
import Policy
import Testing

/// `docs/scenarios.md`, "Who approved".
@Suite struct WhoApproved {
  @Test func `a second person approved the change`() throws {
    // main  B---C           C: both trailers
    let scenario = try Scenario()
    try scenario.commit("C", Say.both)
    #expect(try scenario.verdicts() == ["C: pass (claim)"])
  }

  @Test func `only the author approved the change`() throws {
    // main  B---C           C: approved by Ada
    let scenario = try Scenario()
    try scenario.commit("C", Say.approved(by: "Ada Lovelace <ada@example.com>"))
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
  }

  @Test func `a co-author approved the change`() throws {
    // main  B---C           C: co-author Bob, approved by Bob
    let scenario = try Scenario()
    try scenario.commit("C", "Co-authored-by: Bob Noyce <bob@example.com>\n" + Say.both)
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
  }

  @Test func `an alias in the policy does not make a second person`() throws {
    // main  B---C           C: by ada@example.com, approved by ada@home.example
    let people = ["{id: ada, emails: [ada@example.com, ada@home.example]}", "{id: bob, emails: [bob@example.com]}"]
    let scenario = try Scenario(PolicyText(people: people))
    try scenario.commit("C", Say.approved(by: "Ada L. <ada@home.example>"))
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
  }

  @Test func `an alias in the mailmap does not make a second person`() throws {
    // main  B---C           B: .mailmap; C: by ada@example.com, approved by al@home.example
    let scenario = try Scenario(files: [".mailmap": "Ada Lovelace <ada@example.com> <al@home.example>\n"])
    try scenario.commit("C", Say.approved(by: "A. King <al@home.example>"))
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
  }

  @Test func `a mailmap in the change itself is not used`() throws {
    // main  B---C           B: .mailmap; C: removes it, approved by al@home.example
    let scenario = try Scenario(files: [".mailmap": "Ada Lovelace <ada@example.com> <al@home.example>\n"])
    try scenario.commit("C", Say.approved(by: "A. King <al@home.example>"), files: [".mailmap": nil])
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
    // Nor does it take effect for the next change: the one that removed it did not pass.
    try scenario.commit("D", Say.approved(by: "A. King <al@home.example>"))
    #expect(try scenario.verdicts() == ["C: fail self-approved", "D: fail self-approved"])
  }

  @Test func `the same name with another address is not a second person`() throws {
    // main  B---C           C: by ada@example.com, approved by Ada Lovelace <al@home.example>
    let scenario = try Scenario()
    try scenario.commit("C", Say.approved(by: "Ada Lovelace <al@home.example>"))
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: unknown approver-may-be-author"])
    let help = try #require(audit.assessments.first?.findings.first?.help)
    #expect(help.contains("`people`") && help.contains("emails: [al@home.example]"))
  }

  @Test func `a bot approved the change`() throws {
    // main  B---C           C: approved by the bot renovate
    let scenario = try Scenario(PolicyText(people: ["{id: renovate, kind: bot, emails: [renovate@example.com]}"]))
    try scenario.commit("C", Say.approved(by: "Renovate <renovate@example.com>"))
    #expect(try scenario.verdicts() == ["C: fail approver-not-authorised"])
  }

  @Test func `a bot name typed by a person stays that person`() throws {
    // main  B---C           C: by renovate[bot] <ada@example.com>, approved by Ada
    let people = [
      "{id: ada, emails: [ada@example.com]}", "{id: bob, emails: [bob@example.com]}",
      "{id: renovate, kind: bot, name: \"renovate[bot]\", emails: [renovate@example.com]}",
    ]
    let scenario = try Scenario(PolicyText(people: people))
    try scenario.commit(
      "C", Say.approved(by: "Ada Lovelace <ada@example.com>"),
      author: CountersignTesting.Identity(name: "renovate[bot]", email: "ada@example.com"))
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
  }

  @Test func `the approver is not in the required group`() throws {
    // main  B---C           C: both trailers; Bob is no lead
    let people = [
      "{id: ada, emails: [ada@example.com], groups: [engineers]}",
      "{id: bob, emails: [bob@example.com], groups: [engineers]}",
      "{id: cleo, emails: [cleo@example.com], groups: [leads]}",
    ]
    let scenario = try Scenario(PolicyText(approval: ["from: [leads]"], people: people))
    try scenario.commit("C", Say.both)
    #expect(try scenario.verdicts() == ["C: fail approver-not-authorised"])
    try scenario.commit("D", Say.approved(by: "Cleo Marsh <cleo@example.com>"))
    #expect(try scenario.verdicts("C") == ["D: pass (claim)"])
  }

  @Test func `too few people approved the change`() throws {
    // main  B---C           C: both trailers; two approvers are required
    let scenario = try Scenario(PolicyText(required: 2))
    try scenario.commit("C", Say.both)
    #expect(try scenario.verdicts() == ["C: fail too-few-approvers"])
  }

  @Test func `one person approving twice is one approver`() throws {
    // main  B---C           C: Reviewed-by and Approved-by, both by Bob
    let scenario = try Scenario(PolicyText(required: 2, keys: ["Reviewed-by", "Approved-by"]))
    try scenario.commit("C", "Approved-by: Bob Noyce <bob@example.com>\n" + Say.both)
    #expect(try scenario.verdicts() == ["C: fail too-few-approvers"])
    try scenario.commit("D", "Approved-by: Cleo Marsh <cleo@example.com>\n" + Say.both)
    #expect(try scenario.verdicts("C") == ["D: pass (claim)"])
  }

  @Test func `the approval is weaker than the minimum grade`() throws {
    // main  B---C           C: both trailers; a record is asked for
    let scenario = try Scenario(PolicyText(approval: ["minimumGrade: record"]))
    try scenario.commit("C", Say.both)
    #expect(try scenario.verdicts() == ["C: fail approval-too-weak"])
  }

  @Test func `the author typed the name of another person`() throws {
    // main  B---C           C: both trailers; Ada typed them, Bob never looked
    let scenario = try Scenario()
    try scenario.commit("C", Say.both)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: pass (claim)"])
    #expect(audit.summary.passByGrade == [.claim: 1])
  }
}
