import Audit
import Diagnostics
import Evidence
import GitStore

/// Reads the evidence store for the audit, and says what is wrong with the store as a whole.
enum StoreRecords {
  /// The store as one policy sees it.
  struct Reading {
    var index: RecordIndex
    /// The approvals of promotions, which approve no change.
    var promotions: RecordIndex
    var findings: [RunFinding]
    /// The evidence commits that were met.
    var chain: Set<ObjectID>
  }

  /// Returns the records. Whether their signatures count is for the audit to say, by the keys in force at each change.
  ///
  /// - Parameters:
  ///   - tip: the evidence commit to read instead of the ref's, where the push brings it.
  ///   - sources: commits of the audited history.
  static func index(
    _ repository: Repository, at tip: ObjectID?, sources: [ObjectID], texts: inout TextTable
  ) throws(GitError) -> Reading {
    let contents = try StoreReader(unjudged: repository).read(at: tip, sources: sources)
    var index = RecordIndex()
    for record in contents.approvals { index.insert(approval(record, &texts), paths: record.pathsDigest) }
    var promotions = RecordIndex()
    for record in contents.promotions { promotions.insert(approval(record, &texts), paths: record.pathsDigest) }
    for record in contents.tests { index.insert(run(record, &texts)) }
    return Reading(
      index: index, promotions: promotions,
      findings: contents.tampered.map(tampered) + contents.unreadable.map(unreadable), chain: contents.chain)
  }

  private static func approval(_ record: RecordedApproval, _ texts: inout TextTable) -> Approval {
    Approval(
      decision: record.decision == .approved ? .approved : .rejected, approver: texts.id(of: record.approver),
      at: record.at, source: record.source, grade: record.grade, subject: record.subject,
      content: RecordedContent(
        tree: record.tree, base: record.base, target: record.target, problem: record.objection,
        seal: record.seal.ifSigned))
  }

  private static func run(_ record: RecordedTestRun, _ texts: inout TextTable) -> TestRun {
    var run = TestRun(
      suite: record.suite, outcome: record.outcome, executed: record.executed, failed: record.failed,
      runner: texts.id(of: record.runner), at: record.at ?? record.startedAt, source: record.source,
      grade: record.grade,
      subject: record.subject,
      content: RecordedContent(
        tree: record.tree, base: nil, target: nil, problem: record.objection, seal: record.seal.ifSigned))
    run.configuration = record.configuration.sorted()
    return run
  }

  private static func tampered(_ record: TamperedRecord) -> RunFinding {
    Finding(
      .evidenceTampered, "the evidence store lost or altered a record", notes: [record.reason],
      help: "find out who moved \(OwnRef.evidence.name); bring the old tip back:\n"
        + "countersign evidence merge \(record.commit)")
  }

  static func unreadable(_ record: UnreadableRecord) -> RunFinding {
    Finding(
      .evidenceUnreadable, record.reason, notes: [record.place], help: "it counts for nothing; have it written again")
  }
}
