import Audit
import Diagnostics
import GitStore
import Policy

extension HTMLReport {
  func writeScope(to html: inout HTMLWriter) {
    let scope = audit.scope
    html.block("dl") { html in
      html.term("Repository") { $0.foreign(scope.origin ?? "no remote named origin") }
      html.term("Production") { html in
        if let tags = making?.productionTags {
          html.text("the tags ")
          html.element("code") { $0.foreign(tags) }
        } else {
          html.element("code") { $0.foreign(scope.production) }
        }
        if let note = making?.productionNote { html.foreign(", named by \(note)") }
        if let name = scope.productionOfPolicy {
          html.foreign("\(making?.productionNote == nil ? ", named by hand" : ""); the policy calls \(name) production")
        }
      }
      let starts = scope.tips.isEmpty ? [scope.base].compactMap { $0 } : scope.bases
      html.term("Start (not included)") { html in
        if starts.isEmpty { html.text("none: the whole history up to the end") }
        html.ids(starts)
      }
      html.term("End (included)") { $0.ids(scope.tips.isEmpty ? [scope.tip] : scope.tips) }
      if !scope.lines.isEmpty {
        html.term("Lines of releases") { html in
          for (number, line) in scope.lines.enumerated() {
            if number > 0 { html.text(", ") }
            html.foreign(line.name)
          }
        }
      }
      html.term("Period") { html in
        if scope.since == nil, scope.until == nil {
          html.text("none given: start and end alone set the range")
        } else {
          html.text(period)
        }
      }
      if making?.previous != nil {
        html.term("Before the start") {
          $0.text("the report before, which ended at this start: no change lies between")
        }
      } else if scope.since != nil {
        html.term("Before the start") { html in
          html.text("no earlier report was given, so nothing shows that no change lies between that one and this")
        }
      }
      if let after = scope.after {
        html.term("After the end") { html in
          html.text(after.count == 0 ? "nothing: production ends here" : counted(after.count, "entry", "entries"))
          if after.count > 0 {
            html.text(", not judged here")
            html.element("details") { html in
              html.element("summary", text: "which")
              html.line("p", after.text)
            }
          }
        }
      }
      html.term("Time of a change") { $0.text(timeBases) }
      html.term("Filters") { $0.text("none: every commit of the range is counted") }
      html.term("Submodules, LFS") { $0.text("pointers are judged as content; what they point to is not") }
    }
  }

  /// Where the times of the changes come from; where they come from several, how many from each.
  var timeBases: String {
    var counts: [Promotion.Basis: Int] = [:]
    for assessment in audit.assessments { counts[assessment.promotion.basis, default: 0] += 1 }
    let bases = Promotion.Basis.allCases.filter { counts[$0] != nil }
    guard bases.count > 1 else { return (bases.first ?? audit.scope.timeBasis).words }
    return bases.map { "for \(counted(counts[$0, default: 0], "change")) \($0.words)" }.joined(separator: "; ")
  }

  func writePopulation(to html: inout HTMLWriter) {
    let range = audit.scope.revisions
    html.block("dl") { html in
      html.term("Commits") { $0.text(audit.commits.grouped) }
      html.term("Changes") { $0.text(audit.summary.changes.grouped) }
      html.term("Digest") { html in
        if let digest = audit.populationDigest {
          html.element("code", text: digest)
        } else {
          html.text("not asked for in this run")
        }
      }
    }
    html.line(
      "p", "Anybody who has the repository and git can make the digest again, with nothing of this tool:")
    html.line("pre", "git --no-replace-objects rev-list \(range) | LC_ALL=C sort | sha256sum")
    writeChecks(to: &html)
  }

  private func writeChecks(to html: inout HTMLWriter) {
    if audit.checks.isEmpty { return }
    html.block("table", .named("wide checks")) { html in
      html.line("caption", "Checks that the population is complete")
      html.head(["Check", "Result", "Detail"])
      html.block("tbody") { html in
        for check in audit.checks {
          html.line("tr") { html in
            html.element("th", .ofRow) { html in
              html.check(check)
            }
            html.element("td", .label("Result")) { html in
              html.element("b", .named(check.ok ? "pass" : "unknown"), text: check.ok ? "ok" : "not ok")
            }
            html.element("td", .label("Detail")) { $0.foreign(check.detail.isEmpty ? check.nothing : check.detail) }
          }
        }
      }
    }
  }

  func writeRunFindings(to html: inout HTMLWriter) {
    if audit.findings.isEmpty {
      html.line("p", "None: nothing was found that concerns the run as a whole.")
      return
    }
    html.line("p", "These concern the run as a whole, not one change.")
    html.findings(audit.findings, of: nil)
  }
}

extension HTMLWriter {
  fileprivate mutating func ids(_ ids: [ObjectID]) {
    for (place, id) in ids.enumerated() {
      if place > 0 { text(", ") }
      element("code", text: id.description)
    }
  }

  /// Writes a term and what is said of it, in a `dl`.
  mutating func term(_ name: String, _ content: (inout HTMLWriter) -> Void) {
    element("dt", text: name)
    line("dd", content: content)
  }

  mutating func head(_ columns: [String], numbers: Set<Int> = []) {
    line("thead") { html in
      html.element("tr") { html in
        for (place, column) in columns.enumerated() {
          if numbers.contains(place) {
            html.element("th", .ofColumn, .named("number"), text: column)
          } else {
            html.element("th", .ofColumn, text: column)
          }
        }
      }
    }
  }
}

extension HTMLWriter {
  /// Writes what a check is of, in words, and the name that the other files have for it.
  mutating func check(_ check: CompletenessCheck) {
    text(check.statement)
    text(" ")
    element("code", .named("faint"), text: check.name)
  }
}

extension CompletenessCheck {
  /// What is said where it found nothing.
  fileprivate var nothing: String {
    switch name {
    case "no-replace-refs": "there is no replace ref"
    case "entries-dated-in-the-period", "tags-dated-in-the-period": "none is dated outside"
    case "dates-in-order-at-the-start": "none is out of order"
    default: "none found"
    }
  }

  /// What it checks, in words; the name alone where it is not known here.
  fileprivate var statement: String {
    switch name {
    case "base-is-ancestor": "The end descends from the start"
    case "each-commit-in-one-change": "Each commit is in exactly one change"
    case "history-is-whole": "No part of the history is missing"
    case "no-replace-refs": "No commit stands in for another one"
    case "entries-dated-in-the-period": "Every entry is dated inside the period"
    case "tags-dated-in-the-period": "Every tag is dated inside the period"
    case "dates-in-order-at-the-start": "Dates are in order where the period begins"
    case "nothing-after-the-end-dated-in-the-future": "Nothing after the end is dated in the future"
    default: "Check"
    }
  }
}
