import Diagnostics
import Evidence
import Policy

/// `approver-not-authorised`: an approver must be a person whom the policy lets approve, at that time.
enum ApproverAuthorised: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    refusal(approval, approver, matter).map {
      Objection(code: .approverNotAuthorised, reason: "\(approver.label) \($0)")
    }
  }

  private static func refusal(_ approval: Approval, _ approver: Identity, _ matter: Matter) -> String? {
    let policy = matter.policy
    guard let person = matter.people.people[approver.person].listed else {
      if policy.listsPersons { return "is not listed under `people` in the policy" }
      return matter.demand.refusal(of: matter.people.people[approver.person], approver.person)
    }
    if person.kind == .bot { return "is a bot, and bots approve nothing" }
    // Evidence without a time of its own is as old as the change.
    let moment = approval.at ?? matter.promotion.at
    if let from = person.activeFrom, moment < from { return "was not active before \(from.text)" }
    if let until = person.activeUntil, moment >= until { return "was not active from \(until.text) on" }
    // The approver wrote that time himself: whoever has left can date back, and whoever has not come yet ahead.
    if let from = person.activeFrom, let shown = approval.content?.shown, shown.at < from {
      return "was not active before \(from.text), and \(shown.note)"
    }
    if let until = person.activeUntil, let shown = approval.content?.shown, shown.at >= until {
      return "was not active from \(until.text) on, and \(shown.note)"
    }
    return matter.demand.refusal(of: matter.people.people[approver.person], approver.person)
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    let from = matter.policy.approval.from.map { " of \($0.joined(separator: " or "))" } ?? ""
    return Finding(
      .approverNotAuthorised, "nobody who may approve has approved this change",
      notes: objected.compactMap { $0.objection?.reason }.told + [
        matter.requirement,
        "\(matter.policy.source.line(of: matter.policy.approval.from == nil ? "people" : "approval.from")) says who may",
      ],
      help: "ask a person\(from) who had no part in it to review it\(matter.isInProduction ? " now" : ""), "
        + "and record that:\n\(Help.approve(matter))")
  }
}
