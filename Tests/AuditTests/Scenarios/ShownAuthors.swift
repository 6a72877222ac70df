import Audit
import CountersignTesting
import Fieldwork
import Policy
import Testing

/// `docs/scenarios.md`, "Signatures of commits": trailers that a bot vouches for, and authors that have to be shown.
@Suite struct ShownAuthors {
  private static let strong = [
    "minimumGrade: signed", "trustedMergers: [merge-bot]",
  ]
  private static let unshown = "unknown approver-may-be-author"

  /// main  B-------M       X: by Ada; M: by the merge bot
  ///        \     /
  ///         X----
  private func merged(
    _ trailers: String = Say.both, signed merger: String?, authored key: String? = "ada"
  ) throws -> SignedScenario {
    let it = try SignedScenario(Self.strong)
    try it.commit("X", signed: key, on: "topic", parents: ["B"])
    try it.merge("M", ["topic"], trailers, signed: merger, author: SignedScenario.bot)
    return it
  }

  @Test func `a trusted merger's trailers count as signed`() throws {
    // main  B-------M       X: signed by Ada; M: both trailers, signed by the merge bot
    let it = try merged(signed: "merge-bot")
    let audit = try it.scenario.audit()
    #expect(it.scenario.told(audit) == ["M+X: pass (signed)"])
    #expect(audit.assessments.first?.tests.map(\.run.grade) == [.signed])
  }

  @Test func `the same trailers without the merger's signature are claims`() throws {
    // main  B-------M       as before; M is not signed, and then signed by Ada
    #expect(try merged(signed: nil).verdicts() == ["M+X: fail approval-too-weak"])
    #expect(try merged(signed: "ada").verdicts() == ["M+X: fail approval-too-weak"])
  }

  @Test func `a trusted merger's trailers are copied into another commit`() throws {
    // main  B---C           C: by Ada, with the trailers of M, signed by Ada; D: inside a merge, signed by the bot
    let it = try SignedScenario(Self.strong)
    try it.commit("C", Say.both, signed: "ada")
    try it.commit("X", Say.both, signed: "merge-bot", on: "topic", author: SignedScenario.bot, parents: ["C"])
    try it.merge("M", ["topic"], signed: "ada")
    #expect(try it.verdicts() == ["C: fail approval-too-weak", "M+X: fail approval-too-weak"])
  }

  @Test func `a trusted merger's trailers do not make an author independent`() throws {
    // main  B-------M       M: Reviewed-by: Ada, who wrote X; signed by the merge bot
    let it = try merged(Say.approved(by: "Ada <ada@example.com>"), signed: "merge-bot")
    #expect(try it.verdicts() == ["M+X: fail self-approved"])
  }

  @Test func `a merger's signature does not show who wrote what it merged`() throws {
    // main  B-------M       X: not signed, or by Eve under Ada's name; M: both trailers, signed by the merge bot
    #expect(try merged(signed: "merge-bot", authored: nil).verdicts() == ["M+X: \(Self.unshown)"])
    #expect(try merged(signed: "merge-bot", authored: "eve").verdicts() == ["M+X: \(Self.unshown)"])
  }

  /// main  B---C           C: by Ada, committed by the merge bot, as Gerrit submits with a cherry-pick
  private func picked(
    _ rules: [String], _ trailers: String = Say.both, signed key: String?, author: SignedScenario.Who = .ada
  ) throws -> SignedScenario {
    let it = try SignedScenario(["trustedMergers: [merge-bot]"] + rules)
    try it.commit("C", trailers, signed: key, author: author, committer: SignedScenario.bot)
    return it
  }

  @Test func `a trusted merger's cherry-pick lifts the trailers and not the author`() throws {
    #expect(try picked(["minimumGrade: export"], signed: "merge-bot").verdicts() == ["C: pass (signed)"])
    // Who wrote it, the bot's signature doesn't show.
    let strong = try picked(["minimumGrade: signed"], signed: "merge-bot")
    #expect(try strong.verdicts() == ["C: \(Self.unshown)"])
    #expect(
      try strong.notes(.approverMayBeAuthor).contains(
        "wrote it, which nothing shows: it is signed with the key of merge-bot"))
    // Nor does it make somebody else than the author of who approved.
    let own = try picked(["minimumGrade: export"], signed: "merge-bot", author: .bob)
    #expect(try own.verdicts() == ["C: fail self-approved"])
  }

  @Test func `a cherry-pick that the trusted merger did not sign lifts nothing`() throws {
    for key in [nil, "ada"] {
      #expect(
        try picked(["minimumGrade: export"], signed: key).verdicts() == ["C: fail approval-too-weak"],
        "\(key ?? "nobody")")
    }
  }

  @Test func `a trusted merger's signature is moved to another cherry-pick`() throws {
    let it = try picked(["minimumGrade: export"], Say.tested, signed: "merge-bot")
    let bytes = String(decoding: try it.scenario.repository.bytes(of: it.scenario.id("C")), as: UTF8.self)
    let header = try #require(bytes.firstMatch(of: /gpgsig (.|\n)*?-----END SSH SIGNATURE-----\n/)).output.0
    let plain = try it.scenario.commit(
      "plain", Say.both, on: "other", committer: SignedScenario.bot, parents: ["B"])
    var copy = String(decoding: try it.scenario.repository.bytes(of: plain), as: UTF8.self)
    copy.replace("\n\n", with: "\n" + header + "\n", maxReplacements: 1)
    it.scenario.remember("D", try it.scenario.repository.rawCommit(Array(copy.utf8)))
    #expect(try it.verdicts(to: "D") == ["D: fail approval-too-weak"])
  }

  @Test func `a trusted merger that keeps what an author typed vouches for it`() throws {
    // The author wrote Reviewed-by himself, and the bot picked and signed the message as it was.
    #expect(try picked(["minimumGrade: export"], signed: "merge-bot").verdicts() == ["C: pass (signed)"])
    // A second person at least has to be named: his own name gives the author nothing.
    let own = Say.approved(by: "Ada <ada@example.com>")
    #expect(try picked(["minimumGrade: export"], own, signed: "merge-bot").verdicts() == ["C: fail self-approved"])
  }

  /// main  B---C           C: by an author; approve C by Bob, signed
  private func recorded(by author: SignedScenario.Who, signed key: String?) throws -> SignedScenario {
    let it = try SignedScenario(["minimumGrade: signed"], more: ["timing: declared"], suites: "{none: not here}")
    try it.commit("C", signed: key, author: author)
    try it.approve("C")
    return it
  }

  @Test func `an author under a second name does not approve himself where authors have to be shown`() throws {
    // main  B---C           C: by Max, whom nobody knows and who is Bob; approve C by Bob, signed
    let max = SignedScenario.Who(name: "Max", email: "max@home.example")
    let it = try recorded(by: max, signed: nil)
    #expect(try it.verdicts().map { $0.contains("approver-may-be-author") } == [true])
    #expect(try it.notes(.approverMayBeAuthor).contains("says that Max wrote it, which nothing shows: it isn't signed"))
    // With a key of his own he is seen, under whatever name.
    #expect(try recorded(by: max, signed: "bob").verdicts().map { $0.contains("may-be-author") } == [true])
    #expect(try recorded(by: .bob, signed: "bob").verdicts().map { $0.contains("self-approved") } == [true])
    #expect(try recorded(by: .ada, signed: "ada").verdicts().map { $0.hasPrefix("C: pass (signed)") } == [true])
  }

  @Test func `authors of a squashed branch are shown by their own commits`() throws {
    // main  B---S           X: by Ada, signed or not; approve X by Bob, signed
    //        \              S: X squashed by the forge, not signed
    //         X
    for (key, verdict) in [("ada", "pass (signed)"), (nil, Self.unshown), ("eve", Self.unshown)] {
      let it = try SignedScenario(["minimumGrade: signed"], suites: "{none: not here}")
      try it.commit("X", signed: key, on: "topic", parents: ["B"])
      try it.approve("X", base: "B")
      try it.commit("Y", signed: "ada", author: .ada)
      try it.scenario.squash("S", of: "X", committer: .github)
      #expect(try it.verdicts("Y") == ["S: \(verdict)"], "\(key ?? "-")")
    }
  }

  @Test func `the server knew who pushed`() throws {
    // main  B---C           C: by Ada, not signed; approve C by Bob, signed
    // ledger  2: B -> C     pushed by ada; then by eve; then by nobody that is known
    for (pusher, verdict) in [
      ("ada", "pass (witnessed)"), ("eve", Self.unshown), ("git", Self.unshown), ("Ada Lovelace", Self.unshown),
    ] {
      let it = try SignedScenario(
        ["minimumGrade: signed"], more: ["ledger: {signers: [server]}"], suites: "{none: not here}")
      try it.promote("B", from: nil, pusher: nil)
      try it.commit("C", signed: nil)
      try it.approve("C")
      try it.promote("C", from: "B", pusher: pusher)
      #expect(try it.verdicts() == ["C: \(verdict)"], "\(pusher)")
    }
  }

  @Test func `a user of the server took somebody's id for his name`() throws {
    // main  B---C           C: says Ada, not signed; approve C by Bob, signed
    // ledger  2: B -> C     pushed by a user called ada; Ada's login there is lovelace
    for (pusher, verdict) in [("lovelace", "pass (witnessed)"), ("ada", Self.unshown)] {
      let it = try SignedScenario(
        ["minimumGrade: signed"], more: ["ledger: {signers: [server]}"], logins: "{gitlab: lovelace}",
        suites: "{none: not here}")
      try it.promote("B", from: nil, pusher: nil)
      try it.commit("C", signed: nil)
      try it.approve("C")
      try it.promote("C", from: "B", pusher: pusher)
      #expect(try it.verdicts() == ["C: \(verdict)"], "\(pusher)")
    }
  }

  @Test func `a merge that adds something needs an author who is shown`() throws {
    // main  B-------M       X: signed by Ada; M: changes more than its parents; both trailers, signed by the merge bot
    for (key, verdict) in [("merge-bot", "pass (signed)"), (nil, "fail approval-too-weak")] {
      let it = try SignedScenario(Self.strong)
      try it.commit("X", signed: "ada", on: "topic", parents: ["B"])
      let id = try it.scenario.merge("M", ["topic"], Say.both, author: SignedScenario.bot, files: ["more": "more\n"])
      if let key {
        it.scenario.remember("M", try it.scenario.repository.sign(id, with: key, of: it.keys, on: "main"))
      }
      #expect(try it.verdicts() == ["M+X: \(verdict)"], "\(key ?? "-")")
    }
  }

  @Test func `what is proposed is no entry yet`() throws {
    // main  B               X: by Ada, signed with the forge's key; proposed
    //        \               Y: by the merge bot, signed by it; both trailers; proposed
    //         X---Y
    let it = try SignedScenario(
      Self.strong + ["signedCommits: true", "forgeKeys: [\(SignedScenario.forgeFile)]"])
    try it.commit("X", Say.both, signed: "forge", on: "topic", committer: .github, parents: ["B"])
    var request = AuditRequest(range: "\(it.scenario.id("B"))..\(it.scenario.id("X"))", isProposed: true)
    #expect(it.scenario.told(try it.scenario.audit(request)) == ["X: fail approval-too-weak commit-not-signed"])
    try it.commit("Y", Say.both, signed: "merge-bot", on: "other", author: SignedScenario.bot, parents: ["B"])
    request.range = "\(it.scenario.id("B"))..\(it.scenario.id("Y"))"
    #expect(it.scenario.told(try it.scenario.audit(request)) == ["Y: fail approval-too-weak"])
    // Pushed as it is, each is one.
    #expect(try it.verdicts(to: "X") == ["X: fail approval-too-weak"])
    #expect(try it.verdicts(to: "Y") == ["Y: pass (signed)"])
  }

  @Test func `what a ledger will witness is strong enough before its promotion`() throws {
    // main  B---C           C: signed by Ada; approve C by Bob, signed; or Reviewed-by: Bob
    for (records, before, after) in [
      (true, "pass (signed)", "pass (witnessed)"), (false, "fail approval-too-weak", "fail approval-too-weak"),
    ] {
      let it = try SignedScenario(
        ["minimumGrade: witnessed"], more: ["ledger: {signers: [server]}"], suites: "{none: not here}")
      try it.promote("B", from: nil, pusher: nil)
      try it.commit("C", records ? "" : Say.approved, signed: "ada", on: "topic", parents: ["B"])
      if records { try it.approve("C") }
      #expect(try it.verdicts(to: "topic") == ["C: \(before)"])
      try it.scenario.move(to: "C")
      try it.promote("C", from: "B", pusher: "ada")
      #expect(try it.verdicts() == ["C: \(after)"])
    }
  }

  @Test func `a key's time is judged by the ledger and not by the commit's own date`() throws {
    // main  B---C           C: signed with a key that counts until 2026-06-01, dated 2026-01-05
    // ledger  2: B -> C     in 2027
    let more = ["allowedSigners: signers"]
    for (ledger, verdict) in [(true, "fail commit-not-signed"), (false, "pass (claim)")] {
      let it = try SignedScenario(
        ["signedCommits: true"], more: more + (ledger ? ["ledger: {signers: [server]}"] : []),
        suites: "{none: not here}"
      ) { keys in ["signers": "ada@example.com valid-before=\"20260601Z\" \(try keys.ssh("stolen"))\n"] }
      if ledger { try it.promote("B", from: nil, pusher: nil) }
      try it.commit("C", Say.approved, signed: "stolen")
      if ledger { try it.promote("C", from: "B", pusher: "ada") }
      #expect(try it.verdicts() == ["C: \(verdict)"])
    }
  }
}
