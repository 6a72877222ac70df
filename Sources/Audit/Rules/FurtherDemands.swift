import Evidence
import GitStore
import Policy

/// `owner-approval-missing`, `too-few-approvers` and `policy-change-unapproved`: what some paths need besides what every
/// change needs.
enum FurtherDemands {
  /// Returns the findings where too few of those who are asked besides have approved.
  ///
  /// - Parameters:
  ///   - weighed: Every approval, with why it doesn't count for this demand.
  ///   - counted: Those that count, one for each person.
  ///   - open: Those of people who are asked that can't be judged, where they would be enough.
  static func findings(
    _ demand: Demand, _ weighed: [WeighedApproval], counted: [WeighedApproval], open: [WeighedApproval],
    in matter: Matter
  ) -> [Finding] {
    guard counted.count < demand.required else { return [] }
    if !open.isEmpty {
      return ApprovalJudgement.findings(byCode: open, matter).map { finding in
        var finding = finding
        finding.notes.append(asks(demand, matter))
        return finding
      }
    }
    // That nobody at all approved is said already, of every change.
    if demand.code == .tooFewApprovers, counted.isEmpty { return [] }
    let objected = weighed.filter { $0.objection != nil && isAsked($0, demand, matter) }
    let names = counted.map(\.approver.label)
    return [
      Finding(
        demand.code, message(demand, counted.count),
        notes: [asks(demand, matter)] + demand.remarks
          + (names.isEmpty ? [] : ["of these approved: \(names.joined(separator: ", "))"])
          + (objected.isEmpty
            ? []
            : [
              "approvals that don't count: "
                + objected.compactMap { $0.objection?.reason }.told.joined(separator: "; ")
            ]),
        help: help(demand, matter))
    ]
  }

  /// Returns what was asked, and who of those who are asked approved.
  static func answer(_ demand: Demand, _ counted: [WeighedApproval], in matter: Matter) -> AnsweredDemand {
    AnsweredDemand(
      source: demand.source, subject: demand.subject, required: demand.required, asked: people(demand, matter),
      approvedBy: counted.map(\.approver.label))
  }

  /// Returns whether an approval is by somebody who is asked.
  static func isAsked(_ weighed: WeighedApproval, _ demand: Demand, _ matter: Matter) -> Bool {
    demand.refusal(of: matter.people.people[weighed.approver.person], weighed.approver.person) == nil
  }

  private static func message(_ demand: Demand, _ count: Int) -> String {
    switch demand.code {
    case .policyChangeUnapproved: "this change alters what governs the control, and none of its owners approved it"
    case .ownerApprovalMissing where demand.required > 1:
      "\(count) of \(demand.required) required owners approved what this change does to \(demand.subject)"
    case .ownerApprovalMissing: "an owner's approval is missing for \(demand.subject)"
    default: "\(count) of \(demand.required) required people approved what this change does to \(demand.subject)"
    }
  }

  private static func asks(_ demand: Demand, _ matter: Matter) -> String {
    let need = demand.required == 1 ? "an approval" : "\(demand.required) approvals"
    return "\(demand.source) asks for \(need) by \(people(demand, matter)), for \(demand.subject)"
  }

  private static func people(_ demand: Demand, _ matter: Matter) -> String {
    switch demand.electorate {
    case .groups(nil): return demand.required == 1 ? "another person" : "other people"
    case .groups(let groups?): return "somebody of " + groups.joined(separator: " or ")
    case .owners(let people):
      if !demand.named.isEmpty { return demand.named.joined(separator: " or ") }
      let names = people.map { matter.people.people[$0].id }.sorted()
      return names.isEmpty ? "an owner, and none is known" : names.joined(separator: " or ")
    }
  }

  private static func help(_ demand: Demand, _ matter: Matter) -> String {
    var asked = people(demand, matter)
    if case .owners(let owners) = demand.electorate {
      if owners.isEmpty {
        return "say under `people` in the policy who the owners are, by `logins`, `emails` or `groups`; or mend "
          + "CODEOWNERS, in a change of its own"
      }
      let barred = Set(matter.barred.map(\.identity.person))
      let others = owners.subtracting(barred).map { matter.people.people[$0].id }.sorted()
      if others.count < demand.required {
        return "its owners had a part in it themselves: name more owners first, in a change of its own"
      }
      asked = others.joined(separator: " or ")
    }
    return "ask \(asked) to review it, and record that:\n\(Help.approve(matter))"
  }
}
