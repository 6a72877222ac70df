import Evidence
import Policy

/// `self-approved`: an approver must have no part in what is approved.
///
/// Somebody who is only the committer may have written nothing, but merely submitted, rebased or applied: that is
/// ``ApproverCanBeToldApart``'s to say.
enum ApproverIsNoContributor: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    for contributor in matter.barred where contributor.identity.person == approver.person {
      guard contributor.wroteIt(barredBy: matter.policy.approval) else { continue }
      let role = contributor.roles.first { matter.policy.approval.independentOf.contains($0) } ?? .author
      let via = approver.isAgent || contributor.identity.isAgent ? ", counting an agent and its operator as one" : ""
      return Objection(code: .selfApproved, reason: "\(approver.label) is also \(role.phrase)\(via)")
    }
    return nil
  }

  static func finding(_ objected: [WeighedApproval], in matter: Matter) -> Finding {
    Finding(
      .selfApproved, "nobody but its own contributors approved this change",
      notes: [
        "contributors: \(matter.contributors.listed)",
        "approvals found: " + objected.map { $0.objection?.reason ?? "" }.told.joined(separator: "; "),
        matter.requirement,
      ],
      help: Help.secondPerson(matter))
  }
}

extension Contributor {
  /// A Boolean value that tells whether a barred role is more than having committed it.
  func wroteIt(barredBy rule: ApprovalRule) -> Bool {
    roles.contains { $0 != .committer && rule.independentOf.contains($0) }
  }
}

extension Role {
  var phrase: String {
    switch self {
    case .author: "an author of it"
    case .committer: "its committer"
    case .coauthor: "a co-author of it"
    case .pusher: "the one who pushed it"
    }
  }
}
