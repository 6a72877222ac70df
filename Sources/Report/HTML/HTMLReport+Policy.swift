import Audit
import GitStore
import Policy

extension HTMLReport {
  func writePolicy(to html: inout HTMLWriter) {
    section(.policy, in: &html) { html in
      html.block("dl") { html in
        if let control = audit.policies.last?.version.policy.control {
          if let id = control.id { html.term("Control") { $0.foreign(id) } }
          if let statement = control.statement { html.term("Statement") { $0.foreign(statement) } }
          if let owner = control.owner { html.term("Owner") { $0.foreign(owner) } }
        }
        html.term("Rules taken from") { $0.text(audit.policyOrigin.words) }
      }
      if !audit.policyNotes.isEmpty {
        html.block("ul") { html in
          for note in audit.policyNotes { html.line("li") { $0.foreign(note) } }
        }
      }
      if audit.policies.isEmpty {
        html.line("p", "No policy judged any change of this range.")
      } else {
        writeVersions(to: &html)
      }
    }
  }

  private func writeVersions(to html: inout HTMLWriter) {
    html.block("table", .named("wide policies")) { html in
      html.line("caption", "The policies that judged, oldest first")
      html.head(["Digest", "Commit", "First change", "Approvals", "Tests", "Timing"])
      html.block("tbody") { html in
        for (version, firstEntry) in audit.policies {
          html.line("tr") { html in
            html.element("th", .ofRow) { html in html.element("code", text: version.digest) }
            html.element("td") { html in
              if let commit = version.commit {
                html.element("code", text: commit.short)
              } else {
                html.foreign(version.policy.source.name)
              }
            }
            html.element("td") { html in html.element("code", text: firstEntry.short) }
            html.element("td") { $0.foreign(version.policy.approval.words) }
            html.element("td") { $0.foreign(version.policy.tests.words) }
            html.element("td", text: version.policy.timing.words)
          }
        }
      }
    }
  }
}

extension ApprovalRule {
  fileprivate var words: String {
    let from = from.map { " from \($0.joined(separator: " or "))" } ?? " from anybody"
    let roles = Role.allCases.filter(independentOf.contains).map(\.words).joined(separator: ", ")
    return "\(counted(required, "approval"))\(from); not from its \(roles); at least of grade \(minimumGrade.rawValue)"
  }
}

extension TestRule {
  fileprivate var words: String {
    let runners = runners.map { ", run by \($0.joined(separator: " or "))" } ?? ""
    switch requirement {
    case .suites(let suites):
      return "passed runs of \(suites.joined(separator: ", "))\(runners); at least of grade \(minimumGrade.rawValue)"
    case .any: return "at least one passed run of any suite\(runners); at least of grade \(minimumGrade.rawValue)"
    case .none(let reason): return "none asked for: \(reason)"
    }
  }
}

extension Timing {
  fileprivate var words: String {
    switch self {
    case .proven: "proven: evidence must be shown to be earlier than the promotion"
    case .declared: "declared: dates are taken as they are"
    }
  }
}
