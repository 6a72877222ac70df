package import Audit
package import Diagnostics
import GitStore
import Policy

/// Writes an audit for a person at a terminal: each finding with where and what to do, the important line last.
///
/// ```
/// error[self-approved]: nobody but its own contributors approved this change
///   --> commit 9f2c41d07e5b Raise the transfer limit
///    = note: contributors: Ada Lovelace (author, committer)
///    = help: ask somebody else to review 9f2c41d07e5b, and record it before the push:
///            git commit --amend --no-edit --trailer "Reviewed-by: NAME <ADDRESS>"
/// ```
package struct TextFormat: Sendable {
  package var drawing: DiagnosticText
  /// How many findings are shown; `nil` for all. A hook shows ten.
  package var limit: Int?
  /// The command that shows the rest.
  package var more: String

  package init(_ drawing: DiagnosticText, limit: Int? = nil, more: String = "countersign check") {
    self.drawing = drawing
    self.limit = limit
    self.more = more
  }

  package func text(of audit: FinishedAudit) -> String {
    var text = ""
    var shown = 0
    var hidden = 0
    func show(_ diagnostic: Diagnostic) {
      if let limit, shown >= limit {
        hidden += 1
      } else {
        shown += 1
        text += drawing.draw(diagnostic) + "\n"
      }
    }
    for finding in audit.findings { show(diagnostic(finding, places: [])) }
    let promotions = PromotionIndex(audit)
    var last: ObjectID?
    for assessment in audit.assessments {
      if !assessment.findings.isEmpty, let promotion = promotions[assessment], promotion.id != last {
        last = promotion.id
        if limit.map({ shown < $0 }) ?? true { text += heading(promotion) + "\n" }
      }
      for finding in assessment.findings { show(diagnostic(finding, places: places(finding, assessment))) }
    }
    if hidden > 0 { text += "and \(hidden.grouped) more: \(more.printable)\n\n" }
    return text + facts(audit) + lastLine(audit) + "\n"
  }

  /// The line above the findings of a promotion's changes, within 80 columns.
  private func heading(_ promotion: PromotionAssessment) -> String {
    let name = "promotion \(promotion.range)", counts = ": \(promotion.counts)"
    let standing = promotion.standing.isEmpty ? "" : ", \(promotion.standing.printable)"
    return drawing.styled(name, .bold) + counts + standing.shortened(to: max(16, 80 - name.count - counts.count))
  }

  /// Draws one finding of a change.
  func drawn(_ finding: Finding, of assessment: Assessment) -> String {
    drawing.draw(diagnostic(finding, places: places(finding, assessment)))
  }

  private func places(_ finding: Finding, _ assessment: Assessment) -> [Diagnostic.Place] {
    let change = "commit \(assessment.id.short) \(assessment.title.shortened)"
    guard let commit = finding.commit, commit != assessment.id else { return [.named(change)] }
    return [.named("commit \(commit.short), brought in by \(assessment.id.short) \(assessment.title.shortened)")]
  }

  private func diagnostic(_ finding: Finding, places: [Diagnostic.Place]) -> Diagnostic {
    Diagnostic(
      finding.exception != nil ? .note : finding.weight == .warning ? .warning : .error, finding.code.rawValue,
      finding.message, places: places, notes: finding.notes,
      // What is accepted needs no repair.
      help: finding.help.isEmpty || finding.exception != nil ? [] : [finding.help])
  }

  private func facts(_ audit: FinishedAudit) -> String {
    var lines: [(String, String)] = []
    let range = audit.scope.shortRange
    lines.append(("audited", "\(counted(audit.commits, "commit")) of \(audit.scope.production), \(range)"))
    if let since = audit.scope.since, let until = audit.scope.until {
      lines.append(("period", "\(since.text) to before \(until.text)"))
    }
    if let after = audit.scope.after, after.count > 0 {
      lines.append(("after", "\(counted(after.count, "entry", "entries")), not judged here: \(after.text)"))
    }
    if audit.showsPromotions {
      let against = audit.promotions.count { $0.verdict.countsAgainst }
      let asked = audit.promotions.count(where: \.isAsked)
      let excepted = audit.promotions.count { $0.isAsked && $0.verdict == .excepted }
      let approved =
        asked == 0
        ? ""
        : ": \((asked - against - excepted).grouped) approved, \(against.grouped) not"
          + (excepted == 0 ? "" : ", \(excepted.grouped) excepted")
      lines.append(("note", counted(audit.promotions.count, "promotion") + approved))
    }
    for (version, _) in audit.policies.suffix(3) {
      lines.append(("policy", "\(version.policy.source.name) \(version.digest.prefix(19))"))
    }
    if audit.policies.count > 3 { lines.append(("policy", "and \(audit.policies.count - 3) earlier versions")) }
    lines += audit.policyNotes.map { ("note", $0) }
    lines += audit.checks.filter { !$0.ok }.map { ("note", "\($0.name): \($0.detail)") }
    if audit.policies.contains(where: { $0.version.policy.approval.minimumGrade == .claim }) {
      lines.append(("note", "the policy takes claims: anybody who writes a commit can write these approvals"))
    }
    return lines.map { drawing.styled($0.0.padded(to: 8), .dim) + drawing.fitted($0.1.printable, 8) + "\n" }.joined()
  }

  /// What a reader of the last line has to know, where nothing else of the run is printed; a line each.
  package func cautions(_ audit: FinishedAudit) -> String {
    VerdictSentence(audit: audit).cautions.map {
      drawing.styled("note".padded(to: 8), .dim) + drawing.fitted($0, 8) + "\n"
    }.joined()
  }

  /// The last line of every run.
  package func lastLine(_ audit: FinishedAudit) -> String {
    let summary = audit.summary
    if summary.changes == 0 {
      return audit.isClean ? "nothing to judge: the range is empty" : "0 changes, and a finding of the whole run"
    }
    if summary.judged == 0 { return "0 of \(summary.changes.grouped) changes judged" }
    var parts = ["\(summary.pass.grouped) pass\(grades(summary))"]
    if summary.fail > 0 { parts.append(drawing.styled("\(summary.fail.grouped) fail", .red)) }
    if summary.unknown > 0 { parts.append(drawing.styled("\(summary.unknown.grouped) unknown", .red)) }
    if summary.excepted > 0 { parts.append("\(summary.excepted.grouped) excepted") }
    if summary.notJudged > 0 { parts.append("\(summary.notJudged.grouped) not judged") }
    let failed = audit.findings.contains { $0.weight != .warning }
    return "\(counted(summary.changes, "change")): " + parts.joined(separator: ", ")
      + (failed ? drawing.styled(", and a finding of the whole run", .red) : "")
  }

  /// The weakest evidence of the passes, so that a pass on claims never looks like a pass on signatures.
  private func grades(_ summary: Summary) -> String {
    let grades = Grade.allCases.filter { summary.passByGrade[$0, default: 0] > 0 }
    if grades.isEmpty { return "" }
    if grades.count == 1 { return " (by \(grades[0].rawValue))" }
    return " ("
      + grades.map { "\(summary.passByGrade[$0, default: 0].grouped) by \($0.rawValue)" }.joined(separator: ", ") + ")"
  }
}

func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count.grouped) " + (count == 1 ? noun : plural ?? noun + "s")
}

extension Int {
  /// The number with a comma between each three digits.
  package var grouped: String {
    let digits = String(magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return self < 0 ? "-" + result : result
  }
}

extension String {
  func padded(to width: Int) -> String {
    count < width ? self + String(repeating: " ", count: width - count) : self + " "
  }

  /// A title as a terminal's line has room for it.
  var shortened: String { shortened(to: 60) }

  func shortened(to width: Int) -> String { count <= width ? self : prefix(width - 1) + "…" }
}
