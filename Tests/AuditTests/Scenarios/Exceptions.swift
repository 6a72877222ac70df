import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import Testing

/// Files under `.countersign/exceptions/`: who may accept what, and for how long.
@Suite struct Exceptions {
  private let scenario: Scenario
  init() throws { scenario = try Scenario() }

  @Test func `an exception that a second person approved accepts the finding that it names`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"])
    #expect(try scenario.verdicts() == ["C: excepted approval-not-shown", "E: pass (claim)"])
  }

  @Test func `an exception accepts no other finding`() throws {
    try scenario.commit("C")
    try scenario.except("E", ["C"])
    #expect(try scenario.verdicts()[0] == "C: unknown approval-not-shown tests-not-shown")
    let finding = try #require(try scenario.audit().assessments[0].findings.first)
    #expect(finding.exception == "EX-1")
  }

  @Test func `an exception that nobody approved`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"], Say.tested)
    #expect(
      try scenario.verdicts() == [
        "C: fail approval-not-shown exception-unapproved", "E: unknown approval-not-shown",
      ])
  }

  @Test func `an exception whose approver wrote the excepted change`() throws {
    try scenario.commit("C", Say.tested, author: .bob)
    try scenario.except("E", ["C"])
    #expect(
      try scenario.verdicts() == ["C: fail approval-not-shown exception-unapproved", "E: pass (claim)"])
  }

  @Test func `an exception whose approver is another name of who wrote the excepted change`() throws {
    try scenario.commit("C", Say.tested, author: Identity(name: "Bob Noyce", email: "bob@home.example"))
    try scenario.except("E", ["C"])
    #expect(try scenario.verdicts()[0] == "C: fail approval-not-shown exception-unapproved")
  }

  @Test func `an approved exception file edited afterwards`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"])
    try scenario.commit("D", Say.tested)
    try scenario.except("F", ["C", "D"], Say.tested)
    #expect(
      try scenario.verdicts() == [
        "C: fail approval-not-shown exception-unapproved", "E: pass (claim)",
        "D: fail approval-not-shown exception-unapproved", "F: unknown approval-not-shown",
      ])
  }

  @Test func `an exception in the change that it excepts`() throws {
    try scenario.commit("X", Say.tested, on: "topic", parents: ["B"])
    try scenario.except("E", ["X"], Say.tested, on: "topic")
    try scenario.merge("M", ["E"])
    let verdicts = try scenario.verdicts()
    #expect(verdicts == ["M+E+X: fail approval-not-shown exception-unapproved"])
  }

  @Test func `an exception can't carry the change that brings another exception`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"], Say.tested)
    try scenario.except("F", ["E"], file: "two", text: ExceptionText(id: "EX-2"))
    #expect(
      try scenario.verdicts() == [
        "C: fail approval-not-shown exception-unapproved", "E: excepted approval-not-shown", "F: pass (claim)",
      ])
  }

  @Test func `an exception that reached production before the range`() throws {
    try scenario.commit("X", Say.tested, on: "topic", parents: ["B"])
    try scenario.except("E", ["X"])
    try scenario.merge("M", ["X"])
    #expect(try scenario.verdicts("E") == ["M+X: excepted approval-not-shown"])
    let account = try #require(try scenario.audit("E").exceptions.first)
    #expect(account.status == .accepted)
    #expect(account.introducedBy.map(scenario.name) == ["E"])
  }

  @Test func `an exception that reached production before the range unapproved`() throws {
    try scenario.commit("X", Say.tested, on: "topic", parents: ["B"])
    try scenario.except("E", ["X"], Say.tested)
    try scenario.merge("M", ["X"])
    #expect(try scenario.verdicts("E") == ["M+X: fail approval-not-shown exception-unapproved"])
  }

  @Test func `an exception names one commit of a merge and another rides along`() throws {
    try scenario.commit("X", Say.tested, on: "topic", parents: ["B"])
    try scenario.commit("Y", Say.tested, on: "topic")
    try scenario.merge("M", ["Y"])
    try scenario.except("E", ["X"])
    #expect(
      try scenario.verdicts().prefix(2) == ["run: warning exception-unused", "M+X+Y: unknown approval-not-shown"])
    try scenario.except("F", ["Y"])
    #expect(try scenario.verdicts()[0] == "M+X+Y: excepted approval-not-shown")
  }

  @Test func `an exception that had expired`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"], text: ExceptionText(expires: "2020-12-31"))
    #expect(try scenario.verdicts()[0] == "C: fail approval-not-shown exception-expired")
  }

  @Test func `an exception is valid to the end of its last day`() throws {
    try scenario.commit("C", Say.tested, date: day("2026-03-02"))
    try scenario.commit("D", Say.tested, date: day("2026-03-03"))
    scenario.repository.clock = try day("2026-03-05")
    try scenario.except("E", ["C", "D"], text: ExceptionText(expires: "2026-03-02"))
    let verdicts = try scenario.verdicts()
    #expect(
      verdicts.prefix(2) == ["C: excepted approval-not-shown", "D: fail approval-not-shown exception-expired"])
  }

  @Test func `an exception that matched nothing`() throws {
    try scenario.commit("C", Say.both)
    try scenario.except("E", ["C"])
    #expect(
      try scenario.verdicts() == ["run: warning exception-unused", "C: pass (claim)", "E: pass (claim)"])
  }

  @Test func `an exception for a commit that is not in production`() throws {
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.except("E", ["X"])
    #expect(try scenario.verdicts() == ["run: warning exception-unused", "E: pass (claim)"])
  }

  @Test func `an exception for a change outside of the range is not spoken of`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"])
    try scenario.commit("D", Say.both)
    #expect(try scenario.verdicts("E") == ["D: pass (claim)"])
    #expect(try scenario.audit("E").exceptions.map(\.status) == [.outside])
  }

  @Test func `an exception that can't be read counts for nothing`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"], text: ExceptionText(findings: ["approval-not-show"]))
    let audit = try scenario.audit()
    #expect(
      scenario.told(audit) == [
        "run: warning evidence-unreadable", "C: unknown approval-not-shown", "E: pass (claim)",
      ])
    #expect(audit.findings[0].message.contains("`approval-not-show`"))
    #expect(audit.findings[0].notes == [".countersign/exceptions/one.yml:3"])
  }

  @Test func `one id in two files counts for nothing`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"])
    try scenario.except("F", ["C"], file: "two")
    #expect(
      try scenario.verdicts().prefix(2) == ["run: warning evidence-unreadable", "C: unknown approval-not-shown"])
  }

  @Test func `an exception that was removed excepts no longer`() throws {
    try scenario.commit("C", Say.tested)
    try scenario.except("E", ["C"])
    try scenario.commit("D", Say.both, files: [Scenario.path("one"): nil])
    #expect(try scenario.verdicts()[0] == "C: unknown approval-not-shown")
  }

  @Test func `a change of the policy that is excepted never takes effect`() throws {
    try scenario.commit("C", Say.tested, files: ["countersign.yml": PolicyText.withoutTests.text])
    try scenario.except(
      "E", ["C"], text: ExceptionText(findings: ["approval-not-shown", "policy-change-unapproved"]))
    try scenario.commit("D", Say.approved)
    #expect(
      try scenario.verdicts() == [
        "C: excepted approval-not-shown policy-change-unapproved", "E: pass (claim)", "D: unknown tests-not-shown",
      ])
  }

  @Test func `an exception that is documented after the period counts for it`() throws {
    try scenario.commit("C", Say.tested, date: day("2026-05-04"))
    try scenario.except("E", ["C"])
    try scenario.repository.git("commit-graph", "write")
    var request = AuditRequest(production: "main", period: try #require(Period("2026-05")))
    request.now = try #require(Instant(rfc3339: "2027-01-01"))
    let audit = try scenario.audit(request)
    #expect(scenario.told(audit).contains("C: excepted approval-not-shown"))
  }

  @Test func `an exception by a policy that was let in after the period without approval`() throws {
    try scenario.commit("C", Say.tested, date: day("2026-05-04"))
    scenario.repository.clock = try day("2026-06-10")
    var loose = PolicyText()
    loose.required = 1
    loose.keys = ["Said-by"]
    try scenario.commit("N", files: ["countersign.yml": loose.text])
    try scenario.except("E", ["C"], "Said-by: Bob Noyce <bob@example.com>\n" + Say.tested)
    var request = AuditRequest(production: "main", period: try #require(Period("2026-05")))
    request.now = try #require(Instant(rfc3339: "2027-01-01"))
    #expect(
      scenario.told(try scenario.audit(request)).contains("C: fail approval-not-shown exception-unapproved"))
  }

  @Test func `an exception that was brought before there was a policy`() throws {
    let scenario = try Scenario(empty: ())
    try scenario.commit("A")
    try scenario.commit("X", Say.tested, on: "topic", parents: ["A"])
    try scenario.except("E", ["X"])
    try scenario.commit("P", Say.both, files: ["countersign.yml": PolicyText().text])
    try scenario.merge("M", ["X"])
    #expect(try scenario.verdicts("P") == ["M+X: fail approval-not-shown exception-unapproved"])
  }

  @Test func `what lies below the folder of exceptions and is none is looked at`() throws {
    try scenario.commit("X", Say.tested, on: "topic", parents: ["B"])
    try scenario.commit("Y", Say.tested, on: "topic", files: [".countersign/exceptions/lib/deploy.sh": "rm -rf /\n"])
    try scenario.except("E", ["X"])
    try scenario.merge("M", ["Y"])
    #expect(
      try scenario.verdicts() == [
        "run: warning exception-unused", "E: pass (claim)", "M+X+Y: unknown approval-not-shown",
      ])
  }

  @Test func `an exception whose approver wrote what was squashed`() throws {
    try scenario.commit("A", on: "topic", author: .bob, parents: ["B"])
    try scenario.approve("A", by: Identity(name: "Eve Moore", email: "eve@example.com"), base: "B")
    try scenario.commit("X", files: [:], tree: "A", parents: ["B"])
    try scenario.except("E", ["X"], text: ExceptionText(findings: ["tests-not-shown", "order-not-shown"]))
    #expect(try scenario.verdicts()[0].hasPrefix("X: fail exception-unapproved"))
  }

  @Test func `an exception that two of three approvers may give needs two who took no part`() throws {
    let scenario = try Scenario(PolicyText(required: 2))
    let two = Say.both + "\nReviewed-by: Cleo Marsh <cleo@example.com>"
    try scenario.commit("C", Say.tested, author: .bob)
    try scenario.except("E", ["C"], two)
    #expect(try scenario.verdicts()[0] == "C: fail approval-not-shown exception-unapproved")
  }

  @Test func `an exception whose approver is shown to be who wrote the excepted change by a later policy`() throws {
    // main  B---C---P---E    C: by Zed; P: lists Zed's address with Bob's; E: Reviewed-by: Bob
    for (emails, verdict) in [
      ("bob@example.com", "C: excepted approval-not-shown"),
      ("bob@example.com, zed@example.com", "C: fail approval-not-shown exception-unapproved"),
    ] {
      let scenario = try Scenario()
      try scenario.commit("C", Say.tested, author: Identity(name: "Zed", email: "zed@example.com"))
      var later = PolicyText()
      later.people = ["{id: bob, name: Bob Noyce, emails: [\(emails)]}"]
      try scenario.commit("P", Say.both, files: ["countersign.yml": later.text])
      try scenario.except("E", ["C"])
      #expect(try scenario.verdicts() == [verdict, "P: pass (claim)", "E: pass (claim)"])
    }
  }

  @Test func `an owner of the policy wrote what is excepted and another approver did not`() throws {
    // main  B---C---E    C: by Bob, who owns the policy; E: Reviewed-by: Bob and Cora; or by Leo, an owner too, and Cora
    for (owner, verdict) in [
      ("Bob Noyce <bob@example.com>", "C: fail approval-not-shown exception-unapproved"),
      ("Leo Kahn <leo@example.com>", "C: excepted approval-not-shown"),
    ] {
      var policy = PolicyText()
      policy.people = [
        "{id: ada, name: Ada Lovelace, emails: [ada@example.com]}",
        "{id: bob, name: Bob Noyce, emails: [bob@example.com], groups: [leads]}",
        "{id: leo, name: Leo Kahn, emails: [leo@example.com], groups: [leads]}",
        "{id: cora, name: Cora Cole, emails: [cora@example.com]}",
      ]
      policy.more.append("policyOwners: [leads]")
      let scenario = try Scenario(policy)
      try scenario.commit("C", Say.tested, author: Identity(name: "Bob Noyce", email: "bob@example.com"))
      try scenario.except("E", ["C"], "Reviewed-by: \(owner)\nReviewed-by: Cora Cole <cora@example.com>\n\(Say.tested)")
      #expect(try scenario.verdicts() == [verdict, "E: pass (claim)"])
    }
  }

  @Test func `an exception that a branch got by merging production`() throws {
    // main   B---C---E---D    C: unapproved; E: excepts C and X
    // topic   \--X------N     N merges E
    let scenario = try Scenario()
    try scenario.commit("X", Say.tested, on: "topic", files: ["x": "1\n"], parents: ["B"])
    try scenario.except("E", ["X"])
    try scenario.merge("N", ["E"], into: "topic", Say.tested)
    for (base, verdict) in [("E", "excepted"), ("B", "fail")] {
      let request = AuditRequest(range: "\(scenario.id(base))..\(scenario.id("N"))", isProposed: true)
      let told = scenario.told(try scenario.audit(request))
      #expect(told.count == 1 && told[0].contains(": \(verdict) "), "\(told)")
    }
  }
}
