/// One line of an `allowed_signers` file: who may sign with a key, for what, and when.
package struct AllowedSigner: Hashable, Sendable {
  /// Where it stands in its file, from 1.
  package let line: Int
  package let principals: PatternList
  package let key: SSHPublicKey
  /// A Boolean value that tells whether the key signs certificates. Then it allows nothing that it signs itself.
  package var isAuthority = false
  /// `nil` means any.
  package var namespaces: PatternList?
  /// Seconds since 1970; the first second at which the key counts.
  package var validAfter: UInt64?
  /// Seconds since 1970; the last second at which the key counts, as in OpenSSH.
  package var validBefore: UInt64?

  init(line: Int, principals: PatternList, key: SSHPublicKey) {
    self.line = line
    self.principals = principals
    self.key = key
  }

  /// What the line says to a key: whether it is the one, and if it is, why it doesn't count.
  package enum Answer: Hashable, Sendable {
    /// The line is about another key.
    case otherKey
    /// The names that the line gives the key: patterns for a key, plain names for a certificate.
    case allows([[UInt8]])
    case refuses(String)
  }

  package func answer(to signer: SSHPublicKey, namespace: String, at seconds: Int64) -> Answer {
    let isItself = !isAuthority && signer == key
    let certificate = isAuthority ? signer.certificate.flatMap { $0.authority == key ? $0 : nil } : nil
    guard isItself || certificate != nil else { return .otherKey }
    var names = [principals.text]
    if let certificate {
      if let refusal = refusal(of: certificate, at: seconds) { return .refuses(refusal) }
      names = certificate.principals.filter { principals.matches($0) }
      guard !names.isEmpty else {
        return .refuses("line \(line) vouches for none of the certificate's principals: \(listed(certificate))")
      }
    }
    if let refusal = refusal(namespace: namespace, at: seconds) { return .refuses(refusal) }
    return .allows(names)
  }

  private func refusal(namespace: String, at seconds: Int64) -> String? {
    if let namespaces, !namespaces.matches(namespace) {
      return "line \(line) allows the key for `\(shown(namespaces.text))`, not for `\(shown(namespace))`"
    }
    if let validAfter, seconds < 0 || UInt64(seconds) < validAfter {
      return "line \(line) allows the key only after its `valid-after`"
    }
    if let validBefore, seconds >= 0, UInt64(seconds) > validBefore {
      return "line \(line) allows the key only before its `valid-before`"
    }
    return nil
  }

  private func refusal(of certificate: SSHCertificate, at seconds: Int64) -> String? {
    if !certificate.isForUser { return "the certificate is for a host, not for a person" }
    if certificate.principals.isEmpty { return "the certificate names no principal" }
    if seconds < 0 || UInt64(seconds) < certificate.validAfter { return "the certificate wasn't valid yet" }
    if UInt64(seconds) >= certificate.validBefore { return "the certificate had expired" }
    return nil
  }

  private func listed(_ certificate: SSHCertificate) -> String {
    let names = certificate.principals.prefix(5).map { shown($0) }
    return names.joined(separator: ", ") + (certificate.principals.count > 5 ? ", …" : "")
  }
}
