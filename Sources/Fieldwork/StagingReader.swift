import Audit
import Evidence
import GitStore
import Policy

/// Reads the lines of staging that the policies of a run name.
enum StagingReader {
  /// - Parameters:
  ///   - bases: what was in production before: what they reach has been on staging or not, and is not judged.
  static func lines(
    _ repository: Repository, _ policies: [Policy], without bases: [ObjectID]
  ) throws(GitError) -> [StagingLine] {
    var lines: [StagingLine] = []
    for ref in Set(policies.compactMap(\.staging)).sorted() {
      guard let tip = try tip(of: ref, repository) else {
        lines.append(StagingLine(ref: ref, isHere: false))
        continue
      }
      var line = StagingLine(ref: ref, isHere: true)
      let population = try PopulationReader.read(repository, tip: tip, excluding: bases, keys: TrailerKeys())
      for entry in population.entries {
        let commit = population.commits[entry]
        line.append(commit.id, tree: commit.tree, at: commit.committedAt)
      }
      lines.append(line)
    }
    return lines
  }

  /// In a clone the remote's branch counts, since anybody can move his own.
  private static func tip(of ref: String, _ repository: Repository) throws(GitError) -> ObjectID? {
    var names = [ref]
    if !repository.isBare, ref.hasPrefix("refs/heads/") {
      names.insert("refs/remotes/origin/" + ref.dropFirst(11), at: 0)
    }
    for name in names {
      if let target = try repository.target(of: name), let tip = try repository.commit(behind: target) { return tip }
    }
    return nil
  }
}
