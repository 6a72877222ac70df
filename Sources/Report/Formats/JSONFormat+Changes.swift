import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

extension JSONFormat {
  static func write(_ assessment: Assessment, _ tested: TestedAttributes, to json: inout JSONWriter) {
    json.member("id", assessment.id)
    json.member("kind", assessment.kind.rawValue)
    json.member("title", assessment.title)
    json.member("commits", each: assessment.commits) { $0.value($1) }
    json.member("promotedAt", assessment.promotion.at)
    json.member("promotedAtBasis", assessment.promotion.basis.rawValue)
    json.member("contributors", each: assessment.contributors) { json, contributor in
      json.object { json in
        write(contributor.identity, to: &json)
        json.member("roles", texts: contributor.roles.lazy.map(\.rawValue))
      }
    }
    json.member("approvals", each: assessment.approvals) { json, approval in
      json.object { write(approval, to: &$0) }
    }
    json.member("tests", each: assessment.tests) { json, test in
      json.object { write(test, to: &$0) }
    }
    json.member("findings", each: assessment.findings) { json, finding in
      json.object { write(finding, ofChange: true, to: &$0) }
    }
    json.member("verdict", assessment.verdict.rawValue)
    json.member("grade", assessment.grade?.rawValue)
    json.member("committedAt", assessment.committedAt)
    json.member("policyDigest", assessment.policyDigest)
    json.member("byCommit", assessment.byCommit)
    json.member("promoter", assessment.promoter)
    json.member("demands", each: assessment.demands) { json, demand in
      json.object { json in
        json.member("source", demand.source)
        json.member("subject", demand.subject)
        json.member("required", demand.required)
        json.member("asked", demand.asked)
        json.member("approvedBy", texts: demand.approvedBy)
      }
    }
    json.member("attributes") { json in
      for (attribute, result) in zip(Attribute.allCases, tested.results(for: assessment)) {
        json.member(attribute.key, result.rawValue)
      }
    }
  }

  static func write(_ promotion: PromotionAssessment, to json: inout JSONWriter) {
    json.member("id", promotion.id)
    json.member("before", promotion.before)
    json.member("promotedAt", promotion.promotion.at)
    json.member("promotedAtBasis", promotion.promotion.basis.rawValue)
    json.member("changes", each: promotion.changes) { $0.value($1) }
    json.member("changesAgainst", promotion.changesAgainst)
    json.member("approvals", each: promotion.approvals) { json, approval in
      json.object { write(approval, to: &$0) }
    }
    json.member("findings", each: promotion.findings) { json, finding in
      json.object { write(finding, ofChange: true, to: &$0) }
    }
    json.member("verdict", promotion.verdict.rawValue)
    json.member("grade", promotion.grade?.rawValue)
  }

  static func write(_ finding: Finding, ofChange: Bool, to json: inout JSONWriter) {
    json.member("code", finding.code.rawValue)
    json.member("verdict", finding.weight.rawValue)
    json.member("message", finding.message)
    json.member("help", finding.help.orNil)
    if ofChange { json.member("exception", finding.exception) }
    json.member("notes", texts: finding.notes)
    json.member("commit", finding.commit)
  }

  private static func write(_ identity: Identity, to json: inout JSONWriter) {
    json.member("person", identity.personID.orNil)
    json.member("name", identity.name.orNil)
    json.member("email", identity.email.orNil)
  }

  private static func write(_ weighed: WeighedApproval, to json: inout JSONWriter) {
    write(weighed.approver, to: &json)
    json.member("at", weighed.approval.at)
    json.member("source", weighed.approval.source)
    json.member("grade", weighed.approval.grade.rawValue)
    json.member("subject", weighed.approval.subject)
    json.member("coverage", weighed.coverage.rawValue)
    json.member("counted", weighed.counts)
    json.member("reason", weighed.objection?.reason)
  }

  private static func write(_ weighed: WeighedTestRun, to json: inout JSONWriter) {
    json.member("suite", weighed.run.suite)
    json.member("outcome", weighed.run.outcome.rawValue)
    json.member("executed", weighed.run.executed)
    json.member("failed", weighed.run.failed)
    json.member("runner", weighed.runner.personID.orNil)
    json.member("at", weighed.run.at)
    json.member("source", weighed.run.source)
    json.member("grade", weighed.run.grade.rawValue)
    json.member("subject", weighed.run.subject)
    json.member("coverage", weighed.coverage.rawValue)
    json.member("counted", weighed.counts)
    json.member("reason", weighed.objection?.reason)
  }
}
