import Diagnostics
import GitStore
import Testing

@testable import Audit
@testable import Report

/// What a terminal shows of promotions, besides what the commands' snapshots show.
@Suite struct TextFormatTests {
  private static func note(_ change: (inout FinishedAudit) -> Void) -> String? {
    var audit = Fixture.promoted
    change(&audit)
    let lines = TextFormat(DiagnosticText(colour: false)).text(of: audit).split(separator: "\n")
    return lines.first { $0.contains(" promotion") && $0.hasPrefix("note") }.map(String.init)
  }

  @Test func `excepted promotions are counted apart from approved ones and from those that are not`() {
    #expect(Self.note { _ in } == "note    2 promotions: 1 approved, 1 not")
    #expect(Self.note(Self.except) == "note    2 promotions: 1 approved, 0 not, 1 excepted")
    let all = Self.note { audit in
      Self.except(&audit)
      audit.promotions[0].approvals = []
      audit.promotions[0].findings = audit.promotions[1].findings
      audit.promotions[0].verdict = .excepted
    }
    #expect(all == "note    2 promotions: 0 approved, 0 not, 2 excepted")
  }

  @Test func `an excepted promotion is never called approved`() {
    var audit = Fixture.promoted
    Self.except(&audit)
    let heading = TextFormat(DiagnosticText(colour: false)).text(of: audit).split(separator: "\n").first {
      $0.hasPrefix("promotion ") && $0.contains(audit.promotions[1].id.short)
    }
    #expect(heading?.contains(", not approved, and ") == true, "\(heading ?? "none")")
    #expect(audit.promotions[1].standing == "not approved, and excepted")
  }

  private static func except(_ audit: inout FinishedAudit) {
    for place in audit.promotions[1].findings.indices { audit.promotions[1].findings[place].exception = "EX-1" }
    audit.promotions[1].verdict = .excepted
  }
}
