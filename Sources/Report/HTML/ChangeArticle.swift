import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// One change with all that was found of it.
struct ChangeArticle {
  let assessment: Assessment
  /// The promotion that brought it, where there is something to say of that.
  let promotion: PromotionAssessment?
  private static let listed = 20

  func write(to html: inout HTMLWriter) {
    html.block("article", .named(assessment.verdict.style), .id("change-\(assessment.id)")) { html in
      html.line("h3") { html in
        html.element("b", .named(assessment.verdict.style), text: assessment.verdict.words)
        html.text(" ")
        html.title(assessment.title)
      }
      writeFacts(to: &html)
      if !assessment.findings.isEmpty {
        html.line("h4", "Findings")
        html.findings(assessment.findings, of: assessment.id)
      }
      html.line("h4", "Timeline")
      html.timeline(Timeline(assessment, promotion))
      writeEvidence(to: &html)
    }
    html.endLine()
  }

  private func writeFacts(to html: inout HTMLWriter) {
    html.block("dl") { html in
      html.term("Change") { $0.element("code", text: assessment.id.description) }
      html.term(assessment.kind == .proposed ? "Committed" : "Reached production") { html in
        html.text("\(assessment.promotion.at.onPage) UTC (\(assessment.promotion.basis.words))")
      }
      if let promoter = assessment.promoter {
        html.term("Came by staging") { html in
          html.text("promoted with ")
          html.element("code", text: promoter.description)
        }
      }
      if let promotion {
        html.term("Promotion") { html in
          html.text("\(promotion.range), \(promotion.counts)")
          if promotion.isAsked { html.text(", ") }
          html.foreign(promotion.standing, limit: 300)
        }
      }
      for demand in assessment.demands.prefix(Self.listed) {
        html.term("Asked for besides") { html in
          html.foreign("\(demand.source), for \(demand.subject): \(demand.required) by \(demand.asked); ", limit: 500)
          html.text(demand.approvedBy.isEmpty ? "given by nobody" : "given by ")
          html.foreign(demand.approvedBy.joined(separator: ", "), limit: 300)
        }
      }
      html.term("What it is") {
        $0.text(assessment.kind.words(commits: assessment.commits.count, onStaging: assessment.promoter != nil))
      }
      if assessment.commits.count > 1 {
        html.term("Other commits") { html in
          let others = assessment.commits.dropFirst()
          for (index, commit) in others.prefix(Self.listed).enumerated() {
            html.element("code", text: commit.short)
            html.text(index + 1 < min(others.count, Self.listed) ? ", " : "")
          }
          if others.count > Self.listed {
            html.text(" and \((others.count - Self.listed).grouped) more, in report.json")
          }
        }
      }
      html.term("Contributors") { html in
        if assessment.contributors.isEmpty { html.text("none known") }
        for (index, contributor) in assessment.contributors.prefix(Self.listed).enumerated() {
          if index > 0 { html.text("; ") }
          html.identity(contributor.identity)
          html.text(" (\(contributor.roles.map(\.words).joined(separator: ", ")))")
        }
        if assessment.contributors.count > Self.listed {
          html.text("; and \((assessment.contributors.count - Self.listed).grouped) more, in report.json")
        }
      }
      if let digest = assessment.policyDigest {
        html.term("Policy") { $0.element("code", text: HTMLReport.short(digest)) }
      }
    }
  }

  private func writeEvidence(to html: inout HTMLWriter) {
    if assessment.approvals.isEmpty, assessment.tests.isEmpty {
      html.line("h4", "Evidence found")
      html.line("p", "None: neither an approval nor a test run was found.")
      return
    }
    html.block("table", .named("wide evidence")) { html in
      html.line("caption", "Evidence found")
      html.head(["Evidence", "By", "When (UTC)", "Source", "Grade", "Counted"])
      html.block("tbody") { html in
        for weighed in assessment.approvals.prefix(Self.listed) { row(weighed, in: &html) }
        for weighed in assessment.tests.prefix(Self.listed) { row(weighed, in: &html) }
      }
    }
    let hidden = max(0, assessment.approvals.count - Self.listed) + max(0, assessment.tests.count - Self.listed)
    if hidden > 0 { html.line("p", "\(counted(hidden, "piece")) of evidence more, in report.json.") }
    if assessment.approvals.isEmpty { html.line("p", "No approval was found.") }
    if assessment.tests.isEmpty { html.line("p", "No test run was found.") }
  }

  private func row(_ weighed: WeighedApproval, in html: inout HTMLWriter) {
    row(
      in: &html, by: weighed.approver, at: weighed.approval.at, weighed.approval.source, weighed.approval.grade,
      weighed.objection
    ) { html in
      switch weighed.approval.decision {
      case .approved: html.text("approval")
      case .rejected: html.text("rejection")
      case .remark(let remark):
        html.text("remark: ")
        html.foreign(remark, limit: 100)
      }
      name(weighed.approval.subject, in: &html)
    }
  }

  private func row(_ weighed: WeighedTestRun, in html: inout HTMLWriter) {
    let run = weighed.run
    row(in: &html, by: weighed.runner, at: run.at, run.source, run.grade, weighed.objection) { html in
      html.text("test ")
      html.foreign(run.suite, limit: 100)
      html.text(": \(run.outcome.rawValue)")
      switch (run.executed, run.failed) {
      case (let executed?, let failed?): html.text(", \(failed.grouped) of \(executed.grouped) failed")
      case (let executed?, nil): html.text(", \(executed.grouped) executed")
      case (nil, let failed?): html.text(", \(failed.grouped) failed")
      case (nil, nil): break
      }
      name(run.subject, by: ", on", in: &html)
    }
  }

  /// Names what evidence is about, where that isn't the change's own entry.
  private func name(_ subject: ObjectID, by word: String = " of", in html: inout HTMLWriter) {
    if subject == assessment.id { return }
    html.text("\(word) ")
    html.element("code", text: subject.short)
  }

  private func row(
    in html: inout HTMLWriter, by identity: Identity, at: Instant?, _ source: String, _ grade: Grade,
    _ objection: Objection?, what: (inout HTMLWriter) -> Void
  ) {
    html.line("tr") { html in
      html.element("th", .ofRow, content: what)
      html.element("td", .label("By")) { $0.identity(identity) }
      html.element("td", .label("When")) { html in
        // A time breaks between its day and its hour, or not at all.
        for (index, part) in (at?.onPage ?? "not said").split(separator: " ").enumerated() {
          if index > 0 { html.text(" ") }
          html.element("span", .named("time"), text: String(part))
        }
      }
      html.element("td", .label("Source")) { html in
        html.element("code") { $0.foreign(source.withShortDigests, limit: 200) }
      }
      html.element("td", .label("Grade"), text: grade.rawValue)
      html.element("td", .label("Counted")) { html in
        html.text(objection == nil ? "yes" : "no: ")
        if let objection { html.foreign(objection.reason) }
      }
    }
  }
}

extension String {
  /// The text with the ids and digests in it cut to their first twelve digits, as a column has room for.
  fileprivate var withShortDigests: String {
    split(separator: "/", omittingEmptySubsequences: false).map { part in
      let digits = part.prefix { $0.isHexDigit }
      return digits.utf8.count >= 40 ? digits.prefix(12) + "…" + part.dropFirst(digits.count) : part
    }.joined(separator: "/")
  }
}

extension HTMLWriter {
  /// Writes a person by name and address.
  fileprivate mutating func identity(_ identity: Identity) {
    foreign(identity.label, limit: 200)
    if !identity.name.isEmpty, !identity.email.isEmpty, identity.name != identity.email {
      text(" ")
      element("span", .named("faint")) { html in
        html.text("<")
        html.foreign(identity.email, limit: 200)
        html.text(">")
      }
    }
  }

  /// Writes findings with their facts and what to do.
  mutating func findings(_ findings: [Finding], of change: ObjectID?) {
    block("ol") { html in
      for finding in findings {
        html.block("li") { html in
          html.line("p") { html in
            html.element("b", .named(finding.weight == .fail ? "fail" : "unknown"), text: finding.weight.rawValue)
            html.text(" ")
            html.element("code", text: finding.code.rawValue)
            html.text(": ")
            html.prose(finding.message)
          }
          html.facts(of: finding, in: change)
        }
      }
    }
  }

  private mutating func facts(of finding: Finding, in change: ObjectID?) {
    var notes = finding.notes
    if let commit = finding.commit, commit != change { notes.insert("about commit \(commit)", at: 0) }
    if !notes.isEmpty {
      block("ul") { html in
        for note in notes { html.line("li") { $0.prose(note) } }
      }
    }
    // What follows the first line are commands. What is accepted needs no repair.
    let help = finding.help.split(separator: "\n").map(String.init)
    guard let what = help.first, finding.exception == nil else { return }
    block("details") { html in
      html.line("summary", "What to do")
      html.line("p") { $0.prose(what) }
      for command in help.dropFirst() {
        if command.hasPrefix("or: ") {
          html.line("p", "or")
          html.line("pre") { $0.foreign(String(command.dropFirst(4))) }
        } else {
          html.line("pre") { $0.foreign(command) }
        }
      }
    }
  }

  /// Writes a message, in which what stands between backticks is code.
  mutating func prose(_ text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // A backtick that nothing closes, or more than a message has, is text.
    guard parts.count % 2 == 1, parts.count < 40 else { return foreign(text) }
    for (place, part) in parts.enumerated() where !part.isEmpty {
      if place % 2 == 1 {
        element("code") { $0.foreign(part) }
      } else {
        foreign(part)
      }
    }
  }
}
