import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import Foundation
import GitStore
import Testing

/// Attempts of the engineer of the threat model on what surrounds the verdicts: dates, ids, the line, the gate.
@Suite struct Attacks {
  private static func policy(_ more: String = "") -> String {
    "version: 1\nproduction: {branch: main\(more)}\ntiming: declared\ntests: {suites: {none: not here}}\n"
  }

  private static func audit(_ builder: RepositoryBuilder, _ range: String? = nil) throws -> FinishedAudit {
    try AuditRequest(range: range, now: Instant(seconds: 1_800_000_000)).run(in: Repository(opening: builder.path))
  }

  @Test func `a tag named like the abbreviated id of production-since moves nothing`() throws {
    let builder = try RepositoryBuilder()
    let first = try builder.commit("Begin")
    let since = String(first.prefix(7))
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy(", since: \"\(since)\"")])
    try builder.commit("Unreviewed")
    #expect(try Self.audit(builder, "\(base)..main").summary.unknown == 1)
    let child = try builder.commit("Child", on: "elsewhere", parents: ["main"])
    try builder.tag(since, at: child)
    #expect(try Self.audit(builder, "\(base)..main").summary.unknown == 1)
  }

  @Test(arguments: [
    "Co-authored-by: Bob Brown <bob@example.com>\n\nReviewed-by: Bob Brown <bob@example.com>",
    "Co-authored-by : Bob Brown <bob@example.com>\nReviewed-by: Bob Brown <bob@example.com>",
    "co-authored-by\t:Bob Brown <bob@example.com>\nReviewed-by: Bob Brown <bob@example.com>",
    "Words\nCo-authored-by: Bob Brown <bob@example.com>\nmore words\n\nReviewed-by: Bob Brown <bob@example.com>",
  ])
  func `a co-author is one wherever a line names him`(body: String) throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy()])
    try builder.commit("Raise the limit\n\n\(body)")
    let audit = try Self.audit(builder, "\(base)..main")
    #expect(audit.assessments.flatMap { $0.findings.map(\.code) } == [.selfApproved])
  }

  @Test func `a tree that has the policy twice is damaged`() throws {
    let builder = try RepositoryBuilder()
    try builder.commit("Policy", files: ["countersign.yml": Self.policy()])
    let blob = try builder.git("rev-parse", "main:countersign.yml")
    let entry = Self.entry("100644", "countersign.yml", blob)
    let tree = try builder.rawObject("tree", entry + entry)
    try builder.commit("Twice", tree: tree)
    #expect(throws: Stopped.self) { try Self.audit(builder) }
  }

  /// Ten levels of folders that hold the next one ten times over: a dozen objects, ten thousand million paths.
  private static func bomb(_ builder: RepositoryBuilder, names: [[String]]) throws -> String {
    var below = (mode: "100644", id: try builder.git("hash-object", "-w", "--stdin"))
    for level in names {
      let bytes = level.flatMap { entry(below.mode, $0, below.id) }
      below = ("40000", try builder.rawObject("tree", bytes))
    }
    return below.id
  }

  private static func entry(_ mode: String, _ name: String, _ id: String) -> [UInt8] {
    let raw = stride(from: 0, to: id.utf8.count, by: 2).compactMap { UInt8(id.dropFirst($0).prefix(2), radix: 16) }
    return Array("\(mode) \(name)".utf8) + [0] + raw
  }

  @Test func `a tree that holds itself many times over is told, wherever it stands, and never entered`() throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit(
      "Policy",
      files: ["countersign.yml": Self.policy() + "policyOwners: [leads]\n" + "people: [{id: ada, groups: [leads]}]\n"])
    let digits = (0..<10).map { "d\($0)" }
    let bomb = try Self.bomb(builder, names: Array(repeating: digits, count: 10))
    try builder.commit("Explode\n\nReviewed-by: Bob Brown <bob@example.com>", tree: bomb)
    let audit = try Self.audit(builder, "\(base)..main")
    #expect(!audit.isClean)
    // The same as notes, attestations and evidence of everything that is read.
    let hex = (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let fan = try Self.bomb(builder, names: [[String(repeating: "a", count: 32)], hex, hex, hex, hex])
    let store = try Self.bomb(
      builder, names: [["\(String(repeating: "0", count: 64)).json"], ids(2_000), hex, ["approval", "test"]])
    for (ref, tree) in [
      ("refs/notes/devtools/discuss", fan), ("refs/gittuf/attestations", bomb), ("refs/countersign/evidence", store),
    ] {
      let commit = try builder.commit("Explode", on: "x", tree: tree, parents: [])
      try builder.updateRef(ref, to: commit)
      let outcome = Result { try Self.audit(builder, "\(base)..main") }
      switch outcome {
      case .success(let audit): #expect(!audit.isClean, "\(ref)")
      case .failure(let error): #expect(error is Stopped, "\(ref): \(error)")
      }
    }
  }

  private func ids(_ count: Int) -> [String] {
    (0..<count).map { String(repeating: "0", count: 36) + String(0x1000 + $0, radix: 16) }
  }

  @Test func `production turned onto a branch from before the policy is policy-ambiguous`() throws {
    let builder = try RepositoryBuilder()
    let before = try builder.commit("Begin")
    try builder.commit("Policy", files: ["countersign.yml": Self.policy()])
    try builder.commit("Unreviewed")
    #expect(try !Self.audit(builder).isClean)
    try builder.branch("turned", at: before)
    try builder.commit("Hidden", on: "turned")
    try builder.merge("main", into: "turned")
    try builder.updateRef("refs/heads/main", to: try builder.resolve("turned"))
    let audit = try Self.audit(builder)
    #expect(!audit.isClean)
    #expect(audit.assessments.flatMap { $0.findings.map(\.code) }.contains(.policyAmbiguous))
  }

  @Test func `a range whose base is on a line that was turned is judged by the policy that was there`() throws {
    let builder = try RepositoryBuilder()
    try builder.commit("Policy", files: ["countersign.yml": Self.policy()])
    try builder.commit("Orphan", on: "orphan", parents: [])
    let turned = try builder.commit("Turn", on: "orphan", tree: "orphan", parents: ["orphan", "main"])
    let tip = try builder.commit(
      "Claimed\n\nReviewed-by: Bob Brown <bob@example.com>\nTested-by: CI <ci@example.com>", on: "orphan")
    let audit = try Self.audit(builder, "\(turned)..\(tip)")
    #expect(audit.policyOrigin == .history)
  }

  @Test func `a date at the end of what can be counted stops nothing`() throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy() + "preset: gerrit\n"])
    let tree = try builder.git("rev-parse", "main^{tree}").trimmingCharacters(in: .newlines)
    let id = try builder.rawCommit(
      Array(
        """
        tree \(tree)
        parent \(base)
        author Ada Lovelace <ada@example.com> -9223372036854775000 +0000
        committer Ada Lovelace <ada@example.com> -9223372036854775000 +0000

        Odd
        """.utf8))
    try builder.note(
      ref: "refs/notes/review", on: id,
      text: "Code-Review+2: Bob Brown <bob@example.com>\nSubmitted-at: Tue, 25 Nov 2025 23:07:22 +0000\n")
    #expect(try Self.audit(builder, "\(base)..\(id)").summary.changes == 1)
  }

  @Test func `the policy of an ungated branch doesn't switch the gate off`() throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy()])
    try builder.git("symbolic-ref", "HEAD", "refs/heads/develop")
    let unreviewed = try builder.commit("Unreviewed", on: "pushed", parents: ["main"])
    for policy in ["version: 9\n", Self.policy().replacingOccurrences(of: "branch: main", with: "branch: elsewhere")] {
      try builder.commit("Loosen", on: "develop", files: ["countersign.yml": policy], parents: ["main"])
      let gate = HookGate(try Repository(opening: builder.path), side: .server, production: nil)
      let updates = try HookUpdate.received(Array("\(base) \(unreviewed) refs/heads/main\n".utf8))
      #expect(try gate.judge(updates).map(\.isClean) == [false], "\(policy)")
    }
  }
}
