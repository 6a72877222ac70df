import Crypto

/// The two ways in which such signatures are kept.
extension SigstoreSignature {
  /// The kind of the extension that gittuf has beside a signature.
  static let kind = "application/vnd.dev.sigstore.verificationmaterial;version=0.3"
  private static let bundles = [
    "application/vnd.dev.sigstore.bundle+json;version=0.1", "application/vnd.dev.sigstore.bundle+json;version=0.2",
    "application/vnd.dev.sigstore.bundle+json;version=0.3", "application/vnd.dev.sigstore.bundle.v0.3+json",
  ]

  /// As gittuf keeps it: the envelope's signature is JSON with a digest and a signature over it.
  init(
    gittuf signature: [UInt8], keyid: String?, material: JSONValue?, _ envelope: DSSEEnvelope
  ) throws(SigstoreFault) {
    guard let value = try? JSONReader.read(signature) else { throw .unknown("the Sigstore signature can't be read") }
    let place = "the Sigstore signature"
    let fields = try SigstoreFields(value, place, ["messageDigest", "signature"])
    let told = try SigstoreFields(fields["messageDigest"], "`messageDigest` of \(place)", ["algorithm", "digest"])
    guard try told.text("algorithm") == "SHA2_256" else { throw .unknown("the digest of \(place) isn't SHA2_256") }
    try self.init(envelope, bytes: try fields.bytes("signature", most: 1024), keyid: keyid ?? "", material)
    guard try told.bytes("digest", most: 32).elementsEqual(digest) else {
      throw .wrong("the Sigstore signature is of other content: its digest is another")
    }
  }

  /// As a bundle around an envelope has it (`sigstore_bundle.proto`).
  init(bundle value: JSONValue, _ envelope: DSSEEnvelope) throws(SigstoreFault) {
    let fields = try SigstoreFields(value, "the bundle", ["mediaType", "verificationMaterial", "dsseEnvelope"])
    guard Self.bundles.contains(try fields.text("mediaType")) else {
      throw .unknown("the bundle is of an unknown version")
    }
    guard envelope.signatures.count == 1, let signature = envelope.signatures.first, let bytes = signature.bytes else {
      throw .unknown("the envelope in the bundle hasn't exactly one signature")
    }
    guard signature.keyid ?? "" == "" else { throw .unknown("a signature in a bundle names a key") }
    try self.init(envelope, bytes: bytes, keyid: nil, fields["verificationMaterial"])
  }

  private init(
    _ envelope: DSSEEnvelope, bytes: [UInt8], keyid: String?, _ material: JSONValue?
  ) throws(SigstoreFault) {
    let place = "the verification material"
    let fields = try SigstoreFields(
      material, place, ["tlogEntries"],
      optional: ["certificate", "x509CertificateChain", "timestampVerificationData"])
    try Self.refuseTimestamps(fields["timestampVerificationData"])
    certificate = try Self.certificate(fields)
    let entries = try fields.items("tlogEntries", most: 16)
    guard entries.count == 1 else { throw .unknown("\(place) has \(entries.count) log entries, and not exactly one") }
    entry = try RekorEntry(entries[0])
    payloadType = envelope.payloadType
    payloadDigest = SHA256.hash(data: envelope.payload)
    digest = SHA256.hash(data: envelope.signedBytes)
    self.bytes = bytes
    self.keyid = keyid
  }

  private static func certificate(_ fields: SigstoreFields) throws(SigstoreFault) -> [UInt8] {
    let place = "the certificate of the verification material"
    guard let chain = fields["x509CertificateChain"] else {
      return try SigstoreFields(fields["certificate"], place, ["rawBytes"]).bytes("rawBytes")
    }
    let items = try SigstoreFields(chain, "the chain of the verification material", ["certificates"])
      .items("certificates", most: 16)
    guard items.count == 1, fields["certificate"] == nil else {
      throw .unknown("the verification material has more certificates than the one that signs")
    }
    return try SigstoreFields(items[0], place, ["rawBytes"]).bytes("rawBytes")
  }

  /// Empty ones are nothing. Others aren't checked, so they could be altered unnoticed.
  private static func refuseTimestamps(_ value: JSONValue?) throws(SigstoreFault) {
    guard let value else { return }
    let fields = try SigstoreFields(value, "the timestamps", [], optional: ["rfc3161Timestamps"])
    if fields["rfc3161Timestamps"] == nil { return }
    guard try fields.items("rfc3161Timestamps", most: 16).isEmpty else {
      throw .unknown("it comes with timestamps of an authority (RFC 3161), which are not checked here")
    }
  }
}
