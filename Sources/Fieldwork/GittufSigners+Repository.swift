import Audit
import Evidence
import GitStore
import Policy

extension GittufSigners {
  /// Whoever may have signed, by a policy and by every version of its signers' file that any change may be judged by:
  /// those of the entries, and the one before them.
  convenience init(_ policy: Policy, _ repository: Repository, over population: Population, before: ObjectID?) {
    let commits =
      ([before, population.before].compactMap { $0 }) + population.entries.map { population.commits[$0].id }
    self.init(policy.people) {
      guard let path = policy.allowedSigners else { return [] }
      var seen: Set<ObjectID> = []
      return commits.compactMap { commit in
        guard let tree = try? repository.commit(commit).tree, let entry = try? repository.entry(at: path, in: tree),
          entry.isFile, seen.insert(entry.id).inserted
        else { return nil }
        return SignerKeys(policy) { $0 == path ? SignerKeys.file(entry.id, in: repository) : nil }
      }
    }
  }
}
