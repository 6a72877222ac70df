import Diagnostics
import GitStore
import Policy

/// `exception-unapproved` and `exception-expired`: an exception counts if every change that added or altered it passed
/// by itself, approved by somebody who made nothing of what it excepts, and if it was valid at the promotion.
enum ExceptionJudge {
  /// Returns what stands against an exception for one change; `nil` where it counts.
  static func finding(
    _ record: ExceptionRecord, _ introductions: [Introduction], _ assessment: Assessment, _ excused: ExcusedChange
  ) -> Finding? {
    guard let reason = objection(introductions, assessment, excused) else {
      return expired(record, assessment, excused)
    }
    return Finding(
      .exceptionUnapproved, "the exception \(record.file.id) does not count for this change",
      notes: ["\(record.path): \(reason)"] + introductions.map { "added or altered by \($0.id)" },
      help: "have \(record.path) proposed again and approved by somebody who made nothing of this change:\n"
        + "git log --oneline -- \(record.path)")
  }

  private static func objection(
    _ introductions: [Introduction], _ assessment: Assessment, _ excused: ExcusedChange
  ) -> String? {
    if introductions.isEmpty { return "no change is found that brought it to production" }
    if let failed = introductions.first(where: { !$0.passes }) {
      return "the change \(failed.id.short), which added or altered it, doesn't pass without it"
    }
    for introduction in introductions {
      let approvers = introduction.approvers.map(excused.people.identity(of:))
      let independent = approvers.filter { approver in
        assessment.allContributors.allSatisfy { approver.isSurelyNot($0.identity) }
      }
      if independent.count < introduction.required {
        let others = approvers.filter { !independent.contains($0) }.map(\.label).joined(separator: ", ")
        return others.isEmpty
          ? "the change \(introduction.id.short) was approved by nobody"
          : "the change \(introduction.id.short) was approved by \(others), who made part of what is excepted, "
            + "or can't be told from somebody who did"
      }
    }
    return nil
  }

  private static func expired(
    _ record: ExceptionRecord, _ assessment: Assessment, _ excused: ExcusedChange
  ) -> Finding? {
    guard let expires = record.file.expires, excused.latest(assessment.promotion) >= expires else { return nil }
    return Finding(
      .exceptionExpired, "the exception \(record.file.id) for this change had expired",
      notes: [
        "\(record.path): valid until \(expires.text)",
        "promoted at \(assessment.promotion.at.text) (\(assessment.promotion.basis.rawValue))",
      ],
      help: "repair the change; where the reason still holds, renew the exception before the next one relies on it")
  }
}
