import Audit
import Diagnostics
import Evidence
import GitStore
import Policy
import Signing

/// Answers what signatures show. Each commit is read once, and each OpenPGP signature checked once by a keyring.
final class ReadingSeals: SealReader {
  /// A signature before it is asked whose the key is.
  private enum Signed {
    case none
    case ssh(SignatureCheck)
    case openPGP
    case other(String)
  }

  private struct Question: Hashable {
    var commit: ObjectID
    var keyring: [UInt8]
  }

  private let repository: Repository
  private var read: [ObjectID: Signed] = [:]
  private var books: [KeysInForce: SignerKeys] = [:]
  private var answers: [Question: GpgvAnswer] = [:]

  init(_ repository: Repository) { self.repository = repository }

  func seal(of commit: ObjectID, by policy: Policy, _ keys: KeysInForce, at moment: Instant) -> CommitSeal {
    switch signed(commit) {
    case .none: return .unsigned
    case .other(let why): return .unverifiable(why)
    case .ssh(.bad(let why)): return .bad(why)
    case .ssh(.unverifiable(let why)): return .unverifiable(why)
    case .ssh(.good(let key)):
      return .signed(key: key.fingerprint, book(policy, keys).binding(of: key, at: moment.seconds))
    case .openPGP:
      let book = book(policy, keys)
      switch answer(commit, book) {
      case .bad(let why): return .bad(why + book.trouble)
      case .unverifiable(let why): return .unverifiable(why)
      case .good(let good):
        return .signed(key: good.fingerprint, book.binding(of: good, at: moment.seconds))
      }
    }
  }

  private func signed(_ commit: ObjectID) -> Signed {
    if let known = read[commit] { return known }
    let signed = look(at: commit)
    read[commit] = signed
    return signed
  }

  private func look(at commit: ObjectID) -> Signed {
    guard let signature = try? repository.signature(of: commit) else { return .other("the commit can't be read") }
    switch signature {
    case .none: return .none
    case .unreadable(let why): return .other(why)
    case .one(let bytes):
      switch SignatureKind(of: bytes.signature) {
      case .ssh?:
        return .ssh(
          SSHSignature.check(bytes.signature, message: bytes.payload, namespace: SignerKeys.namespace))
      case .openPGP?: return .openPGP
      case .x509?: return .other("the signature is an X.509 one, which can't be checked here")
      case nil: return .other("the signature is of an unknown kind")
      }
    }
  }

  private func answer(_ commit: ObjectID, _ book: SignerKeys) -> GpgvAnswer {
    let question = Question(commit: commit, keyring: book.keyring)
    if let known = answers[question] { return known }
    var answer = GpgvAnswer.unverifiable("the commit can't be read")
    if case .one(let bytes)? = try? repository.signature(of: commit) {
      answer = Gpgv.check(bytes.signature, over: bytes.payload, keyring: book.keyring)
    }
    answers[question] = answer
    return answer
  }

  func book(_ policy: Policy, _ keys: KeysInForce) -> SignerKeys {
    if let known = books[keys] { return known }
    let book = SignerKeys(policy) { path in
      guard case .file(let id)? = keys.files[path] else { return nil }
      return SignerKeys.file(id, in: repository)
    }
    books[keys] = book
    return book
  }
}
