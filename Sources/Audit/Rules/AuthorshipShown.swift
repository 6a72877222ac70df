import Policy

/// `approver-may-be-author`: from `minimumGrade: signed` upwards it must be shown who wrote what is approved. Below, a
/// name in a commit is taken for what it is: a claim.
///
/// A signature by somebody else than the author shows who vouches for the commit, and not who wrote it.
enum AuthorshipShown {
  /// Asked last: what is wrong with the approval itself says more.
  static func objection(by approver: Identity, in matter: Matter) -> Objection? {
    guard let doubt = matter.doubts.first else { return nil }
    return Objection(
      code: .approverMayBeAuthor, reason: "\(doubt), so \(approver.label) may have written it", isOfAuthorship: true)
  }

  static func finding(in matter: Matter, _ objected: [WeighedApproval]) -> Finding {
    let line = matter.policy.source.line(of: "approval.minimumGrade")
    return Finding(
      .approverMayBeAuthor, "it isn't shown who wrote this change, so its approver may have",
      notes: objected.compactMap { $0.objection?.reason }.told + [
        "\(line) asks for \(matter.policy.approval.minimumGrade.rawValue), and so for shown authors",
        matter.requirement,
      ],
      help: matter.isInProduction
        ? "have each author sign with a key that `people` binds to him from now on; document what is here:\n"
          + Help.exception(matter.subject)
        : "have each author sign with a key that `people` binds to him, before it is approved:\n"
          + "git commit --amend --no-edit -S")
  }
}
