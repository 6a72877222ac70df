import Evidence
import Policy

/// Weighs the approvals of a matter, and says what is missing.
enum ApprovalJudgement {
  static func judge(_ matter: Matter) -> Weighing<WeighedApproval> {
    var (weighing, counted) = weigh(matter)
    let required = matter.demand.required
    if counted.count < required {
      weighing.findings = findings(weighing.items, counted, matter)
    } else {
      weighing.grade = weakest(counted, required)
      weighing.findings = notes(counted, required, matter)
    }
    for demand in matter.further {
      var asked = matter
      asked.demand = demand
      let (all, counted) = weigh(asked)
      let findings = FurtherDemands.findings(
        demand, all.items, counted: counted, open: open(all.items, asked), in: asked)
      weighing.demands.append(FurtherDemands.answer(demand, counted, in: asked))
      weighing.findings += findings
      if findings.isEmpty, demand.required > 0 {
        weighing.findings += notes(counted, demand.required, asked).filter { !weighing.findings.contains($0) }
      }
      if findings.isEmpty, counted.count >= demand.required, let grade = weighing.grade {
        weighing.grade = min(grade, weakest(counted, demand.required))
      }
    }
    return weighing
  }

  /// Weighs each approval, and returns those that count, one for each person.
  private static func weigh(
    _ matter: Matter
  ) -> (weighing: Weighing<WeighedApproval>, counted: [WeighedApproval]) {
    var weighing = Weighing<WeighedApproval>()
    weighing.items = matter.approvals.map { item in
      WeighedApproval(
        approval: item.approval, approver: item.approver, coverage: item.covered.coverage,
        objection: objection(item.approval, item.approver, item.covered, matter.seen(by: item.covered)),
        contributors: item.covered.contributors)
    }
    return (weighing, distinct(weighing.items.filter { $0.objection == nil }))
  }

  /// The weakest evidence that was needed: the strongest `required` people carry the verdict.
  private static func weakest(_ counted: [WeighedApproval], _ required: Int) -> Grade {
    counted.map(\.approval.grade).sorted(by: >)[required - 1]
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
    return AuthorshipShown.objection(by: approver, in: matter)
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
    let open = open(objected + weighed.filter { $0.objection == nil }, matter)
    if !open.isEmpty { return findings(byCode: open, matter) }
    if !counted.isEmpty { return [TooFewApprovers.finding(weighed, counted: counted.map(\.approver), in: matter)] }
    if objected.isEmpty { return [ApprovalNotShown.finding(weighed, in: matter)] }
    return findings(byCode: objected, matter)
  }

  /// Returns the approvals that can't be judged, where they would be enough: then the rule is not shown to be broken.
  private static func open(_ weighed: [WeighedApproval], _ matter: Matter) -> [WeighedApproval] {
    let open = weighed.filter {
      $0.objection?.code != .approvalNotShown && $0.objection?.code.weight == .unknown
        && FurtherDemands.isAsked($0, matter.demand, matter)
    }
    let enough = distinct(weighed.filter { $0.objection == nil } + open).count >= matter.demand.required
    return enough ? open : []
  }

  static func findings(byCode objected: [WeighedApproval], _ matter: Matter) -> [Finding] {
    approvalConditions.compactMap { code, condition in
      let group = objected.filter { $0.objection?.code == code }
      return group.isEmpty ? nil : condition.finding(group, in: matter)
    }
  }

  /// Under `timing: declared`, what the dates can't show stands beside the verdict, where it is needed.
  private static func notes(_ counted: [WeighedApproval], _ required: Int, _ matter: Matter) -> [Finding] {
    guard matter.policy.timing == .declared else { return [] }
    let unordered = counted.filter { ApprovalOrderShown.isUnordered($0.approval.at, matter.promotion) }
    guard let first = unordered.first, counted.count - unordered.count < required else { return [] }
    return [OrderNotShown.note("the approval by \(first.approver.label)", first.approval.at, .approvals, matter)]
  }
}
