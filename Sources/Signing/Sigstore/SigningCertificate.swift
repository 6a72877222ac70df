import Crypto
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The short-lived certificate that comes with a signature.
struct SigningCertificate {
  let certificate: Certificate

  private static let largest = 64 * 1024
  /// Fulcio's own: who vouched for the name; the older one has no DER around its text.
  private static let issuer: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, 8]
  private static let oldIssuer: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, 1]
  private static let timestamps: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 11129, 2, 4, 2]

  init(_ bytes: [UInt8]) throws(SigstoreFault) {
    guard bytes.count <= Self.largest, let certificate = try? Certificate(derEncoded: bytes) else {
      throw .unknown("the certificate that comes with the signature can't be read")
    }
    self.certificate = certificate
  }

  /// Whom it says it is for. Nothing shows yet that this is so.
  func claimed() throws(SigstoreFault) -> SigstoreIdentity {
    guard let names = try? certificate.extensions.subjectAlternativeNames, names.count == 1, let only = names.first
    else { throw .unknown("the certificate isn't for exactly one name") }
    let name: String
    switch only {
    case .rfc822Name(let address): name = address
    case .uniformResourceIdentifier(let uri): name = uri
    default: throw .unknown("the certificate's name is neither an address nor a URI")
    }
    return SigstoreIdentity(name: name, issuer: try vouchedBy())
  }

  private func vouchedBy() throws(SigstoreFault) -> String {
    let new = certificate.extensions[oid: Self.issuer].flatMap { try? ASN1UTF8String(derEncoded: Array($0.value)) }
      .map { String($0) }
    let old = certificate.extensions[oid: Self.oldIssuer].flatMap { String(validating: $0.value, as: UTF8.self) }
    if certificate.extensions[oid: Self.issuer] != nil, new == nil {
      throw .unknown("the certificate's issuer of the name can't be read")
    }
    guard let found = new ?? old else { throw .unknown("the certificate doesn't say who vouched for its name") }
    if let new, let old, new != old { throw .wrong("the certificate names two issuers of its name") }
    return found
  }

  func hasSigned(_ digest: SHA256.Digest, _ signature: [UInt8]) throws(SigstoreFault) -> Bool {
    guard let key = P256.Signing.PublicKey(certificate.publicKey) else {
      throw .unknown("the certificate's key isn't P-256")
    }
    guard let value = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
    return key.isValidSignature(value, for: digest)
  }

  /// Requires that an authority of the root issued it, that it was valid and may sign, and that a log has seen it.
  ///
  /// - Parameter seconds: When the signature was made, by the log, since 1970.
  func check(by root: SigstoreRoot, at seconds: Int64) throws(SigstoreFault) {
    let authorities = root.authorities.filter { $0.window.contains(seconds) }
    if authorities.isEmpty { throw .wrong("the trusted root has no authority for the time of the signature") }
    var reason = ""
    for authority in authorities {
      switch issuer(under: authority, at: seconds) {
      case .success(let issuer): return try checkTimestamps(issuer, root)
      case .failure(let fault): reason = fault.reason
      }
    }
    throw .wrong("no authority of the trusted root stands behind the certificate" + reason)
  }

  private struct Unproven: Error { var reason: String }

  private func issuer(
    under authority: SigstoreRoot.Authority, at seconds: Int64
  ) -> Result<Certificate, Unproven> {
    guard let anchor = authority.chain.last else { return .failure(Unproven(reason: "")) }
    let leaf = certificate
    let result = InlineTask.run {
      var verifier = Verifier(rootCertificates: CertificateStore([anchor])) {
        RFC5280Policy(fixedExpiryValidationTime: Date(timeIntervalSince1970: Double(seconds)))
        SigningPolicy()
      }
      return await verifier.validate(
        leaf: leaf, intermediates: CertificateStore(authority.chain.dropLast()))
    }
    switch result {
    case .validCertificate(let chain)? where chain.count > 1: return .success(chain[1])
    case .couldNotValidate(let failures)?:
      return .failure(Unproven(reason: failures.isEmpty ? "" : ", or it wasn't valid then, or may not sign"))
    default: return .failure(Unproven(reason: ""))
    }
  }

  private func checkTimestamps(_ issuer: Certificate, _ root: SigstoreRoot) throws(SigstoreFault) {
    guard let value = certificate.extensions[oid: Self.timestamps]?.value else {
      throw .wrong("no log of certificates has seen the certificate")
    }
    guard let parts = CertificateParts(toBeSigned: certificate.tbsCertificateBytes),
      let issuerParts = CertificateParts(toBeSigned: issuer.tbsCertificateBytes)
    else { throw .unknown("the certificate can't be taken apart") }
    let list = try CertificateTimestamp.list(value)
    guard !list.isEmpty else { throw .wrong("no log of certificates has seen the certificate") }
    var fault: SigstoreFault?
    for timestamp in list {
      do throws(SigstoreFault) {
        return try timestamp.check(parts, issuerKey: issuerParts.key, by: root)
      } catch {
        fault = fault ?? error
      }
    }
    if let fault { throw fault }
  }
}

/// What Sigstore asks of a chain besides RFC 5280: the leaf signs code and certifies nothing.
private struct SigningPolicy: VerifierPolicy {
  let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
    .X509ExtensionID.subjectAlternativeName, .X509ExtensionID.extendedKeyUsage,
  ]

  func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
    do {
      for certificate in chain.dropFirst() {
        if let usage = try certificate.extensions.keyUsage, !usage.keyCertSign {
          return .failsToMeetPolicy(reason: "an issuer may not issue")
        }
        if let purposes = try certificate.extensions.extendedKeyUsage, !Self.allowsSigning(purposes) {
          return .failsToMeetPolicy(reason: "an issuer isn't for signing code")
        }
      }
      guard let leaf = chain.first, chain.count > 1, try !Self.isAuthority(leaf) else {
        return .failsToMeetPolicy(reason: "the certificate is an authority's own")
      }
      guard let usage = try leaf.extensions.keyUsage, usage.digitalSignature, !usage.keyCertSign,
        let purposes = try leaf.extensions.extendedKeyUsage, purposes.contains(.codeSigning)
      else { return .failsToMeetPolicy(reason: "the certificate isn't for signing code") }
      return .meetsPolicy
    } catch {
      return .failsToMeetPolicy(reason: "an extension can't be read")
    }
  }

  private static func isAuthority(_ certificate: Certificate) throws -> Bool {
    if case .isCertificateAuthority? = try certificate.extensions.basicConstraints { true } else { false }
  }

  private static func allowsSigning(_ purposes: ExtendedKeyUsage) -> Bool {
    purposes.contains(.codeSigning) || purposes.contains(.any)
  }
}
