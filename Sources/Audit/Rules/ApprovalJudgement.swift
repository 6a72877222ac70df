import Evidence
import Policy

/// Weighs the approvals of a matter, and says what is missing.
enum ApprovalJudgement {
  static func judge(_ matter: Matter) -> Weighing<WeighedApproval> {
    var weighing = Weighing<WeighedApproval>()
    weighing.items = matter.approvals.map { item in
      WeighedApproval(
        approval: item.approval, approver: item.approver, coverage: item.covered.coverage,
        objection: objection(item.approval, item.approver, item.covered, matter.seen(by: item.covered)))
    }
    let counted = distinct(weighing.items.filter { $0.objection == nil })
    let required = matter.policy.approval.required
    guard counted.count < required else {
      // The weakest evidence that was needed: the strongest `required` people carry the verdict.
      weighing.grade = counted.map(\.approval.grade).sorted(by: >)[required - 1]
      weighing.findings = notes(counted, matter)
      return weighing
    }
    weighing.findings = findings(weighing.items, counted, matter)
    return weighing
  }

  private static func objection(
    _ approval: Approval, _ approver: Identity, _ covered: Covered, _ matter: Matter
  ) -> Objection? {
    switch approval.decision {
    case .rejected: return Objection(code: .approvalNotShown, reason: "rejected it")
    case .remark(let remark): return Objection(code: .approvalNotShown, reason: "\(remark) is not an approval")
    case .approved: break
    }
    for (_, condition) in approvalConditions {
      if let objection = condition.objection(to: approval, by: approver, covered, in: matter) { return objection }
    }
    return nil
  }

  /// Keeps one approval for each person who can be told from the others: the strongest.
  private static func distinct(_ approvals: [WeighedApproval]) -> [WeighedApproval] {
    if approvals.count < 2 { return approvals }
    var kept: [WeighedApproval] = []
    for approval in approvals {
      if let index = kept.firstIndex(where: { !$0.approver.isSurelyNot(approval.approver) }) {
        if kept[index].approval.grade < approval.approval.grade { kept[index] = approval }
      } else {
        kept.append(approval)
      }
    }
    return kept
  }

  private static func findings(
    _ weighed: [WeighedApproval], _ counted: [WeighedApproval], _ matter: Matter
  ) -> [Finding] {
    let objected = weighed.filter { $0.objection != nil && $0.objection?.code != .approvalNotShown }
    // Where those that can't be judged would be enough, the rule is not shown to be broken.
    let open = objected.filter { $0.objection?.code.weight == .unknown }
    if !open.isEmpty, distinct(weighed.filter { $0.objection == nil } + open).count >= matter.policy.approval.required {
      return findings(byCode: open, matter)
    }
    if !counted.isEmpty { return [TooFewApprovers.finding(weighed, counted: counted.map(\.approver), in: matter)] }
    if objected.isEmpty { return [ApprovalNotShown.finding(weighed, in: matter)] }
    return findings(byCode: objected, matter)
  }

  private static func findings(byCode objected: [WeighedApproval], _ matter: Matter) -> [Finding] {
    approvalConditions.compactMap { code, condition in
      let group = objected.filter { $0.objection?.code == code }
      return group.isEmpty ? nil : condition.finding(group, in: matter)
    }
  }

  /// Under `timing: declared`, what the dates can't show stands beside the verdict.
  private static func notes(_ counted: [WeighedApproval], _ matter: Matter) -> [Finding] {
    guard matter.policy.timing == .declared,
      let unordered = counted.first(where: { ApprovalOrderShown.isUnordered($0.approval.at, matter.promotion) })
    else { return [] }
    return [OrderNotShown.note("the approval by \(unordered.approver.label)", unordered.approval.at, matter)]
  }
}
