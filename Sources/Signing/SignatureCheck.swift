/// What checking one signature gave. Only ``good(_:)`` counts for anything.
///
/// That a signature is good says that the key's holder made it over exactly these bytes for this purpose, and
/// nothing of who that is or whether they may: ask ``AllowedSigners`` or the policy about the key. When a certificate
/// was valid, for whom, and by whose authority is asked there too.
package enum SignatureCheck: Hashable, Sendable {
  case good(SSHPublicKey)
  /// It was checked and is false.
  case bad(String)
  /// It couldn't be checked: damaged, or of a kind that is not known here.
  case unverifiable(String)

  /// The key, where the signature is good.
  package var key: SSHPublicKey? {
    if case .good(let key) = self { key } else { nil }
  }

  /// Why the signature doesn't count, printable, with the key's fingerprint where it is known.
  package var reason: String? {
    switch self {
    case .good: nil
    case .bad(let reason), .unverifiable(let reason): reason
    }
  }

  static func bad(_ reason: String, _ key: SSHPublicKey) -> Self { .bad("\(reason) (key \(key.fingerprint))") }

  static func unverifiable(_ reason: String, _ key: SSHPublicKey) -> Self {
    .unverifiable("\(reason) (key \(key.fingerprint))")
  }
}

/// What is asked of security keys (`sk-…`), which tell whether a person touched them. Other keys can't tell.
package enum TouchRule: Hashable, Sendable {
  case required
  /// As `no-touch-required` in OpenSSH's files. A certificate has to allow it too.
  case notRequired
}
