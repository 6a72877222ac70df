import Audit
import CountersignTesting
import Diagnostics
import Testing

/// `docs/scenarios.md`, "Review notes".
@Suite struct ReviewNotes {
  private static let bob = "Bob Noyce <bob@example.com>"
  private static let tested = "Verified+1: CI <ci@example.com>"

  /// Makes the commit C, without trailers, and a note about it.
  private func noted(_ votes: String...) throws -> Scenario {
    let scenario = try Scenario(text: PolicyText.gerrit, date: day("2026-01-05"))
    let c = try scenario.commit("C", date: day("2026-01-06"))
    let text = (votes + ["Submitted-at: Tue, 06 Jan 2026 10:00:00 +0000"]).joined(separator: "\n") + "\n"
    try scenario.repository.note(ref: "refs/notes/review", on: c, text: text)
    return scenario
  }

  @Test func `a review note approves and tests the change`() throws {
    // main  B---C           note: Code-Review+2 by Bob, Verified+1 by CI
    let audit = try noted("Code-Review+2: \(Self.bob)", Self.tested)
    #expect(try audit.verdicts() == ["C: pass (record)"])
    let change = try #require(try audit.audit().assessments.first)
    #expect(change.promotion.basis == .forge)
    #expect(change.promotion.at.text == "2026-01-06T10:00:00Z")
  }

  @Test func `a rejection takes an approval back`() throws {
    // main  B---C           note: Code-Review+2 and Code-Review-2 by Bob
    let votes = ["Code-Review+2: \(Self.bob)", "Code-Review-2: \(Self.bob)"]
    #expect(try noted(votes[0], votes[1], Self.tested).verdicts() == ["C: fail approval-withdrawn"])
    #expect(try noted(votes[1], Self.tested, votes[0]).verdicts() == ["C: fail approval-withdrawn"])
  }

  @Test func `a lower vote is not an approval`() throws {
    // main  B---C           note: Code-Review+1 by Bob
    #expect(try noted("Code-Review+1: \(Self.bob)", Self.tested).verdicts() == ["C: unknown approval-not-shown"])
  }

  @Test func `the author's own vote is not an approval`() throws {
    // main  B---C           note: Code-Review+2 by Ada
    let scenario = try noted("Code-Review+2: Ada Lovelace <ada@example.com>", Self.tested)
    #expect(try scenario.verdicts() == ["C: fail self-approved"])
  }

  @Test func `tests that failed are not a pass`() throws {
    // main  B---C           note: Verified-1 by CI
    let failed = "Verified-1: CI <ci@example.com>"
    let approved = "Code-Review+2: \(Self.bob)"
    #expect(try noted(approved, failed).verdicts() == ["C: fail tests-failed"])
    #expect(try noted(approved, failed, Self.tested).verdicts() == ["C: fail tests-failed"])
  }

  @Test func `a note about another commit says nothing of this one`() throws {
    // main  B---C---D       the note is about C
    let scenario = try noted("Code-Review+2: \(Self.bob)", Self.tested)
    try scenario.commit("D", date: day("2026-01-07"))
    #expect(try scenario.verdicts() == ["C: pass (record)", "D: unknown approval-not-shown tests-not-shown"])
  }
}
