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
