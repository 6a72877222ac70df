import Diagnostics
import GitStore
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
    policy.control = Control(id: nil, owner: "Payments", statement: nil)
    policy.tests.runners = ["ci"]
    policy.people =
      ["ada", "bob"].map { person($0, .person, ["leads"]) } + ["ci", "server"].map { person($0, .bot, []) }
    return ReadinessFacts(
      production: "refs/heads/main", tip: .zero, now: Instant(seconds: 1_000_000),
      version: PolicyVersion(policy: policy, digest: "sha256:0", commit: nil), isBuiltIn: false,
      place: ReadinessPlace(
        isServer: true, hooks: ["pre-receive", "post-receive"], findsProgram: true, ledgerKey: .there),
      keyHolders: ["ada", "bob", "ci", "server"], keyProblems: [],
      refs: ["refs/countersign/ledger", "refs/countersign/evidence"], exchange: .none, window: .days(90),
      today: Rehearsal(summary: Summary()), asReported: Rehearsal(summary: Summary()))
  }

  private static func person(_ id: String, _ kind: Person.Kind, _ groups: [String]) -> Person {
    Person(
      id: id, kind: kind, name: nil, emails: ["\(id)@example.com"], logins: [:], keys: [], groups: groups,
      agentOperator: nil, activeFrom: nil, activeUntil: nil)
  }

  private func gaps(_ facts: ReadinessFacts) -> [ReadinessGap] { Readiness.gaps(Readiness.aspects(facts)) }

  @Test func `a control that nothing is missing of has no gap`() {
    #expect(gaps(Self.sound) == [])
  }

  @Test func `each gap is found, and no other with it`() {
    let edits: [(String, (inout ReadinessFacts) -> Void)] = [
      ("no-policy", { $0.isBuiltIn = true }),
      ("no-people", { $0.version.policy.people.removeAll { $0.kind == .person } }),
      ("independence-narrowed", { $0.version.policy.approval.independentOf = [.author] }),
      ("no-tests", { $0.version.policy.tests.requirement = .none(reason: "r") }),
      ("tests-not-named", { $0.version.policy.tests.requirement = .any }),
      ("no-policy-owners", { $0.version.policy.policyOwners = nil }),
      ("approvals-reused", { $0.version.policy.approval.reuse = true }),
      ("production-not-named", { $0.version.policy.production.line = .unsaid }),
      ("no-emergency-rule", { $0.version.policy.emergency = nil }),
      ("approvals-can-be-forged", { $0.version.policy.approval.minimumGrade = .claim }),
      ("tests-can-be-forged", { $0.version.policy.tests.minimumGrade = .export }),
      ("people-without-keys", { $0.keyHolders.remove("ada") }),
      ("runners-without-keys", { $0.keyHolders.remove("ci") }),
      ("ledger-signers-without-keys", { $0.keyHolders.remove("server") }),
      ("key-file-unreadable", { $0.keyProblems = ["signers isn't there"] }),
      ("too-few-approvers", { $0.version.policy.approval.required = 3 }),
      ("no-spare-approver", { $0.version.policy.approval.required = 2 }),
      ("no-spare-approver", { $0.version.policy.people[0].activeUntil = Instant(seconds: 1_000_000) }),
      ("no-spare-approver", { $0.version.policy.people[1].activeFrom = Instant(seconds: 1_000_001) }),
      ("runners-not-named", { $0.version.policy.tests.runners = nil }),
      ("no-control-owner", { $0.version.policy.control = nil }),
      ("policy-owners-empty", { $0.version.policy.policyOwners = ["owners"] }),
      ("emergency-nobody", { $0.version.policy.emergency?.declaredBy = ["duty"] }),
      ("timing-declared", { $0.version.policy.timing = .declared }),
      ("no-ledger", { $0.version.policy.ledger = nil }),
      ("ledger-missing", { $0.refs = ["refs/countersign/evidence"] }),
      ("ledger-key-missing", { $0.place.ledgerKey = .unset }),
      ("ledger-key-missing", { $0.place.ledgerKey = .unreadable }),
      ("server-hooks-missing", { $0.place.hooks = ["pre-receive"] }),
      ("hook-program-missing", { $0.place.findsProgram = false }),
      ("evidence-not-fetched", { $0.exchange = .never(remote: "origin") }),
      ("evidence-not-pushed", { $0.exchange = .notPushed(remote: "origin") }),
      ("recent-changes", { $0.today.summary.count(.fail, nil) }),
      ("recent-run", { $0.today.runCodes = [.ledgerGap] }),
      ("recent-run", { $0.asReported?.runCodes = [.historyRewritten] }),
    ]
    for (id, edit) in edits {
      var facts = Self.sound
      edit(&facts)
      #expect(gaps(facts).map(\.id) == [id])
    }
  }

  @Test func `evidence that is not here is told besides the ledger`() {
    var facts = Self.sound
    facts.refs = []
    #expect(gaps(facts).map(\.id) == ["ledger-missing", "evidence-missing"])
  }

  @Test func `hooks are asked for where pushes arrive, and nowhere else`() {
    var facts = Self.sound
    facts.place = ReadinessPlace(isServer: false, hooks: [], findsProgram: false, ledgerKey: .unset)
    #expect(gaps(facts).map(\.id) == ["client-hook-missing"])
    facts.place.hooks = ["pre-push"]
    facts.place.findsProgram = true
    #expect(gaps(facts) == [])
  }

  @Test func `a part is missing with a gap of high priority, and weak with any other`() {
    var facts = Self.sound
    facts.version.policy.emergency = nil
    facts.version.policy.people = []
    let standings = Dictionary(uniqueKeysWithValues: Readiness.aspects(facts).map { ($0.name, $0.standing) })
    #expect(standings[.emergencies] == .weak)
    #expect(standings[.people] == .missing)
    #expect(standings[.policy] == .inPlace)
    #expect(standings.count == ReadinessAspect.Name.allCases.count)
  }

  @Test func `the weightiest come first`() {
    var facts = Self.sound
    facts.version.policy.emergency = nil
    facts.version.policy.timing = .declared
    facts.version.policy.people = []
    #expect(gaps(facts).map(\.priority) == [.high, .medium, .low])
  }
}
