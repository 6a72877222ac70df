package import Audit
import Diagnostics
import GitStore
import Policy

/// `sample.html`: a sheet for each sampled change, with all that was found of it, each on a page of its own in print.
package enum EvidenceSheets {
  package static func bytes(of sample: Sample, _ audit: FinishedAudit) -> [UInt8] {
    var bytes: [UInt8] = []
    var html = HTMLWriter { bytes += $0 }
    html.document(title: "Sampled changes: \(audit.scope.production)", style: HTMLStyle.sheet) { html in
      html.block("header") { html in
        html.line("h1", "Sampled changes")
        html.line("p", .named("about")) { html in
          html.foreign(audit.scope.production)
          html.text(", \(counted(sample.items.count, "change")), in the order of sample.csv")
        }
      }
      html.block("main") { html in
        let promotions = PromotionIndex(audit)
        for (index, item) in sample.items.enumerated() {
          html.block(
            "section", .id("sheet-\(index + 1)"),
            HTMLWriter.Attribute(name: "style", value: index == 0 ? "" : "break-before: page")
          ) { html in
            html.line("h2") { html in
              html.text("\(index + 1). ")
              html.element("code", text: item.assessment.id.short)
            }
            html.line("p", .named("faint"), text: "stratum: \(item.strata.map(\.rawValue).joined(separator: ", "))")
            html.line("p", .named("faint")) { html in
              html.text("key: ")
              html.element("code", text: item.key)
            }
            ChangeArticle(assessment: item.assessment, promotion: promotions[item.assessment]).write(to: &html)
            html.commands("git show --stat \(item.assessment.id)\ncountersign explain \(item.assessment.id)")
          }
        }
      }
    }
    // A sink that throws nothing: there is nothing to catch.
    try? html.output.finish()
    return bytes
  }
}
