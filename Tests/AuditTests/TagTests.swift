import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Testing

/// Production as a series of tags: design section 3.6.
@Suite struct TagTests {
  private static let policy = """
    version: 1
    production: {tags: "v*"}
    timing: declared
    tests: {suites: {none: not here}}

    """
  private static let approved = "\n\nReviewed-by: Bob Brown <bob@example.com>"

  /// Makes main with v1.0 and v1.1, and a line of its own from v1.0 with v1.0.1.
  private static func make() throws -> (repository: RepositoryBuilder, v10: String, v11: String, v101: String) {
    let repository = try RepositoryBuilder()
    let v10 = try repository.commit("Begin", files: ["countersign.yml": policy], date: 1_767_603_600)
    try repository.tag("v1.0", at: v10)
    try repository.branch("old", at: v10)
    let v101 = try repository.commit("Fix\(approved)", on: "old", date: 1_767_700_000)
    try repository.tag("v1.0.1", at: v101)
    try repository.commit("Add\(approved)", date: 1_770_000_000)
    let v11 = try repository.commit("Add more", date: 1_770_000_100)
    try repository.tag("v1.1", at: v11)
    try repository.commit("Not promoted yet", date: 1_780_000_000)
    return (repository, v10, v11, v101)
  }

  @Test func `without a range the newest promotion is judged, from its nearest tagged ancestor`() throws {
    let (builder, v10, v11, _) = try Self.make()
    let audit = try AuditRequest().run(in: Repository(opening: builder.path))
    #expect(audit.scope.production == "refs/tags/v1.1")
    #expect(audit.scope.base?.description == v10)
    #expect(audit.scope.tip.description == v11)
    #expect(audit.assessments.map(\.verdict) == [.pass, .unknown])
    #expect(audit.findings.isEmpty)
  }

  @Test func `a promotion that is dated back doesn't hide behind the one it goes on from`() throws {
    let (builder, _, v11, _) = try Self.make()
    let tip = try builder.commit("Nobody approved this", date: 1_781_000_000)
    // An annotated tag says by itself when it was made.
    try builder.tag("v0.1", at: tip, annotated: 978_307_200)
    let audit = try AuditRequest(now: Instant(seconds: 1_900_000_000)).run(in: Repository(opening: builder.path))
    #expect(audit.scope.production == "refs/tags/v0.1")
    #expect(audit.scope.base?.description == v11)
    #expect(audit.summary.against == 2)
  }

  @Test func `an old commit that is tagged again with a later date isn't the newest promotion`() throws {
    let (builder, v10, v11, _) = try Self.make()
    try builder.tag("v9", at: v10, annotated: 4_070_908_800)
    let audit = try AuditRequest(now: Instant(seconds: 1_900_000_000)).run(in: Repository(opening: builder.path))
    #expect(audit.scope.tip.description == v11)
  }

  @Test func `where a line of its own is dated later than the clock, which is the newest can't be told`() throws {
    let (builder, _, v11, v101) = try Self.make()
    try builder.tag("v9", at: v101, annotated: 4_070_908_800)
    let repository = try Repository(opening: builder.path)
    let now = Instant(seconds: 1_900_000_000)
    let stopped = #expect(throws: Stopped.self) { try AuditRequest(now: now).run(in: repository) }
    #expect(stopped?.diagnostics.first?.code == "range-not-found")
    #expect(try AuditRequest(range: "\(v101)..\(v11)", now: now).run(in: repository).summary.changes == 2)
  }

  @Test func `a tag on another line is no rewrite`() throws {
    let (builder, v10, _, v101) = try Self.make()
    let audit = try AuditRequest(range: "\(v10)..\(v101)").run(in: Repository(opening: builder.path))
    #expect(audit.findings.isEmpty)
    #expect(audit.assessments.map(\.verdict) == [.pass])
  }

  @Test func `a period holds its promotions, those of another line too`() throws {
    let (builder, v10, v11, v101) = try Self.make()
    let period = try #require(Period("2026"))
    let now = Instant(seconds: 1_900_000_000)
    let audit = try AuditRequest(period: period, now: now).run(in: Repository(opening: builder.path))
    #expect(audit.scope.base?.description == v10)
    #expect(audit.scope.tip.description == v11)
    #expect(Set(audit.scope.tips.map(\.description)) == [v11, v101])
    #expect(audit.assessments.map(\.verdict) == [.notJudged, .pass, .pass, .unknown])
    #expect(audit.findings.isEmpty)
  }

  @Test func `a server judges a new tag, and refuses to move or remove one`() throws {
    let (builder, _, v11, v101) = try Self.make()
    let repository = try Repository(opening: builder.path)
    let gate = HookGate(repository, side: .server, production: nil)
    let zero = ObjectID.zero.description
    func judge(_ old: String, _ new: String) throws -> [FinishedAudit] {
      try gate.judge(HookUpdate.received(Array("\(old) \(new) refs/tags/v2.0\n".utf8)))
    }
    let tip = try #require(try builder.tip(of: "main"))
    #expect(try judge(zero, tip).map(\.summary.unknown) == [1])
    #expect(try judge(v11, tip).flatMap { $0.findings.map(\.code) } == [.historyRewritten])
    #expect(try judge(v101, zero).flatMap { $0.findings.map(\.code) } == [.historyRewritten])
    let other = try HookUpdate.received(Array("\(zero) \(tip) refs/tags/nightly\n".utf8))
    #expect(try gate.judge(other).isEmpty)
  }
}
