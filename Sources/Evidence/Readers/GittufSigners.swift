package import GitStore
package import Policy
import Signing

/// Who may have signed gittuf's records and in-toto statements. Whether the keys count is asked at each change.
///
/// Besides SSH signatures these have bare ones, of ECDSA, RSA-PSS or Ed25519. They name no key, so each key of the
/// policy is tried; and those through Sigstore.
package final class GittufSigners {
  private let policy: [Person]
  private let listed: [(key: SSHPublicKey, person: Person)]
  /// The keys by each version of the file that the policy names for them.
  private lazy var books = versions()
  private let versions: () -> [SignerKeys]
  private var holders: [SSHPublicKey: Set<String>] = [:]

  /// - Parameter books: Returns the keys of the policy with each file of `allowedSigners` that any change may be judged
  ///   by. Asked once, and only where a signature is by a key that `people` doesn't have.
  package init(_ people: [Person], books: @escaping () -> [SignerKeys] = { [] }) {
    policy = people
    versions = books
    listed = people.flatMap { person in
      person.keys.compactMap { line in (try? SSHPublicKey(line: line)).map { ($0, person) } }
    }
  }

  /// Returns the person under whom the policy lists the key that has signed a commit; `nil` where nobody's has.
  package func signer(of commit: ObjectID, in repository: Repository) throws(GitError) -> Person? {
    guard !listed.isEmpty, let check = try repository.sshSignature(of: commit), let key = check.key else { return nil }
    return listed.first { $0.key == key }?.person
  }

  /// What the signatures of an envelope are worth.
  enum Standing {
    /// Some may be good.
    case signed(Signed)
    case broken(String)
  }

  struct Signed {
    /// The people who may have signed it, each once; whether they did is for the seal to say.
    var people: [Person] = []
    /// Those who bear a key that is nobody's, as its fingerprint or Sigstore's identity says.
    var strangers: [(name: String, problem: String?)] = []
    /// Why other signatures are false, or can't be checked.
    var bad: [String] = []
    /// Those of the people whose key stands under `people`.
    var listed: Set<String> = []
    var seal: ForeignSeal
  }

  func judge(_ envelope: DSSEEnvelope, _ question: ForeignSeal.Question) -> Standing {
    guard envelope.signatures.count <= RecordLimit.signatures else {
      return .broken("it has \(envelope.signatures.count) signatures; at most \(RecordLimit.signatures) are checked")
    }
    if envelope.signatures.isEmpty { return .broken("nobody has signed it") }
    let verification = envelope.verify(namespace: ForeignSeal.namespace, bare: listed.map(\.key))
    let bad = verification.otherReasons
    if verification.keys.isEmpty, verification.sigstore.isEmpty {
      return .broken(bad.joined(separator: "; "))
    }
    var signed = Signed(
      bad: bad,
      seal: ForeignSeal(question: question, keys: verification.keys, sigstore: verification.sigstore, reasons: bad))
    for key in verification.keys {
      let own = listed.filter { $0.key == key }.map(\.person.id)
      signed.listed.formUnion(own)
      let ids = own.isEmpty ? mayHold(key) : Set(own)
      if ids.isEmpty {
        let problem = "it is signed with \(key.fingerprint), which the policy lists under nobody's `keys`"
        signed.strangers.append((key.fingerprint, problem))
      }
      signed.add(policy.filter { ids.contains($0.id) })
    }
    for signature in verification.sigstore {
      let claimed = signature.claimed
      let people = policy.filter { person in claimed.map { person.sigstore.contains($0.text) } ?? false }
      // Why it doesn't count, the seal tells: by what the policy trusts.
      if people.isEmpty { signed.strangers.append((claimed?.label ?? "unknown signer", nil)) }
      signed.add(people)
    }
    return .signed(signed)
  }

  private func mayHold(_ key: SSHPublicKey) -> Set<String> {
    if let known = holders[key] { return known }
    let found = Set(books.flatMap { $0.mayHold(key) })
    holders[key] = found
    return found
  }
}

extension GittufSigners.Signed {
  fileprivate mutating func add(_ some: [Person]) {
    people += some.filter { person in !people.contains { $0.id == person.id } }
  }
}
