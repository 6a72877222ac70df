import Audit

extension HTMLReport {
  /// What stands against changes, by its code, the most frequent first.
  func writeKinds(to html: inout HTMLWriter) {
    var changes: [FindingCode: Int] = [:]
    for assessment in audit.assessments where assessment.verdict.countsAgainst {
      let codes = Set(assessment.findings.lazy.filter { $0.weight != .warning && $0.exception == nil }.map(\.code))
      for code in codes { changes[code, default: 0] += 1 }
    }
    let sorted = changes.sorted { $0.value == $1.value ? $0.key.rawValue < $1.key.rawValue : $0.value > $1.value }
    html.block("table", .named("wide kinds")) { html in
      html.line("caption", "What stands against them, by kind; a change can have several")
      html.head(["Finding", "What it means", "Changes"], numbers: [2])
      html.block("tbody") { html in
        for (code, count) in sorted {
          html.line("tr") { html in
            html.element("th", .ofRow) { $0.element("code", text: code.rawValue) }
            html.element("td") { $0.prose(code.summary) }
            html.element("td", .named("number"), .label("Changes"), text: count.grouped)
          }
        }
      }
    }
  }
}
