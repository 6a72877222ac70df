package import Audit
package import Diagnostics
import Evidence
package import GitStore
import Policy

extension AuditRequest {
  /// Gathers what is to say whether the control is in place today.
  ///
  /// - Parameters:
  ///   - window: Which changes are judged, once by the policies that were in force and once by that of today.
  ///   - environment: Looks up a variable, to find the program that hooks start.
  package func readiness(
    of window: ReadinessWindow, hooks installation: HookInstallation, environment: (String) -> String?,
    in repository: Repository
  ) throws(Stopped) -> ReadinessFacts {
    try Access.refuseIncomplete(repository)
    let standpoint = try Standpoint.now(in: repository, production: production)
    let (version, _) = try policyInForce(in: repository)
    let isBuiltIn = version.commit == nil && policy == nil
    let now = now ?? Instant(seconds: 0)
    let keys = SignerKeys(version.policy, at: standpoint.production.tip, in: repository)
    let today = try rehearse(window, standpoint, by: version, in: repository)
    // What judges is one and the same where it was given by hand, or nothing else ever did.
    let asReported = policy == nil ? try rehearse(window, standpoint, by: nil, in: repository) : nil
    return ReadinessFacts(
      production: standpoint.production.name, tip: standpoint.production.tip, now: now, version: version,
      isBuiltIn: isBuiltIn, place: try place(installation, environment, in: repository),
      keyHolders: keys.people(signing: RecordSeal.namespace, at: now.seconds), keyProblems: keys.problems,
      refs: Set(standpoint.refs.map(\.name)), exchange: try exchange(standpoint, in: repository), window: window,
      today: today, asReported: asReported)
  }

  private func rehearse(
    _ window: ReadinessWindow, _ standpoint: Standpoint, by version: PolicyVersion?, in repository: Repository
  ) throws(Stopped) -> Rehearsal {
    var request = AuditRequest(
      production: standpoint.production.name, now: now, policy: version, keepsAll: false, wantsDigest: false,
      progress: progress)
    request.standpoint = standpoint
    switch window {
    case .days(let days):
      let now = now ?? Instant(seconds: 0)
      request.period = Period(
        since: Instant(seconds: now.seconds - Int64(days) * 86_400), until: Instant(seconds: now.seconds + 1))
    case .newest(let count):
      let tip = standpoint.production.tip
      let base = try base(count, below: tip, in: repository)
      request.range = (base.map { "\($0).." } ?? "") + "\(tip)"
    }
    return Rehearsal(try request.run(in: repository))
  }

  private func place(
    _ installation: HookInstallation, _ environment: (String) -> String?, in repository: Repository
  ) throws(Stopped) -> ReadinessPlace {
    var hooks: Set<String> = []
    for name in ["pre-push", "pre-receive", "update", "post-receive"] where try installation.state(of: name).isInPlace {
      hooks.insert(name)
    }
    return ReadinessPlace(
      isServer: repository.isBare, hooks: hooks,
      findsProgram: try HookStatus.program(of: repository, environment).isFound,
      ledgerKey: try HookStatus.ledgerKey(of: repository).state)
  }

  /// Compares our own evidence with what remotes had when they were last asked.
  private func exchange(_ standpoint: Standpoint, in repository: Repository) throws(Stopped) -> EvidenceExchange {
    if repository.isBare { return .none }
    let prefix = "refs/countersign/remotes/", suffix = "/evidence"
    let theirs = standpoint.refs.filter { $0.name.hasPrefix(prefix) && $0.name.hasSuffix(suffix) }
    guard let tip = standpoint.evidenceTip else {
      return theirs.isEmpty && standpoint.origin != nil ? .never(remote: "origin") : .none
    }
    guard let first = theirs.first else { return standpoint.origin == nil ? .none : .never(remote: "origin") }
    func name(_ ref: Ref) -> String { String(ref.name.dropFirst(prefix.count).dropLast(suffix.count)) }
    do throws(GitError) {
      for ref in theirs {
        var has = ref.target == tip
        if !has { has = try repository.isAncestor(tip, of: ref.target) }
        if has { return .inStep(remote: name(ref)) }
      }
    } catch {
      throw Stopped(error, reading: "the evidence that remotes had", in: repository)
    }
    return .notPushed(remote: name(first))
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
