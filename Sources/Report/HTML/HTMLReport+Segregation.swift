import Audit

extension HTMLReport {
  /// More columns than these fit on no page.
  private static let people = 12

  func writeSegregation(to html: inout HTMLWriter) {
    let matrix = SegregationMatrix(audit)
    guard matrix.approved > 0, let top = matrix.approvers.first else {
      html.line("p", "No change of this range has an approval that counts.")
      return
    }
    html.line("p") { html in
      html.text("\(counted(matrix.approved, "change")) with an approval that counts: ")
      html.text("\(counted(matrix.authors.count, "author")), \(counted(matrix.approvers.count, "approver")). ")
      html.foreign(top.label, limit: 100)
      if matrix.approvers.count > 1 { html.text(" approved most:") } else { html.text(" approved") }
      html.text(" \(top.changes.grouped) of them.")
      if matrix.counts.values.reduce(0, +) != matrix.approved {
        html.text(" A change of several authors or approvers is counted once for each author with each approver.")
      }
    }
    writePairs(matrix, to: &html)
    html.block(
      "div", .named("scroll"), HTMLWriter.Attribute(name: "role", value: "region"),
      HTMLWriter.Attribute(name: "tabindex", value: "0"),
      HTMLWriter.Attribute(name: "aria-label", value: "Authors by approvers")
    ) { writeTable(matrix, to: &$0) }
    if matrix.authors.count > Self.people || matrix.approvers.count > Self.people {
      html.line(
        "p", .named("faint"),
        text: "The \(Self.people) with the most changes are shown. Left out are "
          + [rest(matrix.authors.count, "author"), rest(matrix.approvers.count, "approver")].compactMap { $0 }
          .joined(separator: " and ") + ", whom approvals.csv has.")
    }
  }

  private func rest(_ count: Int, _ noun: String) -> String? {
    count > Self.people ? counted(count - Self.people, noun) : nil
  }

  private func writePairs(_ matrix: SegregationMatrix, to html: inout HTMLWriter) {
    let pairs = matrix.closedPairs
    if pairs.isEmpty {
      html.line("p", "No two people approve only each other’s changes.")
      return
    }
    html.line("p", "These approve only each other’s changes, which is no fault by itself:")
    html.block("ul") { html in
      for (one, other) in pairs.prefix(20) {
        html.line("li") { html in
          html.foreign(one, limit: 100)
          html.text(" and ")
          html.foreign(other, limit: 100)
        }
      }
    }
  }

  private func writeTable(_ matrix: SegregationMatrix, to html: inout HTMLWriter) {
    let approvers = matrix.approvers.prefix(Self.people)
    let most = matrix.counts.values.max() ?? 1
    html.block("table", .named("matrix")) { html in
      html.line("caption", "Changes by author (rows) and approver (columns)")
      html.line("thead") { html in
        html.element("tr") { html in
          html.element("th", .ofColumn, text: "Author")
          for approver in approvers { html.element("th", .ofColumn) { $0.foreign(approver.label, limit: 60) } }
        }
      }
      html.block("tbody") { html in
        for author in matrix.authors.prefix(Self.people) {
          html.line("tr") { html in
            html.element("th", .ofRow) { $0.foreign(author.label, limit: 60) }
            for approver in approvers {
              let count = matrix[author, approver]
              let heat = count == 0 ? "" : count * 3 > most * 2 ? " heat-3" : count * 3 > most ? " heat-2" : " heat-1"
              let isSelf = author.id == approver.id
              html.element(
                "td", .named("number" + heat), text: isSelf && count == 0 ? "self" : count == 0 ? "–" : count.grouped)
            }
          }
        }
      }
    }
  }
}
