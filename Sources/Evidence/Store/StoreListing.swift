import Diagnostics
import GitStore
import Policy

/// The store as text: one record a line, by commit, and what is wrong with the store at the end.
package struct StoreListing {
  private let contents: StoreContents

  package init(_ contents: StoreContents) { self.contents = contents }

  package var text: String {
    guard contents.tip != nil else { return "there is no evidence on \(OwnRef.evidence)\n" }
    var lines: [(subject: ObjectID, at: Int64, text: String)] = []
    for (kind, approvals) in [("approval", contents.approvals), ("promotion", contents.promotions)] {
      for item in approvals {
        lines.append(
          (
            item.subject, item.at.seconds,
            line(item.at, kind, item.decision.rawValue, item.approver, item.grade.rawValue, item.objection, item.source)
          ))
      }
    }
    for run in contents.tests {
      let counts = run.executed.map { ", \($0) executed, \(run.failed ?? 0) failed, \(run.skipped ?? 0) skipped" } ?? ""
      lines.append(
        (
          run.subject, run.at?.seconds ?? 0,
          line(
            run.at, "test", "\(run.suite) \(run.outcome.rawValue)\(counts)", run.runner, run.grade.rawValue,
            run.objection, run.source)
        ))
    }
    lines.sort { ($0.subject, $0.at, $0.text) < ($1.subject, $1.at, $1.text) }
    var result = ""
    var last: ObjectID?
    for line in lines {
      if line.subject != last { result += "commit \(line.subject)\n" }
      last = line.subject
      result += line.text
    }
    for record in contents.unreadable {
      result += "unreadable: \(record.reason.printable)\n  \(record.place.printable)\n"
    }
    for record in contents.tampered { result += "tampered: \(record.reason.printable)\n" }
    let count = lines.count
    return result
      + "\(count) record\(count == 1 ? "" : "s"), \(contents.unreadable.count) unreadable, \(contents.tampered.count) tampered\n"
  }

  private func line(
    _ at: Instant?, _ kind: String, _ what: String, _ who: String, _ grade: String, _ objection: String?,
    _ source: String
  ) -> String {
    let standing = objection.map { "does not count: \($0)" } ?? "grade \(grade)"
    return "  \(at?.text ?? "no time") \(kind) \(what), \(who), \(standing)\n".printableLine
      + "    \(source)\n".printableLine
  }
}

extension String {
  /// Printable, but for its own line end.
  fileprivate var printableLine: String { String(dropLast()).printable + "\n" }
}
