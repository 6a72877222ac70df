import Evidence
import Policy

/// `too-few-approvers`: some approvals count, but they are by fewer people than required.
enum TooFewApprovers {
  static func finding(_ weighed: [WeighedApproval], counted: [Identity], in matter: Matter) -> Finding {
    let others = weighed.compactMap { $0.objection?.reason }.told
    return Finding(
      .tooFewApprovers,
      "\(counted.count) of \(matter.demand.required) required people approved this change",
      notes: ["approvals that count: " + counted.map(\.label).joined(separator: ", ")]
        + (others.isEmpty ? [] : ["approvals that don't: " + others.joined(separator: "; ")]) + [matter.requirement],
      help: Help.secondPerson(matter))
  }
}
