import Audit
import Diagnostics
import GitStore
import Policy

extension HTMLReport {
  func writeScope(to html: inout HTMLWriter) {
    let scope = audit.scope
    section(.scope, in: &html) { html in
      html.block("dl") { html in
        html.term("Repository") { $0.foreign(scope.origin ?? "no remote named origin") }
        html.term("Production") { html in html.element("code") { $0.foreign(scope.production) } }
        html.term("Start (not included)") { html in
          if let base = scope.base {
            html.element("code", text: base.description)
          } else {
            html.text("none: the whole history up to the end")
          }
        }
        html.term("End (included)") { $0.element("code", text: scope.tip.description) }
        html.term("Period") { html in
          if scope.since == nil, scope.until == nil {
            html.text("none given: start and end alone set the range")
          } else {
            html.text(period)
          }
        }
        html.term("Time of a change") { $0.text(scope.timeBasis.words) }
        html.term("Filters") { $0.text("none: every commit of the range is counted") }
      }
      html.line("p", .named("faint"), text: "All times are UTC.")
    }
  }

  func writePopulation(to html: inout HTMLWriter) {
    let range = audit.scope.base.map { "\($0)..\(audit.scope.tip)" } ?? audit.scope.tip.description
    section(.population, in: &html) { html in
      html.line("p") { html in
        html.text(
          "The population is every commit that git reaches from the end and not from the start, whatever way it came "
            + "there. "
            + "Each belongs to exactly one change.")
      }
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
        "p", "Anybody with the repository and git can do the digest again, and needs nothing of this tool for it:")
      html.line("pre", "git --no-replace-objects rev-list \(range) | LC_ALL=C sort | sha256sum")
      writeChecks(to: &html)
    }
  }

  private func writeChecks(to html: inout HTMLWriter) {
    if audit.checks.isEmpty { return }
    html.block("table", .named("wide checks")) { html in
      html.line("caption", "Checks that the population is complete")
      html.head(["Check", "Result", "Detail"])
      html.block("tbody") { html in
        for check in audit.checks {
          html.line("tr") { html in
            html.element("th", .ofRow) { html in html.element("code", text: check.name) }
            html.element("td") { html in
              html.element("b", .named(check.ok ? "pass" : "unknown"), text: check.ok ? "ok" : "not ok")
            }
            html.element("td") { $0.foreign(check.detail) }
          }
        }
      }
    }
  }

  func writeRunFindings(to html: inout HTMLWriter) {
    section(.run, in: &html) { html in
      if audit.findings.isEmpty {
        html.line("p", "None: nothing was found that concerns the run as a whole.")
        return
      }
      html.line("p", "These concern the run as a whole, not one change.")
      html.findings(audit.findings, of: nil)
    }
  }
}

extension HTMLWriter {
  /// Writes a term and what is said of it, in a `dl`.
  mutating func term(_ name: String, _ content: (inout HTMLWriter) -> Void) {
    element("dt", text: name)
    line("dd", content: content)
  }

  mutating func head(_ columns: [String]) {
    line("thead") { html in
      html.element("tr") { html in
        for column in columns { html.element("th", .ofColumn, text: column) }
      }
    }
  }
}
