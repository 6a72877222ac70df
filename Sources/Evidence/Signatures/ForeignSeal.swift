import Diagnostics
import Policy
import Signing

/// The signatures of a record that another tool wrote, before it is asked whose the keys are.
package struct ForeignSeal: Hashable, Sendable {
  package enum Question: Hashable, Sendable {
    /// Is it by the person whom the record names? Then it is `signed`.
    case named
    /// Is it by a bot of the policy, which saw the review? Then it is an `export`, else anyone's record.
    case app
    /// Is it by anybody of the policy? Its grade stays that of a record.
    case anybody
  }

  /// gittuf signs as git does, and so do those who sign statements with its keys.
  package static let namespace = "git"

  var question: Question
  /// Those whose signatures are good, each once.
  var keys: [SSHPublicKey]
  /// Those that are good only if the policy trusts whoever stands behind them.
  var sigstore: [SigstoreSignature]
  /// Why others aren't.
  var reasons: [String]

  /// Returns what the seal is worth, by keys that have to count at each of some moments.
  func standing(by name: String, _ book: SignerKeys, at moments: [Instant]) -> RecordSeal.Standing {
    var objections: [String] = []
    var bears = Set<String>()
    for key in keys {
      switch holder(of: key, book, moments) {
      case .success(let id): bears.insert(id)
      case .failure(let unbound):
        // A review by an app that nobody lists is anyone's record; one by a key that was taken back isn't.
        if question != .app || !unbound.isStranger { objections.append("\(key.fingerprint), \(unbound.reason)") }
      }
    }
    var faults = reasons
    for signature in sigstore {
      switch holder(of: signature, book) {
      case .success(let id): bears.insert(id)
      case .failure(let unbound):
        if question != .app || !unbound.isStranger { faults.append(unbound.reason) }
      }
    }
    switch question {
    case .named:
      let person = book.person(named: name)
      if let person, bears.contains(person) { return .init(.signed) }
      objections += bears.sorted().map { "a key of \($0), which is not \(name)'s" }
    case .app:
      if !bears.isDisjoint(with: book.bots) { return .init(.export) }
      if objections.isEmpty, faults.isEmpty { return .init(.record) }
    case .anybody:
      if !bears.isEmpty { return .init(.record) }
    }
    if !objections.isEmpty { faults.insert("it is signed with " + objections.joined(separator: ", and with "), at: 0) }
    return .init(.record, faults.joined(separator: "; "))
  }

  private struct Unbound: Error {
    var reason: String
    /// Nothing in the policy is about it.
    var isStranger = false
  }

  private func holder(of key: SSHPublicKey, _ book: SignerKeys, _ moments: [Instant]) -> Result<String, Unbound> {
    var holder: String?
    for moment in moments {
      switch book.binding(of: key, for: Self.namespace, at: moment.seconds) {
      case .to(.person(let id)): holder = id
      case .to(.forge(let path)): return .failure(Unbound(reason: "which is the forge's of \(path)"))
      case .nobody(let why):
        guard book.isSilent(on: key) else { return .failure(Unbound(reason: "which doesn't count: \(why)")) }
        return .failure(
          Unbound(
            reason: "which the policy lists under nobody's `keys`"
              + (book.signersFile.map { ", and \($0) doesn't either" } ?? "") + book.trouble,
            isStranger: book.trouble.isEmpty))
      }
    }
    return holder.map(Result.success) ?? .failure(Unbound(reason: "which nothing dates"))
  }

  private func holder(of signature: SigstoreSignature, _ book: SignerKeys) -> Result<String, Unbound> {
    guard let root = book.sigstoreRoot else {
      let claim = "it is made through Sigstore, with a certificate that says `\(signature.claimed?.label ?? "nothing")`"
      let why =
        book.sigstoreFile == nil
        ? "; whom to trust for that is for `sigstoreRoot` of the policy to name"
        : ", which can't be checked\(book.trouble)"
      return .failure(Unbound(reason: claim + why))
    }
    switch signature.check(by: root) {
    case .bad(let reason), .unverifiable(let reason): return .failure(Unbound(reason: reason))
    case .good(let identity):
      if let id = book.holder(of: identity) { return .success(id) }
      return .failure(
        Unbound(
          reason:
            "it is signed through Sigstore by `\(identity.label)`, whom the policy lists under nobody's `sigstore`",
          isStranger: true))
    }
  }
}
