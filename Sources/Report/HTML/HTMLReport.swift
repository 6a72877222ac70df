import Audit
import Diagnostics
import GitStore
import Policy

/// The page, section by section, in the order in which an auditor asks.
struct HTMLReport {
  let audit: FinishedAudit
  let version: String
  /// How the report was made; `nil` for a page that stands alone.
  var making: Making?
  var sample: Sample?
  /// So many changes are shown with all that was found. More would make a page that no browser opens gladly; it says
  /// so, and the rest stands in its table.
  static let detailed = 2_000

  func write(to html: inout HTMLWriter) throws {
    try html.document(title: "Change-control report: \(audit.scope.production), \(period)", style: HTMLStyle.sheet) {
      html in
      html.block("header") { html in
        html.line("h1", "Change-control report")
        html.line("p", .named("about")) { html in
          if let origin = audit.scope.origin {
            html.foreign(origin)
            html.text(", ")
          }
          html.foreign(audit.scope.production)
          html.text(", \(period)")
        }
      }
      try html.block("main") { html in
        writeResult(to: &html)
        writeContents(to: &html)
        writeScope(to: &html)
        writePolicy(to: &html)
        writePopulation(to: &html)
        if making != nil { writeReconciliation(to: &html) }
        writeRunFindings(to: &html)
        try writeChangesAgainst(to: &html)
        try writeExcepted(to: &html)
        try writeAllChanges(to: &html)
        if let sample { writeSample(sample, to: &html) }
        writeGrades(to: &html)
        if let making { writeMaking(making, to: &html) }
        writeLimits(to: &html)
      }
      html.block("footer") { html in
        html.line("p") { html in
          html.text(
            "Written by countersign \(version). The same audit gives this same file, so it holds no date of its own"
              + (making == nil ? "." : " but the clock that it was given."))
        }
      }
    }
  }

  /// The period, else the range, in a few words.
  var period: String {
    let scope = audit.scope
    switch (scope.since, scope.until) {
    case (let since?, let until?): return "\(since.day) to before \(until.day) (UTC)"
    case (let since?, nil): return "since \(since.day) (UTC)"
    case (nil, let until?): return "before \(until.day) (UTC)"
    case (nil, nil): return scope.base.map { "\($0.short)..\(scope.tip.short)" } ?? "all up to \(scope.tip.short)"
    }
  }

  private func writeResult(to html: inout HTMLWriter) {
    let sentence = VerdictSentence(audit: audit)
    let summary = audit.summary
    html.line("p", .named("verdict"), text: sentence.text)
    for line in sentence.more { html.line("p", line) }
    html.line(
      "p", .named("faint"),
      text:
        "This is evidence produced by a tool of the organisation itself. It is not an opinion on the control and not "
        + "a certification."
    )
    html.block("table", .named("counts")) { html in
      html.line("caption", "Changes by verdict")
      html.line("thead") { html in
        html.element("tr") { html in
          html.element("th", .ofColumn, text: "Verdict")
          html.element("th", .ofColumn, .named("number"), text: "Changes")
        }
      }
      html.block("tbody") { html in
        let rows: [(Verdict, Int, String)] = [
          (.pass, summary.pass, "met the control"), (.fail, summary.fail, "evidence shows that it was not met"),
          (.unknown, summary.unknown, "not shown to be met"),
          (.excepted, summary.excepted, "accepted under an exception"),
          (.notJudged, summary.notJudged, "from before the control began"),
        ]
        for (verdict, count, meaning) in rows {
          html.line("tr") { html in
            html.element("th", .ofRow) { html in
              html.element("b", .named(verdict.style), text: verdict.words)
              html.text(": \(meaning)")
            }
            html.element("td", .named("number"), text: count.grouped)
          }
        }
        html.line("tr") { html in
          html.element("th", .ofRow, text: "all")
          html.element("td", .named("number"), text: summary.changes.grouped)
        }
      }
    }
  }

  private func isWritten(_ section: Section) -> Bool {
    switch section {
    case .excepted: audit.summary.excepted > 0
    case .reconciliation, .making: making != nil
    case .sample: sample != nil
    default: true
    }
  }

  private func writeContents(to html: inout HTMLWriter) {
    html.block("nav", HTMLWriter.Attribute(name: "aria-label", value: "Contents")) { html in
      html.block("ul") { html in
        for section in Section.allCases where isWritten(section) {
          html.line("li") { html in html.element("a", .link(to: section.rawValue), text: section.title) }
        }
      }
    }
  }
}

extension HTMLReport {
  /// The sections that the contents name, by their ids.
  enum Section: String, CaseIterable {
    case scope, policy, population, reconciliation, run, against, excepted, changes, sample, strength, making, limits

    var title: String {
      switch self {
      case .scope: "Scope"
      case .policy: "Policy"
      case .population: "Population and completeness"
      case .reconciliation: "Reconciliation"
      case .run: "Findings of the run"
      case .against: "Changes that did not meet the control"
      case .excepted: "Changes accepted under an exception"
      case .changes: "All changes"
      case .sample: "Sample"
      case .making: "How this report was made, and how to repeat it"
      case .strength: "How strong the evidence is"
      case .limits: "What this report does not prove"
      }
    }
  }

  func section(_ section: Section, in html: inout HTMLWriter, _ content: (inout HTMLWriter) throws -> Void) rethrows {
    try html.block("section", .id(section.rawValue)) { html in
      html.line("h2", section.title)
      try content(&html)
    }
  }
}
