package import GitStore
package import Policy
import Signing

/// Whose the keys are that sign gittuf's records and in-toto statements, by the `people` of a policy.
///
/// Besides SSH signatures these have bare ones, of ECDSA, RSA-PSS or Ed25519. They name no key, so each key is tried.
package struct GittufSigners {
  /// gittuf signs as git does.
  static let namespace = "git"

  private var people: [(key: SSHPublicKey, person: Person)] = []

  package init(_ people: [Person]) {
    for person in people {
      for line in person.keys {
        if let key = try? SSHPublicKey(line: line) { self.people.append((key, person)) }
      }
    }
  }

  func person(of key: SSHPublicKey) -> Person? { people.first { $0.key == key }?.person }

  /// Returns the person whose key has signed a commit; `nil` where nobody's has, or the signature doesn't count.
  package func signer(of commit: ObjectID, in repository: Repository) throws(GitError) -> Person? {
    guard !people.isEmpty, let check = try repository.sshSignature(of: commit), let key = check.key else { return nil }
    return person(of: key)
  }

  /// What the signatures of an envelope are worth.
  enum Standing {
    /// Some are good; the people whose keys they are, each once, and the keys that are nobody's.
    case good(people: [Person], strangers: [SSHPublicKey], bad: [String])
    case broken(String)
  }

  func judge(_ envelope: DSSEEnvelope) -> Standing {
    guard envelope.signatures.count <= RecordLimit.signatures else {
      return .broken("it has \(envelope.signatures.count) signatures; at most \(RecordLimit.signatures) are checked")
    }
    if envelope.signatures.isEmpty { return .broken("nobody has signed it") }
    let verification = envelope.verify(namespace: Self.namespace, bare: people.map(\.key))
    if verification.keys.isEmpty { return .broken(verification.reasons.joined(separator: "; ")) }
    var known: [Person] = []
    var strangers: [SSHPublicKey] = []
    for key in verification.keys {
      if let person = person(of: key) {
        if !known.contains(where: { $0.id == person.id }) { known.append(person) }
      } else {
        strangers.append(key)
      }
    }
    return .good(people: known, strangers: strangers, bad: verification.reasons)
  }
}
