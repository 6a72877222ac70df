import Audit
import Diagnostics
import Evidence
import GitStore
import Policy
import Spreadsheet

/// The first sheet: what the report is of, what it found, and what the other sheets hold.
enum SummarySheet {
  static let columns = ["what", "value", "note"]

  static func fill(
    _ sheet: Sheet, _ audit: FinishedAudit, _ making: Making, _ others: [Sheet]
  ) throws(SpreadsheetLibrary.Failure) {
    let sentence = VerdictSentence(audit: audit)
    var rows: [(String, Cell, String)] = [("result", .text(sentence.text.tableText), "")]
    rows += sentence.more.map { ("", .text($0.tableText), "") }
    rows += scope(audit, making) + counts(audit.summary)
    for other in others {
      let note =
        other.omitted > 0 ? "\(other.omitted) of them found no room in the sheet: \(other.name).csv has all" : ""
      rows.append(("rows of \(other.name)", .number(other.rows), note))
    }
    rows += [
      ("times", .text("all in UTC"), "a time that can't be written as a date is a text, or empty"),
      (
        "texts", .text("as in the CSV files"),
        "control characters are shown as \\u{1b}, and a ' stands before what a spreadsheet could take for a formula; "
          + "a text of more than \(String.longestCell) UTF-16 units is cut and says so"
      ),
      ("written by", .text("countersign \(making.version)"), making.worksheet ?? ""),
      ("no opinion", .text("tested by management's own tool"), "this is evidence; it gives no assurance"),
    ]
    for (what, value, note) in rows { try sheet.row([.text(what), value, .text(note)]) }
    try sheet.finish(elsewhere: "report.json")
  }

  private static func scope(_ audit: FinishedAudit, _ making: Making) -> [(String, Cell, String)] {
    let scope = audit.scope
    var rows: [(String, Cell, String)] = [
      ("repository", .text((scope.origin ?? "no remote is known").tableText), ""),
      ("production", .text(scope.production.tableText), (making.productionNote ?? "").tableText),
    ]
    if let since = scope.since { rows.append(("period begins", .time(since), "with this moment, UTC")) }
    if let until = scope.until { rows.append(("period ends", .time(until), "before this moment, UTC")) }
    rows += [
      ("after commit", .text(scope.base?.description ?? ""), scope.base == nil ? "begins with the first commit" : ""),
      ("up to commit", .text(scope.tip.description), ""),
      ("population", .text(audit.populationDigest ?? ""), "SHA-256 of the sorted ids: see the sheet reconciliation"),
      ("commits", .number(audit.commits), ""),
    ]
    for (version, _) in audit.policies.suffix(3) {
      rows.append(("policy", .text(version.digest), version.policy.source.name.tableText))
      guard let control = version.policy.control else { continue }
      rows.append(("control", .text((control.id ?? "").tableText), (control.statement ?? "").tableText))
    }
    return rows
  }

  private static func counts(_ summary: Summary) -> [(String, Cell, String)] {
    var rows: [(String, Cell, String)] = [
      ("changes", .number(summary.changes), ""),
      ("pass", .number(summary.pass), "nothing stands against them"),
      ("fail", .number(summary.fail), "evidence shows that the control was not met"),
      ("unknown", .number(summary.unknown), "it could not be shown that the control was met"),
      ("excepted", .number(summary.excepted), "accepted under an exception"),
      ("not judged", .number(summary.notJudged), "before the control began"),
    ]
    for grade in Grade.allCases {
      rows.append(("pass by \(grade.rawValue)", .number(summary.passByGrade[grade, default: 0]), ""))
    }
    return rows
  }
}
