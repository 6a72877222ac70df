import Audit
import Diagnostics
import GitStore

extension HTMLReport {
  func writeSample(_ sample: Sample, to html: inout HTMLWriter) {
    let asked = sample.request.size
    html.line(
      "p",
      (sample.drawn == sample.frame
        ? (asked > sample.frame ? "\(asked.grouped) were asked for, and there are no more. " : "")
          + "All \(counted(sample.frame, "judged change")) are in the sample."
        : "\(sample.drawn.grouped) of \(counted(sample.frame, "judged change")) were drawn at random. "
          + "Every change that something stands against, and every excepted one, is in the sample besides."))
    html.line(
      "p", .named("faint"),
      text:
        "Strata: random, drawn by its key; against, something stands against it; excepted, accepted under an exception."
    )
    html.block("dl") { html in
      html.term("Seed") { html in html.element("code") { $0.foreign(sample.seed) } }
      html.term("Chosen by") { html in
        html.text(
          sample.request.seed == nil
            ? "nobody: it is the population's digest"
            : "whoever made this report, on the command line; the phrase should be the auditor's")
      }
      html.term("Key of a change") { $0.text("SHA-256 of the seed, a colon and the change's id") }
      html.term("Replacement") { html in
        html.text("the change with the next key takes the place of one that can't be tested")
        if sample.replacements.isEmpty {
          html.text("; there is none: every judged change is in the sample")
        } else {
          html.text(": ")
          for (place, item) in sample.replacements.enumerated() {
            if place > 0 { html.text(", ") }
            html.element("code", text: item.assessment.id.short)
          }
        }
      }
    }
    html.line("p", support(of: sample))
    html.line("p", "To draw it again, in the folder of this report:")
    html.commands(sample.commands)
    writeItems(of: sample, to: &html)
    writeSizes(to: &html)
  }

  private func support(of sample: Sample) -> String {
    let summary = audit.summary
    var text = "All \(counted(summary.judged, "change")) were judged by this tool: "
    text += "something stands against \(summary.against.grouped) of them"
    if summary.judged > 0 {
      text += " (\(SampleSupport.percent(Double(summary.against) / Double(summary.judged), isLimit: false)))"
    }
    guard sample.drawn > 0 else { return text + "." }
    if sample.drawn == sample.frame {
      return text + ". Whoever tests the sample tests all of them, so nothing is inferred from it."
    }
    let limits = [0.90, 0.95].map { confidence in
      let limit = SampleSupport.upperLimit(
        deviations: sample.deviations, items: sample.drawn, confidence: confidence)
      return "\(Int(confidence * 100))% that it is below \(SampleSupport.percent(limit))"
    }
    return text + ". Something stands against \(sample.deviations.grouped) of the \(sample.drawn.grouped) drawn. "
      + "If whoever tests them finds the same, the sample alone supports these statements of the rate of deviations: "
      + "with a confidence of " + limits.joined(separator: ", of ") + "."
  }

  private func writeItems(of sample: Sample, to html: inout HTMLWriter) {
    html.block("table", .named("wide sample")) { html in
      html.line(
        "caption", "The sample, in the order of the sheets in sample.html; sample.csv has it with room for the auditor")
      html.head(["No.", "Change", "Stratum", "Title", "Verdict", "Agrees", "Tested by, on"])
      html.block("tbody") { html in
        for (index, item) in sample.items.prefix(Self.detailed).enumerated() {
          html.line("tr") { html in
            html.element("th", .ofRow, text: "\(index + 1)")
            html.element("td", .label("Change")) { $0.element("code", text: item.assessment.id.short) }
            html.element("td", .label("Stratum"), text: item.strata.map(\.rawValue).joined(separator: ", "))
            html.element("td", .label("Title")) { $0.title(item.assessment.title, limit: 200) }
            html.element("td", .label("Verdict")) { html in
              html.element("b", .named(item.assessment.verdict.style), text: item.assessment.verdict.words)
            }
            html.element("td", .label("Agrees"), text: "")
            html.element("td", .label("Tested by, on"), text: "")
          }
        }
      }
    }
    if sample.items.count > Self.detailed {
      html.line("p", "\((sample.items.count - Self.detailed).grouped) more are in sample.csv.")
    }
  }

  private func writeSizes(to html: inout HTMLWriter) {
    let rates = [0.05, 0.06, 0.07, 0.08, 0.09, 0.10]
    html.block("table", .named("wide sizes")) { html in
      html.line(
        "caption", "How many items show that the rate of deviations is below a limit (binomial; a large population)")
      html.head(
        ["Confidence, deviations found"] + rates.map { "below \(Int(($0 * 100).rounded()))%" }, numbers: Set(1...6))
      html.block("tbody") { html in
        for (confidence, deviations) in [(0.90, 0), (0.90, 1), (0.95, 0), (0.95, 1)] {
          html.line("tr") { html in
            html.element("th", .ofRow, text: "\(Int(confidence * 100))%, \(deviations)")
            for rate in rates {
              let size = SampleSupport.size(deviations: deviations, tolerable: rate, confidence: confidence)
              html.element(
                "td", .named("number"), .label("below \(Int((rate * 100).rounded()))%"), text: size.grouped)
            }
          }
        }
      }
    }
  }
}
