import Evidence
import GitStore
import Policy

/// `promotion-not-approved`: where the policy asks for it, moving production needs an approval of its own.
struct PromotionJudge {
  /// For the changes of the promotion as one; with the records of promotions.
  let parts: PartJudge
  /// The places of its changes.
  let range: ClosedRange<Int>

  private var population: Population { parts.dossier.population }

  func assess(_ changes: [Assessment]) -> PromotionAssessment {
    let change = parts.change
    let entry = population.commits[change.entry]
    let before = change.before
    var assessment = PromotionAssessment(
      id: entry.id, before: before, promotion: parts.promotion, changes: changes.map(\.id),
      contributors: parts.contributors(of: change.members), approvals: [], findings: [], verdict: .pass, grade: nil,
      changesAgainst: changes.count { $0.verdict.countsAgainst })
    guard let rule = parts.policy.promotion else { return assessment }
    var matter = parts.matter(
      of: Part(subject: change.entry, members: Array(change.members), parent: before, isPromotion: true))
    matter.further = []
    matter.approvals = matter.approvals.map { ($0.approval, $0.approver, over($0.covered, $0.approval, before)) }
    matter.demand = Demand(
      required: rule.required, electorate: .groups(rule.from),
      source: parts.policy.source.line(of: "promotion.required"), code: .promotionNotApproved, subject: "the promotion")
    let weighing = ApprovalJudgement.judge(matter)
    assessment.approvals = weighing.items
    if weighing.passes {
      assessment.grade = weighing.grade
      assessment.findings = weighing.findings
    } else {
      assessment.findings = [finding(weighing, matter, before)]
      assessment.verdict = .fail
    }
    return assessment
  }

  /// An approval of a promotion is of moving production from where it was: from elsewhere it is another movement.
  private func over(_ covered: Covered, _ approval: Approval, _ before: ObjectID?) -> Covered {
    guard let recorded = approval.content, !recorded.isPair, let content = parts.dossier.content else { return covered }
    let start = recorded.base.flatMap { content.start(of: approval.subject, from: $0) }
    if start == before.flatMap({ content.start(of: approval.subject, from: $0) }) { return covered }
    var covered = covered
    covered.elsewhere =
      "as a promotion from \(start?.short ?? "nothing"), and production was at \(before?.short ?? "nothing")"
    return covered
  }

  private func finding(_ weighing: Weighing<WeighedApproval>, _ matter: Matter, _ before: ObjectID?) -> Finding {
    let reasons = weighing.items.compactMap { $0.objection?.reason }.told
    let from = before.map { "\($0.short).." } ?? ""
    return Finding(
      .promotionNotApproved, "the promotion \(from)\(matter.subject.short) lacks an approval of its own",
      notes: (reasons.isEmpty
        ? ["looked for records of kind promotion in \(OwnRef.evidence.name)"]
        : ["approvals that don't count: " + reasons.joined(separator: "; ")]) + [matter.requirement],
      help: matter.isInProduction
        ? "it is in production: have somebody who made none of its changes review it now, and document that:\n"
          + Help.exception(matter.subject)
        : "ask somebody who made none of its changes to approve it before the push:\n"
          + "countersign approve --promotion \(matter.subject.short)" + (before.map { " --base \($0.short)" } ?? ""))
  }
}
