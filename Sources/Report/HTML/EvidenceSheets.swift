package import Audit
import Diagnostics
import GitStore
import Policy

/// `sample.html`: a sheet for each sampled change, with all that was found of it, each on a page of its own in print.
package enum EvidenceSheets {
  package static func bytes(of sample: Sample, _ audit: FinishedAudit) -> [UInt8] {
    var bytes: [UInt8] = []
    var html = HTMLWriter { bytes += $0 }
    let report = HTMLReport(audit: audit, version: "")
    let title = "Sampled changes, \(report.period): \(report.subject)"
    let running = RunningHeader(title)
    html.page(PageSource.sheets, where: { _ in true }) { slot, html in
      switch slot {
      case .title: html.text(title)
      case .running: html.output.append(plain: running.style)
      case .runningHash: html.output.append(plain: running.hash)
      case .subject:
        html.foreign(report.subject)
        html.text(", \(report.period): \(counted(sample.items.count, "change")), in the order of sample.csv")
      case .contents: writeContents(sample, to: &html)
      case .sheets: writeSheets(sample, audit, to: &html)
      default: break
      }
    }
    // A sink that throws nothing: there is nothing to catch.
    try? html.output.finish()
    return bytes
  }

  private static func writeContents(_ sample: Sample, to html: inout HTMLWriter) {
    html.block("ul") { html in
      for (index, item) in sample.items.enumerated() {
        html.line("li") { html in
          html.element("a", .link(to: "sheet-\(index + 1)")) { html in
            html.text("\(index + 1). \(item.assessment.id.short)")
          }
          html.text(" \(item.assessment.verdict.words)")
        }
      }
    }
  }

  private static func writeSheets(_ sample: Sample, _ audit: FinishedAudit, to html: inout HTMLWriter) {
    let promotions = PromotionIndex(audit)
    let attributes = TestedAttributes(audit)
    for (index, item) in sample.items.enumerated() {
      html.block("section", .id("sheet-\(index + 1)")) { html in
        html.line("h2") { html in
          html.text("\(index + 1). ")
          html.element("code", text: item.assessment.id.short)
        }
        html.block("dl") { html in
          html.term("Stratum") { $0.text(item.strata.map(\.rawValue).joined(separator: ", ")) }
          html.term("Key") { $0.element("code", text: item.key) }
          html.term("Attributes") { $0.text(words(attributes.results(for: item.assessment))) }
        }
        ChangeArticle(assessment: item.assessment, promotion: promotions[item.assessment]).write(to: &html)
        html.line("p", "To see it in the repository, and to have it judged again:")
        let policy = audit.policyOrigin == .file ? " --policy REPORT-DIRECTORY/policy.yml" : ""
        html.commands("git show --stat \(item.assessment.id)\ncountersign explain\(policy) \(item.assessment.id)")
        writeRoom(to: &html)
      }
    }
  }

  /// Such as `pass A1, A3; unknown A14`; what they are stands in the report.
  private static func words(_ results: [AttributeResult]) -> String {
    AttributeResult.allCases.compactMap { result in
      let numbers = zip(Attribute.allCases, results).filter { $0.1 == result }.map(\.0.rawValue)
      return numbers.isEmpty ? nil : "\(result.words) \(numbers.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  /// For a pen: the tool writes nothing into it.
  private static func writeRoom(to html: inout HTMLWriter) {
    let columns = ["Tested by", "On", "Agrees", "Remarks"]
    html.block("table", .named("wide signatures tested")) { html in
      html.line("caption", "To be filled in by whoever tests it again")
      html.head(columns)
      html.block("tbody") { html in
        html.line("tr") { html in
          for column in columns { html.element("td", .label(column), text: "") }
        }
      }
    }
  }
}
