import Diagnostics

@testable import Policy

/// Policies and texts that look random and are the same in every run.
struct Words {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// Returns a number below `bound`: SplitMix64.
  mutating func number(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  mutating func one<T>(of choices: [T]) -> T { choices[number(below: choices.count)] }
  mutating func chance(_ outOf: Int) -> Bool { number(below: outOf) == 0 }
  mutating func some<T>(of choices: [T]) -> [T] {
    let chosen = choices.filter { _ in chance(2) }
    return chosen.isEmpty ? [one(of: choices)] : chosen
  }

  private static let pieces: [String] = [
    "a", "Z", "0", "true", "null", "~", "yes", "no", "any", "none", ": ", ":", " #", "#", "- ", "-", "? ", "&a", "*a",
    "!", "!!str", "%", "@", "`", "'", "''", "\"", "\\", "\\n", "{", "}", "[", "]", ",", "|", ">", "<<", "=", "1.5",
    "0x1F", "2026-01-01", "---", "...", "é", "e\u{301}", "日本", "ה", "👩\u{200D}👧", "\u{200C}", "+1", ".inf", "$(id)",
  ]

  /// A text of one line that a policy may have, made of what YAML gives a meaning.
  mutating func line() -> String {
    let middle = (0..<number(below: 6)).map { _ in one(of: Self.pieces + [" "]) }.joined()
    // The ends may not be blank.
    let text = one(of: Self.pieces) + middle + one(of: Self.pieces)
    return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  mutating func prose() -> String { chance(2) ? line() : line() + "\n\n  " + line() + "\t\n" }

  /// Any text at all, with every kind of scalar.
  mutating func anything() -> String {
    var text = ""
    for _ in 0..<number(below: 12) {
      if chance(2) {
        text += one(of: Self.pieces + [" ", "\n", "\t", "\r"])
      } else if let scalar = Unicode.Scalar(UInt32(number(below: chance(2) ? 0x3000 : 0x11_0000))) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  mutating func lines() -> [String] { Array(Set((0...number(below: 3)).map { _ in line() })).sorted() }

  mutating func policy() -> Policy {
    var policy = Policy.startingPoint(preset: one(of: Preset.allCases))
    if chance(2) {
      policy.control = Control(
        id: line(), owner: chance(2) ? line() : nil, statement: chance(2) ? prose() : nil)
    }
    policy.production = Production(
      line: one(of: [.unsaid, .branch("refs/heads/main"), .branch("refs/heads/é#1"), .tags("v*"), .tags("*")]),
      since: chance(2) ? "0123456789" : nil)
    if chance(3) { policy.staging = "refs/heads/staging" }
    policy.people = people()
    let groups = Array(Set(policy.people.filter { $0.kind == .person }.flatMap(\.groups))).sorted()
    policy.approval = ApprovalRule(
      required: 1 + number(below: 3), from: groups.isEmpty || chance(2) ? nil : some(of: groups),
      independentOf: Set(some(of: Role.allCases)), minimumGrade: one(of: Grade.allCases),
      coverage: chance(2) ? [.identity] : [.identity, .replay], targets: chance(2) ? [] : ["refs/heads/x"],
      reuse: chance(2), trustedMergers: [], forgeKeys: chance(2) ? [] : ["a b/#c.asc", "é"], signedCommits: chance(2))
    addRules(to: &policy, groups: groups)
    policy.timing = one(of: Timing.allCases)
    let ids = policy.people.map(\.id)
    policy.tests = TestRule(
      requirement: chance(3) ? .any : chance(2) ? .none(reason: prose()) : .suites(lines()),
      runners: ids.isEmpty || chance(2) ? nil : some(of: ids), minimumGrade: one(of: Grade.allCases),
      coverage: chance(2) ? [.identity] : [.identity, .replay], rerun: one(of: TestRule.Rerun.allCases),
      counts: one(of: TestRule.Counts.allCases))
    policy.evidence = EvidenceSources(
      approvalTrailers: chance(3) ? [] : ["Reviewed-by", "Yes"],
      testTrailers: chance(3) ? [] : [TestTrailer(key: "Tested-by", suite: line()), TestTrailer(key: "1", suite: "x")],
      emergencyTrailers: chance(2) ? [] : ["Null"], gerritNotes: chance(2) ? nil : "refs/notes/#&!",
      gitAppraise: chance(2), gittuf: chance(2), intoto: chance(2) ? [] : ["refs/notes/#&!"], noteDb: chance(2),
      messages: chance(2) ? [] : [.phabricator, .acks])
    return policy
  }

  private mutating func addRules(to policy: inout Policy, groups: [String]) {
    if chance(2) { policy.allowedSigners = one(of: [".countersign/allowed_signers", "a: b", "null"]) }
    if chance(2) || policy.people.contains(where: { !$0.sigstore.isEmpty }) {
      policy.sigstoreRoot = one(of: [".countersign/sigstore/trusted_root.json", "a: b", "null"])
    }
    policy.codeowners = chance(2)
    let bots = policy.people.filter { $0.kind == .bot && (!$0.keys.isEmpty || policy.allowedSigners != nil) }.map(\.id)
    if !bots.isEmpty, chance(2) {
      policy.approval.trustedMergers = some(of: bots)
      policy.ledger = LedgerRule(signers: some(of: bots))
    }
    if policy.staging != nil, chance(2) { policy.promotion = PromotionRule(required: 1 + number(below: 3), from: nil) }
    if groups.isEmpty { return }
    let seconds = Int64(1 + number(below: 1000)) * one(of: [60, 3600, 86_400])
    if chance(2) {
      policy.emergency = EmergencyRule(declaredBy: some(of: groups), reviewWithin: min(seconds, 31_622_400))
    }
    if chance(2) { policy.policyOwners = some(of: groups) }
    let texts = ["*", "**", "a/**/b", "#x?", "- é: [y]", "null", "*/{z}/&a"]
    policy.paths = (0..<number(below: 3)).map { index in
      PathRule(
        match: some(of: texts).compactMap { PathPattern(glob: $0) }, required: chance(2) ? nil : 1 + number(below: 3),
        from: some(of: groups), path: "paths[\(index)]")
    }
  }

  private mutating func people() -> [Person] {
    var people: [Person] = []
    for index in 0..<number(below: 4) {
      people.append(
        Person(
          id: one(of: ["true", "1", "null", "a.b", "x-y", "0x1", "ada@"]) + "\(index)",
          kind: one(of: [.person, .bot]), name: chance(2) ? line() : nil,
          emails: (0..<number(below: 3)).map { "p\(index)\($0)+é@example.com" },
          logins: chance(2) ? [:] : ["github": "#l\(index)", "azure": "*l\(index)"],
          keys: index == 0 && chance(2) ? [adaKey] : [], openpgpKeys: chance(2) ? [] : ["keys/#\(index).asc"],
          sigstore: chance(2) ? [] : ["#\(index)::https://a: b"].map { $0.replacing(" ", with: "") },
          groups: chance(2) ? [] : some(of: ["yes", "1e3", "leads"]),
          activeFrom: chance(2) ? nil : Instant(seconds: Int64(number(below: 1 << 30))),
          activeUntil: chance(2) ? nil : Instant(seconds: Int64((1 << 30) + number(below: 1 << 30)))))
    }
    if let boss = people.first(where: { $0.kind == .person })?.id {
      people.append(
        Person(
          id: "helper", kind: .agent, emails: [], logins: [:], keys: [], groups: [], agentOperator: boss))
    }
    return people
  }
}
