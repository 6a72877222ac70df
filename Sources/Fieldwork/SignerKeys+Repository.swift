import Evidence
import GitStore
import Policy
import Signing

extension SignerKeys {
  /// The keys of a policy, and of the files that it names as a commit has them.
  init(_ policy: Policy, at commit: ObjectID, in repository: Repository) {
    self.init(policy) { path in
      guard let tree = try? repository.commit(commit).tree, let entry = try? repository.entry(at: path, in: tree),
        entry.isFile
      else { return nil }
      return Self.file(entry.id, in: repository)
    }
  }

  /// Returns a file with keys; `nil` where it can't be read, or is larger than any such file. Asked before it is read: a
  /// small pack can hold a very large file.
  static func file(_ id: ObjectID, in repository: Repository) -> [UInt8]? {
    guard let header = try? repository.header(of: id), header.size <= AllowedSigners.largest else { return nil }
    return try? repository.blob(id)
  }
}
