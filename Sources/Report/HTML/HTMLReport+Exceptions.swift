import Audit
import Diagnostics
import GitStore
import Policy

extension HTMLReport {
  func writeExceptions(to html: inout HTMLWriter) throws {
    if audit.exceptions.isEmpty {
      html.line("p", "There is no file of an exception or emergency.")
    } else {
      let shown = audit.exceptions.sorted { $0.status.rank < $1.status.rank }
      html.line(
        "p",
        "\(counted(shown.count, "file")) under .countersign/exceptions, those that accept nothing because something "
          + "is amiss first. What they say was written by whoever made them.")
      for account in shown.prefix(Self.detailed) { write(account, to: &html) }
      if shown.count > Self.detailed {
        html.line("p", "\((shown.count - Self.detailed).grouped) more are in exception-files.csv.")
      }
    }
    if audit.summary.excepted == 0 { return }
    html.line("h3", "Changes accepted under an exception")
    html.line("p", "These did not meet the control either, and were accepted under a documented exception.")
    try writeArticles({ $0 == .excepted }, to: &html)
  }

  private func write(_ account: ExceptionAccount, to html: inout HTMLWriter) {
    let file = account.file
    html.block("article", .named(account.status.style)) { html in
      html.line("h3") { html in
        html.element("b", .named(account.status.style), text: account.status.words)
        html.text(" \(file.kind.rawValue) ")
        html.foreign(file.id)
      }
      html.block("dl") { html in
        html.term("What became of it") { $0.foreign(account.reason) }
        html.term("Reason") { $0.foreign(file.reason) }
        html.term("Management response") { $0.foreign(file.managementResponse ?? "no response yet") }
        for (name, text) in [
          ("Owner", file.owner), ("Root cause", file.rootCause), ("Impact", file.impact),
          ("Remediation", file.remediation), ("Compensating control", file.compensatingControl),
          ("Incident", file.incident), ("Declared by", file.declaredBy),
        ] {
          if let text { html.term(name) { $0.foreign(text) } }
        }
        for (name, time) in [
          ("Declared at", file.declaredAt), ("Written at", file.createdAt), ("Review due", account.due),
        ] {
          if let time { html.term(name) { $0.text("\(time.onPage) UTC") } }
        }
        // The last day on which it is valid is what the file says.
        if let end = file.expires {
          html.term("Expires") { html in
            let isDay = end.day != end.onPage
            html.text(isDay ? "at the end of \(Instant(seconds: end.seconds - 1).onPage.prefix(10))" : end.onPage)
          }
        }
        html.term(file.kind == .emergency ? "Reviewed by" : "Approved by") { html in
          html.foreign(account.approvers.isEmpty ? "nobody" : account.approvers.joined(separator: ", "))
        }
        html.term("Accepts") {
          $0.text(file.findings.isEmpty ? "all that an emergency can" : ""); $0.codes(file.findings)
        }
        html.term("Changes") { html in html.ids(account.changes) }
        html.term("File") { html in html.element("code") { $0.foreign(account.path) } }
        if !account.introducedBy.isEmpty { html.term("Added by") { html in html.ids(account.introducedBy) } }
      }
    }
  }
}

extension HTMLWriter {
  fileprivate mutating func codes(_ codes: [String]) {
    for (place, code) in codes.enumerated() {
      if place > 0 { text(", ") }
      element("code") { $0.foreign(code, limit: 100) }
    }
  }

  fileprivate mutating func ids(_ ids: [ObjectID]) {
    if ids.isEmpty { text("none of this range") }
    for (place, id) in ids.prefix(50).enumerated() {
      if place > 0 { text(", ") }
      element("code", text: id.short)
    }
    if ids.count > 50 { text(" and \((ids.count - 50).grouped) more, in exception-files.csv") }
  }
}

extension ExceptionAccount.Status {
  fileprivate var words: String {
    switch self {
    case .reviewDue: "review due"
    case .outside: "of another period"
    default: rawValue
    }
  }

  fileprivate var style: String {
    switch self {
    case .accepted, .reviewed, .outside, .unused: "other"
    case .reviewDue: "unknown"
    case .overdue, .expired, .unapproved: "fail"
    }
  }

  fileprivate var rank: Int {
    switch self {
    case .overdue, .expired, .unapproved: 0
    case .reviewDue: 1
    case .accepted, .reviewed: 2
    case .unused: 3
    case .outside: 4
    }
  }
}
