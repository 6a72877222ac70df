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
      help: "take it out in a change of its own, then propose it anew, approved by somebody who made nothing of this "
        + "change:\ngit rm \(record.path.asArgument)")
  }

  private static func objection(
    _ introductions: [Introduction], _ assessment: Assessment, _ excused: ExcusedChange
  ) -> String? {
    if introductions.isEmpty { return "no change is found that brought it to production" }
    if let failed = introductions.first(where: { !$0.passes }) {
      return "the change \(failed.id.short), which added or altered it, doesn't pass without it"
    }
    for introduction in introductions {
      let independent = introduction.approvers.filter { isIndependent($0, introduction, assessment, excused) }
      // Who may decide on files of the control must be independent too: another's approval doesn't stand for his.
      let isAnswered = introduction.demands.allSatisfy { demand in
        demand.approvers.count { isIndependent($0, introduction, assessment, excused) } >= demand.required
      }
      if independent.count < introduction.required || !isAnswered {
        let others = introduction.approvers.filter { !independent.contains($0) }
          .map { excused.people.identity(of: $0).label }.joined(separator: ", ")
        return others.isEmpty
          ? "the change \(introduction.id.short) was approved by nobody"
          : "the change \(introduction.id.short) was approved by \(others), who made part of what is excepted, "
            + "or can't be told from somebody who did"
      }
    }
    return nil
  }

  /// Returns whether somebody surely made nothing of what is excepted: by the policy that judged that, and by the one
  /// that judged the exception. What either of them knows of second names counts.
  private static func isIndependent(
    _ approver: String, _ introduction: Introduction, _ assessment: Assessment, _ excused: ExcusedChange
  ) -> Bool {
    let makers = assessment.allContributors.map(\.identity)
    return ([excused.people] + (introduction.people.map { [$0] } ?? [])).allSatisfy { people in
      let identity = people.identity(of: approver)
      return makers.allSatisfy { maker in
        identity.isSurelyNot(people === excused.people ? maker : people.identity(of: maker.written))
      }
    }
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
