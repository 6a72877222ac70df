import GitStore
import Signing

extension Repository {
  /// Checks the SSH signature of a commit; `nil` where it has none.
  func sshSignature(of commit: ObjectID) throws(GitError) -> SignatureCheck? {
    let bytes = try withObject(commit, .commit) { bytes throws(GitError) in [UInt8](bytes) }
    var signature: [UInt8] = []
    var payload: [UInt8] = []
    var rest = bytes[...]
    var isInside = false
    // The header ends with an empty line; the signature's own lines begin with a space.
    while let first = rest.first, first != 0x0A {
      let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
      let line = rest[..<end]
      rest = rest[end...]
      let begins = line.starts(with: "gpgsig ".utf8)
      if begins, !signature.isEmpty { return .unverifiable("the commit has several signatures") }
      isInside = begins || (isInside && first == 0x20)
      if isInside {
        signature += begins ? line.dropFirst("gpgsig ".utf8.count) : line.dropFirst()
      } else {
        payload += line
      }
    }
    if signature.isEmpty { return nil }
    return SSHSignature.check(signature, message: payload + rest, namespace: "git")
  }
}
