import Audit
import CountersignTesting
import Evidence
import GitStore
import Testing

/// `docs/scenarios.md`, "Promotions".
@Suite struct Promotions {
  private typealias Who = CountersignTesting.Identity

  private static let rule = PolicyText.staged("promotion: {required: 1}")

  /// staging  B---X---Y        X, Y: both trailers
  /// main     B--------M       what is done with `prepare` comes before M
  private func merged(
    _ policy: PolicyText = rule, _ prepare: (Scenario) throws -> Void
  ) throws -> (scenario: Scenario, said: [String], movements: [String]) {
    let scenario = try Scenario.staged(policy)
    try scenario.stage("X")
    try scenario.stage("Y")
    try prepare(scenario)
    try scenario.merge("M", ["staging"])
    let audit = try scenario.audit()
    return (scenario, scenario.told(audit), scenario.movements(audit))
  }

  @Test func `a second person approved the promotion`() throws {
    // staging  B---X---Y        both trailers; approve --promotion Y by Cora
    // main     B--------M
    let (_, said, movements) = try merged { try $0.approve("Y", by: .cora, promotion: true) }
    #expect(said == ["X: pass (claim)", "Y: pass (claim)", "M: pass"])
    #expect(movements == ["B..M: pass (record) X+Y+M"])
  }

  @Test func `nobody approved the promotion`() throws {
    // staging  B---X---Y        both trailers
    // main     B--------M
    let (scenario, said, movements) = try merged { _ in }
    #expect(said == ["X: pass (claim)", "Y: pass (claim)", "M: fail promotion-not-approved"])
    #expect(movements == ["B..M: fail promotion-not-approved X+Y+M"])
    let finding = try #require(try scenario.audit().promotions.first?.findings.first)
    #expect(finding.notes.last?.hasPrefix("countersign.yml:") == true)
    #expect(finding.help.contains("countersign approve --promotion"))
  }

  @Test func `who made one of its changes approved the promotion`() throws {
    // staging  B---X---Y---Z    X, Y: by Ada; Z: by Bob, Reviewed-by: Ada; approve --promotion Z by Bob, or by Cora
    // main     B------------M
    for (who, verdict) in [(Who.bob, "fail promotion-not-approved"), (.cora, "pass")] {
      let (_, said, movements) = try merged { scenario in
        try scenario.commit("Z", Say.approved(by: .ada), on: "staging", author: .bob)
        try scenario.approve("Z", by: who, promotion: true)
      }
      #expect(said.last == "M: \(verdict)")
      #expect(movements == ["B..M: \(verdict)\(who == .cora ? " (record)" : "") X+Y+Z+M"])
    }
  }

  @Test func `an approval of the change is none of the promotion`() throws {
    // staging  B---X---Y        both trailers; approve Y by Cora
    // main     B--------M
    let (_, said, _) = try merged { try $0.approve("Y", by: .cora) }
    #expect(said.last == "M: fail promotion-not-approved")
  }

  @Test func `only a group may approve promotions`() throws {
    // staging  B---X---Y        both trailers; approve --promotion Y by Cora, or by Dan
    // main     B--------M
    let people = ["ada", "bob", "cora", "dan"].map { name in
      "{id: \(name), emails: [\(name)@example.com], groups: [\(name == "dan" ? "release" : "engineers")]}"
    }
    for (who, verdict) in [(Who.cora, "fail promotion-not-approved"), (.dan, "pass")] {
      var policy = PolicyText.staged("promotion: {required: 1, from: [release]}")
      policy.people = people
      let (_, said, _) = try merged(policy) { try $0.approve("Y", by: who, promotion: true) }
      #expect(said.last == "M: \(verdict)")
    }
  }

  @Test func `a promotion that needs two`() throws {
    // staging  B---X---Y        both trailers; approve --promotion Y by Cora, and by Dan besides
    // main     B--------M
    for (besides, verdict) in [(false, "fail promotion-not-approved"), (true, "pass")] {
      let (_, said, _) = try merged(.staged("promotion: {required: 2}")) { scenario in
        try scenario.approve("Y", by: .cora, promotion: true)
        if besides { try scenario.approve("Y", by: .dan, promotion: true) }
      }
      #expect(said.last == "M: \(verdict)")
    }
  }

  @Test func `the approval of a promotion was withdrawn`() throws {
    // staging  B---X---Y        both trailers; approve --promotion Y by Cora, then reject it
    // main     B--------M
    let (_, said, _) = try merged { scenario in
      try scenario.approve("Y", by: .cora, promotion: true)
      try scenario.approve("Y", by: .cora, decision: .rejected, promotion: true)
    }
    #expect(said.last == "M: fail promotion-not-approved")
  }

  @Test func `staging went on after its promotion was approved`() throws {
    // staging  B---X---Y---Z    both trailers; approve --promotion Y by Cora, then Z was added
    // main     B------------M   merges Z, or Y
    let (scenario, said, _) = try merged { scenario in
      try scenario.approve("Y", by: .cora, promotion: true)
      try scenario.stage("Z")
    }
    #expect(said.last == "M: fail promotion-not-approved")
    try scenario.move(to: "B")
    try scenario.merge("N", ["Y"])
    try scenario.expect(["X: pass (claim)", "Y: pass (claim)", "N: pass"])
  }

  @Test func `a hot fix came between the approval and the promotion`() throws {
    // staging  B---X---Y        both trailers; approve --promotion Y by Cora
    // main     B---C----M       C: both trailers
    let (_, said, movements) = try merged { scenario in
      try scenario.approve("Y", by: .cora, promotion: true)
      try scenario.commit("C", Say.both)
    }
    #expect(
      said == [
        "C: fail not-through-staging promotion-not-approved", "X: pass (claim)", "Y: pass (claim)", "M: pass",
      ])
    #expect(movements == ["B..C: fail promotion-not-approved C", "C..M: pass (record) X+Y+M"])
  }

  @Test func `a promotion from elsewhere was approved`() throws {
    // staging  B---X---Y        both trailers; approve --promotion Y by Cora, compared with B
    // main     B---X---Y        main was moved to X first, and then to Y
    let scenario = try Scenario.staged(.staged("promotion: {required: 1}", timing: "declared"))
    try scenario.stage("X")
    try scenario.stage("Y")
    try scenario.move(to: "Y")
    try scenario.approve("Y", by: .cora, base: "B", promotion: true)
    try scenario.expect(["Y: fail promotion-not-approved"], from: "X")
    let reasons = try scenario.audit("X").promotions.flatMap(\.approvals).compactMap(\.objection?.reason)
    #expect(reasons.count == 1)
    #expect(reasons.first?.contains("and production was at \(scenario.id("X").prefix(12))") == true)
    try scenario.approve("Y", by: .cora, base: "X", promotion: true)
    try scenario.expect(["Y: pass (claim)"], from: "X")
  }

  @Test func `an approval of a promotion says what was moved as one`() throws {
    // staging  B---X---Y        both trailers; approve --promotion Y by Cora, compared with B
    // main     B-------Y        the range is B..Y; then with another approval, of X alone
    let scenario = try Scenario.staged(.staged("promotion: {required: 1}", timing: "declared"))
    try scenario.stage("X")
    try scenario.stage("Y")
    try scenario.move(to: "Y")
    try scenario.approve("X", by: .cora, base: "B", promotion: true)
    try scenario.expect(["X: pass (claim)", "Y: fail promotion-not-approved"])
    try scenario.approve("Y", by: .cora, base: "B", promotion: true)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["X: pass (claim)", "Y: pass (claim)"])
    #expect(scenario.movements(audit) == ["B..Y: pass (record) order-not-shown X+Y"])
  }

  @Test func `a merged topic's own approval does not promote it`() throws {
    // topic    B---T            approve T, test T
    // staging  B----N           N: both trailers
    // main     B----N           fast-forwarded; nobody approved that
    let scenario = try Scenario.staged(.staged("promotion: {required: 1}", timing: "declared"))
    try scenario.commit("T", on: "topic", parents: ["B"])
    try scenario.approveAndTest("T")
    try scenario.merge("N", ["topic"], into: "staging", Say.both)
    try scenario.move(to: "N")
    let said = try scenario.verdicts()
    #expect(said.count == 1)
    #expect(said[0].hasPrefix("N+T: fail") && said[0].contains("promotion-not-approved"))
  }

  @Test func `the merge that promotes says who approved it`() throws {
    // staging  B---X---Y        both trailers
    // main     B--------M       M: Reviewed-by: Cora
    let scenario = try Scenario.staged(Self.rule)
    try scenario.stage("X")
    try scenario.stage("Y")
    try scenario.merge("M", ["staging"], "Reviewed-by: \(Who.cora)")
    let audit = try scenario.audit()
    #expect(scenario.movements(audit) == ["B..M: pass (claim) X+Y+M"])
  }

  @Test func `the approval of a promotion came late`() throws {
    // ledger  1: -> B   2: B -> C       C approved; the promotion approved after 2
    for late in [true, false] {
      let ledger = try LedgerScenario(ledger: Self.signed)
      try ledger.promote("B", from: nil)
      try ledger.scenario.commit("C", on: "staging", parents: ["B"])
      try ledger.scenario.move(to: "C")
      try ledger.approve("C")
      if !late { try ledger.approve("C", promotion: true) }
      try ledger.promote("C", from: "B")
      if late { try ledger.approve("C", promotion: true) }
      let audit = try ledger.scenario.audit()
      #expect(
        ledger.scenario.told(audit) == ["C: \(late ? "fail promotion-not-approved" : "pass (witnessed)")"])
      let reasons = audit.promotions.flatMap(\.approvals).compactMap(\.objection?.code)
      #expect(reasons == (late ? [.approvalLate] : []))
    }
  }

  @Test func `one push is one promotion`() throws {
    // ledger  1: -> B   2: B -> D       C, D approved; the promotion approved of D, or of C and D apart
    for (bases, verdict) in [
      ([("D", "B")], "pass (witnessed)"), ([("C", "B"), ("D", "C")], "fail promotion-not-approved"),
    ] {
      let ledger = try LedgerScenario(ledger: Self.signed)
      try ledger.promote("B", from: nil)
      try ledger.scenario.commit("C", on: "staging", parents: ["B"])
      try ledger.scenario.commit("D", on: "staging")
      try ledger.scenario.move(to: "D")
      try ledger.approve("C")
      try ledger.approve("D")
      for (name, base) in bases { try ledger.approve(name, base: base, promotion: true) }
      try ledger.promote("D", from: "B")
      let said = try ledger.verdicts()
      #expect(said == ["C: pass (witnessed)", "D: \(verdict)"])
      // A range that begins within the push is judged by where the push began.
      #expect(try ledger.verdicts("C") == ["D: \(verdict)"])
    }
  }

  static let signed = "ledger: {signers: [server]}\nstaging: {branch: staging}\npromotion: {required: 1}"
}
