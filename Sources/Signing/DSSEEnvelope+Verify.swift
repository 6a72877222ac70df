extension DSSEEnvelope {
  /// What checking every signature of an envelope gave, in the envelope's order.
  package struct Verification: Hashable, Sendable {
    package let checks: [SignatureCheck]

    /// The keys whose signatures are good, each once.
    ///
    /// Several signatures by one key are one, and so are a key and a certificate over it: thresholds count these.
    package var keys: [SSHPublicKey] {
      var seen: Set<[UInt8]> = []
      return checks.compactMap(\.key).filter { seen.insert($0.plainBlob).inserted }
    }

    /// Returns how many of `trusted` signed. Certificates don't stand for the keys inside them here.
    package func count(among trusted: Set<SSHPublicKey>) -> Int {
      Set(checks.compactMap(\.key)).intersection(trusted).reduce(into: Set<[UInt8]>()) { $0.insert($1.plainBlob) }.count
    }

    /// Why signatures don't count, in the envelope's order.
    package var reasons: [String] { checks.compactMap(\.reason) }
  }

  /// The bytes that the signatures are over.
  package var signedBytes: [UInt8] { PreAuthentication.encode(type: payloadType, body: payload) }

  /// Checks every signature. An envelope without any verifies nothing: its grade is that of an unsigned record.
  ///
  /// - Parameters:
  ///   - namespace: `countersign` for our own records, `git` for gittuf's.
  ///   - bare: The keys that may have made signatures which aren't SSH's and name no key: none, for our own records.
  package func verify(
    namespace: String, touch: TouchRule = .required, bare: [SSHPublicKey] = []
  ) -> Verification {
    let message = signedBytes
    return Verification(checks: signatures.map { check($0, message, namespace, touch, bare) })
  }

  /// The most keys that a signature which names none is tried with.
  package static let mostTried = 1000

  private func check(
    _ signature: Signature, _ message: [UInt8], _ namespace: String, _ touch: TouchRule,
    _ bare: [SSHPublicKey]
  ) -> SignatureCheck {
    if let kind = signature.extensionKind {
      if kind.hasPrefix(SigstoreSignature.kind), let bytes = signature.bytes, let certificate = signature.certificate {
        return SigstoreSignature.check(bytes, certificate: certificate, over: message)
      }
      return .unverifiable("the signature comes with `\(shown(kind))`, which can't be checked offline")
    }
    guard let bytes = signature.bytes else { return .unverifiable("the signature isn't base64") }
    guard bytes.starts(with: "SSHSIG".utf8) || bytes.starts(with: "-----BEGIN SSH SIGNATURE-----".utf8) else {
      if let key = bare.prefix(Self.mostTried).first(where: { $0.matchesBare(bytes, over: message) }) {
        return .good(key)
      }
      return .unverifiable(
        "the signature has \(bytes.count) bytes and isn't an SSH signature"
          + (bare.isEmpty ? ", the only kind checked here" : ", and none of the keys that the policy lists has made it")
      )
    }
    return SSHSignature.check(bytes, message: message, namespace: namespace, touch: touch)
  }
}
