import Audit

extension HTMLReport {
  func writeLeadTimes(to html: inout HTMLWriter) {
    let times = LeadTimes(audit)
    if times.total == times.unapproved {
      html.line("p", "No change of this range has an approval that counts.")
      return
    }
    html.line(
      "p",
      text: "The time from the last approval that counts to production; where approvals came only afterwards, from the "
        + "first of these. The time of production: \(timeBases). The time of an approval: what its record states. "
        + "Whether a change was approved in time is judged change by change, as the policy asks under timing.")
    html.line(
      "p",
      times.median.map { median in
        let all = times.spans.reduce(0) { $0 + $1.count }
        if all == 1 { return "The one change with both times was approved \(Self.words(median)) production." }
        return "Half of the \(all.grouped) changes with both times were approved "
          + "at \(median < 0 ? "least" : "most") \(Self.words(median)) production."
      }
        ?? "No approval that counts states its time.")
    html.block("table", .named("wide lead")) { html in
      html.line(
        "caption", "The \(counted(times.total, "judged change")), by the time between approval and production")
      html.head(["Approved", "Changes", "Share"], numbers: [1])
      html.block("tbody") { html in
        for span in times.spans where times.median != nil {
          row(span.name, span.count, span.isLate ? "fail" : "pass", of: times.total, in: &html)
        }
        row("at a time that is not stated", times.untimed, "excepted", of: times.total, in: &html)
        row("by nobody whose approval counts", times.unapproved, "unknown", of: times.total, in: &html)
        html.line("tr", .named("total")) { html in
          html.element("th", .ofRow, text: "all that were judged")
          html.element("td", .named("number"), .label("Changes"), text: times.total.grouped)
          html.element("td", text: "")
        }
      }
    }
  }

  private func row(_ name: String, _ count: Int, _ style: String, of most: Int, in html: inout HTMLWriter) {
    html.line("tr") { html in
      html.element("th", .ofRow, text: name)
      html.element("td", .named("number"), .label("Changes"), text: count.grouped)
      html.element("td") { html in
        if count > 0 { html.bar([(count, style)], of: most) }
      }
    }
  }

  private static func words(_ seconds: Int64) -> String {
    let size = seconds.magnitude
    let text =
      size < 5_400
      ? counted(Int(size / 60), "minute")
      : size < 172_800 ? counted(Int((size + 1_800) / 3_600), "hour") : counted(Int((size + 43_200) / 86_400), "day")
    return seconds < 0 ? "\(text) after" : "\(text) before"
  }
}
