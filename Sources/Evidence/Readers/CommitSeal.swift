import GitStore
import Signing

extension Repository {
  /// Checks the SSH signature of a commit; `nil` where it has none.
  func sshSignature(of commit: ObjectID) throws(GitError) -> SignatureCheck? {
    switch try signature(of: commit) {
    case .none: return nil
    case .unreadable(let why): return .unverifiable(why)
    case .one(let signed): return SSHSignature.check(signed.signature, message: signed.payload, namespace: "git")
    }
  }
}
