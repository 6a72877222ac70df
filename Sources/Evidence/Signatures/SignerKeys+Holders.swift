import Signing

extension SignerKeys {
  /// Returns the ids of those who have a key that counts at a time, or whom an authority may certify one.
  package func people(signing namespace: String, at seconds: Int64) -> Set<String> {
    let signers = allowed?.signers.signers ?? []
    var found: Set<String> = []
    for key in Set(listed.keys).union(signers.filter { !$0.isAuthority }.map(\.key)) {
      if case .to(.person(let id)) = binding(of: key, for: namespace, at: seconds) { found.insert(id) }
    }
    for signer in signers where signer.isAuthority {
      let isNow =
        seconds >= 0 && UInt64(seconds) >= signer.validAfter ?? 0 && UInt64(seconds) <= signer.validBefore ?? .max
      guard isNow, signer.namespaces?.matches(namespace) != false else { continue }
      found.formUnion(holders(of: [signer.principals.text], ofCertificate: false))
    }
    return found
  }
}
