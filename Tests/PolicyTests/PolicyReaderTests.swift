import Diagnostics
import Testing

@testable import Policy

@Suite struct PolicyReaderTests {
  @Test func `reads every key that is judged`() throws {
    let policy = try read(fullPolicy)
    #expect(policy.preset == .gerrit)
    #expect(
      policy.control
        == Control(
          id: "CM-04", owner: "ada",
          statement: "Every change to production is approved by a second engineer & tested."))
    #expect(policy.production == Production(line: .branch("refs/heads/main"), since: "4f2e91c"))
    #expect(
      policy.approval
        == ApprovalRule(
          required: 2, from: ["engineers", "leads"], independentOf: [.author, .coauthor], minimumGrade: .record,
          coverage: [.identity, .replay], targets: [], reuse: false))
    #expect(policy.timing == .declared)
    #expect(
      policy.tests
        == TestRule(
          requirement: .suites(["unit", "functional", "http api"]), runners: ["ci", "ada"], minimumGrade: .export,
          coverage: [.identity, .replay], rerun: .all, counts: .required))
    #expect(
      policy.people == [
        Person(
          id: "ada", kind: .person, name: "Ada Lovelace", emails: ["ada@example.com", "ada@home.example"],
          logins: ["github": "ada", "gitlab": "ada.l"], keys: [adaKey], groups: ["engineers", "leads"],
          activeFrom: Instant(rfc3339: "2026-01-01"), activeUntil: Instant(rfc3339: "2026-07-01T10:00:00Z")),
        Person(id: "ci", kind: .bot, emails: [], logins: [:], keys: [ciKey], groups: []),
        Person(
          id: "helper", kind: .agent, emails: ["helper@example.com"], logins: [:], keys: [], groups: [],
          agentOperator: "ada"),
      ])
    #expect(
      policy.evidence
        == EvidenceSources(
          approvalTrailers: ["Reviewed-by"],
          testTrailers: [
            TestTrailer(key: "Tested-by", suite: "unit"), TestTrailer(key: "LUCI-TryBot-Result", suite: "trybots"),
          ],
          emergencyTrailers: [], gerritNotes: "refs/notes/other"))
  }

  @Test func `fills in what is left out`() throws {
    let policy = try read("version: 1\n")
    #expect(unsourced(policy) == unsourced(.startingPoint(preset: .none)))
    #expect(policy.timing == .proven)
    #expect(policy.approval.independentOf == Set(Role.allCases))
    #expect(policy.tests.requirement == .any)
    #expect(policy.production.line == .unsaid)
  }

  @Test func `the built-in policy takes declared times and asks for any test`() {
    for preset in Preset.allCases {
      let policy = Policy.builtIn(preset: preset)
      #expect(policy.timing == .declared)
      #expect(policy.tests.requirement == .any)
      #expect(policy.approval.required == 1)
      #expect(policy.source.line(of: "approval.required") == "built-in default")
      #expect((policy.evidence.gerritNotes != nil) == (preset == .gerrit))
    }
  }

  @Test func `knows the line of every key`() throws {
    let source = try read(fullPolicy).source
    #expect(source.line(of: "version") == "countersign.yml:1")
    #expect(source.line(of: "approval.required") == "countersign.yml:13")
    #expect(source.line(of: "approval.reuse") == "countersign.yml:12")
    #expect(source.line(of: "people[0].emails") == "countersign.yml:27")
    #expect(source.line(of: "people[1]") == "countersign.yml:33")
    #expect(source.line(of: "people[2].kind") == "countersign.yml:35")
    #expect(source.line(of: "evidence.trailers.tests.Tested-by") == "countersign.yml:42")
    #expect(source.line(of: "staging") == "countersign.yml")
  }

  @Test(arguments: [
    ("branch: main", Production.Line.branch("refs/heads/main")),
    ("branch: refs/heads/main", .branch("refs/heads/main")),
    ("branch: release/2026", .branch("refs/heads/release/2026")),
    ("branch: refs/remotes/origin/main", .branch("refs/remotes/origin/main")),
    ("tags: \"v*\"", .tags("v*")),
    ("tags: \"refs/tags/v?.*\"", .tags("v?.*")),
    ("since: 0123456789", .unsaid),
  ])
  func `names the production line in full`(yaml: String, line: Production.Line) throws {
    #expect(try read("version: 1\nproduction: {\(yaml)}\n").production.line == line)
  }

  @Test func `a part of the evidence replaces that part of the preset only`() throws {
    let policy = try read("version: 1\npreset: gerrit\nevidence: {trailers: {tests: {}}}\n")
    #expect(policy.evidence.testTrailers == [])
    #expect(policy.evidence.approvalTrailers == EvidenceSources.preset(.gerrit).approvalTrailers)
    #expect(policy.evidence.gerritNotes == "refs/notes/review")
    #expect(try read("version: 1\npreset: gerrit\nevidence: {notes: {}}\n").evidence.gerritNotes == nil)
  }

  @Test func `reads files of other systems`() throws {
    #expect(try read("\u{FEFF}version: 1\r\npreset: gitlab\r\n").preset == .gitlab)
    #expect(try read("---\nversion: 1\n...\n# the end\n").preset == .none)
    #expect(try read("# with comments\n\n{version: 1, \"preset\": 'kernel'}").preset == .kernel)
    #expect(try read("version: 1\ntests: {suites: {none: \"no code\"}}").tests.requirement == .none(reason: "no code"))
  }
}
