package import Audit
package import Diagnostics
import Evidence
package import GitStore
import Policy

extension AuditRequest {
  /// Gathers what is to say whether the control is in place today.
  ///
  /// - Parameter newest: how many of the newest entries are judged by the policy of today.
  package func readiness(
    newest: Int, hooks installation: HookInstallation, in repository: Repository
  ) throws(Stopped) -> ReadinessFacts {
    try Access.refuseIncomplete(repository)
    let standpoint = try Standpoint.now(in: repository, production: production)
    let (version, _) = try policyInForce(in: repository)
    let base = try base(newest, below: standpoint.production.tip, in: repository)
    var request = AuditRequest(
      production: standpoint.production.name, range: (base.map { "\($0).." } ?? "") + "\(standpoint.production.tip)",
      now: now, policy: version, keepsAll: false, wantsDigest: false, progress: progress)
    request.standpoint = standpoint
    let audit = try request.run(in: repository)
    var counts: [FindingCode: Int] = [:]
    for assessment in audit.assessments where assessment.verdict.countsAgainst {
      for code in Set(assessment.findings.filter { $0.weight != .warning }.map(\.code)) {
        counts[code, default: 0] += 1
      }
    }
    let recurring = FindingCode.allCases.compactMap { code in counts[code].map { (code: code, changes: $0) } }
      .enumerated().sorted { ($1.element.changes, $0.offset) < ($0.element.changes, $1.offset) }.map(\.element)
    return ReadinessFacts(
      policy: version.policy, isBuiltIn: version.commit == nil && policy == nil, isServer: repository.isBare,
      hooks: try installation.inPlace(of: ["pre-push", "pre-receive", "post-receive"]),
      refs: Set(standpoint.refs.map(\.name)), recent: audit.summary, recurring: recurring)
  }

  /// Returns the entry before the newest so many; `nil` where there are no more.
  private func base(_ newest: Int, below tip: ObjectID, in repository: Repository) throws(Stopped) -> ObjectID? {
    do throws(GitError) {
      var next: ObjectID? = tip
      for _ in 0..<newest {
        guard let id = next else { return nil }
        next = try repository.withObject(id, .commit) { bytes throws(GitError) in
          let view = try CommitView(bytes, id: id)
          return view.parentCount > 0 ? view.parent(0) : nil
        }
      }
      return next
    } catch {
      throw Stopped(error, reading: "the newest entries of production", in: repository)
    }
  }
}

extension HookInstallation {
  /// Returns which hooks of ours are in place, so that git runs them.
  func inPlace(of names: [String]) throws(Stopped) -> Set<String> {
    var found: Set<String> = []
    for name in names where try state(of: name).isInPlace { found.insert(name) }
    return found
  }
}
