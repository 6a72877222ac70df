import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import Testing

/// `docs/scenarios.md`, "Exceptions and emergencies, attacked": emergencies that a trailer declares.
@Suite struct TrailerEmergency {
  /// main  B-------M       X: by Ada, or whoever is named; M: the trailer
  private func merged(
    _ declarer: String = "Bob Noyce <bob@example.com>", signed key: String?, author: SignedScenario.Who = .ada,
    merger: SignedScenario.Who = SignedScenario.bot
  ) throws -> SignedScenario {
    let it = try SignedScenario(
      ["trustedMergers: [merge-bot]"],
      more: [
        "preset: gerrit", "emergency: {declaredBy: [leads], reviewWithin: 48h}", "timing: declared",
      ])
    try it.commit("X", signed: nil, on: "topic", author: author, parents: ["B"])
    try it.merge("M", ["X"], "TryBot-Bypass: \(declarer)", signed: key, author: merger)
    return it
  }

  private func told(_ it: SignedScenario, after hours: Int64) throws -> (told: [String], notes: String) {
    var request = AuditRequest(range: "\(it.scenario.id("B"))..main")
    request.now = Instant(seconds: it.scenario.repository.clock - 3600 + hours * 3600)
    let audit = try it.scenario.audit(request)
    return (it.scenario.told(audit), audit.assessments.flatMap(\.findings).flatMap(\.notes).joined(separator: "\n"))
  }

  @Test func `an emergency by a trailer that a trusted merger signed`() throws {
    // main  B-------M       X: no approval; M: TryBot-Bypass: Bob, signed by the merge bot
    let it = try merged(signed: "merge-bot")
    #expect(try told(it, after: 1).told == ["M+X: excepted approval-not-shown tests-not-shown"])
    #expect(
      try told(it, after: 50).told == ["M+X: fail approval-not-shown emergency-review-overdue tests-not-shown"])
  }

  @Test func `an emergency by a trailer that its declarer signed`() throws {
    // main  B-------M       M: TryBot-Bypass: Bob, merged and signed by Bob; X: by Ada, or by Bob himself
    let bob = SignedScenario.Who(name: "Bob Noyce", email: "bob@example.com")
    let it = try merged(signed: "bob", merger: bob)
    #expect(try told(it, after: 1).told == ["M+X: excepted approval-not-shown tests-not-shown"])
    let own = try told(try merged(signed: "bob", author: bob, merger: bob), after: 1)
    #expect(own.told == ["M+X: unknown approval-not-shown tests-not-shown"])
    #expect(own.notes.contains("who made part of the change"))
  }

  @Test func `an emergency by a trailer that is only a claim`() throws {
    // main  B-------M       M: TryBot-Bypass: Bob, not signed, or signed by Ada; or TryBot-Bypass: Eve, signed by the merge bot
    for (declarer, key, why) in [
      ("Bob Noyce <bob@example.com>", nil, "it is a claim"), ("Bob Noyce <bob@example.com>", "ada", "it is a claim"),
      ("eve@example.com", "merge-bot", "in none of the groups leads"),
      ("Zed <zed@example.com>", "merge-bot", "is no person of the policy"),
    ] as [(String, String?, String)] {
      let (verdicts, notes) = try told(try merged(declarer, signed: key), after: 1)
      #expect(verdicts == ["M+X: unknown approval-not-shown tests-not-shown"])
      #expect(notes.contains("declares an emergency and excuses nothing") && notes.contains(why), "\(notes)")
    }
  }
}
