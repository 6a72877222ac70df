import Testing

@testable import Audit
@testable import Policy

@Suite struct ReadinessTests {
  /// A control that nothing is missing of.
  private static var sound: ReadinessFacts {
    var policy = Policy.builtIn(preset: .none)
    policy.production.line = .branch("refs/heads/main")
    policy.approval.independentOf = Set(Role.allCases)
    policy.approval.minimumGrade = .signed
    policy.approval.reuse = false
    policy.tests.minimumGrade = .signed
    policy.tests.requirement = .suites(["unit"])
    policy.timing = .proven
    policy.ledger = LedgerRule(signers: ["server"])
    policy.policyOwners = ["leads"]
    policy.emergency = EmergencyRule(declaredBy: ["leads"], reviewWithin: 3600)
    policy.people = [
      Person(
        id: "ada", kind: .person, name: nil, emails: ["ada@example.com"], logins: [:], keys: ["ssh-ed25519 AAAA"],
        groups: [], agentOperator: nil, activeFrom: nil, activeUntil: nil)
    ]
    return ReadinessFacts(
      policy: policy, isBuiltIn: false, isServer: true, hooks: ["pre-receive", "post-receive"],
      refs: ["refs/countersign/ledger", "refs/countersign/evidence"], recent: Summary(), recurring: [])
  }

  @Test func `a control that nothing is missing of has no gap`() {
    #expect(Readiness.gaps(Self.sound) == [])
  }

  @Test func `each gap is found, and no other with it`() {
    let edits: [(String, (inout ReadinessFacts) -> Void)] = [
      ("no-policy", { $0.isBuiltIn = true }),
      ("no-people", { $0.policy.people = [] }),
      ("independence-narrowed", { $0.policy.approval.independentOf = [.author] }),
      ("no-tests", { $0.policy.tests.requirement = .none(reason: "r") }),
      ("tests-not-named", { $0.policy.tests.requirement = .any }),
      ("no-policy-owners", { $0.policy.policyOwners = nil }),
      ("approvals-reused", { $0.policy.approval.reuse = true }),
      ("production-not-named", { $0.policy.production.line = .unsaid }),
      ("no-emergency-rule", { $0.policy.emergency = nil }),
      ("approvals-can-be-forged", { $0.policy.approval.minimumGrade = .claim }),
      ("tests-can-be-forged", { $0.policy.tests.minimumGrade = .export }),
      ("people-without-keys", { $0.policy.people[0].keys = [] }),
      ("timing-declared", { $0.policy.timing = .declared }),
      ("no-ledger", { $0.policy.ledger = nil }),
      ("ledger-missing", { $0.refs = ["refs/countersign/evidence"] }),
      ("server-hooks-missing", { $0.hooks = ["pre-receive"] }),
      ("recent-changes", { $0.recent.count(.fail, nil) }),
    ]
    for (id, edit) in edits {
      var facts = Self.sound
      edit(&facts)
      #expect(Readiness.gaps(facts).map(\.id) == [id])
    }
  }

  @Test func `evidence that is not here is told besides the ledger`() {
    var facts = Self.sound
    facts.refs = []
    #expect(Readiness.gaps(facts).map(\.id) == ["ledger-missing", "evidence-missing"])
  }

  @Test func `hooks are asked for where pushes arrive, and nowhere else`() {
    var facts = Self.sound
    facts.hooks = []
    facts.isServer = false
    #expect(Readiness.gaps(facts) == [])
  }

  @Test func `the weightiest come first`() {
    var facts = Self.sound
    facts.policy.emergency = nil
    facts.policy.timing = .declared
    facts.policy.people = []
    #expect(Readiness.gaps(facts).map(\.priority) == [.high, .medium, .low])
  }
}
