import Audit
import Diagnostics

extension HTMLReport {
  private static let shown: [Verdict] = [.pass, .fail, .unknown, .excepted, .notJudged]

  func writeHistory(to html: inout HTMLWriter) {
    let history = VerdictHistory(audit, now: making?.now)
    if history.highest == 0 {
      html.line("p", "No change is dated in this period.")
    } else {
      let spans = counted(history.spans.count, history.unit.rawValue)
      html.line(
        "p",
        "Changes by the \(history.unit.rawValue) in which they reached production, over \(spans). Their time: "
          + "\(timeBases)\(isInterim ? ". What is after the day on which this report was made is not drawn" : "").")
      writeLegend(history, to: &html)
      VerdictChart(history: history).write(to: &html)
      writeNumbers(history, to: &html)
    }
    if history.outside > 0 {
      html.line(
        "p",
        "\(counted(history.outside, "change")) of a time outside the period \(history.outside == 1 ? "is" : "are") not drawn "
          + "here. The table of all changes has \(history.outside == 1 ? "it" : "them").")
    }
  }

  private func writeLegend(_ history: VerdictHistory, to html: inout HTMLWriter) {
    html.block("ul", .named("legend")) { html in
      for verdict in Self.shown where history.spans.contains(where: { $0.counts[verdict, default: 0] > 0 }) {
        html.line("li") { html in
          html.swatch(verdict.rawValue)
          html.text(verdict.words)
        }
      }
      if history.spans.contains(where: { $0.policies > 0 }) { html.line("li", "P: another policy began to judge") }
      if history.spans.contains(where: { $0.emergencies > 0 }) { html.line("li", "E: an emergency") }
    }
  }

  private func writeNumbers(_ history: VerdictHistory, to html: inout HTMLWriter) {
    html.block("details") { html in
      html.line("summary", "The numbers of this chart")
      let verdicts = Self.shown.filter { verdict in history.spans.contains { $0.counts[verdict, default: 0] > 0 } }
      html.block("table", .named("wide history")) { html in
        html.line("caption", "Changes by \(history.unit.rawValue) and verdict")
        html.head(
          ["\(history.unit.rawValue.capitalisedFirst) of"] + verdicts.map(\.words) + ["policies", "emergencies"],
          numbers: Set(1...verdicts.count + 2))
        html.block("tbody") { html in
          for span in history.spans where span.total > 0 {
            html.line("tr") { html in
              html.element("th", .ofRow, text: span.name)
              for verdict in verdicts {
                html.element(
                  "td", .named("number"), .label(verdict.words), text: span.counts[verdict, default: 0].grouped)
              }
              html.element("td", .named("number"), .label("policies"), text: span.policies.grouped)
              html.element("td", .named("number"), .label("emergencies"), text: span.emergencies.grouped)
            }
          }
        }
      }
    }
  }
}

/// Bars of verdicts, the passes below, so that what isn't one stands out at the top.
private struct VerdictChart {
  let history: VerdictHistory
  private let width = 900, height = 240, left = 46, top = 36, bottom = 34

  /// In words, for who doesn't see it.
  private var label: String {
    let span = history.unit.rawValue
    return "Bars of changes by verdict, one for each \(span), of at most \(counted(history.highest, "change")); "
      + "the table below, under “The numbers of this chart”, has them"
  }

  func write(to html: inout HTMLWriter) {
    html.block(
      "svg", .named("chart"), HTMLWriter.Attribute(name: "viewBox", value: "0 0 \(width) \(height)"),
      HTMLWriter.Attribute(name: "role", value: "img"),
      HTMLWriter.Attribute(name: "aria-label", value: label)
    ) { html in
      for tick in ticks { writeTick(tick, to: &html) }
      for (place, span) in history.spans.enumerated() { write(span, at: place, to: &html) }
    }
  }

  /// At most five whole numbers, from nothing up to the highest bar.
  private var ticks: [Int] {
    var scale = 1
    while true {
      for step in [scale, 2 * scale, 5 * scale] where history.highest <= step * 4 {
        return Array(stride(from: 0, to: history.highest + step, by: step))
      }
      scale *= 10
    }
  }

  private func y(_ count: Int) -> Int { height - bottom - count * (height - top - bottom) / max(1, ticks.last ?? 1) }

  private func x(_ place: Int) -> Int { left + place * (width - left) / history.spans.count }

  private func writeTick(_ tick: Int, to html: inout HTMLWriter) {
    html.stroke(from: (left, y(tick)), to: (width, y(tick)), "axis")
    html.label(tick.grouped, at: (left - 8, y(tick) + 4), "end")
  }

  private func write(_ span: VerdictHistory.Span, at place: Int, to html: inout HTMLWriter) {
    let start = x(place), end = max(start + 2, x(place + 1))
    let gap = end - start > 6 ? 2 : 0
    var sum = 0
    for verdict in [Verdict.notJudged, .pass, .excepted, .unknown, .fail] {
      let count = span.counts[verdict, default: 0]
      if count == 0 { continue }
      let below = y(sum)
      sum += count
      html.rectangle(start + gap / 2, y(sum), end - start - gap, max(2, below - y(sum)), verdict.rawValue)
    }
    let middle = (start + end) / 2
    if span.policies > 0 {
      html.stroke(from: (middle, top - 8), to: (middle, height - bottom), "mark")
      html.label("P", at: (middle, top - 12), "note middle")
    }
    if span.emergencies > 0 { html.label("E", at: (middle + (span.policies > 0 ? 14 : 0), top - 12), "note middle") }
    // As many names as there is room for.
    let every = max(1, (history.spans.count + 5) / 6)
    if place % every == 0, start + 80 <= width { html.label(span.name, at: (start, height - bottom + 22), "start") }
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
