import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Testing

/// `docs/scenarios.md`, "Staging": what went around it.
@Suite struct AroundStaging {
  @Test func `a hot fix straight to production`() throws {
    // staging  B---X            both trailers
    // main     B---C            C: both trailers
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.commit("C", Say.both)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: fail not-through-staging"])
    let finding = try #require(audit.assessments.first?.findings.first)
    #expect(finding.notes.last?.hasPrefix("countersign.yml:") == true)
    #expect(finding.notes.last?.hasSuffix("requires that changes pass through refs/heads/staging") == true)
  }

  @Test func `a hot fix that staging merged afterwards`() throws {
    // staging  B---X---U        X: both trailers; U: merges C
    //                 /     \
    // main     B-----C-------M  C: both trailers
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.commit("C", Say.both)
    try scenario.merge("U", ["main"], into: "staging")
    try scenario.merge("M", ["staging"])
    try scenario.expect(["C: fail not-through-staging", "X: pass (claim)", "U: pass", "M: pass"])
  }

  @Test func `a topic that staging merged only later`() throws {
    // topic    B---T            both trailers
    // main     B----M           merges T
    // staging  B-----N          merges T, afterwards
    let scenario = try Scenario.staged()
    try scenario.commit("T", Say.both, on: "topic", parents: ["B"])
    try scenario.merge("M", ["topic"])
    try scenario.expect(["M+T: fail not-through-staging"])
    try scenario.merge("N", ["topic"], into: "staging")
    try scenario.stage("X")
    try scenario.expect(["M+T: fail not-through-staging"])
  }

  @Test func `a promotion that brings something else too`() throws {
    // staging  B---X            both trailers
    // topic    B---T---W        T: both trailers; W: merges X
    // main     B--------M       merges W
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.commit("T", Say.both, on: "topic", parents: ["B"])
    try scenario.merge("W", ["staging"], into: "topic")
    try scenario.merge("M", ["topic"])
    try scenario.expect(["X: pass (claim)", "M+T+W: fail not-through-staging"])
  }

  @Test func `a promotion that adds content of its own`() throws {
    // staging  B---X            both trailers
    // main     B----M           M: adds a file; both trailers
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.merge("M", ["staging"], Say.both, files: ["h": "x\n"])
    try scenario.expect(["X: pass (claim)", "M: fail not-through-staging"])
  }

  @Test func `a promotion that leaves out what staging has`() throws {
    // staging  B---X            both trailers
    // main     B----M           M: merges X and has the tree of B; none
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.commit("M", tree: "B", parents: ["B", "X"])
    try scenario.expect([
      "X: pass (claim)", "M: fail merge-changed-content not-through-staging tests-not-shown",
    ])
  }

  @Test func `a turned promotion is judged from what production was`() throws {
    // main was  B---P           both trailers
    // staging   B---X           X: none
    // Ada has   B---X---M       M: parents X, P; none; main was moved to M; the range is P..M
    let scenario = try Scenario.staged()
    try scenario.commit("P", Say.both)
    try scenario.stage("X", "")
    try scenario.commit("M", Say.both, on: "turned", files: [:], parents: ["X", "P"])
    try scenario.move(to: "M")
    try scenario.expect(["M+X: unknown approval-not-shown tests-not-shown"], from: "P")
  }

  @Test func `staging that was reset shows nothing of older promotions`() throws {
    // staging was  B---X        X: both trailers; then it was reset to B, and goes on with Y
    // main         B----M       merges X
    let scenario = try Scenario.staged()
    try scenario.stage("X")
    try scenario.merge("M", ["staging"])
    try scenario.expect(["X: pass (claim)", "M: pass"])
    try scenario.move("staging", to: "B")
    try scenario.stage("Y")
    try scenario.expect(["M+X: fail not-through-staging"])
    // Reset to production it has what production has.
    try scenario.move("staging", to: "M")
    try scenario.expect(["M+X: pass (claim)"])
  }

  @Test func `staging is not in the repository`() throws {
    // main     B---C            both trailers; there is no staging
    let scenario = try Scenario(.staged())
    try scenario.commit("C", Say.both)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: fail not-through-staging"])
    let finding = try #require(audit.assessments.first?.findings.first)
    #expect(finding.help == "fetch it: git fetch origin staging")
  }

  @Test func `in a clone the server's staging counts`() throws {
    // origin/staging  B         staging  B---C      both trailers
    // main            B---C
    let scenario = try Scenario(cloned: .staged())
    try scenario.repository.updateRef("refs/remotes/origin/staging", to: scenario.id("B"))
    try scenario.commit("C", Say.both)
    try scenario.move("staging", to: "C")
    try scenario.expect(["C: fail not-through-staging"])
    try scenario.repository.updateRef("refs/remotes/origin/staging", to: scenario.id("C"))
    try scenario.expect(["C: pass (claim)"])
  }

  @Test func `a push of staging and production at once`() throws {
    // staging  B---C            both trailers; one push moves both from B to C
    // main     B---C
    let scenario = try Scenario.staged()
    try scenario.commit("C", Say.both, on: "topic", parents: ["B"])
    try scenario.move(to: "B")
    let gate = HookGate(try Repository(opening: scenario.repository.path), side: .server, production: nil)
    let (old, new) = (scenario.id("B"), scenario.id("C"))
    let lines = ["staging", "main"].map { "\(old) \(new) refs/heads/\($0)\n" }.joined()
    let audits = try gate.judge(HookUpdate.received(Array(lines.utf8)))
    #expect(audits.map(scenario.told) == [["C: fail not-through-staging"]])
    try scenario.move("staging", to: "C")
    let later = try gate.judge(HookUpdate.received(Array("\(old) \(new) refs/heads/main\n".utf8)))
    #expect(later.map(\.isClean) == [true])
  }

  @Test func `staging is audited as production would be`() throws {
    // staging  B---X---Y        X: both trailers; Y: none; the audit is of staging
    let scenario = try Scenario.staged(.staged("promotion: {required: 1}"))
    try scenario.stage("X")
    try scenario.stage("Y", "")
    let request = AuditRequest(production: "staging", range: "\(scenario.id("B"))..")
    #expect(
      scenario.told(try scenario.audit(request)) == [
        "X: pass (claim)", "Y: unknown approval-not-shown tests-not-shown",
      ])
  }

  @Test func `release tags on the line of staging`() throws {
    // staging  B---X---Y---Z    both trailers; tags v1 at Y, v2 at Z
    let scenario = try Scenario(
      PolicyText(more: ["production: {tags: \"v*\"}", "staging: {branch: staging}"]))
    try scenario.move("staging", to: "B")
    for name in ["X", "Y", "Z"] { try scenario.stage(name) }
    try scenario.repository.tag("v1", at: scenario.id("Y"))
    try scenario.repository.tag("v2", at: scenario.id("Z"))
    let audit = try scenario.audit("B", to: "refs/tags/v2")
    #expect(scenario.told(audit) == ["X: pass (claim)", "Y: pass (claim)", "Z: pass (claim)"])
    #expect(scenario.movements(audit) == ["B..Y: pass X+Y", "Y..Z: pass Z"])
    // A release from elsewhere.
    try scenario.commit("H", Say.both, on: "hotfix", parents: ["Y"])
    try scenario.repository.tag("v1.1", at: scenario.id("H"))
    try scenario.expect(["H: fail not-through-staging"], from: "Y", to: "refs/tags/v1.1")
  }

  @Test func `release tags are the movements of production`() throws {
    // main     B---X---Y---Z    both trailers; tags v1 at Y, v2 at Z
    let scenario = try Scenario(PolicyText(more: ["production: {tags: \"v*\"}"]))
    for name in ["X", "Y", "Z"] { try scenario.commit(name, Say.both) }
    try scenario.repository.tag("v1", at: scenario.id("Y"))
    try scenario.repository.tag("v2", at: scenario.id("Z"))
    #expect(scenario.movements(try scenario.audit("B", to: "refs/tags/v2")) == ["B..Y: pass X+Y", "Y..Z: pass Z"])
  }

  @Test func `a report holds the releases of all lines`() throws {
    // main  B---C---D           tags v1.0 at C, v1.1 at D; both trailers
    //            \
    //             E             tag v1.0.1 at E
    let scenario = try Scenario(PolicyText(more: ["production: {tags: \"v*\"}"]))
    try scenario.commit("C", Say.both)
    try scenario.repository.tag("v1.0", at: scenario.id("C"))
    try scenario.commit("E", Say.both, on: "old", parents: ["C"])
    try scenario.repository.tag("v1.0.1", at: scenario.id("E"))
    try scenario.commit("D", Say.both)
    try scenario.repository.tag("v1.1", at: scenario.id("D"))
    let now = try #require(Instant(rfc3339: "2027-01-01"))
    let period = try #require(Period("2026"))
    let request = AuditRequest(period: period, now: now)
    let audit = try scenario.audit(request)
    #expect(scenario.told(audit).suffix(3) == ["C: pass (claim)", "E: pass (claim)", "D: pass (claim)"])
    #expect(audit.isClean)
  }
}
