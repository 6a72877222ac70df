import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

extension HTMLReport {
  func writeChangesAgainst(to html: inout HTMLWriter) throws {
    try section(.against, in: &html) { html in
      if audit.summary.against == 0 {
        html.line(
          "p", audit.summary.judged == 0 ? "None was judged." : "None: every change that was judged met the control.")
        return
      }
      html.line("p") { html in
        html.element("b", .named("fail"), text: "fail")
        html.text(" means that evidence shows that the control was not met. ")
        html.element("b", .named("unknown"), text: "unknown")
        html.text(
          " means that nothing was found, or that what was found can't be judged. Both count against the change.")
      }
      try writeArticles(\.countsAgainst, to: &html)
    }
  }

  func writeExcepted(to html: inout HTMLWriter) throws {
    if audit.summary.excepted == 0 { return }
    try section(.excepted, in: &html) { html in
      html.line("p", "These did not meet the control either, and were accepted under a documented exception.")
      try writeArticles({ $0 == .excepted }, to: &html)
    }
  }

  private func writeArticles(_ isMeant: (Verdict) -> Bool, to html: inout HTMLWriter) throws {
    let promotions = PromotionIndex(audit)
    var rest = 0
    var written = 0
    for assessment in audit.assessments where isMeant(assessment.verdict) {
      if written == Self.detailed {
        rest += 1
        continue
      }
      written += 1
      ChangeArticle(assessment: assessment, promotion: promotions[assessment]).write(to: &html)
      try html.output.passOn()
    }
    if rest > 0 {
      html.line(
        "p",
        text:
          "\(rest.grouped) more are not described here, to keep this page readable. Each stands in the table of all "
          + "changes "
          + "with its findings, and in report.json with everything that was found.")
    }
  }

  func writeAllChanges(to html: inout HTMLWriter) throws {
    try section(.changes, in: &html) { html in
      if audit.assessments.isEmpty {
        html.line("p", "No change is listed.")
        return
      }
      if audit.assessments.count != audit.summary.changes {
        html.line(
          "p",
          text: "This run was asked to list only what stands against a change: \(audit.assessments.count.grouped) of "
            + "\(audit.summary.changes.grouped) changes are listed.")
      }
      html.line(
        "p", .named("faint"),
        text:
          "Oldest first. The time is that of the promotion, in UTC; where it is not "
          + "the \(audit.scope.timeBasis.noun), its source is named. Ids are shown by their first twelve digits; "
          + "changes.csv and report.json have them in full. Only evidence that counted is shown.")
      try html.block("table", .named("wide changes")) { html in
        html.line("caption", counted(audit.assessments.count, "change"))
        html.head(["Date", "Change", "Title", "Contributors", "Approvers", "Tests", "Verdict", "Grade"])
        let promotions = PromotionIndex(audit)
        var last: ObjectID?
        try html.block("tbody") { html in
          for assessment in audit.assessments {
            if let promotion = promotions[assessment], promotion.id != last {
              last = promotion.id
              writeRow(promotion, to: &html)
            }
            writeRow(assessment, to: &html)
            try html.output.passOn()
          }
        }
      }
    }
  }

  /// The row above the changes of a promotion.
  private func writeRow(_ promotion: PromotionAssessment, to html: inout HTMLWriter) {
    html.line("tr", .named("promotion")) { html in
      html.element("th", .across(8)) { html in
        html.text("Promotion \(promotion.range) \(String(promotion.promotion.at.onPage.prefix(16))) ")
        let basis = promotion.promotion.basis
        if basis != audit.scope.timeBasis { html.text("(\(basis.words)) ") }
        html.text("of \(promotion.counts)")
        guard promotion.isAsked else { return }
        html.text(", ")
        html.element("b", .named(promotion.verdict.style), text: promotion.verdict.words)
        html.text(" ")
        html.foreign(promotion.standing, limit: 300)
        if let grade = promotion.grade { html.text(" (\(grade.rawValue))") }
      }
    }
  }

  private func writeRow(_ assessment: Assessment, to html: inout HTMLWriter) {
    let approvers = assessment.approvals.lazy.filter(\.counts).map(\.approver.label)
    let tests = assessment.tests.lazy.filter(\.counts).map { "\($0.run.suite) \($0.run.outcome.rawValue)" }
    html.line("tr") { html in
      html.element("td") { html in
        html.text(String(assessment.promotion.at.onPage.prefix(16)))
        let basis = assessment.promotion.basis
        if basis != audit.scope.timeBasis {
          html.text(" ")
          html.element("span", text: basis.rawValue)
        }
      }
      html.element("th", .ofRow, text: assessment.id.short)
      html.element("td") { $0.title(assessment.title, limit: 300) }
      // Of what wasn't judged, nobody asked who made or approved it.
      let none = assessment.verdict == .notJudged ? "not looked for" : "none"
      html.element("td") { $0.list(assessment.contributors.lazy.map(\.identity.label), none: none) }
      html.element("td") { $0.list(approvers, none: none) }
      html.element("td") { $0.list(tests, none: none) }
      html.element("td") { html in
        html.element("b", .named(assessment.verdict.style), text: assessment.verdict.words)
        let codes = assessment.findings.lazy.filter { $0.weight != .warning }.map(\.code.rawValue)
        if !codes.isEmpty {
          html.text(": ")
          html.list(codes, none: "")
        }
      }
      html.element("td", text: assessment.grade?.rawValue ?? "")
    }
  }
}

extension HTMLWriter {
  /// Writes texts, each once, with commas between them; after five, how many more.
  fileprivate mutating func list(_ texts: some Sequence<String>, none: String) {
    var seen: Set<String> = []
    var more = 0
    for text in texts where seen.insert(text).inserted {
      if seen.count > 5 {
        more += 1
        continue
      }
      if seen.count > 1 { self.text(", ") }
      foreign(text, limit: 100)
    }
    if more > 0 { text(" and \(more) more") }
    if seen.isEmpty { text(none) }
  }

  mutating func title(_ title: String, limit: Int = 2_000) {
    if title.isEmpty {
      text("(no title)")
    } else {
      foreign(title, limit: limit)
    }
  }
}
