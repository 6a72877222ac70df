package import Evidence
import GitStore

/// The records of an evidence store, found by what they are about.
///
/// Only candidates are ever related to a commit: records whose commit lies in the change, or whose tree is the commit's,
/// or that changed the same paths. Never every record against every change.
package struct RecordIndex: Sendable {
  private var approvals: [ObjectID: [Approval]] = [:]
  private var approvalsByTree: [ObjectID: [Approval]] = [:]
  private var approvalsByPaths: [String: [Approval]] = [:]
  private var approvalsByBase: [ObjectID: [Approval]] = [:]
  private var runs: [ObjectID: [TestRun]] = [:]
  private var runsByTree: [ObjectID: [TestRun]] = [:]

  package init() {}

  package var isEmpty: Bool { approvals.isEmpty && runs.isEmpty }
  package var hasPaths: Bool { !approvalsByPaths.isEmpty }

  /// - Parameter paths: the digest of the paths that the approved transition changes.
  package mutating func insert(_ approval: Approval, paths: String?) {
    approvals[approval.subject, default: []].append(approval)
    if let tree = approval.content?.tree { approvalsByTree[tree, default: []].append(approval) }
    if let paths { approvalsByPaths[paths, default: []].append(approval) }
    if let base = approval.content?.base { approvalsByBase[base, default: []].append(approval) }
  }

  package mutating func insert(_ run: TestRun) {
    runs[run.subject, default: []].append(run)
    if let tree = run.content?.tree { runsByTree[tree, default: []].append(run) }
  }

  /// Returns all approvals of a transition, in the order of the commits that they are about.
  func approvalsOfTransitions() -> [Approval] {
    approvals.keys.sorted().flatMap { approvals[$0] ?? [] }.filter {
      $0.content?.base != nil && $0.decision == .approved
    }
  }

  /// Returns the approvals that may speak for a commit, each once.
  func approvals(about members: some Sequence<ObjectID>, tree: ObjectID, paths: String?) -> [Approval] {
    let found =
      members.flatMap { approvals[$0] ?? [] } + (approvalsByTree[tree] ?? [])
      + (paths.flatMap { approvalsByPaths[$0] } ?? [])
    var seen: Set<String> = []
    return found.filter { seen.insert($0.source).inserted }
  }

  /// Returns the approvals of transitions that start at a commit.
  func approvals(from base: ObjectID) -> [Approval] { approvalsByBase[base] ?? [] }

  /// Returns the approvals of commits, whatever else they say.
  func approvals(about commits: [ObjectID]) -> [Approval] { commits.flatMap { approvals[$0] ?? [] } }

  /// Returns the test runs that may speak for a commit, each once.
  func runs(about commits: some Sequence<ObjectID>, tree: ObjectID) -> [TestRun] {
    let found = commits.flatMap { runs[$0] ?? [] } + (runsByTree[tree] ?? [])
    var seen: Set<String> = []
    return found.filter { seen.insert($0.source).inserted }
  }
}
