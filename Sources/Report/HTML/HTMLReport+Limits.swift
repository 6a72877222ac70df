import Audit
import Policy

extension HTMLReport {
  func writeGrades(to html: inout HTMLWriter) {
    html.block("table", .named("wide grades")) { html in
      html.line("caption", "Changes that met the control, by the grade of their weakest evidence")
      html.head(["Grade", "What it is", "Can be forged by", "Changes", "Share"], numbers: [3])
      html.block("tbody") { html in
        for grade in Grade.allCases {
          let count = audit.summary.passByGrade[grade, default: 0]
          html.line("tr") { html in
            html.element("th", .ofRow, text: grade.rawValue)
            html.element("td", .label("What it is"), text: grade.meaning.what)
            html.element("td", .label("Forged by"), text: grade.meaning.forgedBy)
            html.element("td", .named("number"), .label("Changes"), text: count.grouped)
            html.element("td") { html in
              if count > 0 { html.bar([(count, grade <= .record ? "unknown" : "pass")], of: audit.summary.pass) }
            }
          }
        }
      }
    }
    let needless = audit.summary.pass - audit.summary.passByGrade.values.reduce(0, +)
    if needless > 0 {
      html.line(
        "p", "\(counted(needless, "change")) passed without needing any evidence, by what the policy asks for.")
    }
  }

  func writeLimits(to html: inout HTMLWriter) {
    html.block("ul") { html in
      for limit in audit.limits { html.line("li", limit) }
    }
  }
}
