package import Policy
package import Signing

/// What the signatures of a record are worth by themselves, before it is asked whose the keys are.
package enum RecordSeal: Hashable, Sendable {
  /// There are none: grade `record`.
  case unsigned
  /// At least one is good; the keys, each once.
  case signed([SSHPublicKey])
  /// There are some and none is good; why.
  case broken([String])

  /// What a signature of our own records is made for, so that one made for anything else can't be passed off.
  package static let namespace = "countersign"

  init(_ envelope: DSSEEnvelope) {
    if envelope.signatures.isEmpty {
      self = .unsigned
      return
    }
    let verification = envelope.verify(namespace: Self.namespace)
    self = verification.keys.isEmpty ? .broken(verification.reasons) : .signed(verification.keys)
  }

  /// Returns the grade, and why the record can't count, if `person` has these keys by the policy.
  ///
  /// Which policy that is may differ from change to change; the signature is checked once.
  ///
  /// - Parameter keys: Public key lines, as the policy's `people` have them.
  package func judge(person: String, keys: [String]) -> (grade: Grade, objection: String?) {
    switch self {
    case .unsigned: return (.record, nil)
    case .broken(let reasons): return (.record, reasons.joined(separator: "; "))
    case .signed(let signers):
      let bound = keys.compactMap { try? SSHPublicKey(line: $0) }
      if signers.contains(where: bound.contains) { return (.signed, nil) }
      let names = signers.map(\.fingerprint).joined(separator: ", ")
      return (.record, "it is signed with \(names), which the policy doesn't list under `keys` of \(person)")
    }
  }
}
