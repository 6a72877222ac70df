import Audit
import CountersignTesting
import Diagnostics
import Evidence
import Fieldwork
import Testing

/// Emergencies: declared and signed by somebody who may, and reviewed in time.
@Suite struct Emergencies {
  private let emergency: EmergencyScenario
  private var scenario: Scenario { emergency.scenario }
  init() throws { emergency = try EmergencyScenario() }

  @Test func `an emergency signed with a key of the file counts`() throws {
    for line in ["leo <leo>", #"leo@example.com namespaces="countersign",valid-before="20260106Z" <leo>"#] {
      let emergency = try EmergencyScenario(signers: [line])
      try emergency.scenario.commit("X")
      try emergency.declare("E", ["X"])
      #expect(
        try emergency.verdicts(after: 1).first == "X: excepted approval-not-shown tests-not-shown", "\(line)")
    }
  }

  @Test func `an emergency signed with a key that the file does not allow`() throws {
    for line in [
      #"leo namespaces="git" <leo>"#, #"leo valid-before="20260105Z" <leo>"#, #"leo valid-after="20260106Z" <leo>"#,
      "eve <leo>",
    ] {
      let emergency = try EmergencyScenario(signers: [line])
      try emergency.scenario.commit("X")
      try emergency.declare("E", ["X"])
      #expect(
        try emergency.verdicts(after: 1).first == "X: fail approval-not-shown exception-unapproved tests-not-shown",
        "\(line)")
    }
  }

  @Test func `a hot fix with an emergency is let in before it is reviewed`() throws {
    try scenario.commit("X")
    try emergency.declare("E", ["X"])
    #expect(
      try emergency.verdicts(after: 1) == [
        "X: excepted approval-not-shown tests-not-shown", "E: excepted approval-not-shown tests-not-shown",
      ])
    let finding = try #require(try scenario.audit().assessments.first?.findings.first)
    #expect(finding.code == .approvalNotShown)
  }

  @Test func `an emergency that was reviewed in time stays excepted`() throws {
    try scenario.commit("X")
    try emergency.declare("E", ["X"])
    try scenario.approve("X", by: .bob, base: "B")
    #expect(try emergency.verdicts(after: 1000)[0] == "X: excepted order-not-shown tests-not-shown")
  }

  @Test func `an emergency that nobody reviewed`() throws {
    try scenario.commit("X")
    try emergency.declare("E", ["X"])
    #expect(
      try emergency.verdicts(after: 49) == [
        "X: fail approval-not-shown emergency-review-overdue tests-not-shown",
        "E: unknown approval-not-shown tests-not-shown",
      ])
  }

  @Test func `an emergency that was reviewed too late`() throws {
    try scenario.commit("X")
    try emergency.declare("E", ["X"])
    try scenario.approve("X", by: .bob, base: "B", at: scenario.repository.clock + 49 * 3600)
    #expect(try emergency.verdicts(after: 100)[0] == "X: fail emergency-review-overdue order-not-shown tests-not-shown")
  }

  @Test func `an exception that somebody else approves accepts that an emergency was reviewed too late`() throws {
    try scenario.commit("X", files: ["x": "1\n"])
    try emergency.declare("E", ["X"])
    let reviewed = "emergency-review-overdue, approval-not-shown, tests-not-shown"
    var text = ExceptionText()
    text.findings = reviewed.split(separator: ", ").map(String.init)
    try scenario.except("W", ["X"], "", text: text)
    #expect(try emergency.verdicts(after: 100)[0].hasPrefix("X: fail"))
    try scenario.approveAndTest("W", by: .bob, base: "E")
    let told = try emergency.verdicts(after: 100)
    #expect(told[0] == "X: excepted approval-not-shown emergency-review-overdue tests-not-shown")
    // It names all that it accepts: what it doesn't name stands.
    #expect(told[1].hasPrefix("E: unknown"))
  }

  @Test func `an emergency in a branch is carried by its merge`() throws {
    try scenario.commit("X", on: "fix", parents: ["B"])
    try emergency.declare("E", ["X"], on: "fix")
    try scenario.merge("M", ["E"])
    let verdicts = try emergency.verdicts(after: 1)
    #expect(verdicts == ["M+E+X: excepted approval-not-shown tests-not-shown"])
  }

  @Test func `an emergency names one commit and another rides along`() throws {
    try scenario.commit("X", on: "fix", parents: ["B"])
    try emergency.declare("E", ["X"], on: "fix")
    try scenario.commit("Y", on: "fix")
    try scenario.merge("M", ["Y"])
    let verdicts = try emergency.verdicts(after: 1)
    #expect(
      verdicts == [
        "run: warning exception-unused", "M+E+X+Y: unknown approval-not-shown tests-not-shown",
      ])
  }

  @Test func `an emergency that is declared by who wrote the change`() throws {
    try scenario.commit("X", author: .leo)
    try emergency.declare("E", ["X"])
    #expect(try emergency.verdicts(after: 1)[0] == "X: fail approval-not-shown exception-unapproved tests-not-shown")
  }

  @Test func `an emergency that is declared by somebody who may not`() throws {
    try scenario.commit("X")
    try emergency.declare("E", ["X"], by: "eve", key: "eve")
    #expect(try emergency.verdicts(after: 1)[0] == "X: fail approval-not-shown exception-unapproved tests-not-shown")
  }

  @Test func `an emergency that is signed with another's key, or not at all`() throws {
    try scenario.commit("X")
    try emergency.declare("E", ["X"], key: "ada")
    #expect(try emergency.verdicts(after: 1)[0] == "X: fail approval-not-shown exception-unapproved tests-not-shown")
    try emergency.declare("F", ["X"], key: nil)
    #expect(try emergency.verdicts(after: 1)[0] == "X: fail approval-not-shown exception-unapproved tests-not-shown")
  }

  @Test func `an emergency that was edited after it was signed`() throws {
    try scenario.commit("X")
    try scenario.commit("Y")
    let signed = try emergency.text(["X"])
    let edited = signed.replacing(scenario.id("X"), with: scenario.id("Y"))
    try scenario.commit("E", author: .leo, files: [Scenario.path("emergency"): edited])
    #expect(
      try emergency.verdicts(after: 1)[1] == "Y: fail approval-not-shown exception-unapproved tests-not-shown")
  }

  @Test func `an emergency that only its declarer reviewed`() throws {
    try scenario.commit("X")
    try emergency.declare("E", ["X"])
    try scenario.approve("X", by: .leo, base: "B")
    #expect(
      try emergency.verdicts(after: 100)[0] == "X: fail emergency-review-overdue order-not-shown tests-not-shown")
  }

  @Test func `an emergency excuses no test that failed`() throws {
    try scenario.commit("X")
    try scenario.test("X", outcome: .failed, at: scenario.repository.clock - 3600)
    try emergency.declare("E", ["X"])
    #expect(try emergency.verdicts(after: 1)[0] == "X: fail approval-not-shown tests-failed")
  }

  @Test func `an emergency that is declared after its review was due`() throws {
    try scenario.commit("X", date: day("2026-03-02"))
    scenario.repository.clock = try day("2026-03-06")
    try emergency.declare("E", ["X"])
    try scenario.approve("X", by: .bob, base: "B", at: day("2026-03-03"))
    #expect(try emergency.verdicts(after: 1)[0] == "X: fail exception-unapproved order-not-shown tests-not-shown")
  }

  @Test func `an emergency where the policy lets nobody declare one`() throws {
    let emergency = try EmergencyScenario(emergency: "codeowners: false")
    try emergency.scenario.commit("X")
    try emergency.declare("E", ["X"])
    #expect(try emergency.verdicts(after: 1)[0] == "X: fail approval-not-shown exception-unapproved tests-not-shown")
  }

  @Test func `an emergency that its reviewer may not review by the rules of its paths`() throws {
    let emergency = try EmergencyScenario(
      emergency: "emergency: {declaredBy: [leads], reviewWithin: 48h}\n"
        + "paths: [{match: [\"payments/**\"], approval: {required: 1, from: [engineers]}}]")
    let scenario = emergency.scenario
    try scenario.commit("X", files: ["payments/limit.txt": "1\n"])
    try emergency.declare("E", ["X"])
    try scenario.approve("X", by: .bob, base: "B")
    #expect(try emergency.verdicts(after: 1)[0].hasPrefix("X: excepted "))
    #expect(try emergency.verdicts(after: 100)[0].hasPrefix("X: fail emergency-review-overdue"))
    try scenario.approve("X", by: Identity(name: "Eve Moore", email: "eve@example.com"), base: "B")
    #expect(try emergency.verdicts(after: 100)[0].hasPrefix("X: excepted "))
  }

  @Test func `an emergency whose promotion is dated in the future is due by what its declarer signed`() throws {
    let future = try day("2035-01-01")
    try scenario.commit("X", on: "side", parents: ["B"])
    try emergency.declare("E", ["X"])
    try scenario.commit("Z", Say.both, date: future)
    try scenario.repository.git("branch", "-f", "side", scenario.id("X"))
    scenario.repository.clock = future + 60
    try scenario.merge("M", ["X"])
    var request = AuditRequest(range: "\(scenario.id("B"))..main")
    request.now = Instant(seconds: try day("2028-01-01"))
    let told = scenario.told(try scenario.audit(request))
    #expect(
      told.last?.contains("emergency-review-overdue") == true || told.last?.contains("exception-unapproved") == true)
  }

  @Test func `an emergency can't alter the policy`() throws {
    try scenario.commit("X", files: ["countersign.yml": PolicyText.withoutTests.text])
    try emergency.declare("E", ["X"])
    #expect(
      try emergency.verdicts(after: 1)[0]
        == "X: fail approval-not-shown policy-change-unapproved tests-not-shown")
  }

  @Test func `a declaration alone in its range`() throws {
    // main  B---X---E    the range is E alone
    try scenario.commit("X")
    try emergency.declare("E", ["X"])
    var request = AuditRequest(range: "\(scenario.id("X"))..main")
    request.now = Instant(seconds: scenario.repository.clock)
    let audit = try scenario.audit(request)
    #expect(scenario.told(audit) == ["E: unknown approval-not-shown tests-not-shown"])
    let notes = audit.assessments.flatMap(\.findings).flatMap(\.notes)
    #expect(
      notes.contains { $0.contains("it declares an emergency of \(scenario.id("X")), which is not in this range") })
  }

  @Test func `an emergency that names two changes and was reviewed for one`() throws {
    // main  B---X---Y---E    E names X and Y; only Y was reviewed, in time
    try scenario.commit("X", files: ["x": "1\n"])
    try scenario.commit("Y", files: ["y": "1\n"])
    try emergency.declare("E", ["X", "Y"])
    try scenario.approve("Y", by: .bob, base: "X")
    var request = AuditRequest(range: "\(scenario.id("B"))..main")
    request.now = Instant(seconds: scenario.repository.clock + 49 * 3600)
    let audit = try scenario.audit(request)
    #expect(
      scenario.told(audit).prefix(2) == [
        "X: fail approval-not-shown emergency-review-overdue tests-not-shown",
        "Y: excepted order-not-shown tests-not-shown",
      ])
    #expect(audit.exceptions.map(\.status) == [.overdue])
  }
}
