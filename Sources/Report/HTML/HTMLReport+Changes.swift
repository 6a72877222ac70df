import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

extension HTMLReport {
  func writeChangesAgainst(to html: inout HTMLWriter) throws {
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
        " means that nothing was found, or that what was found can't be judged. Both count against the change. "
          + "Management answers a finding with the file of an exception, which is shown under Exceptions; for these "
          + "there is none that counts."
          + (making == nil
            ? ""
            : " Sources of evidence are shown with short digests; approvals.csv and tests.csv have them in full."))
    }
    writeKinds(to: &html)
    try writeArticles(\.countsAgainst, to: &html)
  }

  func writeArticles(_ isMeant: (Verdict) -> Bool, to html: inout HTMLWriter) throws {
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
          + "changes with its findings, and in report.json with everything that was found.")
    }
  }

  func writeAllChanges(to html: inout HTMLWriter) throws {
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
    let unfolds =
      audit.assessments.count <= Self.detailed
      ? "; below that, with dates, names, and what each rests on." : ". With dates and names it is in report.json."
    html.line(
      "p", .named("faint"),
      text:
        "Oldest first. The time is that of the promotion, in UTC; where it is not "
        + "the \(audit.scope.timeBasis.noun), its source is named. Ids are shown by their first twelve digits; "
        + "changes.csv and report.json have them in full. Only evidence that counted is shown. Below each title is its "
        + "timeline: what happened, in the order of the times that are told, and the time between\(unfolds)"
        + (audit.showsPromotions
          ? " Above the changes that went in together stands their promotion; “against” are those that something else "
            + "than the promotion stands against."
          : ""))
    writeFilter(to: &html)
    if audit.assessments.count > Self.printed {
      html.line("p", .named("printed"), HTMLWriter.Attribute(name: "hidden", value: "")) { html in
        html.text("On this paper are the rows that the screen showed: ")
        html.element("span", text: "")
        html.text(". All \(audit.assessments.count.grouped) are in changes.csv and report.json.")
      }
    }
    try html.block("table", .named("wide changes")) { html in
      html.line("caption", counted(audit.assessments.count, "change"))
      html.head(["Date", "Change", "Title", "Contributors", "Approvers", "Tests", "Verdict", "Grade"])
      try writeRows(to: &html)
    }
    html.line(
      "button", HTMLWriter.Attribute(name: "type", value: "button"), .named("more"),
      HTMLWriter.Attribute(name: "hidden", value: ""), text: "Show all")
  }

  /// The rows of the table, those of a promotion in a body of their own.
  func writeRows(to html: inout HTMLWriter) throws {
    let promotions = PromotionIndex(audit)
    // As many have a card as writeArticles writes.
    var cards = [true: Self.detailed, false: Self.detailed]
    var last: ObjectID?
    var isOpen = false
    for assessment in audit.assessments {
      let promotion = promotions[assessment]
      if !isOpen || promotion?.id != last {
        if isOpen { html.output.append("</tbody>\n") }
        html.output.append("<tbody>\n")
        isOpen = true
        last = promotion?.id
        if let promotion { writeRow(promotion, to: &html) }
      }
      var hasCard = false
      if assessment.verdict.countsAgainst || assessment.verdict == .excepted {
        cards[assessment.verdict.countsAgainst, default: 0] -= 1
        hasCard = cards[assessment.verdict.countsAgainst, default: 0] >= 0
      }
      writeRow(assessment, promotion, hasCard, to: &html)
      try html.output.passOn()
    }
    html.output.append("</tbody>\n")
  }

  /// For the script alone, which shows it.
  private func writeFilter(to html: inout HTMLWriter) {
    html.block("form", .named("filter"), HTMLWriter.Attribute(name: "hidden", value: "")) { html in
      html.line("label") { html in
        html.text("Search ")
        html.void("input", HTMLWriter.Attribute(name: "type", value: "search"))
      }
      html.line("label") { html in
        html.text("Verdict ")
        html.block("select") { html in
          html.line("option", HTMLWriter.Attribute(name: "value", value: ""), text: "all")
          for verdict in Verdict.allCases {
            html.line("option", HTMLWriter.Attribute(name: "value", value: verdict.rawValue), text: verdict.words)
          }
        }
      }
      html.line("button", HTMLWriter.Attribute(name: "type", value: "reset"), text: "Clear")
      html.line("output", HTMLWriter.Attribute(name: "aria-live", value: "polite"), text: "")
    }
  }

  /// The row above the changes of a promotion.
  private func writeRow(_ promotion: PromotionAssessment, to html: inout HTMLWriter) {
    html.line("tr", .named("promotion")) { html in
      html.element("th", .across(8)) { html in
        html.text("Promotion \(promotion.range), \(String(promotion.promotion.at.onPage.prefix(16)))")
        let basis = promotion.promotion.basis
        if basis != audit.scope.timeBasis { html.text(" (\(basis.noun))") }
        html.text(", of \(promotion.counts)")
        guard promotion.isAsked else { return }
        html.text(": ")
        html.element("b", .named(promotion.verdict.style), text: promotion.verdict.words)
        html.text(", ")
        html.foreign(promotion.verdict == .excepted ? "not approved" : promotion.standing, limit: 300)
        if let grade = promotion.grade { html.text(" (\(grade.rawValue))") }
      }
    }
  }

  private func writeRow(
    _ assessment: Assessment, _ promotion: PromotionAssessment?, _ hasCard: Bool, to html: inout HTMLWriter
  ) {
    let approvers = assessment.approvals.filter(\.counts).map(\.approver)
    let tests = assessment.tests.lazy.filter(\.counts).map { "\($0.run.suite) \($0.run.outcome.rawValue)" }
    html.line("tr", HTMLWriter.Attribute(name: "data-verdict", value: assessment.verdict.rawValue)) { html in
      html.element("td") { html in
        // The day is not broken at its hyphens where a column is narrow.
        let at = assessment.promotion.at.onPage
        if assessment.promotion.at.rfc3339 == nil {
          html.text(String(at.prefix(16)))
        } else {
          html.element("time", text: String(at.prefix(10)))
          html.text(String(at.dropFirst(10).prefix(6)))
        }
        let basis = assessment.promotion.basis
        if basis != audit.scope.timeBasis {
          html.text(" ")
          html.element("span", text: basis.rawValue)
        }
      }
      html.element("th", .ofRow) { html in
        if hasCard {
          html.element("a", .link(to: "change-\(assessment.id)"), text: assessment.id.short)
        } else {
          html.text(assessment.id.short)
        }
      }
      html.element("td") { html in
        html.title(assessment.title, limit: 300)
        html.element("small", text: TimelineLine(assessment, promotion).text)
        if audit.assessments.count <= Self.detailed {
          html.element("details") { html in
            html.element("summary", text: "with dates")
            html.timeline(Timeline(assessment, promotion))
          }
        }
      }
      // Of what wasn't judged, nobody asked who made or approved it.
      let none = assessment.verdict == .notJudged ? "not looked for" : "none"
      html.element("td") { $0.list(Self.names(assessment.contributors.map(\.identity)), none: none) }
      html.element("td") { $0.list(Self.names(approvers), none: none) }
      html.element("td") { $0.list(tests, none: none) }
      html.element("td") { html in
        html.element("b", .named(assessment.verdict.style), text: assessment.verdict.words)
        let codes = assessment.findings.lazy.map(\.code.rawValue)
        var seen: Set<String> = []
        for code in codes where seen.insert(code).inserted {
          html.text(" ")
          html.element("code", text: code)
        }
      }
      html.element("td", text: assessment.grade?.rawValue ?? "")
    }
  }
}

extension HTMLReport {
  /// One name of each person, whatever names he used.
  private static func names(_ identities: [Identity]) -> [String] {
    var seen: Set<String> = []
    return identities.filter { seen.insert($0.personID).inserted }.map(\.label)
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

  mutating func timeline(_ timeline: Timeline) {
    block("ol", .named("timeline")) { html in
      for event in timeline.events {
        html.line("li") { html in
          html.element("span", .named("time"), text: event.at?.onPage ?? "no time of its own")
          html.text(" ")
          html.element("span") { html in
            html.foreign("\(event.what) ", limit: 200)
            html.element("span", .named("faint"), text: "(\(event.basis))")
          }
        }
      }
    }
  }

  mutating func title(_ title: String, limit: Int = 2_000) {
    if title.isEmpty {
      text("(no title)")
    } else {
      foreign(title, limit: limit)
    }
  }
}
