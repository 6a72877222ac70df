import Audit
import Diagnostics
import GitStore
import Policy

/// The result in words, as somebody would say it who reads nothing else.
struct VerdictSentence {
  let audit: FinishedAudit

  /// Such as `From 2026-01-01 to before 2026-07-01 (UTC), 1,284 changes reached production; 1,279 met the control; 5 did
  /// not and are listed below.`
  var text: String {
    let summary = audit.summary
    if summary.changes == 0 { return "\(range), no change reached production." }
    if summary.judged == 0 {
      return arrived
        + (summary.changes == 1
          ? "; it was not judged: no control was in force yet." : "; none was judged: no control was in force yet.")
    }
    var parts = [arrived]
    if summary.pass == summary.changes {
      parts.append(summary.changes == 1 ? "it met the control" : "all \(summary.pass.grouped) met the control")
    } else {
      parts.append("\(summary.pass == 0 ? "none" : summary.pass.grouped) met the control")
    }
    if summary.against > 0 {
      let are = summary.against == 1 ? "is" : "are"
      let missed =
        summary.unknown == 0
        ? "did not and \(are) listed below"
        : summary.fail == 0
          ? "could not be shown to and \(are) listed below"
          : "did not or could not be shown to, and \(are) listed below"
      parts.append("\(summary.against.grouped) \(missed)")
    }
    if summary.excepted > 0 {
      parts.append("\(summary.excepted.grouped) \(summary.excepted == 1 ? "was" : "were") accepted under an exception")
    }
    if summary.notJudged > 0 {
      parts.append(
        "\(summary.notJudged.grouped) \(summary.notJudged == 1 ? "dates" : "date") from before the control began "
          + "and \(summary.notJudged == 1 ? "was" : "were") not judged")
    }
    return parts.joined(separator: "; ") + "."
  }

  /// What has to be known with it.
  var more: [String] {
    let summary = audit.summary
    var lines = cautions
    if summary.fail > 0, summary.unknown > 0 {
      lines.append(
        "Of the \(summary.against.grouped), evidence shows for \(summary.fail.grouped) that the control was not met; "
          + "for \(summary.unknown.grouped) it could not be shown that it was. Both count against the change.")
    } else if summary.unknown > 0 {
      lines.append(
        "That it could not be shown counts against a change as much as evidence that the control was not met.")
    } else if summary.fail > 0 {
      lines.append(
        "For \(summary.fail == 1 ? "this change" : "these \(summary.fail.grouped)") evidence shows that the control was "
          + "not met.")
    }
    let undated = audit.assessments.count { assessment in
      assessment.verdict == .pass && assessment.findings.contains { $0.code == .orderNotShown }
    }
    if undated > 0 {
      lines.append(
        "\(undated == 1 ? "1 pass rests" : "\(undated.grouped) passes rest") on evidence that is dated after the change "
          + "was made. The policy takes dates as they are declared; nothing shows that it came before production.")
    }
    let claims = summary.passByGrade[.claim, default: 0]
    if claims > 0 {
      let passes = claims == 1 ? "1 pass rests" : "\(claims.grouped) passes rest"
      lines.append(
        "\(claims == summary.pass ? "Every pass rests" : passes) on claims: "
          + "text inside a commit, which whoever writes the commit can write.")
    }
    let run = audit.findings.filter { $0.weight != .warning }.count
    if run > 0 {
      lines.append(
        "\(counted(run, "finding")) \(run == 1 ? "stands" : "stand") against the run as a whole, whatever is said of "
          + "single changes."
      )
    }
    return lines
  }

  /// What the figures rest on, where that is not what a reader takes for granted.
  var cautions: [String] {
    var lines: [String] = []
    if audit.policyOrigin == .file { lines.append("Judged by a policy given by hand, not by the one in force.") }
    if let name = audit.scope.productionOfPolicy {
      lines.append("The policy calls \(name.printable) production, and another ref was audited: see the scope.")
    }
    if audit.checks.contains(where: { !$0.ok && Self.edges.contains($0.name) }) {
      lines.append(
        "Dates are out of order at an edge of the period, so changes of it may be missing here: see the checks of the "
          + "population.")
    }
    return lines
  }

  /// The checks without which nothing shows that all changes of the period are here.
  private static let edges = ["dates-in-order-at-the-start", "nothing-after-the-end-dated-in-the-future"]

  private var arrived: String {
    let count = counted(audit.summary.changes, "change")
    if audit.assessments.contains(where: { $0.kind == .proposed }) { return "\(count) is proposed" }
    return "\(range), \(count) reached production"
  }

  /// Of which the figures are: the period, else the commits. No text of the repository stands in it.
  private var range: String {
    let scope = audit.scope
    switch (scope.since, scope.until) {
    case (let since?, let until?): return "From \(since.day) to before \(until.day) (UTC)"
    case (let since?, nil): return "Since \(since.day) (UTC)"
    case (nil, let until?): return "Before \(until.day) (UTC)"
    case (nil, nil): return (scope.base.map { "After \($0.short) up" } ?? "Up") + " to \(scope.tip.short)"
    }
  }
}
