import Audit
import Diagnostics
import GitStore

extension HTMLReport {
  func writeReconciliation(to html: inout HTMLWriter) {
    let lines = audit.reconciliation
    let open = lines.filter { !$0.isBalanced }.count
    html.line(
      "p",
      open == 0
        ? "What was counted, what it has to be, and how anybody counts it again with git and a shell. Every line balances."
        : "What was counted, what it has to be, and how anybody counts it again with git and a shell. "
          + "\(counted(open, "line")) did not balance.")
    html.block("table", .named("wide reconciliation")) { html in
      html.line("caption", "Counts and checks; below each, how to count it again")
      html.head(["Line", "What", "Found", "Expected", "Balances"])
      html.block("tbody") { html in
        for line in lines { write(line, to: &html) }
      }
    }
  }

  private func write(_ line: ReconciliationLine, to html: inout HTMLWriter) {
    html.line("tr", .named(line.how.isEmpty ? "" : "has-how")) { html in
      html.element("th", .ofRow, text: line.line)
      html.element("td", .label("What")) { html in
        if let check = audit.checks.first(where: { $0.name == line.what }) {
          html.check(check)
        } else {
          html.text(line.what)
        }
      }
      // A digest stands above in full.
      let isDigest = line.isBalanced && line.found.hasPrefix("sha256:")
      html.element("td", .label("Found")) { html in
        html.element("code", text: isDigest ? "\(Self.short(line.found))…" : line.found)
      }
      html.element("td", .label("Expected")) { html in
        if isDigest {
          html.text("the same")
        } else {
          html.element("code", text: line.expected)
        }
      }
      html.element("td", .label("Balances")) { html in
        html.element("b", .named(line.isBalanced ? "pass" : "unknown"), text: line.isBalanced ? "yes" : "no")
      }
    }
    if line.how.isEmpty { return }
    html.line("tr", .named("how")) { html in
      html.element("td", text: "")
      html.element("td", .across(4)) { html in
        html.text(line.folder == "repository" ? "in the repository: " : "in the folder of this report: ")
        html.element("code", text: line.how)
      }
    }
  }

  func writeMaking(_ making: Making, to html: inout HTMLWriter) {
    html.block("dl") { html in
      html.term("Program") { $0.text("countersign \(making.version)") }
      if let digest = making.binaryDigest {
        html.term("Its SHA-256") { $0.element("code", text: digest) }
      }
      html.term("Made at") { $0.text("\(making.now.onPage) UTC, by the clock that it was given") }
      html.term("Production was at") { $0.element("code", text: making.productionTip.description) }
      if let file = making.policyFile { html.term("Policy given by hand") { $0.element("code", text: file) } }
      if let previous = making.previous {
        html.term("Follows the report that ended at") { $0.element("code", text: previous.tip.description) }
        html.term("Its manifest's SHA-256") { $0.element("code", text: previous.manifest) }
      }
      for ref in making.refs {
        html.term("Evidence ref") { html in
          html.element("code") { $0.foreign(ref.name) }
          html.text(" at ")
          html.element("code", text: ref.target.description)
        }
      }
      html.term("Filters") { $0.text("none") }
    }
    writeFiles(to: &html)
    html.line("p", "To check in this folder that no file was touched, with nothing of this tool:")
    html.commands("sha256sum -c MANIFEST")
    if making.isSigned {
      html.line(
        "p",
        "and who signed them. The first line makes a list, beside this folder, of whom you trust: NAME and KEY.pub are "
          + "his name and his public key, which you have from him and not from whoever gave you the report.")
      html.commands(
        "{ printf '%s ' NAME; cat KEY.pub; } >../ALLOWED_SIGNERS\n"
          + "ssh-keygen -Y verify -f ../ALLOWED_SIGNERS -I NAME -n countersign -s MANIFEST.sig <MANIFEST")
    } else {
      html.line("p", "It is not signed: whoever had the folder could write another manifest.")
    }
    html.line("p", "To make it again from the repository, and have every difference told:")
    html.commands("countersign verify REPORT-DIRECTORY")
    html.line("p", "or by hand, in the repository, and compare the folders:")
    html.commands(making.command(since: audit.scope.since, until: audit.scope.until).shellLine)
  }
}

extension HTMLReport {
  /// What the signatures stand under, so that a loose sheet of paper says it.
  func writeSigned(to html: inout HTMLWriter) {
    html.line("p") { html in
      html.text("What is signed: the change-control report of ")
      html.element("code") { $0.foreign(name, limit: 200) }
      if let origin = audit.scope.origin {
        html.text(" of ")
        html.foreign(origin, limit: 200)
      }
      html.text(", \(period)")
      if let report = files.first(where: { $0.name == "report.json" }) {
        html.text(", whose report.json has the SHA-256 ")
        html.element("code", text: report.digest)
      }
      html.text(".")
    }
  }

  private func writeFiles(to html: inout HTMLWriter) {
    if files.isEmpty { return }
    if let report = files.first(where: { $0.name == "report.json" }) {
      html.line("p") { html in
        html.text("This report is known by the SHA-256 of its report.json: ")
        html.element("code", text: report.digest)
        html.text(".")
      }
    }
    html.block("table", .named("wide files")) { html in
      html.line("caption", "The other files of this report; MANIFEST has this page too")
      html.head(["File", "SHA-256"])
      html.block("tbody") { html in
        for file in files {
          html.line("tr") { html in
            html.element("th", .ofRow) { $0.foreign(file.name) }
            html.element("td", .label("SHA-256")) { $0.element("code", text: file.digest) }
          }
        }
      }
    }
  }
}

extension HTMLWriter {
  /// Writes commands, each line of the text on a line of its own, to be copied as they are.
  mutating func commands(_ text: String) {
    line("pre") { html in
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { html.endLine() }
        html.foreign(String(line))
      }
    }
  }
}
