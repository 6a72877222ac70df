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
      for limit in limits { html.line("li", limit) }
    }
  }

  /// As plain as they are. Nothing here depends on how the audit came out, but for what was or wasn't the case in it.
  private var limits: [String] {
    var limits = [
      "Dates in commits are declared: the machine of whoever makes a commit writes them, and they can say anything. "
        + ((audit.scope.timeBasis == .committerDate || audit.scope.timeBasis == .tag)
          ? "Where nothing better is named, they are the times of this report, and no order in time rests on more."
          : "A time of this report is as good as the basis that it names."),
      "A claim is a claim. Evidence of grade claim or record shows that somebody wrote it, not that the person named "
        + "did.",
      "Evidence beside a commit counts for content that is the same, or that merging what was approved reproduces. "
        + "Merges are repeated by libgit2 from objects alone: what it can't repeat is told as such and blames nobody.",
      "That an approval was given does not show that somebody looked closely, and that tests passed does not show "
        + "that they test "
        + "what matters.",
      "Production is a ref of a git repository. Whether what runs is what that ref names is not looked at, and "
        + "neither is what "
        + "was changed without git.",
      "What submodules and LFS pointers point to is not judged.",
      "The range is judged as the repository holds it now. Without a ledger, production that was moved away and back "
        + "within the range leaves no trace here.",
    ]
    if let policy = audit.policies.last?.version.policy, !policy.listsPersons {
      limits.append(
        "The policy lists no persons, so identities were not verified: people are told apart by the names and "
          + "addresses that "
          + "commits state.")
    }
    limits.append(
      "This report gives the facts that were found. It is not an opinion on the control, and certifies nothing.")
    return limits
  }
}
