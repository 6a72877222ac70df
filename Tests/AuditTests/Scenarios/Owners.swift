import Audit
import CountersignTesting
import Evidence
import Foundation
import GitStore
import Testing

/// `docs/scenarios.md`, "CODEOWNERS".
@Suite struct Owners {
  private typealias Who = CountersignTesting.Identity

  private static let pass = "C: pass (claim)"
  private static let missing = "C: fail owner-approval-missing"

  /// main  B---C    B: has CODEOWNERS; C: changes a file, by Ada; approved by these people
  private func owned(
    _ text: String, at place: String = "CODEOWNERS", more: [String] = [], _ file: String, _ approvers: [Who],
    also files: [String: String] = [:]
  ) throws -> Scenario {
    var policy = PolicyText.owned("codeowners: true")
    policy.more += more
    let base = [place: text, file: "one\n"].merging(files) { $1 }
    let scenario = try Scenario(policy, files: base)
    let trailers = approvers.map { "Reviewed-by: \($0)\n" }.joined() + Say.tested
    try scenario.commit("C", trailers, files: [file: "two\n"])
    return scenario
  }

  private func judge(
    _ text: String, at place: String = "CODEOWNERS", more: [String] = [], _ file: String, _ approvers: Who...
  ) throws -> String {
    try owned(text, at: place, more: more, file, approvers).verdicts().joined(separator: ", ")
  }

  @Test func `the last line that matches says who the owner is`() throws {
    // main  B---C           CODEOWNERS: * @bob, then /payments/ @cora; C: changes payments/x, or f
    let text = "* @bob\n/payments/ @cora\n"
    #expect(try judge(text, "payments/x", .bob) == Self.missing)
    #expect(try judge(text, "payments/x", .cora) == Self.pass)
    #expect(try judge(text, "f", .cora) == Self.missing)
    #expect(try judge(text, "f", .bob) == Self.pass)
  }

  @Test func `a line without an owner takes ownership away`() throws {
    // main  B---C           CODEOWNERS: /payments/ @cora, then /payments/docs/; C: changes payments/docs/x
    let text = "/payments/ @cora\n/payments/docs/\n"
    #expect(try judge(text, "payments/docs/x", .bob) == Self.pass)
    #expect(try judge(text, "payments/x", .bob) == Self.missing)
  }

  @Test func `each section of GitLab asks for its own owner`() throws {
    // main  B---C           .gitlab/CODEOWNERS: [Code] * @bob, [Docs] docs/ @cora; C: changes docs/x
    let text = "[Code]\n* @bob\n[Docs]\ndocs/ @cora\n"
    let place = ".gitlab/CODEOWNERS"
    #expect(try judge(text, at: place, "docs/x", .bob) == Self.missing)
    #expect(try judge(text, at: place, "docs/x", .bob, .cora) == Self.pass)
    #expect(try judge(text, at: place, "f", .bob) == Self.pass)
  }

  @Test func `an optional section asks for nothing`() throws {
    // main  B---C           .gitlab/CODEOWNERS: ^[Docs] docs/ @cora; C: changes docs/x; Reviewed-by: Bob
    #expect(try judge("^[Docs]\ndocs/ @cora\n", at: ".gitlab/CODEOWNERS", "docs/x", .bob) == Self.pass)
    #expect(try judge("[Docs]\ndocs/ @cora\n", at: ".gitlab/CODEOWNERS", "docs/x", .bob) == Self.missing)
  }

  @Test func `a section may ask for several owners`() throws {
    // main  B---C           .gitlab/CODEOWNERS: [Money][2] payments/ @cora @dan; C: changes payments/x
    let text = "[Money][2]\npayments/ @cora @dan\n"
    #expect(try judge(text, at: ".gitlab/CODEOWNERS", "payments/x", .bob, .cora) == Self.missing)
    #expect(try judge(text, at: ".gitlab/CODEOWNERS", "payments/x", .dan, .cora) == Self.pass)
  }

  @Test func `a team is the group of its name`() throws {
    // main  B---C           CODEOWNERS: * @acme/payments; C: Reviewed-by: Bob, or Dan
    #expect(try judge("* @acme/payments\n", "f", .bob) == Self.missing)
    #expect(try judge("* @acme/payments\n", "f", .dan) == Self.pass)
    #expect(try judge("* @payments\n", at: ".gitlab/CODEOWNERS", "f", .dan) == Self.pass)
  }

  @Test func `a team that is no group can't have approved`() throws {
    // main  B---C           CODEOWNERS: * @acme/unknown; C: Reviewed-by: Bob, Cora and Dan
    let scenario = try owned("* @acme/unknown\n", "f", [.bob, .cora, .dan])
    try scenario.expect([Self.missing])
    let finding = try #require(try scenario.audit().assessments.first?.findings.first)
    #expect(finding.notes.contains("nobody under `people` is @acme/unknown"))
    #expect(finding.help.contains("`logins`"))
  }

  @Test func `the author is the only owner`() throws {
    // main  B---C           CODEOWNERS: * @ada; C: by Ada; Reviewed-by: Ada and Bob
    let scenario = try owned("* @ada\n", "f", [.ada, .bob])
    try scenario.expect([Self.missing])
    let finding = try #require(try scenario.audit().assessments.first?.findings.first)
    #expect(finding.help.hasPrefix("its owners had a part in it themselves"))
    #expect(try judge("* @ada @dan\n", "f", .bob, .dan) == Self.pass)
  }

  @Test func `CODEOWNERS in the change itself does not count`() throws {
    // main  B---C---D---E   CODEOWNERS: f @cora; C: makes it f @bob; C, D and E: change f; Reviewed-by: Bob; tested
    let scenario = try Scenario(.owned("codeowners: true"), files: ["CODEOWNERS": "f @cora\n", "f": "one\n"])
    try scenario.commit("C", Say.approved(by: .bob), files: ["CODEOWNERS": "f @bob\n", "f": "two\n"])
    try scenario.commit("D", Say.approved(by: .bob), files: ["f": "three\n"])
    // An innocent change doesn't bring into force what the one before it was refused for.
    try scenario.commit("P", Say.approved(by: .bob), files: ["g": "x\n"])
    try scenario.commit("E", Say.approved(by: .bob), files: ["f": "four\n"])
    let missing = "fail owner-approval-missing"
    try scenario.expect(["C: \(missing)", "D: \(missing)", "P: pass (claim)", "E: \(missing)"])
  }

  @Test func `CODEOWNERS that passed holds for the next change`() throws {
    // main  B---C---D       CODEOWNERS: f @cora; C: makes it f @bob; D: changes f; Reviewed-by: Bob
    let scenario = try Scenario(.owned("codeowners: true"), files: ["CODEOWNERS": "f @cora\n", "f": "one\n"])
    try scenario.commit("C", Say.approved(by: .bob), files: ["CODEOWNERS": "f @bob\n"])
    try scenario.commit("D", Say.approved(by: .bob), files: ["f": "three\n"])
    try scenario.expect([Self.pass, "D: pass (claim)"])
  }

  @Test func `CODEOWNERS lies in one of four places`() throws {
    // main  B---C           C: changes f, which Cora owns; Reviewed-by: Bob
    for place in [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"] {
      #expect(try judge("f @cora\n", at: place, "f", .bob) == Self.missing, "\(place)")
    }
    // Elsewhere it is none, and then the run says that nobody is asked.
    let none = try owned("f @cora\n", at: "lib/CODEOWNERS", "f", [.bob])
    try none.expect([Self.pass])
    #expect(try none.audit().policyNotes.contains { $0.hasSuffix("asks for owners, and there is no CODEOWNERS") })
    // The first one counts.
    let two = try owned("f @bob\n", at: ".github/CODEOWNERS", "f", [.bob], also: ["CODEOWNERS": "f @cora\n"])
    try two.expect([Self.pass])
  }

  @Test func `a line of CODEOWNERS that can't be read is told`() throws {
    // main  B---C           CODEOWNERS: /payments/[x @cora, then * @bob; C: changes payments/x; Reviewed-by: Bob
    let scenario = try owned("/payments/[x @cora\n* @bob\n", "payments/x", [.bob])
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == [Self.pass])
    #expect(audit.policyNotes.contains { $0.hasPrefix("CODEOWNERS:1: the pattern `/payments/[x` can't be read") })
  }

  @Test func `CODEOWNERS that is no file may own everything`() throws {
    // main  B---C           CODEOWNERS is a link; C: changes f; Reviewed-by: Bob, Cora and Dan
    let scenario = try Scenario(.owned("codeowners: true"), files: ["f": "one\n"])
    try scenario.commit("L", Say.approved(by: .bob), files: [:], entries: ["CODEOWNERS": .symlink("f")])
    try scenario.commit("C", Say.approved(by: .bob, .cora, .dan), files: ["f": "two\n"])
    try scenario.expect(["L: pass (claim)", Self.missing])
  }

  @Test func `a login is that of the forge whose file it is`() throws {
    // main  B---C           CODEOWNERS: * @cora; C: Reviewed-by: Dan, whose login at GitLab is cora
    var policy = PolicyText.owned("codeowners: true")
    policy.people = policy.people.map { $0.replacingOccurrences(of: "gitlab: dan", with: "gitlab: cora") }
      .map { $0.replacingOccurrences(of: "github: cora, gitlab: cora", with: "github: cora, gitlab: cora2") }
    for (place, verdict) in [
      (".github/CODEOWNERS", "fail owner-approval-missing"), (".gitlab/CODEOWNERS", "pass (claim)"),
    ] {
      let scenario = try Scenario(policy, files: [place: "* @cora\n"])
      try scenario.commit("C", Say.approved(by: .dan))
      try scenario.expect(["C: \(verdict)"])
    }
  }

  @Test func `owners where the policy lists nobody`() throws {
    // main  B---C           CODEOWNERS: f cora@example.com; g @cora; C: Reviewed-by: Bob, or Cora
    let files = ["CODEOWNERS": "f Cora@example.com\ng @cora\n", "f": "one\n", "g": "one\n"]
    for (file, who, verdict) in [
      ("f", Who.bob, "fail owner-approval-missing"), ("f", .cora, "pass (claim)"),
      ("g", .cora, "fail owner-approval-missing"),
    ] {
      let scenario = try Scenario(PolicyText(more: ["codeowners: true"]), files: files)
      try scenario.commit("C", Say.approved(by: who), files: [file: "two\n"])
      try scenario.expect(["C: \(verdict)"])
    }
  }

  @Test func `an owner besides the people that every change needs`() throws {
    // main  B---C           approval.from: [engineers]; CODEOWNERS: * @cora; C: Reviewed-by: Cora, or Bob and Cora
    let policy = PolicyText.owned("codeowners: true", approval: ["from: [engineers]"])
    for (people, verdict) in [([Who.cora], "fail approver-not-authorised"), ([.bob, .cora], "pass (claim)")] {
      let scenario = try Scenario(policy, files: ["CODEOWNERS": "* @cora\n"])
      try scenario.commit("C", people.map { "Reviewed-by: \($0)\n" }.joined() + Say.tested)
      try scenario.expect(["C: \(verdict)"])
    }
  }
}
