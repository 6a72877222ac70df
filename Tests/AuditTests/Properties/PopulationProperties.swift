import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Policy
import Testing

/// What must hold of every population, on histories that look like nothing a person would write.
@Suite struct PopulationProperties {
  private static let policy = """
    version: 1
    approval: {required: 1}
    tests: {suites: {none: "nothing is tested in a generated history"}}
    evidence: {trailers: {approval: [Reviewed-by]}}

    """

  private func audit(_ range: ModelRange, in repository: RepositoryBuilder) throws -> FinishedAudit {
    var request = AuditRequest(range: range.description)
    let bytes = Array(Self.policy.utf8)
    request.policy = PolicyVersion(
      policy: try PolicyReader.read(bytes, name: "policy.yml"), digest: PolicyDigest.of(bytes: bytes), commit: nil)
    return try request.run(in: try Repository(opening: repository.path))
  }

  /// All that an audit says of its changes, in order.
  private func told(_ audit: FinishedAudit) -> [String] {
    audit.assessments.map { change in
      let codes = change.findings.map { "\($0.code.rawValue) \($0.commit?.description ?? "")" }
      return "\(change.commits) \(change.kind) \(change.verdict) \(codes)"
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `the population is what git lists, each commit once, with the digest that git, sort and sha256sum give`(
    seed: UInt64
  ) throws {
    var model = try HistoryModel(seed: seed)
    for _ in 0..<8 {
      let range = model.anyRange()
      let audit = try audit(range, in: model.repository)
      let members = audit.assessments.flatMap(\.commits).map(\.description)
      let listed = try model.repository.git("--no-replace-objects", "rev-list", "--topo-order", range.description)
      #expect(members.sorted() == listed.split(separator: "\n").map(String.init).sorted(), "\(range)")
      #expect(Set(members) == model.members(range), "\(range)")
      #expect(audit.commits == members.count)
      #expect(audit.populationDigest == "sha256:\(try digest(range, in: model.repository))", "\(range)")
      let descends = range.base.map { model.reached(from: range.tip).contains($0) } ?? true
      #expect(audit.findings.map(\.code) == (descends ? [] : [.historyRewritten]), "\(range)")
    }
  }

  private func digest(_ range: ModelRange, in repository: RepositoryBuilder) throws -> Substring {
    let list = "git --no-replace-objects rev-list --topo-order \(range)"
    let line = try repository.git("-c", "alias.digest=!\(list) | LC_ALL=C sort | sha256sum", "digest")
    return line.prefix { $0 != " " }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `changes are the first-parent line, and each commit goes to the oldest entry that reaches it`(
    seed: UInt64
  ) throws {
    var model = try HistoryModel(seed: seed)
    for _ in 0..<8 {
      let range = model.anyRange()
      let changes = try audit(range, in: model.repository).assessments
      let entries = model.entries(range)
      if model.isMovedAsOne(range) {
        #expect(changes.map(\.id.description) == [range.tip], "\(range)")
        continue
      }
      #expect(changes.map(\.id.description) == entries, "\(range)")
      for change in changes {
        #expect(change.commits.first == change.id)
        for commit in change.commits.map(\.description) {
          let owner = entries.first { model.reached(from: $0).contains(commit) }
          #expect(owner == change.id.description, "\(commit) of \(range)")
        }
      }
    }
  }

  @Test(arguments: 100..<112 as Range<UInt64>)
  func `git too says that no older entry reaches a commit`(seed: UInt64) throws {
    let model = try HistoryModel(seed: seed)
    let range = ModelRange(base: nil, tip: model.ids[min(24, model.ids.count - 1)])
    let changes = try audit(range, in: model.repository).assessments
    for (number, change) in changes.enumerated() {
      for commit in change.commits {
        let isReached = try model.repository.run(["merge-base", "--is-ancestor", "\(commit)", "\(change.id)"])
        #expect(isReached.status == 0)
        guard number > 0 else { continue }
        let earlier = changes[number - 1].id
        // What an entry does not reach, none before it does.
        let isReachedEarlier = try model.repository.run(["merge-base", "--is-ancestor", "\(commit)", "\(earlier)"])
        #expect(isReachedEarlier.status == 1, "\(commit) belongs to \(earlier) or before")
      }
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `a range judged in two parts is judged as in one`(seed: UInt64) throws {
    var model = try HistoryModel(seed: seed)
    for _ in 0..<4 {
      guard let (range, middle) = model.rangeWithEntries() else { continue }
      let whole = try audit(range, in: model.repository)
      let older = try audit(ModelRange(base: range.base, tip: middle), in: model.repository)
      let newer = try audit(ModelRange(base: middle, tip: range.tip), in: model.repository)
      #expect(told(whole) == told(older) + told(newer), "\(range) at \(middle)")
      #expect(whole.commits == older.commits + newer.commits)
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `packing objects changes nothing`(seed: UInt64) throws {
    var model = try HistoryModel(seed: seed)
    let ranges = (0..<6).map { _ in model.anyRange() }
    let before = try ranges.map { try audit($0, in: model.repository) }
    try model.repository.pack()
    let after = try ranges.map { try audit($0, in: model.repository) }
    #expect(after.map(told) == before.map(told))
    #expect(after.map(\.populationDigest) == before.map(\.populationDigest))
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `judging leaves every byte of the repository as it was`(seed: UInt64) throws {
    var model = try HistoryModel(seed: seed)
    if seed % 2 == 0 { try model.repository.pack() }
    let before = try DirectoryDigest.of(model.repository.path)
    for _ in 0..<4 { _ = try audit(model.anyRange(), in: model.repository) }
    #expect(try DirectoryDigest.of(model.repository.path).differences(from: before) == [])
  }
}
