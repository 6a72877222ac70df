import Diagnostics
import Testing

@testable import Policy

@Suite struct PolicyReaderTests {
  @Test func `reads every key`() throws {
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
          required: 2, from: ["engineers", "leads"], independentOf: [.author, .coauthor], minimumGrade: .signed,
          coverage: [.identity], targets: ["refs/heads/develop"], reuse: true, trustedMergers: ["merge-bot"],
          forgeKeys: [".countersign/keys/forge.asc"], signedCommits: true))
    #expect(policy.staging == "refs/heads/next")
    #expect(policy.ledger == LedgerRule(signers: ["ci"]))
    #expect(policy.promotion == PromotionRule(required: 1, from: ["leads"]))
    #expect(policy.paths.map(\.match) == [[try glob("payments/**"), try glob("*.tf")], [try glob("docs/**")]])
    #expect(policy.paths.map(\.required) == [3, nil])
    #expect(policy.paths.map(\.from) == [["leads"], ["engineers"]])
    #expect(policy.paths.map(\.path) == ["paths[0]", "paths[1]"])
    #expect(policy.codeowners)
    #expect(policy.allowedSigners == ".countersign/allowed_signers")
    #expect(policy.sigstoreRoot == ".countersign/sigstore/trusted_root.json")
    #expect(policy.emergency == EmergencyRule(declaredBy: ["leads"], reviewWithin: 5400))
    #expect(policy.policyOwners == ["leads"])
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
        Person(
          id: "merge-bot", kind: .bot, emails: ["merge@example.com"], logins: [:], keys: [],
          openpgpKeys: ["keys/merge.asc"],
          sigstore: ["https://forge.example.com/a/b@refs/heads/main::https://login.example.com"], groups: []),
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
    #expect(policy.staging == nil && policy.promotion == nil && policy.ledger == nil && policy.emergency == nil)
    #expect(policy.paths == [] && policy.policyOwners == nil && policy.allowedSigners == nil)
    #expect(!policy.codeowners && !policy.approval.signedCommits)
    #expect(policy.approval.trustedMergers == [] && policy.approval.forgeKeys == [])
  }

  @Test(arguments: [
    ("1m", Int64(60)), ("90m", 5400), ("48h", 172_800), ("7d", 604_800), ("366d", 31_622_400), ("527040m", 31_622_400),
    ("0072h", 259_200),
  ])
  func `reads spans of minutes, hours and days`(text: String, seconds: Int64) throws {
    let policy = try read(
      "version: 1\npeople: [{id: a, groups: [g]}]\nemergency: {declaredBy: [g], reviewWithin: \(text)}\n")
    #expect(policy.emergency?.reviewWithin == seconds)
    #expect(try read(yaml(policy)).emergency?.reviewWithin == seconds)
  }

  @Test(arguments: [
    "", "h", "48", "48 h", "1.5h", "-1h", "+1h", "0h", "00000d", "367d", "9999999m", "99999999999999999999d", "48H",
    "1d12h", "４８h", "PT48H", "forever",
  ])
  func `anything else is no span`(text: String) {
    let found = problems(
      "version: 1\npeople: [{id: a, groups: [g]}]\nemergency: {declaredBy: [g], reviewWithin: '\(text)'}\n")
    #expect(found.count == 1, "\(drawn(found))")
  }

  @Test(arguments: [Grade.signed, .witnessed])
  func `any grade may be asked for`(grade: Grade) throws {
    let policy = try read(
      "version: 1\napproval: {minimumGrade: \(grade.rawValue)}\ntests: {minimumGrade: \(grade.rawValue)}\n")
    #expect(policy.approval.minimumGrade == grade)
    #expect(policy.tests.minimumGrade == grade)
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
    #expect(source.line(of: "approval.required") == "countersign.yml:14")
    #expect(source.line(of: "approval.reuse") == "countersign.yml:20")
    #expect(source.line(of: "paths[1]") == "countersign.yml:37")
    #expect(source.line(of: "paths[1].approval.required") == "countersign.yml:38")
    #expect(source.line(of: "people[0].emails") == "countersign.yml:43")
    #expect(source.line(of: "people[1]") == "countersign.yml:49")
    #expect(source.line(of: "people[2].kind") == "countersign.yml:51")
    #expect(source.line(of: "evidence.trailers.tests.Tested-by") == "countersign.yml:61")
    #expect(source.line(of: "emergency.reviewWithin") == "countersign.yml:64")
    #expect(source.line(of: "elsewhere") == "countersign.yml")
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

  @Test func `a file of signers may have the keys that entries of people lack`() throws {
    let text = "version: 1\nledger: {signers: [ci]}\npeople: [{id: ci, kind: bot}]\n"
    #expect(problems(text).map(\.message) == ["`ledger.signers` names `ci`, who has no key"])
    #expect(try read(text + "allowedSigners: keys/signers\n").ledger?.signers == ["ci"])
  }

  @Test func `an identity of Sigstore's is one person's, written out whole, and needs a root that is trusted`() throws {
    let root = "version: 1\nsigstoreRoot: keys/root.json\npeople:\n"
    let ada = #"  - {id: ada, sigstore: ["ada@example.com::https://login.example.com"]}"# + "\n"
    #expect(try read(root + ada).people[0].sigstore == ["ada@example.com::https://login.example.com"])
    #expect(
      problems("version: 1\npeople:\n" + ada).map(\.message)
        == ["`sigstore` names whose certificates count, and the policy trusts no root of Sigstore's"])
    let same = ada.replacing("id: ada", with: "id: bob")
    #expect(
      problems(root + ada + same).map(\.message)
        == ["the Sigstore identity `ada@example.com::https://login.example.com` belongs to two people"])
    let cased = same.replacing("ada@", with: "Ada@")
    #expect(try read(root + ada + cased).people.count == 2, "identities are compared byte by byte")
    for wrong in [
      "ada@example.com", "ada@example.com::", "::https://login.example.com", "ada@example.com::login.example.com",
      "*@example.com::https://login.example.com", "ada @example.com::https://login.example.com",
    ] {
      let text = root + ada.replacing("ada@example.com::https://login.example.com", with: wrong)
      #expect(
        problems(text).map(\.message)
          == ["`people[0].sigstore` has a text that is not an identity of Sigstore's: `\(wrong)`"])
    }
    #expect(problems(root.replacing("keys/root.json", with: "/etc/root.json") + ada).count == 1)
  }

  @Test func `other tools' evidence is read unless it is switched off, and what costs more only if asked for`() throws {
    let standard = try read("version: 1\n").evidence
    #expect(standard.gitAppraise && standard.gittuf && standard.intoto == ["refs/notes/commits"])
    #expect(!standard.noteDb && standard.messages == [])
    let other = try read(
      "version: 1\nevidence: {gitAppraise: false, gittuf: false, intoto: [], noteDb: true, messages: [acks, bors]}\n"
    ).evidence
    #expect(!other.gitAppraise && !other.gittuf && other.intoto == [] && other.noteDb)
    #expect(other.messages == [.acks, .bors])
    for wrong in ["intoto: [refs/heads/x]", "messages: [ack]", "gittuf: maybe", "gitAppraise: refs/notes/devtools"] {
      #expect(throws: Stopped.self) { try read("version: 1\nevidence: {\(wrong)}\n") }
    }
  }

  @Test func `reads files of other systems`() throws {
    #expect(try read("\u{FEFF}version: 1\r\npreset: gitlab\r\n").preset == .gitlab)
    #expect(try read("---\nversion: 1\n...\n# the end\n").preset == .none)
    #expect(try read("# with comments\n\n{version: 1, \"preset\": 'kernel'}").preset == .kernel)
    #expect(try read("version: 1\ntests: {suites: {none: \"no code\"}}").tests.requirement == .none(reason: "no code"))
  }
}
