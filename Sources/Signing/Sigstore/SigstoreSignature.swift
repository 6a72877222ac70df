import Crypto

/// A signature that was made through Sigstore: by a key that was used once, with a certificate for it and the word of a
/// log that this was while the certificate was valid.
///
/// What it is worth depends on whom the policy trusts, so reading it and checking it are two steps.
package struct SigstoreSignature: Hashable, Sendable {
  /// As X.509 has it.
  let certificate: [UInt8]
  /// ECDSA's, as DER.
  let bytes: [UInt8]
  let payloadType: String
  let payloadDigest: SHA256.Digest
  /// Of what was signed: DSSE's encoding of payload and type.
  let digest: SHA256.Digest
  let entry: RekorEntry
  /// Whom the envelope says it is by; `nil` where its format has no such thing.
  let keyid: String?

  /// Whom the certificate says it is for; `nil` where that can't be read. Nothing shows it but ``check(by:)``.
  package var claimed: SigstoreIdentity? { try? SigningCertificate(certificate).claimed() }

  package enum Outcome: Hashable, Sendable {
    case good(SigstoreIdentity)
    /// It was checked and is false.
    case bad(String)
    /// It couldn't be checked.
    case unverifiable(String)
  }

  /// Whose it is, by what a root trusts, and nothing else: no network and no clock are asked.
  package func check(by root: SigstoreRoot) -> Outcome {
    do throws(SigstoreFault) {
      try RekorBody(entry).check(self)
      let time = try entry.time(by: root)
      let signer = try SigningCertificate(certificate)
      try signer.check(by: root, at: time)
      guard try signer.hasSigned(digest, bytes) else {
        throw .wrong("the signature isn't by the key of the certificate that comes with it")
      }
      let identity = try signer.claimed()
      if let keyid, keyid != identity.text {
        throw .wrong("the envelope says that it is by `\(shown(keyid))`, and the certificate is for another")
      }
      return .good(identity)
    } catch {
      return error.isFalse ? .bad(error.reason) : .unverifiable(error.reason)
    }
  }
}
