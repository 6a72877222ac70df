extension DSSEEnvelope {
  /// What checking every signature of an envelope gave, in the envelope's order.
  package struct Verification: Hashable, Sendable {
    package let checks: [SignatureCheck]
    /// Those that were made through Sigstore, of which ``checks`` only says so: ask ``SigstoreSignature/check(by:)``.
    package let sigstore: [SigstoreSignature]

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

    /// Why signatures that aren't Sigstore's don't count, in the envelope's order.
    package let otherReasons: [String]

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
    var sigstore: [SigstoreSignature] = []
    var others: [String] = []
    let checks = signatures.map { signature in
      guard bundle != nil || signature.extensionKind != nil else {
        let check = check(signature, message, namespace, touch, bare)
        if let reason = check.reason { others.append(reason) }
        return check
      }
      do throws(SigstoreFault) {
        sigstore.append(try throughSigstore(signature))
        return SignatureCheck.unverifiable("it is made through Sigstore")
      } catch {
        others.append(error.reason)
        return error.isFalse ? .bad(error.reason) : .unverifiable(error.reason)
      }
    }
    return Verification(checks: checks, sigstore: sigstore, otherReasons: others)
  }

  private func throughSigstore(_ signature: Signature) throws(SigstoreFault) -> SigstoreSignature {
    if let bundle { return try SigstoreSignature(bundle: bundle, self) }
    guard let kind = signature.extensionKind, kind == SigstoreSignature.kind else {
      throw .unknown(
        "the signature comes with `\(shown(signature.extensionKind ?? ""))`, which can't be checked offline")
    }
    guard let bytes = signature.bytes else { throw .unknown("the signature isn't base64") }
    return try SigstoreSignature(
      gittuf: bytes, keyid: signature.keyid, material: signature.material, self)
  }

  /// The most keys that a signature which names none is tried with.
  package static let mostTried = 1000

  private func check(
    _ signature: Signature, _ message: [UInt8], _ namespace: String, _ touch: TouchRule,
    _ bare: [SSHPublicKey]
  ) -> SignatureCheck {
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
