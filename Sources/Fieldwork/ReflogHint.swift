import Diagnostics
import GitStore

/// What a reflog says of production where no ledger does: a hint, and never evidence.
///
/// It is this repository's own, anybody who may write here can alter it, and git forgets it. So nothing passes or fails by
/// it; but that production was once moved without descent is worth a look.
enum ReflogHint {
  private static let most = 1000
  private static let shown = 3

  /// Returns notes for the reader, of which each calls itself a hint.
  static func notes(_ repository: Repository, production name: String) throws(GitError) -> [String] {
    // In a work tree people move their own branch to and fro.
    guard name.hasPrefix("refs/remotes/") || (repository.isBare && name.hasPrefix("refs/heads/")) else { return [] }
    let entries: [ReflogEntry]
    do throws(GitError) {
      entries = try repository.reflog(of: name, atMost: most)
    } catch {
      return ["the reflog of \(name) can't be read, and would have been a hint only: \(error.detail)"]
    }
    var moves: [String] = []
    for entry in entries {
      guard let old = entry.old else { continue }
      let at = Instant(seconds: entry.seconds).text
      guard let new = entry.new else {
        moves.append("deleted at \(at), when it was \(old.short)")
        continue
      }
      if let descends = try descends(new, from: old, repository), !descends {
        moves.append("moved at \(at) from \(old.short) to \(new.short), which doesn't descend from it")
      }
    }
    if moves.isEmpty { return [] }
    let more = moves.count > shown ? ["and \(moves.count - shown) times more"] : []
    return [
      "a hint, no evidence: by the reflog here \(name) was " + (moves.prefix(shown) + more).joined(separator: "; ")
    ]
  }

  /// Returns whether a commit descends from another; `nil` where one of them is no longer here.
  private static func descends(
    _ new: ObjectID, from old: ObjectID, _ repository: Repository
  ) throws(GitError) -> Bool? {
    for id in [old, new] where try repository.header(of: id) == nil { return nil }
    return try repository.isAncestor(old, of: new)
  }
}
