import Audit
import CountersignTesting
import Evidence
import GitStore
import Testing

/// `docs/scenarios.md`, "Path rules".
@Suite struct PathRules {
  private static let payments = "paths: [{match: [\"payments/**\"], approval: {required: 2, from: [payments]}}]"
  private static let one = "paths: [{match: [\"payments/**\"], approval: {from: [payments]}}]"

  /// main  B---C    C: changes these files, approved by these people
  private func judge(
    _ rule: String, _ approvers: CountersignTesting.Identity..., files: [String: String?]? = [:],
    entries: [String: FileEntry]? = nil
  ) throws -> String {
    let scenario = try Scenario(.owned(rule), files: ["payments/limit": "1\n", "lib/limit": "2\n", "f": "one\n"])
    let trailers = approvers.map { "Reviewed-by: \($0)\n" }.joined() + Say.tested
    try scenario.commit("C", trailers, files: files, entries: entries)
    let said = try scenario.verdicts()
    try #require(said.count == 1)
    return said[0]
  }

  private static let missing = "C: fail owner-approval-missing"
  private static let pass = "C: pass (claim)"

  @Test func `two of a group approved what lies under a path rule`() throws {
    // main  B---C           C: changes payments/limit; Reviewed-by: Cora and Dan
    let files = ["payments/limit": "2\n"]
    #expect(try judge(Self.payments, .cora, .dan, files: files) == Self.pass)
  }

  @Test func `enough people approved and too few of the group`() throws {
    // main  B---C           C: changes payments/limit; Reviewed-by: Bob and Cora
    let files = ["payments/limit": "2\n"]
    #expect(try judge(Self.payments, .bob, .cora, files: files) == Self.missing)
    #expect(try judge(Self.payments, .bob, files: ["f": "two\n"]) == Self.pass)
  }

  @Test func `a file moved into a protected folder`() throws {
    // main  B---C           C: moves lib/limit to payments/other; Reviewed-by: Bob
    let files = ["lib/limit": nil, "payments/other": "2\n"]
    #expect(try judge(Self.one, .bob, files: files) == Self.missing)
    #expect(try judge(Self.one, .cora, files: files) == Self.pass)
  }

  @Test func `code moved out of a protected folder`() throws {
    // main  B---C           C: moves payments/limit to lib/other; Reviewed-by: Bob
    let files = ["payments/limit": nil, "lib/other": "1\n"]
    #expect(try judge(Self.one, .bob, files: files) == Self.missing)
    #expect(try judge(Self.one, .cora, files: files) == Self.pass)
  }

  @Test func `a protected file was deleted`() throws {
    // main  B---C           C: removes payments/limit; Reviewed-by: Bob
    #expect(try judge(Self.one, .bob, files: ["payments/limit": nil]) == Self.missing)
  }

  @Test func `a change of mode alone`() throws {
    // main  B---C           C: makes payments/limit executable; Reviewed-by: Bob
    let entries: [String: FileEntry] = ["payments/limit": .executable("1\n")]
    #expect(try judge(Self.one, .bob, files: [:], entries: entries) == Self.missing)
  }

  @Test func `a link takes the place of a protected folder`() throws {
    // main  B---C           C: payments is a link to lib; Reviewed-by: Bob
    let entries: [String: FileEntry] = ["payments": .symlink("lib")]
    #expect(try judge(Self.one, .bob, files: ["payments/limit": nil], entries: entries) == Self.missing)
  }

  @Test func `two rules for one path`() throws {
    // main  B---C           C: adds payments/x.sql; rules for payments/** and **/*.sql
    //                       Reviewed-by: Cora, or Cora and Dan
    let rules = """
      paths: [{match: ["payments/**"], approval: {from: [payments]}}, {match: ["**/*.sql"], approval: {from: [database]}}]
      """
    let files = ["payments/x.sql": "x\n"]
    #expect(try judge(rules, .cora, files: files) == Self.missing)
    #expect(try judge(rules, .cora, .dan, files: files) == Self.pass)
  }

  @Test func `one approver answers several rules`() throws {
    // main  B---C           C: adds payments/x.sql; rules as before; Reviewed-by: Dan, who is in both groups
    let rules = """
      paths: [{match: ["payments/**"], approval: {from: [payments]}}, {match: ["**/*.sql"], approval: {from: [database]}}]
      """
    #expect(try judge(rules, .dan, files: ["payments/x.sql": "x\n"]) == Self.pass)
  }

  @Test func `a path rule that only asks for more people`() throws {
    // main  B---C           C: changes payments/limit; Reviewed-by: Bob, or nobody
    let rule = "paths: [{match: [\"payments/**\"], approval: {required: 2}}]"
    let files = ["payments/limit": "2\n"]
    #expect(try judge(rule, .bob, files: files) == "C: fail too-few-approvers")
    #expect(try judge(rule, .bob, .dan, files: files) == Self.pass)
    #expect(try judge(rule, files: files) == "C: unknown approval-not-shown")
  }

  @Test func `who wrote it is no owner of it for this change`() throws {
    // main  B---C           C: by Cora, changes payments/limit; Reviewed-by: Cora and Bob
    let scenario = try Scenario(.owned(Self.one), files: ["payments/limit": "1\n"])
    try scenario.commit("C", Say.approved(by: .cora, .bob), author: .cora, files: ["payments/limit": "2\n"])
    try scenario.expect([Self.missing])
  }

  @Test func `each commit of a merge answers for its own paths`() throws {
    // main  B-------M       X: changes payments/limit, Reviewed-by: Cora; Y: changes f, Reviewed-by: Bob
    //        \     /        both tested
    //         X---Y
    for (owner, verdict) in [
      (CountersignTesting.Identity.cora, "pass (claim)"), (.bob, "fail owner-approval-missing"),
    ] {
      let scenario = try Scenario(.owned(Self.one), files: ["payments/limit": "1\n", "f": "one\n"])
      try scenario.commit(
        "X", Say.approved(by: owner), on: "topic", files: ["payments/limit": "2\n"], parents: ["B"])
      try scenario.commit("Y", Say.approved(by: .bob), on: "topic", files: ["f": "two\n"])
      try scenario.merge("M", ["topic"])
      try scenario.expect(["M+X+Y: \(verdict)"])
    }
  }

  @Test func `a path rule over a merge's own content`() throws {
    // main  B-------M       X: changes f; Reviewed-by: Bob, tested
    //        \     /        M: adds payments/more; Reviewed-by: Bob, or Cora; tested
    //         X----
    for (owner, verdict) in [
      (CountersignTesting.Identity.cora, "pass (claim)"), (.bob, "fail owner-approval-missing"),
    ] {
      let scenario = try Scenario(.owned(Self.one), files: ["f": "one\n"])
      try scenario.commit("X", Say.approved(by: .bob), on: "topic", files: ["f": "two\n"], parents: ["B"])
      try scenario.merge("M", ["topic"], Say.approved(by: owner), files: ["payments/more": "x\n"])
      try scenario.expect(["M+X: \(verdict)"])
    }
  }

  @Test func `an owner whose approval can't be judged`() throws {
    // main  B---S           X: changes payments/limit; approve X by Cora, test X; Reviewed-by: Bob in S
    //        \              S: squash of X; the object of X was removed
    //         X
    let scenario = try Scenario(.owned(Self.one), files: ["payments/limit": "1\n"])
    try scenario.commit("X", on: "topic", files: ["payments/limit": "2\n"], parents: ["B"])
    try scenario.approve("X", by: .cora)
    let tree = try scenario.repository.mergedTree(scenario.id("B"), scenario.id("X"))
    try scenario.commit("S", Say.approved(by: .bob), tree: tree)
    try scenario.repository.removeObject(scenario.id("X"))
    try scenario.expect(["S: unknown approval-unverifiable"])
  }

  @Test func `which owner is missing for which path`() throws {
    // main  B---C           C: changes payments/limit; Reviewed-by: Bob
    let scenario = try Scenario(.owned(Self.one), files: ["payments/limit": "1\n"])
    try scenario.commit("C", Say.approved(by: .bob), files: ["payments/limit": "2\n"])
    let change = try #require(try scenario.audit().assessments.first)
    let finding = try #require(change.findings.first)
    #expect(finding.message == "an owner's approval is missing for payments/limit")
    let line = "countersign.yml:15"
    #expect(finding.notes.first == "\(line) asks for an approval by somebody of payments, for payments/limit")
    #expect(change.demands.map(\.source) == [line])
    #expect(change.demands.map(\.approvedBy) == [[]])
  }
}
