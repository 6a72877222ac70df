import Crypto
import Foundation

extension SigstoreInstance {
  /// Returns what an auditor puts into the repository: whom to trust.
  package func trustedRoot(
    authorityEnd: Int64? = nil, logStart: Int64? = nil, more: String = ""
  ) throws -> String {
    let chain = try [intermediateCertificate(), rootCertificate()].map { try Self.text(Self.bytes($0)) }
    let end = authorityEnd.map { #","end":"\#(Self.time($0))""# } ?? ""
    func log(_ key: P256.Signing.PublicKey, _ start: Int64) -> String {
      let bytes = Array(key.derRepresentation), id = Array(SHA256.hash(data: bytes))
      return #"""
        {"baseUrl":"https://log.test","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"\#(Self.text(bytes))",
        "keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":{"start":"\#(Self.time(start))"}},"logId":{"keyId":"\#(Self.text(id))"}}
        """#
    }
    return #"""
      {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      "tlogs":[\#(log(self.log.publicKey, logStart ?? start))],
      "certificateAuthorities":[{"subject":{"organization":"sigstore.test"},"uri":"https://ca.test",
      "certChain":{"certificates":[{"rawBytes":"\#(chain[0])"},{"rawBytes":"\#(chain[1])"}]},
      "validFor":{"start":"\#(Self.time(start))"\#(end)}}],
      "ctlogs":[\#(log(certificateLog.publicKey, start))]\#(more)}
      """#
  }

  /// Returns an envelope as gittuf writes it.
  package func envelope(type: String, payload: [UInt8], _ request: Request) throws -> String {
    let key = P256.Signing.PrivateKey()
    let message = Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    let signature = Array(try key.signature(for: message).derRepresentation)
    let certificate = try certificate(for: key.publicKey, request)
    let inner =
      #"{"messageDigest":{"algorithm":"SHA2_256","digest":"\#(Self.text(Array(SHA256.hash(data: message))))"},"#
      + #""signature":"\#(Self.text(signature))"}"#
    let keyid = request.keyid ?? "\(request.identity)::\(request.issuer)"
    let body = try body(request, message: message, payload: payload, type: type, signature, certificate)
    let material =
      #"{"certificate":{"rawBytes":"\#(Self.text(certificate))"},"tlogEntries":[\#(try entry(body, request))]}"#
    return
      #"{"payloadType":"\#(type)","payload":"\#(Self.text(payload))","signatures":[{"keyid":"\#(keyid)","#
      + #""sig":"\#(Self.text(Array(inner.utf8)))","extension":{"kind":"#
      + #""application/vnd.dev.sigstore.verificationmaterial;version=0.3","ext":\#(material)}}]}"#
  }

  /// Returns a bundle as cosign and sigstore-go write it.
  package func bundle(type: String, payload: [UInt8], _ request: Request) throws -> String {
    let key = P256.Signing.PrivateKey()
    let message = Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    let signature = Array(try key.signature(for: message).derRepresentation)
    let certificate = try certificate(for: key.publicKey, request)
    let body = try body(request, message: message, payload: payload, type: type, signature, certificate)
    return
      #"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"certificate":"#
      + #"{"rawBytes":"\#(Self.text(certificate))"},"tlogEntries":[\#(try entry(body, request))],"#
      + #""timestampVerificationData":{}},"dsseEnvelope":{"payload":"\#(Self.text(payload))","payloadType":"\#(type)","#
      + #""signatures":[{"sig":"\#(Self.text(signature))"}]}}"#
  }

  private func body(
    _ request: Request, message: [UInt8], payload: [UInt8], type: String, _ signature: [UInt8], _ certificate: [UInt8]
  ) throws -> String {
    let lines = stride(from: 0, to: Self.text(certificate).count, by: 64).map { start in
      String(Self.text(certificate).dropFirst(start).prefix(64))
    }
    let pem = "-----BEGIN CERTIFICATE-----\n\(lines.joined(separator: "\n"))\n-----END CERTIFICATE-----\n"
    let verifier = Self.text(Array(pem.utf8))
    func hash(_ bytes: [UInt8]) -> String {
      #"{"algorithm":"sha256","value":"\#(Self.hex(SHA256.hash(data: bytes)))"}"#
    }
    let logged = request.loggedMessage
    let spec =
      switch request.kind {
      case "dsse":
        #""envelopeHash":\#(hash(message)),"payloadHash":\#(hash(logged ?? payload)),"#
          + #""signatures":[{"signature":"\#(Self.text(signature))","verifier":"\#(verifier)"}]"#
      case "intoto":
        #""content":{"envelope":{"payloadType":"\#(type)","signatures":[{"publicKey":"\#(verifier)","#
          + #""sig":"\#(Self.text(Array(Self.text(signature).utf8)))"}]},"hash":\#(hash(message)),"#
          + #""payloadHash":\#(hash(logged ?? payload))}"#
      default:
        #""data":{"hash":\#(hash(logged ?? message))},"signature":{"content":"\#(Self.text(signature))","#
          + #""publicKey":{"content":"\#(verifier)"}}"#
      }
    let version = request.kind == "intoto" ? "0.0.2" : "0.0.1"
    return #"{"apiVersion":"\#(version)","kind":"\#(request.kind)","spec":{\#(spec)}}"#
  }

  private func entry(_ body: String, _ request: Request) throws -> String {
    let id = Array(SHA256.hash(data: log.publicKey.derRepresentation))
    let canonical = Self.text(Array(body.utf8))
    // The log was begun anew once: its own number of the entry is smaller than the number over all.
    let index = place + 1_000_000
    let promised =
      #"{"body":"\#(canonical)","integratedTime":\#(request.loggedAt),"logID":"\#(Self.hex(id))","logIndex":\#(index)}"#
    let promise = try (request.promiseKey ?? log).signature(for: Array(promised.utf8)).derRepresentation
    let version = request.kind == "intoto" ? "0.0.2" : "0.0.1"
    return #"{"logIndex":"\#(index)","logId":{"keyId":"\#(Self.text(id))"},"#
      + #""kindVersion":{"kind":"\#(request.kind)","version":"\#(version)"},"integratedTime":"\#(request.loggedAt)","#
      + (request.hasPromise ? #""inclusionPromise":{"signedEntryTimestamp":"\#(Self.text(Array(promise)))"},"# : "")
      + (request.hasProof ? #""inclusionProof":\#(try proof(of: Array(body.utf8), id, request)),"# : "")
      + #""canonicalizedBody":"\#(canonical)"}"#
  }

  private func proof(of entry: [UInt8], _ id: [UInt8], _ request: Request) throws -> String {
    var leaves = (0..<size).map { Array("entry \($0)".utf8) }
    leaves[place] = entry
    let root = Self.tree(leaves[...])
    let text = "log.test - 42\n\(size)\n\(Self.text(root))\n"
    let signature = try (request.checkpointKey ?? log).signature(for: Array(text.utf8)).derRepresentation
    let note = "\(text)\n\u{2014} log.test \(Self.text(Array(id.prefix(4)) + signature))\n"
    let hashes = Self.path(place, leaves[...]).map { "\"\(Self.text($0))\"" }.joined(separator: ",")
    return #"{"logIndex":"\#(place)","rootHash":"\#(Self.text(root))","treeSize":"\#(size)","hashes":[\#(hashes)],"#
      + #""checkpoint":{"envelope":"\#(note.replacing("\n", with: "\\n"))"}}"#
  }

  /// MTH of RFC 6962, 2.1.
  static func tree(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    if leaves.count == 1 { return Array(SHA256.hash(data: [0] + leaves[leaves.startIndex])) }
    let middle = leaves.startIndex + split(leaves.count)
    return Array(SHA256.hash(data: [1] + tree(leaves[..<middle]) + tree(leaves[middle...])))
  }

  /// PATH of RFC 6962, 2.1.1.
  static func path(_ place: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
    if leaves.count == 1 { return [] }
    let half = split(leaves.count), middle = leaves.startIndex + half
    return place < half
      ? path(place, leaves[..<middle]) + [tree(leaves[middle...])]
      : path(place - half, leaves[middle...]) + [tree(leaves[..<middle])]
  }

  /// The largest power of two that is smaller.
  private static func split(_ count: Int) -> Int {
    var half = 1
    while half * 2 < count { half *= 2 }
    return half
  }

  static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func hex(_ bytes: some Sequence<UInt8>) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

  private static func time(_ seconds: Int64) -> String { date(seconds).ISO8601Format() }
}
