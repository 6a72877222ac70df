import Audit
import CountersignTesting
import Evidence
import Foundation
import GitStore
import Policy
import Testing

/// `docs/scenarios.md`, "Keys of records and of the ledger": those of the file that `allowedSigners` names.
///
/// Approvals are dated 2027-01-15, from 09:00 on, and promoted an hour later each.
@Suite struct KeysOfRecords {
  private static let gap = "run: fail ledger-gap"
  private static let unverifiable = "unknown approval-unverifiable"
  private static let server = "server <server>"
  /// No ledger, so that a record's own time decides.
  private static let declared = "timing: declared"

  /// B, and C approved with a key; promoted only where there is a ledger.
  private func approved(
    _ signers: [String], ledger: String = "ledger: {signers: [server]}", listed: Set<String> = [], key: String = "bob",
    prepare: (LedgerScenario) throws -> Void = { _ in }
  ) throws -> LedgerScenario {
    let it = try LedgerScenario(ledger: ledger, signers: signers, listed: listed)
    try prepare(it)
    let isRecorded = ledger.hasPrefix("ledger")
    if isRecorded { try it.promote("B", from: nil) }
    try it.scenario.commit("C")
    try it.approve("C", key: key)
    if isRecorded { try it.promote("C", from: "B") }
    return it
  }

  private func reason(_ it: LedgerScenario, _ name: String = "C") throws -> String {
    let audit = try it.scenario.audit()
    let id = try it.id(name)
    let change = try #require(audit.assessments.first { $0.id == id })
    return try #require(change.approvals.first?.objection?.reason)
  }

  @Test(arguments: ["bob@example.com", "bob"])
  func `a record and a ledger signed with keys of the file count`(principal: String) throws {
    let it = try approved(["\(principal) <bob>", Self.server])
    #expect(try it.verdicts() == ["C: pass (witnessed)"])
  }

  @Test func `a test run signed with a key of the file counts`() throws {
    let it = try LedgerScenario(
      tests: "[unit], minimumGrade: signed", signers: ["bob <bob>", "ci@example.com <ci>", Self.server], listed: [])
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.test("C")
    try it.promote("C", from: "B")
    #expect(try it.verdicts() == ["C: pass (witnessed)"])
    #expect(try it.scenario.audit().assessments.first?.tests.map(\.run.grade) == [.witnessed])
  }

  @Test func `an approval of a promotion signed with a key of the file counts`() throws {
    // main     B         staging  B---C        fast-forwarded
    for (key, verdict) in [("bob", "C: pass (witnessed)"), ("eve", "C: fail promotion-not-approved")] {
      let it = try LedgerScenario(
        ledger: "ledger: {signers: [server]}\nstaging: {branch: staging}\npromotion: {required: 1}",
        signers: ["bob <bob>", Self.server], listed: [])
      try it.promote("B", from: nil)
      try it.scenario.commit("C", on: "staging", parents: ["B"])
      try it.approve("C")
      try it.approve("C", promotion: true, key: key)
      try it.scenario.repository.updateRef("refs/heads/main", to: it.scenario.id("C"))
      try it.promote("C", from: "B")
      #expect(try it.verdicts() == [verdict])
    }
  }

  @Test func `an old key's evidence counts if it was there before the key's end, and new evidence does not`() throws {
    // ledger  1: -> B 09:00  2: -> C 10:00  3: -> E 11:00  4: -> D 12:00  5: -> F 13:00   Bob's old key ends at 11:30
    let it = try LedgerScenario(
      signers: [
        "bob valid-before=\"20270115113000Z\" <bob>", "bob valid-after=\"20270115113000Z\" <bob2>", Self.server,
      ], listed: [])
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.promote("C", from: "B")
    try it.scenario.commit("E")
    try it.scenario.commit("D")
    // The entry that takes E in shows the approval of D, which goes in after the key's end.
    try it.approve("E")
    try it.approve("D")
    try it.promote("E", from: "C")
    try it.promote("D", from: "E")
    #expect(
      try it.verdicts() == ["C: pass (witnessed)", "E: pass (witnessed)", "D: pass (witnessed)"])
    // Whoever has found the old key dates its way back to before the end.
    try it.scenario.commit("F")
    try it.approve("F", at: 1_800_010_000)
    try it.promote("F", from: "D")
    #expect(try it.verdicts().last == "F: \(Self.unverifiable)")
    let reason = try reason(it, "F")
    #expect(reason.contains("Bob Noyce") && reason.contains("SHA256:") && reason.contains("refs/countersign/evidence:"))
    #expect(reason.contains("line 1 allows the key only before its `valid-before`"))
    #expect(
      reason.contains("refs/countersign/ledger, entry 5 is the first to show the record, at 2027-01-15T13:00:00Z"))
    // And it is the same where the range begins later.
    #expect(try it.verdicts("E").first == "D: pass (witnessed)")
    try it.scenario.commit("G")
    try it.approve("G", key: "bob2")
    try it.promote("G", from: "F")
    #expect(try it.verdicts("F") == ["G: pass (witnessed)"])
  }

  @Test func `a new key's evidence does not count from before the key began`() throws {
    let it = try approved(["bob valid-after=\"20270115093000Z\" <bob>", Self.server])
    // It is shown at 10:00, and says that it is of 09:00.
    #expect(try it.verdicts() == ["C: \(Self.unverifiable)"])
    #expect(try reason(it).contains("only after its `valid-after`"))
  }

  @Test func `without a ledger a record's own time decides, and the run says so`() throws {
    let note = "whether a signer's key was valid is judged at each record's own date: no signed ledger is asked for"
    for (end, verdict) in [
      ("20270115080000Z", "pass (signed) order-not-shown"), ("20270115075959Z", Self.unverifiable),
    ] {
      let it = try approved(["bob valid-before=\"\(end)\" <bob>"], ledger: Self.declared)
      let audit = try it.scenario.audit()
      #expect(it.scenario.told(audit) == ["C: \(verdict)"])
      #expect(audit.policyNotes.contains(note))
    }
  }

  @Test func `a policy that asks for a ledger takes no record's own time for it`() throws {
    // No entry at all: the key may have been found yesterday.
    let it = try LedgerScenario(signers: ["bob valid-before=\"20280101Z\" <bob>", Self.server], listed: [])
    try it.scenario.commit("C")
    try it.approve("C")
    #expect(try it.verdicts() == [Self.gap, "C: \(Self.unverifiable)"])
    #expect(try reason(it).contains("no signed entry of the ledger shows when the record was first there"))
  }

  @Test func `a limit in the file holds for a key that people lists too`() throws {
    let it = try approved(["bob valid-before=\"20270101Z\" <bob>", Self.server], listed: ["bob"])
    #expect(try it.verdicts() == ["C: \(Self.unverifiable)"])
  }

  @Test func `a key that was taken out of the file counts no more, and what it approved before stands`() throws {
    let it = try approved(["bob <bob>", "bob <bob2>", Self.server])
    let less = it.filled(["bob <bob2>", Self.server])
    try it.scenario.commit("R", files: [LedgerScenario.signersFile: less])
    try it.approve("R", key: "bob2")
    try it.promote("R", from: "C")
    try it.scenario.commit("D")
    try it.approve("D")
    try it.promote("D", from: "R")
    #expect(try it.verdicts() == ["C: pass (witnessed)", "R: pass (witnessed)", "D: \(Self.unverifiable)"])
  }

  @Test func `a change that adds the key by which it is approved is not approved`() throws {
    let it = try LedgerScenario(signers: ["bob <bob>", Self.server], listed: [])
    try it.promote("B", from: nil)
    let more = it.filled(["bob <bob>", "bob <eve>", Self.server])
    try it.scenario.commit("C", files: [LedgerScenario.signersFile: more])
    try it.approve("C", key: "eve")
    try it.promote("C", from: "B")
    try it.scenario.commit("D")
    try it.approve("D", key: "eve")
    try it.promote("D", from: "C")
    let told = try it.verdicts()
    #expect(told.count == 2 && told[0].contains("approval-unverifiable") && told[1] == "D: \(Self.unverifiable)")
  }

  @Test(arguments: [
    ["bob <bob>", "ada <bob>"], ["ada,bob <bob>"], ["*@example.com <bob>"], ["* <bob>"], ["bob <bob>", "ci <bob>"],
    ["bob,ci@example.com <bob>"], ["!nobody,* <bob>"],
  ])
  func `a key that may be two people's is nobody's`(lines: [String]) throws {
    let it = try approved(lines + [Self.server])
    #expect(try it.verdicts() == ["C: \(Self.unverifiable)"])
    #expect(try reason(it).contains("it is listed more than once"))
  }

  @Test func `a key that people lists for one and the file for another is nobody's`() throws {
    let it = try approved(["ada <bob>", Self.server], listed: ["bob"])
    #expect(try it.verdicts() == ["C: \(Self.unverifiable)"])
    #expect(try reason(it).contains("it is listed more than once: ada, bob"))
  }

  @Test(arguments: [
    ("ada <bob>", "which is ada's key and not Bob Noyce <bob@example.com>'s"),
    ("mallory@example.com <bob>", "it is allowed for names that `people` doesn't list"),
    ("!bob,!bob@example.com <bob>", "it is allowed for names that `people` doesn't list"),
    ("!bob@example.com,* <bob>", "it is listed more than once: ada, ci, server"),
    ("!ada,!ci,!server,!bob@example.com,* <bob>", "it is allowed for names that `people` doesn't list"),
    ("BOB@EXAMPLE.COM <bob>", "it is allowed for names that `people` doesn't list"),
    ("bob namespaces=\"git\" <bob>", "line 1 allows the key for `git`, not for `countersign`"),
    ("bob namespaces=\"*,!countersign\" <bob>", "not for `countersign`"),
    ("bob cert-authority <bob>", "doesn't list under `keys` of Bob Noyce"),
    ("bob <eve>", "doesn't list under `keys` of Bob Noyce"),
    ("bob <bob>\nbob valid-befor=\"20200101Z\" <eve>", ".countersign/allowed_signers:2:5: "),
  ])
  func `a line that does not allow the signature is told`(line: String, reason: String) throws {
    let it = try approved([line, Self.server], listed: ["server"])
    #expect(try it.verdicts() == ["C: \(Self.unverifiable)"])
    let told = try self.reason(it)
    #expect(told.contains(reason) && told.contains("SHA256:"), "\(told)")
  }

  @Test(arguments: [
    ("bob@example.com", "bob@example.com", "20270101Z:20270201Z", nil),
    ("*@example.com", "bob@example.com", "20270101Z:20270201Z", nil),
    ("*", "bob", "20270101Z:20270201Z", nil),
    ("*", "ada", "20270101Z:20270201Z", "which is ada's key"),
    ("*", "ada,bob", "20270101Z:20270201Z", "it is listed more than once"),
    ("*,!bob", "bob", "20270101Z:20270201Z", "vouches for none of the certificate's principals"),
    ("*", "bob*", "20270101Z:20270201Z", "it is allowed for names that `people` doesn't list"),
    ("*", "bob", "20270101Z:20270115Z", "the certificate had expired"),
    ("*", "bob", "20270116Z:20270201Z", "the certificate wasn't valid yet"),
  ])
  func `a certificate counts for whom it and its authority's line name`(
    pattern: String, principals: String, validity: String, reason: String?
  ) throws {
    let it = try approved(["\(pattern) cert-authority <authority>", Self.server], key: "bob-cert.pub") { it in
      let made = try ChildProcess(
        "ssh-keygen",
        ["-q", "-s", it.key("authority"), "-I", "id", "-n", principals, "-V", validity, it.key("bob") + ".pub"]
      ).run()
      try #require(made.status == 0)
    }
    #expect(try it.verdicts() == ["C: " + (reason == nil ? "pass (witnessed)" : Self.unverifiable)])
    if let reason { #expect(try self.reason(it).contains(reason)) }
  }

  @Test func `a certificate by an authority that nobody lists is nobody's`() throws {
    let it = try approved(["* cert-authority <authority>", Self.server], key: "bob-cert.pub") { it in
      let made = try ChildProcess(
        "ssh-keygen", ["-q", "-s", it.key("eve"), "-I", "id", "-n", "bob", it.key("bob") + ".pub"]
      ).run()
      try #require(made.status == 0)
    }
    #expect(try it.verdicts() == ["C: \(Self.unverifiable)"])
    #expect(try reason(it).contains("doesn't list under `keys` of Bob Noyce"))
  }

  @Test func `a server's retired key can't date an entry back behind newer ones`() throws {
    // ledger  1: -> B 09:00  2: -> C 10:00  3: -> D 11:00, new key  4: -> E, old key, dated 10:20
    let it = try LedgerScenario(
      signers: [
        "bob <bob>", "server valid-before=\"20270115103000Z\" <server>",
        "server valid-after=\"20270115103000Z\" <server2>",
      ], listed: [])
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.promote("C", from: "B")
    try it.scenario.commit("D")
    try it.approve("D")
    try it.promote("D", from: "C", key: "server2")
    #expect(try it.verdicts() == ["C: pass (witnessed)", "D: pass (witnessed)"])
    try it.scenario.commit("E")
    try it.approve("E")
    try it.promote("E", from: "D", at: 1_800_008_400)
    let audit = try it.scenario.audit()
    #expect(it.scenario.told(audit).prefix(1) == [Self.gap])
    #expect(audit.findings.first?.notes.first?.contains("entry 4: it is signed with SHA256:") == true)
    #expect(audit.findings.first?.notes.first?.contains("only before its `valid-before`") == true)
    #expect(it.scenario.told(audit).last?.hasPrefix("E: unknown") == true)
  }

  @Test func `a file larger than any list of signers counts for nothing`() throws {
    let it = try LedgerScenario(
      ledger: Self.declared, signers: ["bob <bob>", String(repeating: "#", count: 17 << 20)], listed: [])
    try it.scenario.commit("C")
    try it.approve("C")
    #expect(try it.verdicts() == ["C: \(Self.unverifiable)"])
  }
}
