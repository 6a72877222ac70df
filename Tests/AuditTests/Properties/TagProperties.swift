import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Policy
import Testing

/// What must hold of reports over tags that stand anywhere in a history that looks like nothing a person would write.
@Suite struct TagProperties {
  private static let policy = """
    version: 1
    approval: {required: 1}
    tests: {suites: {none: "nothing is tested in a generated history"}}

    """

  private struct Tagged {
    let repository: RepositoryBuilder
    let opened: Repository
    let standpoint: Standpoint
    let now: Instant
    /// From before the first date to the last, in the order of time.
    let cuts: [Instant]
    let tips: [String]
  }

  private func make(_ seed: UInt64) throws -> Tagged {
    var random = SplitMix64(seed: seed)
    let repository = try RepositoryBuilder()
    let history = try HistoryGenerator(seed: seed).generate(50, in: repository)
    var tips: [String] = []
    for number in 0..<9 {
      let commit = history.commits[random.below(history.commits.count)]
      let off = random.chance(250) ? Int64(random.below(800) - 400) * 86_400 : 3600
      try repository.tag("v\(number)", at: commit.id, annotated: random.chance(200) ? nil : commit.date + off)
      tips.append(commit.id)
    }
    let opened = try Repository(opening: repository.path)
    let dates = history.commits.map(\.date)
    let first = (dates.min() ?? 0) - 500 * 86_400, last = (dates.max() ?? 0) + 500 * 86_400
    let cuts = [first] + (0..<3).map { _ in first + Int64(random.below(Int(last - first))) }.sorted() + [last]
    var production = ProductionRef(
      name: "refs/tags/v0", tip: try #require(ObjectID(hex: tips[0])), note: "the test names it")
    production.tags = "v*"
    return Tagged(
      repository: repository, opened: opened,
      standpoint: Standpoint(production: production, origin: nil, refs: []), now: Instant(seconds: last + 1),
      cuts: cuts.map(Instant.init(seconds:)), tips: tips)
  }

  private func report(
    _ it: Tagged, _ since: Instant, _ until: Instant, after previous: [ObjectID] = []
  ) throws -> FinishedAudit {
    let bytes = Array(Self.policy.utf8)
    var request = AuditRequest(period: Period(since: since, until: until), now: it.now)
    request.policy = PolicyVersion(
      policy: try PolicyReader.read(bytes, name: "policy.yml"), digest: PolicyDigest.of(bytes: bytes), commit: nil)
    request.standpoint = it.standpoint
    request.previousTips = previous
    let audit = try request.run(in: it.opened)
    let list = "git --no-replace-objects rev-list \(audit.scope.revisions)"
    let ids = try it.repository.git("-c", "alias.list=!\(list) | LC_ALL=C sort", "list").split(separator: "\n")
    #expect(audit.assessments.flatMap(\.commits).map(\.description).sorted() == ids.map(String.init))
    let digest = try it.repository.git("-c", "alias.digest=!\(list) | LC_ALL=C sort | sha256sum", "digest")
    #expect(audit.populationDigest == "sha256:\(digest.prefix(64))")
    #expect(audit.findings.isEmpty)
    return audit
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `periods over tags hold what git lists, each commit once, and together all`(seed: UInt64) throws {
    let it = try make(seed)
    let words = ["--no-replace-objects", "rev-list"] + it.tips
    let all = try it.repository.git(words).split(separator: "\n").map(String.init).sorted()
    let whole = try report(it, it.cuts[0], it.cuts[4])
    #expect(whole.assessments.flatMap(\.commits).map(\.description).sorted() == all)
    for chained in [false, true] {
      var covered: [ObjectID] = []
      var told: [String] = []
      for (since, until) in zip(it.cuts, it.cuts.dropFirst()) {
        let audit = try report(it, since, until, after: chained ? covered : [])
        covered = audit.scope.covered
        told += audit.assessments.map { "\($0.id) \($0.commits) \($0.verdict)" }
      }
      #expect(told == whole.assessments.map { "\($0.id) \($0.commits) \($0.verdict)" }, "chained: \(chained)")
    }
  }
}
