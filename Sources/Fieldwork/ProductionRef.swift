import Audit
package import Diagnostics
package import GitStore
import Policy

/// Production: the ref whose movement means "in production".
package struct ProductionRef: Hashable, Sendable {
  /// The full name, such as `refs/heads/main`.
  package var name: String
  package var tip: ObjectID
  /// The pattern of the tags that are production's promotions; `nil` where production is a branch.
  package var tags: String?
  /// How it was found, for the reader; `nil` where the user named it.
  package var note: String?

  /// Finds production as the user named it, else as the policy on the default branch names it, else the default branch.
  ///
  /// - Throws: ``Stopped`` where there is no such ref. No other ref is taken in its place.
  package static func find(_ repository: Repository, named: String?) throws(Stopped) -> ProductionRef {
    let found: Result<ProductionRef, Stopped>
    do throws(GitError) {
      if let named {
        found = try byName(repository, named)
      } else {
        found = try byDefault(repository)
      }
    } catch {
      throw Stopped(error, reading: "looking for production's ref", in: repository)
    }
    return try found.get()
  }

  /// Returns the name that production has on the side that receives a push.
  ///
  /// - Parameter updates: what is pushed; it may bring production, or the policy that names it, for the first time.
  /// - Throws: ``Stopped`` where it can't be told: a gate that doesn't know production would let everything in.
  package static func receivingName(
    _ repository: Repository, named: String?, updates: [HookUpdate]
  ) throws(Stopped) -> String {
    let found: String?
    do throws(GitError) {
      var wanted = named
      if wanted == nil { wanted = try repository.configuration("countersign.production") }
      if let wanted {
        found = wanted.hasPrefix("refs/") ? wanted : "refs/heads/\(wanted)"
      } else if let ref = try resolve(repository, try defaultBranch(repository)) {
        found = try policyName(repository, [ref.tip]) ?? ref.name
      } else {
        let start = try defaultBranch(repository)
        found =
          try policyName(repository, updates.compactMap(\.new)) ?? (updates.contains { $0.ref == start } ? start : nil)
      }
    } catch {
      throw Stopped(error, reading: "looking for production's ref", in: repository)
    }
    guard let found else { throw cannotTell(repository) }
    // In a clone, production is the remote's branch.
    let parts = found.split(separator: "/")
    guard found.hasPrefix("refs/remotes/"), parts.count > 3 else { return found }
    return "refs/heads/" + parts.dropFirst(3).joined(separator: "/")
  }

  /// Returns the pattern of the tags that are production by the policy on the default branch; `nil` where it is a branch.
  static func tagPattern(_ repository: Repository) throws(GitError) -> String? {
    guard let ref = try resolve(repository, try defaultBranch(repository)), let policy = try policy(repository, at: ref.tip),
      case .tags(let pattern) = policy.production.line
    else { return nil }
    return pattern
  }

  /// Returns the branch that the first policy at one of some commits names as production.
  private static func policyName(_ repository: Repository, _ commits: [ObjectID]) throws(GitError) -> String? {
    for id in commits {
      guard let commit = try repository.commit(behind: id), let policy = try policy(repository, at: commit) else {
        continue
      }
      if case .branch(let name) = policy.production.line { return name }
    }
    return nil
  }

  private static func cannotTell(_ repository: Repository) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "range-not-found", "it can't be told which ref is production, so nothing can be let in",
        places: [.named(repository.gitDirectory)],
        notes: ["HEAD names a branch that is not there, and no pushed policy names production"],
        help: ["name it on the server: git config countersign.production refs/heads/main"]))
  }

  private static func byName(_ repository: Repository, _ name: String) throws(GitError) -> Result<
    ProductionRef, Stopped
  > {
    if let ref = try resolve(repository, name) { return .success(ref) }
    return .failure(missing(name, "the command line names it as production"))
  }

  private static func byDefault(_ repository: Repository) throws(GitError) -> Result<ProductionRef, Stopped> {
    let start = try defaultBranch(repository)
    guard var ref = try resolve(repository, start) else { return .failure(missing(start, "it is the default branch")) }
    ref.note = "the default branch"
    guard let policy = try policy(repository, at: ref.tip) else { return .success(ref) }
    switch policy.production.line {
    case .unsaid: return .success(ref)
    case .branch(let name):
      guard var named = try resolve(repository, name) else {
        return .failure(missing(name, "\(policy.source.line(of: "production.branch")) names it as production"))
      }
      named.note = policy.source.line(of: "production.branch")
      return .success(named)
    case .tags(let pattern):
      guard var newest = try TagSeries(repository, pattern).newest else {
        return .failure(
          missing("refs/tags/\(pattern)", "\(policy.source.line(of: "production.tags")) names it as production"))
      }
      newest.tags = pattern
      newest.note = policy.source.line(of: "production.tags")
      return .success(newest)
    }
  }

  /// Resolves a full name, a branch, a remote's branch or a tag, in this order.
  private static func resolve(_ repository: Repository, _ name: String) throws(GitError) -> ProductionRef? {
    let short = name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name
    let candidates =
      (name.hasPrefix("refs/") ? [name] : [])
      // A clone that has checked out something else knows production only as its remote's branch.
      + ["refs/heads/\(short)", "refs/remotes/\(short)", "refs/remotes/origin/\(short)", "refs/tags/\(short)"]
    for candidate in candidates {
      guard let target = try repository.target(of: candidate), let tip = try repository.commit(behind: target) else {
        continue
      }
      return ProductionRef(name: candidate, tip: tip, note: nil)
    }
    return nil
  }

  /// The branch that the remote calls its default, else the one that `HEAD` names.
  private static func defaultBranch(_ repository: Repository) throws(GitError) -> String {
    if !repository.isBare, let remote = try repository.symbolicTarget(of: "refs/remotes/origin/HEAD") {
      return remote
    }
    return try repository.symbolicTarget(of: "HEAD") ?? "HEAD"
  }

  private static func policy(_ repository: Repository, at commit: ObjectID) throws(GitError) -> Policy? {
    guard let entry = try repository.entry(at: PolicyFileName.path, in: try repository.commit(commit).tree),
      entry.isFile
    else { return nil }
    return try? PolicyReader.read(try repository.blob(entry.id), name: PolicyFileName.path)
  }

  private static func missing(_ name: String, _ why: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "range-not-found", "there is no ref \(name) that leads to a commit", notes: [why],
        help: ["name production's ref with `--production REF`; `git for-each-ref` lists the refs"]))
  }
}
