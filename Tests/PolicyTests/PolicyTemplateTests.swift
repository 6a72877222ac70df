import Diagnostics
import Testing

@testable import Policy

@Suite struct PolicyTemplateTests {
  @Test(arguments: Preset.allCases)
  func `the template says what is in force anyway, but for the timing`(preset: Preset) throws {
    let text = PolicyTemplate.text(preset: preset, branch: "main")
    var expected = Policy.startingPoint(preset: preset)
    expected.production.line = .branch("refs/heads/main")
    // But for this: without a clock besides the author's, nothing would pass from the first day on.
    expected.timing = .declared
    #expect(try unsourced(read(text)) == unsourced(expected))
    try expectSnapshot(text, named: "template.\(preset.rawValue)")
  }

  @Test(arguments: ["release/2026", "refs/heads/main", "no", "2026", "it's: #1", "日本"])
  func `any branch that git takes can be production`(branch: String) throws {
    let text = PolicyTemplate.text(preset: .none, branch: branch)
    let ref = branch.hasPrefix("refs/") ? branch : "refs/heads/\(branch)"
    // Git takes no colon, but the file still has to say no more and no less than that.
    if RefName.fault(in: ref) == nil {
      #expect(try read(text).production.line == .branch(ref))
    } else {
      #expect(problems(text).map(\.message) == ["`production.branch` is not a ref name: it has `:`"])
    }
  }

  @Test func `every key of it can be put in force`() throws {
    let template = PolicyTemplate.text(preset: .none, branch: "main")
    let lines = template.split(separator: "\n", omittingEmptySubsequences: false)
    let active = lines.map { line -> String in
      guard let sign = line.firstIndex(of: "#"), line[..<sign].allSatisfy({ $0 == " " }) else { return String(line) }
      let rest = line[sign...].dropFirst(2)
      let isKey = rest.firstMatch(of: /^ *(- \{?)?[a-zA-Z]+: ?/) != nil
      return isKey ? String(line[..<sign]) + String(rest) : String(line)
    }
    // A branch and a series of tags exclude each other.
    let text = active.filter { !$0.contains("tags: \"v*\"") }.joined(separator: "\n")
    let policy = try read(text)
    #expect(policy.control?.id == "CM-04")
    #expect(policy.production.since == "4f2e91c")
    #expect(policy.approval.from == ["engineers"])
    #expect(policy.tests.runners == ["ci"])
    #expect(policy.people.map(\.id) == ["ada", "ci", "helper", "merge-bot", "server"])
    #expect(policy.staging == "refs/heads/staging")
    #expect(policy.promotion == PromotionRule(required: 1, from: ["leads"]))
    #expect(policy.approval.trustedMergers == ["merge-bot"])
    #expect(policy.approval.forgeKeys == [".countersign/keys/forge.asc"])
    #expect(policy.approval.targets == ["refs/heads/develop"])
    #expect(policy.ledger == LedgerRule(signers: ["server"]))
    #expect(policy.paths.map(\.required) == [2])
    #expect(policy.allowedSigners == ".countersign/allowed_signers")
    #expect(policy.emergency == EmergencyRule(declaredBy: ["leads"], reviewWithin: 48 * 3600))
    #expect(policy.policyOwners == ["leads"])
    #expect(policy.people.first?.activeUntil != nil)
  }
}
