import Audit
import CountersignTesting
import Diagnostics
import Evidence
import Fieldwork
import Foundation
import GitStore
import Testing

/// `docs/scenarios.md`, "The ledger".
@Suite struct TheLedger {
  private static let gap = "run: fail ledger-gap"

  /// B and C, each in the ledger, C approved before.
  private func promoted(ledger: String = "ledger: {signers: [server]}") throws -> LedgerScenario {
    let it = try LedgerScenario(ledger: ledger)
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.promote("C", from: "B")
    return it
  }

  @Test func `a signed approval that was there at the promotion is witnessed`() throws {
    let it = try promoted()
    let audit = try it.scenario.audit()
    #expect(it.scenario.told(audit) == ["C: pass (witnessed)"])
    #expect(audit.scope.timeBasis == .ledger)
    #expect(audit.assessments.first?.promotion.basis == .ledger)
    #expect(audit.assessments.first?.promotion.at.seconds == 1_800_007_200)
  }

  @Test func `an approval that came after the promotion is late whatever its date`() throws {
    let it = try LedgerScenario()
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.promote("C", from: "B")
    // Dated in 2020, before anything here.
    try it.approve("C", at: 1_580_000_000)
    #expect(try it.verdicts() == ["C: fail approval-late"])
    try it.scenario.commit("D")
    try it.approve("D")
    try it.promote("D", from: "C")
    #expect(try it.verdicts() == ["C: fail approval-late", "D: pass (witnessed)"])
    let reason = try it.scenario.audit().assessments.first?.approvals.first?.objection?.reason
    #expect(reason?.contains("was first there 1 h 00 min later, though it is dated 2020-01-26") == true)
  }

  @Test func `a test run that came after the promotion is late whatever its date`() throws {
    let it = try LedgerScenario(tests: "[unit]")
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.promote("C", from: "B")
    try it.test("C", at: 1_580_000_000)
    #expect(try it.verdicts() == ["C: fail tests-late"])
  }

  @Test func `an approver's clock that runs ahead makes nothing late`() throws {
    let it = try LedgerScenario()
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C", at: 1_900_000_000)
    try it.promote("C", from: "B")
    #expect(try it.verdicts() == ["C: pass (witnessed)"])
  }

  @Test func `the policy names the ledger's signers and there is no ledger`() throws {
    let it = try LedgerScenario()
    try it.scenario.commit("C")
    try it.approve("C")
    #expect(try it.verdicts() == [Self.gap, "C: unknown order-not-shown"])
  }

  @Test func `an entry is signed by a key that is not a signer's`() throws {
    let it = try LedgerScenario()
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.promote("C", from: "B", key: "eve")
    #expect(try it.verdicts() == [Self.gap, "C: unknown order-not-shown"])
  }

  @Test func `an entry of the ledger is not signed`() throws {
    let it = try LedgerScenario()
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.promote("C", from: "B", key: nil)
    #expect(try it.verdicts() == [Self.gap, "C: unknown order-not-shown"])
  }

  @Test func `an entry was removed from the ledger`() throws {
    let it = try promoted()
    try it.scenario.commit("D")
    try it.approve("D")
    try it.promote("D", from: "C")
    let entries = try it.entries()
    try it.rewrite([entries[0], entries[2]])
    let told = try it.verdicts()
    #expect(told.contains(Self.gap))
    #expect(told.last == "D: pass (witnessed)" && told.contains("C: unknown order-not-shown"))
    // The newest too: production is then where no entry left it.
    try it.rewrite(Array(entries.dropLast()))
    #expect(try it.verdicts() == [Self.gap, "C: pass (witnessed)", "D: unknown order-not-shown"])
  }

  @Test func `an entry of the ledger was altered`() throws {
    let it = try promoted()
    var entries = try it.entries()
    let payload = try #require(entries[1].firstMatch(of: /"payload":"([^"]*)"/)).1
    let text = String(decoding: try #require(Data(base64Encoded: String(payload))), as: UTF8.self)
    let earlier = text.replacingOccurrences(of: "2027-01-15T10:00:00Z", with: "2026-01-15T10:00:00Z")
    #expect(earlier != text)
    entries[1] = entries[1].replacingOccurrences(of: payload, with: Data(earlier.utf8).base64EncodedString())
    try it.rewrite(entries)
    #expect(try it.verdicts() == [Self.gap, "C: unknown order-not-shown"])
  }

  @Test func `an entry was inserted into the ledger`() throws {
    let it = try promoted()
    try it.scenario.commit("D")
    try it.promote("D", from: "C")
    let entries = try it.entries()
    // The second entry once more, before the third.
    try it.rewrite([entries[0], entries[1], entries[1], entries[2]])
    #expect(try it.verdicts().first == Self.gap)
  }

  @Test func `entries of the ledger were put in another order`() throws {
    let it = try promoted()
    try it.scenario.commit("D")
    try it.promote("D", from: "C")
    let entries = try it.entries()
    try it.rewrite([entries[0], entries[2], entries[1]])
    #expect(try it.verdicts().first == Self.gap)
  }

  @Test func `an entry of another ref is passed off as production's`() throws {
    let it = try LedgerScenario()
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    // Signed by the server, for a branch to which anybody may push.
    try it.promote("C", from: "B", ref: "refs/heads/topic")
    #expect(try it.verdicts() == [Self.gap, "C: unknown order-not-shown"])
  }

  @Test func `a ledger of another repository is taken for this one's`() throws {
    let it = try LedgerScenario()
    let other = try LedgerScenario()
    try other.scenario.commit("X", files: ["x": "x\n"])
    try other.promote("X", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.scenario.repository.commit(
      "Entry", on: OwnRef.ledger.name, author: .dan, files: ["entry.json": try other.entries()[0]], parents: [])
    #expect(try it.verdicts() == [Self.gap, "C: unknown order-not-shown"])
  }

  @Test func `production moved between two entries of the ledger`() throws {
    let it = try promoted()
    try it.scenario.commit("D")
    try it.scenario.commit("E")
    try it.approve("E")
    // Nobody recorded how C became D; the file is one that a broken server could have written.
    try it.promote("D", from: "C", key: nil)
    let entries = try it.entries()
    #expect(entries.count == 3)
    try it.promote("E", from: "D")
    try it.rewrite([entries[0], entries[1], try it.entries()[3]])
    let told = try it.verdicts()
    #expect(told.contains(Self.gap) && told.contains("D: unknown approval-not-shown"))
  }

  @Test func `an update that was reconstructed witnesses nothing`() throws {
    let it = try promoted()
    try it.scenario.commit("D")
    try it.approve("D")
    try it.scenario.commit("E")
    try it.approve("E")
    #expect(try it.promote("E", from: "D") == .addedAfterGap(sequence: 4, from: try it.id("C")))
    #expect(
      try it.verdicts() == ["C: pass (witnessed)", "D: unknown order-not-shown", "E: pass (witnessed)"])
  }

  @Test func `no date takes the place of a ledger that the policy asks for`() throws {
    let it = try promoted()
    try it.scenario.commit("D")
    try it.approve("D", at: 1_580_000_000)
    try it.scenario.commit("E")
    try it.approve("E", at: 1_580_000_000)
    #expect(try it.promote("E", from: "D") == .addedAfterGap(sequence: 4, from: try it.id("C")))
    #expect(
      try it.verdicts() == ["C: pass (witnessed)", "D: unknown order-not-shown", "E: pass (witnessed)"])
    let reason = try it.scenario.audit().assessments[1].approvals.first?.objection?.reason
    #expect(reason?.hasSuffix("the ledger doesn't say whether it was there before the promotion") == true)
  }

  @Test func `evidence by which a promotion was judged was taken away`() throws {
    let it = try promoted()
    let tip = try it.scenario.repository.resolve(OwnRef.evidence.name)
    try it.scenario.commit("D")
    try it.approve("D")
    try it.promote("D", from: "C")
    try it.scenario.repository.updateRef(OwnRef.evidence.name, to: tip)
    let told = try it.verdicts()
    #expect(told.first == Self.gap)
    #expect(told.last == "D: unknown approval-not-shown")
  }

  @Test func `evidence was written anew with the old tip as a mere parent`() throws {
    let it = try promoted()
    let old = try it.scenario.repository.resolve(OwnRef.evidence.name)
    // A new chain, with the old tip as the last parent of its commit, as if that were the approved commit.
    try it.scenario.repository.deleteRef(OwnRef.evidence.name)
    try it.approve("C")
    let tip = try it.scenario.repository.resolve(OwnRef.evidence.name)
    let tree = try it.scenario.repository.git("rev-parse", "\(tip)^{tree}")
    let fake = try it.scenario.repository.git("commit-tree", tree, "-p", tip, "-p", old, "-m", "Add")
    try it.scenario.repository.updateRef(OwnRef.evidence.name, to: fake)
    // What looks like an evidence commit is one, so what it had and the tip lacks is missed.
    #expect(try it.verdicts().first == "run: fail evidence-tampered")
  }

  @Test func `production was rewritten between two entries of the ledger`() throws {
    let it = try promoted()
    try it.scenario.commit("X")
    try it.promote("X", from: "C")
    try it.scenario.commit("D", parents: ["C"])
    try it.approve("D")
    try it.promote("D", from: "X")
    #expect(
      try it.verdicts() == ["run: fail history-rewritten", "C: pass (witnessed)", "D: pass (witnessed)"])
  }

  @Test func `changes that were pushed at once have one time and stay several changes`() throws {
    let it = try promoted()
    try it.scenario.commit("D")
    try it.scenario.commit("E")
    try it.approve("D")
    try it.approve("E")
    try it.promote("E", from: "C")
    let audit = try it.scenario.audit()
    #expect(it.scenario.told(audit) == ["C: pass (witnessed)", "D: pass (witnessed)", "E: pass (witnessed)"])
    #expect(Set(audit.assessments.dropFirst().map(\.promotion.at)).count == 1)
  }

  @Test func `a ledger that nobody has to sign is a record`() throws {
    let it = try LedgerScenario(ledger: "timing: proven")
    try it.promote("B", from: nil, key: nil)
    try it.scenario.commit("C")
    try it.approve("C", signed: false)
    try it.promote("C", from: "B", key: nil)
    #expect(try it.verdicts() == ["C: pass (record)"])
    // It shows no order for what is harder to forge than itself.
    try it.scenario.commit("D")
    try it.approve("D")
    try it.promote("D", from: "C", key: nil)
    #expect(try it.verdicts("C") == ["D: unknown order-not-shown"])
  }

  @Test func `what is not in production yet needs no entry in the ledger`() throws {
    let it = try promoted()
    try it.scenario.commit("D", on: "topic", parents: ["C"])
    try it.approve("D")
    // What is here now comes before: the ledger will name the evidence that let it in.
    #expect(try it.verdicts("C", to: "topic") == ["D: pass (signed)"])
  }

  @Test func `a range that is older than the ledger has no gap where the policy asked for none`() throws {
    let it = try LedgerScenario(ledger: "timing: declared")
    try it.scenario.commit("C")
    try it.approve("C", signed: false)
    try it.scenario.commit("D")
    try it.promote("D", from: "C")
    #expect(try it.verdicts("B", to: "C") == ["C: pass (record) order-not-shown"])
    // From there on, nothing may be missing.
    try it.scenario.commit("E")
    #expect(try it.verdicts("C", to: "E").first == Self.gap)
  }

  @Test func `a chain with a branch is no ledger`() throws {
    let it = try promoted()
    let tip = try it.scenario.repository.resolve(OwnRef.ledger.name)
    let tree = try it.scenario.repository.git("rev-parse", "\(tip)^{tree}")
    let merge = try it.scenario.repository.git(
      "commit-tree", tree, "-p", "\(tip)^", "-p", tip, "-m", "Entry")
    try it.scenario.repository.updateRef(OwnRef.ledger.name, to: merge)
    #expect(try it.verdicts().first == Self.gap)
  }
}
