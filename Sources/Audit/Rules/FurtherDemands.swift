import Evidence
import GitStore
import Policy

/// `owner-approval-missing`, `too-few-approvers` and `policy-change-unapproved`: what some paths need besides what every
/// change needs.
enum FurtherDemands {
  /// Returns the finding where too few of those who are asked besides have approved; `nil` where enough have.
  static func finding(_ demand: Demand, _ counted: [WeighedApproval], in matter: Matter) -> Finding? {
    guard counted.count < demand.required else { return nil }
    let names = counted.map(\.approver.label)
    let need = demand.required == 1 ? "an approval" : "\(demand.required) approvals"
    let message =
      switch demand.code {
      case .policyChangeUnapproved: "this change alters what governs the control, and none of its owners approved it"
      case .ownerApprovalMissing: "an owner's approval is missing for \(demand.subject)"
      default:
        "\(counted.count) of \(demand.required) required people approved what this change does to \(demand.subject)"
      }
    return Finding(
      demand.code, message,
      notes: [
        "\(demand.source) asks for \(need)\(who(demand, matter)), for \(demand.subject)",
        names.isEmpty ? "none counts" : "of these approved: \(names.joined(separator: ", "))",
      ],
      help: "ask\(who(demand, matter, asked: true)) to review it, and record that:\n\(Help.approve(matter))")
  }

  private static func who(_ demand: Demand, _ matter: Matter, asked: Bool = false) -> String {
    let by = asked ? " " : " by "
    switch demand.electorate {
    case .groups(nil): return asked ? " another person" : ""
    case .groups(let groups?): return by + "somebody of " + groups.joined(separator: " or ")
    case .owners(let people):
      let names = people.map { matter.people.people[$0].id }.sorted()
      return names.isEmpty
        ? by + "an owner whom the policy lists under `people`" : by + names.joined(separator: " or ")
    }
  }
}
