package import Audit
package import Diagnostics
import Evidence
import GitStore
import Policy

/// Tells the whole story of one change: commits, people, evidence, whether it counted and why, and what decided.
package struct Explanation: Sendable {
  private let drawing: DiagnosticText
  private let text: TextFormat

  package init(_ drawing: DiagnosticText) {
    self.drawing = drawing
    text = TextFormat(drawing)
  }

  package func text(of audit: FinishedAudit) -> String {
    let promotions = PromotionIndex(audit)
    return audit.assessments.map { story($0, promotions[$0], audit) }.joined(separator: "\n")
  }

  private func story(
    _ assessment: Assessment, _ promotion: PromotionAssessment?, _ audit: FinishedAudit
  ) -> String {
    let grade = assessment.grade.map { " (by \($0.rawValue))" } ?? ""
    var lines = [
      drawing.styled("\(assessment.verdict.rawValue)\(grade)", assessment.verdict.countsAgainst ? .red : .green)
        + "  \(assessment.kind.rawValue) \(assessment.id)  \(assessment.title.printable)"
    ]
    lines.append(
      "promoted      \(assessment.promotion.at.text), by \(basis(assessment.promotion.basis)), to \(audit.scope.production.printable)"
    )
    if let promoter = assessment.promoter {
      lines.append("by staging    as \(assessment.id.short), and to production with \(promoter.short)")
    }
    if let promotion { lines += section("promotion", tell(promotion)) }
    lines.append("policy        " + policy(assessment, audit))
    lines += section(
      "commits", assessment.commits.prefix(20).map(\.description) + more(assessment.commits.count, 20, "commits"))
    lines += section(
      "contributors",
      assessment.contributors.prefix(20).map {
        "\($0.identity.named): \($0.roles.map(\.rawValue).joined(separator: ", "))"
      }
        + more(assessment.contributors.count, 20, "people"))
    lines += section("approvals", assessment.approvals.flatMap(approval), none: "none found")
    lines += section("tests", assessment.tests.flatMap(test), none: "none found")
    if !assessment.demands.isEmpty { lines += section("asked besides", assessment.demands.flatMap(tell)) }
    lines += section("timeline", Timeline(assessment, promotion).lines)
    if assessment.byCommit { lines.append("judged        commit by commit: the entry has no evidence that covers it") }
    var result = lines.joined(separator: "\n") + "\n"
    // What stands against the promotion stands with its last change too; what is only to be known of it doesn't.
    for finding in promotion?.findings ?? [] where finding.weight == .warning {
      result += "\n" + text.drawn(finding, of: assessment)
    }
    for finding in assessment.findings {
      result += "\n" + text.drawn(finding, of: assessment)
    }
    return result
  }

  private func basis(_ basis: Promotion.Basis) -> String { basis.phrase }

  private func tell(_ promotion: PromotionAssessment) -> [String] {
    let grade = promotion.grade.map { " (by \($0.rawValue))" } ?? ""
    let said = promotion.isAsked ? ": \(promotion.verdict.rawValue)\(grade)" : ""
    return ["\(promotion.range), \(promotion.counts)\(said)"]
      + promotion.approvals.flatMap(approval).map { "  " + $0 }
  }

  private func tell(_ demand: AnsweredDemand) -> [String] {
    let need = demand.required == 1 ? "an approval" : "\(demand.required) approvals"
    let given = demand.approvedBy.isEmpty ? "nobody" : demand.approvedBy.joined(separator: ", ")
    return ["\(demand.source), for \(demand.subject)", "  \(need) by \(demand.asked); given by \(given)"]
  }

  private func policy(_ assessment: Assessment, _ audit: FinishedAudit) -> String {
    guard let digest = assessment.policyDigest,
      let version = audit.policies.first(where: { $0.version.digest == digest })?.version
    else { return "none in force yet: before the control began" }
    return "\(version.policy.source.name) \(digest)".printable
  }

  private func approval(_ weighed: WeighedApproval) -> [String] {
    let said =
      switch weighed.approval.decision {
      case .approved: "approved"
      case .rejected: "rejected"
      case .remark(let remark): remark
      }
    let subject = "\(weighed.approver.named) \(said) \(weighed.approval.subject.short)"
    return [subject]
      + tail(
        weighed.approval.at?.text, weighed.approval.source, weighed.approval.grade, weighed.coverage, weighed.objection)
  }

  private func test(_ weighed: WeighedTestRun) -> [String] {
    [
      "\(weighed.run.suite) \(weighed.run.outcome.rawValue) on \(weighed.run.subject.short), run by \(weighed.runner.named)"
    ]
      + tail(weighed.run.at?.text, weighed.run.source, weighed.run.grade, weighed.coverage, weighed.objection)
  }

  /// Where a piece of evidence is and when it was made, how strong it is, and whether it counts: a line each.
  private func tail(
    _ at: String?, _ source: String, _ grade: Grade, _ coverage: Coverage, _ objection: Objection?
  ) -> [String] {
    let counts = objection.map { "doesn't count [\($0.code.rawValue)]: \($0.reason)" } ?? "counts"
    return [
      "  in \(source)" + (at.map { ", at \($0)" } ?? ""),
      "  grade \(grade.rawValue), coverage \(coverage.rawValue): \(counts)",
    ]
  }

  private func section(_ title: String, _ lines: [String], none: String = "none") -> [String] {
    let lines = lines.isEmpty ? [none] : lines
    return lines.enumerated().map { ($0 == 0 ? title : "").padded(to: 14) + drawing.fitted($1.printable, 14) }
  }

  private func more(_ count: Int, _ shown: Int, _ noun: String) -> [String] {
    count > shown ? ["and \((count - shown).grouped) more \(noun)"] : []
  }
}

extension Identity {
  /// The name with the address, as far as they are known.
  fileprivate var named: String { email.isEmpty ? label : name.isEmpty ? email : "\(name) <\(email)>" }
}
