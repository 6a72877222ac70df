import Evidence
import GitStore
import Policy

/// Judges one change: design section 5.
///
/// A change is approved by evidence over its entry, or part by part: then evidence covers each commit that it brought
/// in, and each merge in it adds nothing of its own, or is covered too. Its tests must have run on the entry's content,
/// or on each of its commits.
struct ChangeJudge {
  let parts: PartJudge
  /// The approved branch that the change is, where it is a series.
  var series: Series?

  private var change: Change { parts.change }
  private var population: Population { parts.dossier.population }

  func assess() -> Assessment {
    let entry = population.commits[change.entry]
    let whole = parts.judge(
      Part(
        subject: change.entry, members: Array(change.members),
        parent: change.before ?? population.firstParent(of: entry), series: series))
    var assessment = Assessment(
      id: entry.id, kind: change.kind, title: population.title(of: entry),
      commits: change.members.map { population.commits[Int($0)].id }, committedAt: entry.committedAt,
      promotion: parts.promotion, contributors: parts.contributors(of: change.members),
      approvals: whole.approvals.items, tests: whole.tests.items, findings: whole.findings, verdict: .pass,
      grade: whole.grade, policyDigest: nil, byCommit: false)
    assessment.demands = whole.approvals.demands
    assessment.promoter = change.promoter.map { population.commits[$0].id }
    let hasParts = change.members.count > 1 || entry.parentCount > 1
    if hasParts, series == nil, change.judgedOneByOne || !whole.passes {
      PartwiseJudge(parts: parts, whole: whole).judge(&assessment)
    }
    assessment.findings += parts.unsigned()
    assessment.verdict = Verdict(assessment.findings)
    if assessment.verdict != .pass { assessment.grade = nil }
    return assessment
  }
}
