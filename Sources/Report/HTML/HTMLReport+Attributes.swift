import Audit

extension HTMLReport {
  func writeAttributes(to html: inout HTMLWriter) {
    let results: [AttributeResult] = [.pass, .fail, .unknown, .excepted]
    html.block("table", .named("wide attributes")) { html in
      html.line("caption", "Attributes, over \(counted(audit.assessments.count, "change"))")
      html.head(
        ["No.", "Attribute"] + results.map(\.words) + ["not asked", "Of those asked"], numbers: [2, 3, 4, 5, 6])
      html.block("tbody") { html in
        for count in audit.attributeCounts {
          html.line("tr") { html in
            html.element("th", .ofRow, text: count.attribute.rawValue)
            html.element("td", text: count.attribute.statement)
            for result in results + [.notAsked] {
              html.element("td", .named("number"), .label(result.words), text: count[result].grouped)
            }
            html.element("td") { html in
              if count.asked > 0 {
                html.bar(results.map { (count[$0], $0.rawValue) }, of: count.asked)
              } else {
                html.text("none: \(count.attribute.condition)")
              }
            }
          }
        }
      }
    }
    html.block("ul", .named("legend")) { html in
      for result in results {
        html.line("li") { html in
          html.swatch(result.rawValue)
          html.text(result.words)
        }
      }
    }
  }

  func writeFrameworks(to html: inout HTMLWriter) {
    html.block("table", .named("wide frameworks")) { html in
      html.line("caption", "Attributes, their results, and the clauses that these are evidence for")
      html.head(["Attribute", "Result"] + Framework.allCases.map(\.rawValue))
      html.block("tbody") { html in
        for count in audit.attributeCounts {
          html.line("tr") { html in
            html.element("th", .ofRow, text: "\(count.attribute.rawValue) \(count.attribute.statement)")
            html.element("td", .label("Result"), text: count.words)
            for framework in Framework.allCases {
              html.element("td", .label(framework.rawValue)) { html in
                let clauses = framework.clauses(of: count.attribute)
                if clauses.isEmpty { html.text("none") }
                for (place, clause) in clauses.enumerated() {
                  if place > 0 { html.text("; ") }
                  // A clause is not broken at its hyphens; words of a clause may stand on two lines.
                  if clause.contains("-") {
                    html.element("span", .named("whole"), text: clause)
                  } else {
                    html.text(clause)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

extension AttributeResult {
  var words: String { self == .notAsked ? "not asked" : rawValue }
}

extension AttributeCount {
  /// Such as `1,279 of 1,284 pass, 5 fail`.
  var words: String {
    if asked == 0 { return "asked of no change" }
    var parts = ["\(self[.pass].grouped) of \(asked.grouped) pass"]
    for result in [AttributeResult.fail, .unknown, .excepted] where self[result] > 0 {
      parts.append("\(self[result].grouped) \(result.rawValue)")
    }
    return parts.joined(separator: ", ")
  }
}
