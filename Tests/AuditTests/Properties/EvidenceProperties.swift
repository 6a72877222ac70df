import Audit
import CountersignTesting
import Evidence
import Fieldwork
import GitStore
import Testing

/// What must hold of records and verdicts, whatever people did.
@Suite struct EvidenceProperties {
  /// Those that have found something, and some more.
  private static let seeds: [UInt64] = [1, 5, 6, 7, 9, 12, 14, 28]
  private static let ref = "refs/countersign/evidence"

  /// All that an audit says of a change, with each piece of evidence and why it doesn't count.
  private func told(_ audit: FinishedAudit) -> [String] {
    audit.assessments.map { change in
      let approvals = change.approvals.map { "\($0.approval.source) \($0.coverage) \($0.objection?.reason ?? "")" }
      let runs = change.tests.map { "\($0.run.source) \($0.coverage) \($0.objection?.reason ?? "")" }
      let codes = change.findings.map { "\($0.code.rawValue) \($0.commit?.description ?? "")" }
      return "\(change.commits) \(change.kind) \(change.verdict) \(codes) \(approvals) \(runs)"
    }
  }

  /// What an audit says of each change, without notes that stand beside a verdict.
  private func briefly(_ audit: FinishedAudit, _ scenario: Scenario) -> [String] {
    audit.assessments.map { change in
      let codes = Set(change.findings.filter { $0.weight != .warning }.map(\.code.rawValue)).sorted()
      return ([scenario.name(change.id), "\(change.kind)", change.verdict.rawValue] + codes).joined(separator: " ")
    }
  }

  @Test(arguments: seeds.prefix(4))
  func `the order in which evidence was written doesn't matter`(seed: UInt64) throws {
    let history = try WorkflowHistory(seed: seed)
    let before = told(try history.scenario.audit())
    try history.scenario.repository.deleteRef(Self.ref)
    for record in history.shuffle() { try history.write(record) }
    #expect(told(try history.scenario.audit()) == before)
  }

  @Test(arguments: seeds)
  func `one more independent approval takes no pass away`(seed: UInt64) throws {
    let history = try WorkflowHistory(seed: seed)
    let scenario = history.scenario
    for _ in 0..<3 {
      let before = try scenario.audit().assessments
      let name = history.any(history.names)
      try scenario.approve(
        name, by: .dan, base: history.base(of: name, parent: history.chance(400)), at: scenario.repository.clock)
      for (old, new) in zip(before, try scenario.audit().assessments) {
        #expect(old.id == new.id)
        if old.verdict == .pass { #expect(new.verdict == .pass, "\(scenario.name(old.id)) after approving \(name)") }
      }
    }
  }

  @Test(arguments: seeds)
  func `a range with records judged in two parts is judged as in one`(seed: UInt64) throws {
    let history = try WorkflowHistory(seed: seed)
    let scenario = history.scenario
    let whole = try scenario.audit()
    for change in whole.assessments.dropLast() {
      let cut = scenario.name(change.id)
      let older = try scenario.audit("B", to: cut), newer = try scenario.audit(cut)
      #expect(briefly(older, scenario) + briefly(newer, scenario) == briefly(whole, scenario), "cut at \(cut)")
    }
  }

  @Test(arguments: seeds)
  func `what a hook would let in and what a report says agree`(seed: UInt64) throws {
    let history = try WorkflowHistory(seed: seed)
    let scenario = history.scenario
    let gate = HookGate(try Repository(opening: scenario.repository.path), side: .server, production: nil)
    var base = scenario.id("B")
    for change in try scenario.audit().assessments {
      let update = try HookUpdate.received(Array("\(base) \(change.id) refs/heads/main\n".utf8))
      let passes = try gate.judge(update).allSatisfy(\.isClean)
      #expect(passes == (change.verdict == .pass), "\(scenario.name(change.id))")
      base = change.id.description
    }
  }

  @Test(arguments: seeds.prefix(4))
  func `replaying merges leaves every byte of the repository as it was`(seed: UInt64) throws {
    let history = try WorkflowHistory(seed: seed)
    let repository = history.scenario.repository
    if seed % 2 == 0 { try repository.pack() }
    let before = try DirectoryDigest.of(repository.path)
    for range in ["\(history.scenario.id("B"))..main", "main"] {
      let opened = try Repository(opening: repository.path)
      _ = try AuditRequest(range: range).run(in: opened)
      _ = try AuditRequest(range: range, isProposed: true).run(in: opened)
    }
    #expect(try DirectoryDigest.of(repository.path).differences(from: before) == [])
    // Not for want of anything to replay.
    #expect(try repository.git("rev-list", "--count", "--min-parents=2", "main") != "0")
  }

  @Test(arguments: seeds.prefix(4))
  func `changes with records hold what git lists`(seed: UInt64) throws {
    let history = try WorkflowHistory(seed: seed)
    let members = try history.scenario.audit().assessments.flatMap(\.commits).map(\.description)
    let range = "\(history.scenario.id("B"))..main"
    let listed = try history.scenario.repository.git("--no-replace-objects", "rev-list", range)
    #expect(members.sorted() == listed.split(separator: "\n").map(String.init).sorted())
  }
}
