import Audit
import CountersignTesting
import Testing

/// `docs/scenarios.md`, "The ledger": who turned production's line, and who wrote the ledger that tells of it.
@Suite struct TurnedLines {
  private static let gap = "run: fail ledger-gap"

  /// main was  B---D        D: pushed without approval, unless it is approved before
  /// branch    B---X---M    X: approved; M: parents X, D; main is moved to M
  private func turned(
    approved: Bool = false, key: String? = "server", late: (LedgerScenario) throws -> Void = { _ in }
  ) throws -> LedgerScenario {
    let it = try LedgerScenario()
    try it.promote("B", from: nil)
    try it.scenario.commit("D", files: ["d": "d\n"])
    if approved { try it.approve("D") }
    try it.promote("D", from: "B", key: key)
    try it.scenario.commit("X", on: "topic", files: ["x": "x\n"], parents: ["B"])
    try it.approve("X")
    try it.scenario.merge("M", ["main"], into: "topic")
    try late(it)
    try it.scenario.move(to: "M")
    try it.promote("M", from: "D")
    return it
  }

  @Test func `a direct push keeps its place where production's line is turned`() throws {
    let it = try turned()
    #expect(try it.verdicts() == ["D: unknown approval-not-shown", "M+X: pass (witnessed)"])
    // The gate had judged the second of them just so.
    #expect(try it.verdicts("D") == ["M+X: pass (witnessed)"])
    #expect(try turned(approved: true).verdicts() == ["D: pass (witnessed)", "M+X: pass (witnessed)"])
    // What came to production later goes on from there.
    try it.scenario.commit("E")
    try it.approve("E")
    try it.promote("E", from: "M")
    for base in ["B", "D"] {
      #expect(try it.verdicts(base).suffix(2) == ["M+X: pass (witnessed)", "E: pass (witnessed)"])
    }
    #expect(try it.verdicts("M") == ["E: pass (witnessed)"])
  }

  @Test func `what was approved with the line turned comes late for what was there before`() throws {
    let it = try turned { it in try it.approve("M", base: "X") }
    #expect(try it.verdicts() == ["D: fail approval-late", "M+X: pass (witnessed)"])
    let audit = try it.scenario.audit()
    #expect(audit.assessments.map(\.promotion.at.seconds) == [1_800_007_200, 1_800_010_800])
    #expect(audit.population?.commits.count ?? audit.commits == 3)
  }

  @Test func `an update that is not signed by a signer says nothing of the line`() throws {
    // The update that brought D is not the server's; what the next one starts from is what was there.
    for key in [nil, "eve"] {
      let told = try turned(key: key).verdicts()
      #expect(told.first == Self.gap)
      #expect(told.contains { $0.hasPrefix("D: ") } && !told.contains("D: pass (witnessed)"))
      #expect(told.last == "M+X: pass (witnessed)")
    }
  }

  @Test func `a ledger that anybody can have written does not say what production was`() throws {
    // main was  B---P        B: one approval; P: two, and who signs the ledger
    // Eve has   B---X---M    X: one approval; M: parents X, P
    for (key, isAmbiguous) in [(nil, true), ("eve", true), ("server", false)] as [(String?, Bool)] {
      let it = try LedgerScenario(ledger: "timing: declared")
      let policy = try it.scenario.repository.git("show", "\(it.scenario.id("B")):countersign.yml")
      let stricter = policy.replacing("required: 1", with: "required: 2").replacing(
        "timing: declared", with: "ledger: {signers: [server]}")
      try it.scenario.commit("P", files: ["countersign.yml": stricter + "\n"])
      try it.approve("P", signed: false)
      try it.scenario.commit("X", on: "turned", files: ["x": "x\n"], parents: ["B"])
      try it.approve("X", signed: false)
      try it.scenario.commit("M", on: "turned", files: [:], parents: ["X", "P"])
      try it.approve("M", signed: false)
      try it.scenario.move(to: "M")
      #expect(try it.verdicts().last?.contains("policy-ambiguous") == true)
      try it.promote("B", from: nil, key: key)
      try it.promote("X", from: "B", key: key)
      try it.promote("M", from: "X", key: key)
      #expect(try it.verdicts().last?.contains("policy-ambiguous") == isAmbiguous)
    }
  }

  @Test func `a branch that is older in a clone makes nothing pending`() throws {
    // main on the server  B---C    C: pushed past the hook, approved afterwards; the clone's own main is at B
    let it = try LedgerScenario(bare: false)
    try it.promote("B", from: nil)
    try it.scenario.commit("C")
    try it.approve("C")
    try it.scenario.repository.updateRef("refs/remotes/origin/main", to: it.scenario.id("C"))
    try it.scenario.repository.updateRef("refs/heads/main", to: it.scenario.id("B"))
    #expect(try it.verdicts("B", to: "C") == [Self.gap, "C: unknown order-not-shown"])
    try it.scenario.repository.deleteRef("refs/remotes/origin/main")
    #expect(try it.verdicts("B", to: "C") == ["C: pass (signed)"])
  }
}
