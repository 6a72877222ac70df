import Audit
package import Diagnostics
import Evidence
package import GitStore
import Policy

/// Production: the ref whose movement means "in production".
package struct ProductionRef: Hashable, Sendable {
  /// The full name, such as `refs/heads/main`.
  package var name: String
  package var tip: ObjectID
  /// The pattern of the tags that are production's promotions; `nil` where production is a branch.
  package var tags: String?
  /// What those tags are at; `nil` for what they are now.
  package var tagRefs: [Ref]?
  /// How it was found, for the reader; `nil` where the user named it.
  package var note: String?

  package init(name: String, tip: ObjectID, tags: String? = nil, note: String?) {
    self.name = name
    self.tip = tip
    self.tags = tags
    self.note = note
  }

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

  /// Returns the names that production has on the side that receives a push.
  ///
  /// The server's configuration wins. Else it is what the policy on the default branch says, and besides every pushed
  /// branch whose own policy says so of itself, as it was before the push: the default branch need not be gated, so its
  /// policy alone could switch the gate off.
  /// - Parameter updates: what is pushed; it may bring production, or the policy that names it, for the first time.
  /// - Throws: ``Stopped`` where it can't be told: a gate that doesn't know production would let everything in.
  package static func receivingNames(
    _ repository: Repository, named: String?, updates: [HookUpdate]
  ) throws(Stopped) -> Set<String> {
    var names: Set<String> = []
    do throws(GitError) {
      var wanted = named
      if wanted == nil { wanted = try repository.configuration("countersign.production") }
      if let wanted {
        return try followed([receiving(wanted.hasPrefix("refs/") ? wanted : "refs/heads/\(wanted)")], repository)
      }
      let start = try defaultBranch(repository)
      if let ref = try resolve(repository, start) {
        names.insert(receiving(try policyName(repository, ref.tip) ?? ref.name))
      } else {
        for update in updates {
          guard let new = update.new, let name = try policyName(repository, new) else { continue }
          names.insert(receiving(name))
        }
        if updates.contains(where: { $0.ref == receiving(start) }) { names.insert(receiving(start)) }
      }
      for update in updates {
        guard let old = update.old, try repository.header(of: old) != nil else { continue }
        if try policyName(repository, old).map(receiving) == update.ref { names.insert(update.ref) }
      }
      names = try followed(names, repository)
    } catch {
      throw Stopped(error, reading: "looking for production's ref", in: repository)
    }
    guard !names.isEmpty else { throw cannotTell(repository) }
    return names
  }

  /// Adds the refs that symbolic ones lead to: `master` may be another name of `main`.
  private static func followed(_ names: Set<String>, _ repository: Repository) throws(GitError) -> Set<String> {
    var all = names
    for name in names {
      var name = name
      for _ in 0..<5 {
        guard let target = try repository.symbolicTarget(of: name) else { break }
        all.insert(target)
        name = target
      }
    }
    return all
  }

  /// Returns the name of production for a record that says what it was given for; `nil` where production is tags.
  ///
  /// - Throws: ``Stopped`` in a clone where only the branch that happens to be checked out could be meant.
  package func target(in repository: Repository) throws(Stopped) -> String? {
    if tags != nil { return nil }
    guard note != Self.defaultNote || repository.isBare || name.hasPrefix("refs/remotes/") else {
      throw Stopped(
        Diagnostic(
          .error, "range-not-found", "it can't be told which branch is production",
          places: [.named(repository.gitDirectory)],
          notes: ["\(name) is checked out, the policy names no `production.branch`, and there is no origin/HEAD"],
          help: ["name it with `--target REF`, or set `production.branch` in the policy"]))
    }
    return Self.receiving(name)
  }

  private static let defaultNote = "the default branch"

  /// Returns the full name of a branch: CI systems give the short one.
  static func fullName(_ name: String) -> String {
    name.hasPrefix("refs/") || name == "HEAD" ? name : "refs/heads/\(name)"
  }

  /// In a clone, production is the remote's branch.
  private static func receiving(_ name: String) -> String {
    let parts = name.split(separator: "/")
    guard name.hasPrefix("refs/remotes/"), parts.count > 3 else { return name }
    return "refs/heads/" + parts.dropFirst(3).joined(separator: "/")
  }

  /// Returns the pattern of the tags that are production by the policy on the default branch; `nil` where it is a branch.
  static func tagPattern(_ repository: Repository) throws(GitError) -> String? {
    guard let ref = try resolve(repository, try defaultBranch(repository)),
      let policy = try policy(repository, at: ref.tip),
      case .tags(let pattern) = policy.production.line
    else { return nil }
    return pattern
  }

  /// Returns who signs the ledger, and the keys, by the policy that production has now; nobody where there is no such
  /// policy, or it names nobody.
  static func ledgerSigners(
    _ repository: Repository, named: String?
  ) throws(GitError) -> (ids: [String], keys: SignerKeys)? {
    var wanted = named
    if wanted == nil { wanted = try repository.configuration("countersign.production") }
    let isNamed = wanted != nil
    if wanted == nil { wanted = try defaultBranch(repository) }
    guard let wanted, var ref = try resolve(repository, wanted) else { return nil }
    if !isNamed, let name = try policyName(repository, ref.tip), let production = try resolve(repository, name) {
      ref = production
    }
    guard let policy = try policy(repository, at: ref.tip), let signers = policy.ledger?.signers else { return nil }
    return (signers, SignerKeys(policy, at: ref.tip, in: repository))
  }

  /// Returns the branch that the policy of a commit names as production; `nil` where there is no policy, or it names none.
  private static func policyName(_ repository: Repository, _ id: ObjectID) throws(GitError) -> String? {
    guard let commit = try repository.commit(behind: id), let policy = try policy(repository, at: commit),
      case .branch(let name) = policy.production.line
    else { return nil }
    return name
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
    ref.note = defaultNote
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
      guard var newest = try TagSeries(repository, pattern).latest else {
        return .failure(
          missing("refs/tags/\(pattern)", "\(policy.source.line(of: "production.tags")) names it as production"))
      }
      newest.tags = pattern
      newest.tagRefs = try TagSeries.refs(repository, pattern)
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

  static func policy(_ repository: Repository, at commit: ObjectID) throws(GitError) -> Policy? {
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
