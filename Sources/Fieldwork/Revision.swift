package import Diagnostics
package import GitStore

/// A commit as a person or a CI system names it.
package enum Revision {
  /// Returns the commit that a revision such as `main`, `v1.2~3` or an abbreviated id names; `nil` where there is none.
  ///
  /// - Throws: ``Stopped`` with `range-not-found` for a name that can mean several commits. git takes a tag before a
  ///   branch of the same name, and whoever may push tags would choose what is judged.
  package static func commit(_ revision: String, in repository: Repository) throws(Stopped) -> ObjectID? {
    let meanings: [(name: String, commit: ObjectID)]
    let commit: ObjectID?
    do throws(GitError) {
      meanings = try self.meanings(of: name(in: revision), repository)
      commit = try repository.commit(named: revision)
    } catch {
      throw Stopped(error, reading: "looking for \(revision)", in: repository)
    }
    if Set(meanings.map(\.commit)).count > 1 {
      throw several(revision, meanings.map { "\($0.name) is at \($0.commit.short)" })
    }
    return commit
  }

  private static func several(_ revision: String, _ meanings: [String]) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "range-not-found", "\(revision) can mean several commits", notes: meanings,
        help: ["write which one is meant, such as `refs/heads/NAME`, or its whole id"]))
  }

  /// The name before what `~`, `^`, `@{` and `:` make of it.
  private static func name(in revision: String) -> String {
    let name = revision.prefix { !"~^:".contains($0) }
    return String(name.split(separator: "@{", omittingEmptySubsequences: false).first ?? "")
  }

  /// Returns what a short name can mean, as git looks for it: a ref in one of several places, or an id.
  private static func meanings(
    of name: String, _ repository: Repository
  ) throws(GitError) -> [(name: String, commit: ObjectID)] {
    if name.isEmpty || name.hasPrefix("refs/") || name == "HEAD" || name == "@" { return [] }
    var found: [(name: String, commit: ObjectID)] = []
    let places = ["refs/\(name)", "refs/tags/\(name)", "refs/heads/\(name)", "refs/remotes/\(name)"]
    for ref in places {
      guard let target = try repository.target(of: ref), let commit = try repository.commit(behind: target) else {
        continue
      }
      found.append((ref, commit))
    }
    if let commit = try repository.commit(withID: name) { found.append(("the id of \(commit)", commit)) }
    return found
  }
}
