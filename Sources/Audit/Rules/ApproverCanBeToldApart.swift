import Evidence
import Policy

/// `approver-may-be-author`: an approver must be somebody else for sure.
enum ApproverCanBeToldApart: ApprovalCondition {
  static func objection(
    to approval: Approval, by approver: Identity, _ covered: Covered, in matter: Matter
  ) -> Objection? {
    for contributor in matter.barred {
      if contributor.identity.person == approver.person {
        return Objection(
          code: .approverMayBeAuthor,
          reason: "\(approver.label) committed what somebody else wrote, and may have altered it")
      }
      guard !approver.isSurelyNot(contributor.identity) else { continue }
      return Objection(code: .approverMayBeAuthor, reason: doubt(approver, contributor.identity))
    }
    return nil
  }

  private static func doubt(_ approver: Identity, _ contributor: Identity) -> String {
    if contributor.isUnproven {
      return "the committer \(contributor.name) <\(contributor.email)> is a forge's own name, and no forge's key has "
        + "signed the commit, so it can't be told who that is"
    }
    if approver.email.isEmpty && !approver.isListed {
      return "\(approver.label) has no address, so it can't be told who that is"
    }
    if contributor.email.isEmpty && !contributor.isListed {
      return "the contributor \(contributor.label) has no address, so it can't be told who that is"
    }
    return "\(approver.name) <\(approver.email)> has the same name as the contributor "
      + "\(contributor.name) <\(contributor.email)>"
  }

  static func finding(_ all: [WeighedApproval], in matter: Matter) -> Finding {
    let objected = all.filter { $0.objection?.isOfAuthorship != true }
    guard let approver = objected.first?.approver else { return AuthorshipShown.finding(in: matter, all) }
    let isForge = matter.contributors.contains { $0.identity.isUnproven }
    let help =
      isForge
      ? "have the forge sign what it merges, with a key of `approval.forgeKeys`, or commit under your own name:\n"
        + (matter.isInProduction ? Help.exception(matter.subject) : "git commit --amend --no-edit")
      : matter.contributors.contains { $0.identity.person == approver.person }
        ? Help.secondPerson(matter)
        : "say who is who under `people` in the policy, one entry for each person: "
          + "- {id: NAME, emails: [\(approver.email.isEmpty ? "ADDRESS" : approver.email)]}"
    return Finding(
      .approverMayBeAuthor, "the approver can't be told apart from a contributor",
      notes: objected.compactMap { $0.objection?.reason }.told + [
        "contributors: \(matter.contributors.listed)", matter.requirement,
      ],
      help: help)
  }
}
