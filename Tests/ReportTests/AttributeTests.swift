import Testing

@testable import Audit
@testable import Evidence
@testable import Policy
@testable import Report

@Suite struct AttributeTests {
  private static let subject = Fixture.id(500)

  private static func results(
    _ codes: [FindingCode], approvals: [WeighedApproval] = [], tests: [WeighedTestRun] = [], title: String = "A change",
    exception: String? = nil, verdict: Verdict? = nil, aspect: Finding.Aspect? = nil, weight: FindingCode.Weight? = nil,
    edit: (inout FinishedAudit) -> Void = { _ in }
  ) -> [Attribute: AttributeResult] {
    let findings = codes.map { code in
      var finding = Finding(code, "something", help: "")
      finding.exception = exception
      finding.aspect = aspect
      if let weight { finding.weight = weight }
      return finding
    }
    var audit = Fixture.audit([
      Fixture.change(
        500, title, at: "2026-02-02T10:00:00Z", approvals: approvals, tests: tests, findings: findings,
        verdict: exception == nil ? verdict : .excepted)
    ])
    edit(&audit)
    let results = TestedAttributes(audit).results(for: audit.assessments[0])
    return Dictionary(uniqueKeysWithValues: zip(Attribute.allCases, results))
  }

  private static func approval(_ objection: FindingCode? = nil) -> WeighedApproval {
    Fixture.approval(
      by: Fixture.bob, of: subject, objection: objection.map { Objection(code: $0, reason: "it doesn't count") })
  }

  private static func run(_ objection: FindingCode? = nil) -> WeighedTestRun {
    Fixture.run("unit", of: subject, objection: objection.map { Objection(code: $0, reason: "it doesn't count") })
  }

  @Test func `a change that passes on evidence passes in every respect that is asked`() {
    let results = Self.results([], approvals: [Self.approval()], tests: [Self.run()])
    for attribute in [Attribute.described, .approved, .independent, .contentApproved, .approvedInTime, .tested] {
      #expect(results[attribute] == .pass, "\(attribute)")
    }
    #expect(results[.testedInTime] == .pass)
    #expect(results[.rulesInForce] == .pass)
    #expect(results[.controlledPath] == .notAsked)
    #expect(results[.promotionApproved] == .notAsked)
    #expect(results[.exceptionsReviewed] == .notAsked)
  }

  @Test(arguments: [
    (FindingCode.approvalNotShown, Attribute.approved, AttributeResult.unknown),
    (.selfApproved, .independent, .fail), (.selfApproved, .approved, .fail),
    (.approverMayBeAuthor, .independent, .unknown), (.approvalOutOfDate, .contentApproved, .fail),
    (.mergeNotReproducible, .contentApproved, .unknown), (.approvalLate, .approvedInTime, .fail),
    (.testsNotShown, .tested, .unknown), (.testsFailed, .tested, .fail), (.testsLate, .testedInTime, .fail),
    (.notThroughStaging, .controlledPath, .fail), (.policyChangeUnapproved, .rulesInForce, .fail),
    (.policyAmbiguous, .rulesInForce, .unknown), (.emergencyReviewOverdue, .exceptionsReviewed, .fail),
    (.commitNotSigned, .authorsKnown, .fail),
  ])
  func `a finding stands against its attribute`(code: FindingCode, attribute: Attribute, result: AttributeResult) {
    #expect(Self.results([code])[attribute] == result)
  }

  @Test func `what has no approval that counts is not said to be independent, approved as it is, or in time`() {
    let results = Self.results([.approvalNotShown, .testsNotShown])
    for attribute in [Attribute.independent, .contentApproved, .approvedInTime, .testedInTime] {
      #expect(results[attribute] == .unknown, "\(attribute)")
    }
  }

  @Test func `an order that isn't shown is told of the evidence whose order it is`() {
    let results = Self.results(
      [.orderNotShown], approvals: [Self.approval()], tests: [Self.run(.orderNotShown)], aspect: .tests)
    #expect(results[.approvedInTime] == .pass)
    #expect(results[.approved] == .pass)
    #expect(results[.testedInTime] == .unknown)
    #expect(results[.tested] == .unknown)
    // And where nothing tells of which, of both.
    let both = Self.results([.orderNotShown], approvals: [Self.approval()], tests: [Self.run()])
    #expect(both[.approvedInTime] == .unknown)
    #expect(both[.testedInTime] == .unknown)
  }

  @Test func `dates that the policy takes as declared show no order, beside a pass`() {
    let results = Self.results(
      [.orderNotShown], approvals: [Self.approval()], tests: [Self.run()], aspect: .approvals, weight: .warning)
    #expect(results[.approved] == .pass)
    #expect(results[.approvedInTime] == .unknown)
    #expect(results[.testedInTime] == .pass)
  }

  @Test func `a ledger that no signer of the policy signed shows neither a path nor that evidence was kept`() {
    func results(signed: Bool) -> [Attribute: AttributeResult] {
      Self.results([], approvals: [Self.approval()], tests: [Self.run()]) { audit in
        audit.assessments[0].promotion.basis = .ledger
        audit.assessments[0].promotion.isSigned = signed
      }
    }
    #expect(results(signed: false)[.controlledPath] == .unknown)
    #expect(results(signed: false)[.evidenceKept] == .unknown)
    #expect(results(signed: true)[.controlledPath] == .pass)
    #expect(results(signed: true)[.evidenceKept] == .pass)
  }

  @Test func `what a merge adds was in no commit that was tested by itself`() {
    let results = Self.results(
      [.mergeChangedContent], approvals: [Self.approval()],
      tests: [
        Fixture.run("unit", of: Fixture.id(77))
      ])
    #expect(results[.tested] == .unknown)
    #expect(Self.results([.mergeChangedContent], tests: [Self.run()])[.tested] == .pass)
  }

  @Test func `a merge that passes without evidence of its own is asked for none`() {
    let results = Self.results([])
    #expect(results[.approved] == .notAsked)
    #expect(results[.tested] == .notAsked)
  }

  @Test func `an emergency whose review is still due is not said to be reviewed`() {
    let results = Self.results([.testsNotShown], exception: "EM-1") { audit in
      audit.exceptions = [
        ExceptionAccount(
          file: ExceptionFile(id: "EM-1", kind: .emergency, commits: [], reason: "r"), path: "p", status: .reviewDue,
          reason: "due", approvers: [], changes: [audit.assessments[0].id], introducedBy: [])
      ]
    }
    #expect(results[.exceptionsReviewed] == .unknown)
  }

  @Test func `what an exception accepts is excepted and not passed`() {
    let results = Self.results([.testsNotShown], approvals: [Self.approval()], exception: "EX-1")
    #expect(results[.tested] == .excepted)
    #expect(results[.testedInTime] == .excepted)
    #expect(results[.exceptionsReviewed] == .pass)
  }

  @Test func `a change from before the control is asked nothing`() {
    let results = Self.results([], verdict: .notJudged)
    #expect(results.values.allSatisfy { $0 == .notAsked })
  }

  @Test func `a promotion that lacks its approval stands against each of its changes`() {
    var policy = Fixture.policy
    policy.promotion = PromotionRule(required: 1)
    let results = Self.results([], approvals: [Self.approval()], tests: [Self.run()]) { audit in
      audit.policies[0].version = PolicyVersion(
        policy: policy, digest: audit.policies[0].version.digest, commit: Fixture.id(901))
      audit.promotions = [
        PromotionAssessment(
          id: Fixture.id(700), before: nil, promotion: audit.assessments[0].promotion,
          changes: [audit.assessments[0].id, Fixture.id(700)], contributors: [], approvals: [],
          findings: [Finding(.promotionNotApproved, "it lacks an approval", help: "")], verdict: .fail, grade: nil,
          changesAgainst: 0)
      ]
    }
    #expect(results[.promotionApproved] == .fail)
  }

  @Test func `evidence that was altered, or can't be told to be whole, is not said to be kept`() {
    #expect(Self.results([])[.evidenceKept] == .unknown)
    let tampered = Self.results([]) { $0.findings = [Finding(.evidenceTampered, "a record is gone", help: "")] }
    #expect(tampered[.evidenceKept] == .fail)
  }

  @Test func `people whom the policy doesn't list are not known`() {
    #expect(Self.results([])[.authorsKnown] == .unknown)
    for title in ["", " \u{200B}", "\u{AD}"] { #expect(Self.results([], title: title)[.described] == .fail) }
  }

  /// So that no new code is forgotten: a change that something stands against fails in some respect.
  @Test(arguments: FindingCode.allCases.filter { $0.weight != .warning })
  func `every finding of a change stands against an attribute, and those of the run against none`(code: FindingCode) {
    let results = Self.results(
      [code], approvals: [Self.approval()], tests: [Self.run()])
    let isOfRun = [FindingCode.historyRewritten, .ledgerGap, .evidenceTampered].contains(code)
    let judged = Attribute.allCases.filter { ![.described, .evidenceKept].contains($0) }
    let against = judged.filter { $0 != .authorsKnown || code == .commitNotSigned }
      .contains { results[$0] == .fail || results[$0] == .unknown }
    #expect(against == !isOfRun)
  }

  @Test func `each attribute is evidence for a clause of every framework that it speaks to`() {
    for attribute in Attribute.allCases {
      #expect(!Framework.soc2.clauses(of: attribute).isEmpty, "\(attribute)")
      #expect(attribute.key.description == attribute.rawValue)
      for framework in Framework.allCases {
        #expect(framework.clauses(of: attribute).allSatisfy { !$0.isEmpty && !$0.contains(";") })
      }
    }
  }

  @Test(arguments: Audits.names)
  func `each attribute is counted once for every change`(name: String) {
    let audit = Audits.named(name)
    for count in audit.attributeCounts {
      #expect(count.counts.values.reduce(0, +) == audit.assessments.count)
      #expect(count.asked == count[.pass] + count[.fail] + count[.unknown] + count[.excepted])
    }
  }
}
