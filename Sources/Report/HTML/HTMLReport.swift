import Audit
import Diagnostics
import GitStore
import Policy

/// The page, section by section: what fills the slots of `page/report.html`.
struct HTMLReport {
  let audit: FinishedAudit
  let version: String
  /// How the report was made; `nil` for a page that stands alone.
  var making: Making?
  var sample: Sample?
  /// The other files of the report with their SHA-256, in hexadecimal digits.
  var files: [(name: String, digest: String)] = []
  /// What was written before.
  var written: [PageSlot: [UInt8]] = [:]
  /// So many changes are shown with all that was found. More would make a page that no browser opens gladly; it says
  /// so, and the rest stands in its table.
  static let detailed = 2_000
  /// So many rows are printed, some 600 pages. With 50,000 Chromium gives up after two minutes.
  static let printed = 10_000

  func write(to html: inout HTMLWriter) throws {
    let running = RunningHeader("Change-control report, \(period): \(subject)")
    try html.page(PageSource.report, where: holds) { slot, html in
      switch slot {
      case .title: html.text("Change-control report, \(period): \(subject)")
      case .running: html.output.append(plain: running.style)
      case .runningHash: html.output.append(plain: running.hash)
      default: try fill(slot, in: &html)
      }
    }
  }

  private func holds(_ condition: PageCondition) -> Bool {
    switch condition {
    case .making: making != nil
    case .sample: sample != nil
    }
  }

  /// The sections that tell of the audit alone, those that take the longest first.
  static let slotsOfAudit: [PageSlot] = [
    .changes, .against, .segregation, .people, .hours, .exceptions, .reconciliation, .attributes, .frameworks, .time,
    .strength, .sample,
  ]

  /// Returns one section, for ``written``.
  func bytes(of slot: PageSlot) -> [UInt8] {
    Self.bytes(about: slot == .changes ? audit.assessments.count * 400 : 0) { html in try fill(slot, in: &html) }
  }

  /// Returns the whole page.
  var bytes: [UInt8] {
    Self.bytes(about: written.values.reduce(1 << 18) { $0 + $1.count }) { html in try write(to: &html) }
  }

  private static func bytes(about size: Int, _ write: (inout HTMLWriter) throws -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var html = HTMLWriter { bytes += $0 }
    // A sink that throws nothing: there is nothing to catch.
    try? write(&html)
    try? html.output.finish()
    return bytes
  }

  private func fill(_ slot: PageSlot, in html: inout HTMLWriter) throws {
    if let bytes = written[slot] {
      html.output.bytes += bytes
      return try html.output.passOn()
    }
    switch slot {
    case .subject: writeSubject(to: &html)
    case .verdict: writeVerdict(to: &html)
    case .counts: writeCounts(to: &html)
    case .scope: writeScope(to: &html)
    case .population: writePopulation(to: &html)
    case .reconciliation: writeReconciliation(to: &html)
    case .run: writeRunFindings(to: &html)
    case .time: writeHistory(to: &html)
    case .attributes: writeAttributes(to: &html)
    case .hours: writeLeadTimes(to: &html)
    case .segregation: writeSegregation(to: &html)
    case .strength: writeGrades(to: &html)
    case .against: try writeChangesAgainst(to: &html)
    case .exceptions: try writeExceptions(to: &html)
    case .changes: try writeAllChanges(to: &html)
    case .policy: writePolicy(to: &html)
    case .people: writePeople(to: &html)
    case .sample: if let sample { writeSample(sample, to: &html) }
    case .frameworks: writeFrameworks(to: &html)
    case .making: if let making { writeMaking(making, to: &html) }
    case .limits: writeLimits(to: &html)
    case .signed: writeSigned(to: &html)
    case .footer: writeFooter(to: &html)
    case .title, .running, .runningHash, .contents, .sheets: break
    }
  }

  /// What it is of, in a few words: of a report of another repository it has to differ.
  var subject: String { name.cut(to: 60) + (audit.scope.origin.map { " of " + $0.cut(to: 100) } ?? "") }

  /// Production; of a series of tags those that the report ends with, which need not be the newest.
  var name: String {
    audit.scope.lines.isEmpty ? audit.scope.production : audit.scope.lines.map(\.name).joined(separator: ", ")
  }

  /// The period, else the range, in a few words.
  var period: String {
    let scope = audit.scope
    switch (scope.since, scope.until) {
    case (let since?, let until?): return "\(since.day) to before \(until.day) (UTC)"
    case (let since?, nil): return "since \(since.day) (UTC)"
    case (nil, let until?): return "before \(until.day) (UTC)"
    case (nil, nil): return scope.base.map { "\($0.short)..\(scope.tip.short)" } ?? "all up to \(scope.tip.short)"
    }
  }

  /// A Boolean value that tells whether the period was not over when the report was made.
  var isInterim: Bool {
    guard let now = making?.now, let until = audit.scope.until else { return false }
    return now < until
  }

  /// What has to be known of a period that was not over yet.
  private var interim: String? {
    guard isInterim, let now = making?.now else { return nil }
    return "This is an interim report: the period was not over at \(now.onPage) UTC, and what came later is not in it."
  }

  private func writeSubject(to html: inout HTMLWriter) {
    if let origin = audit.scope.origin {
      html.foreign(origin)
      html.text(", ")
    }
    html.foreign(name)
    html.text(", \(period)")
  }

  private func writeVerdict(to html: inout HTMLWriter) {
    let sentence = VerdictSentence(audit: audit)
    html.line("p", .named("verdict"), text: sentence.text)
    if let interim { html.line("p", interim) }
    for line in sentence.more { html.line("p", line) }
  }

  private func writeCounts(to html: inout HTMLWriter) {
    let summary = audit.summary
    html.block("table", .named("counts")) { html in
      html.line("caption", "Changes by verdict")
      html.head(["Verdict", "Changes"], numbers: [1])
      html.block("tbody") { html in
        let rows: [(Verdict, Int, String)] = [
          (.pass, summary.pass, "met the control"), (.fail, summary.fail, "evidence shows that it was not met"),
          (.unknown, summary.unknown, "not shown to be met"),
          (.excepted, summary.excepted, "accepted under an exception"),
          (.notJudged, summary.notJudged, "from before the control began"),
        ]
        for (verdict, count, meaning) in rows {
          html.line("tr") { html in
            html.element("th", .ofRow) { html in
              html.element("b", .named(verdict.style), text: verdict.words)
              html.text(": \(meaning)")
            }
            html.element("td", .named("number"), text: count.grouped)
          }
        }
        html.line("tr", .named("total")) { html in
          html.element("th", .ofRow, text: "all")
          html.element("td", .named("number"), text: summary.changes.grouped)
        }
      }
    }
  }

  private func writeFooter(to html: inout HTMLWriter) {
    html.text(
      "Written by countersign \(version). The same audit gives this same file, so it holds no date of its own"
        + (making == nil ? "." : " but the clock that it was given."))
  }
}
