import Crypto

/// What an entry of Rekor is about: `hashedrekord` 0.0.1, `dsse` 0.0.1 and `intoto` 0.0.2 (rekor, `pkg/types`).
///
/// The log has signed the body, so it can hold more than is asked of it; what is asked has to be there.
struct RekorBody {
  private let spec: [String: JSONValue]
  private let kind: String

  init(_ entry: RekorEntry) throws(SigstoreFault) {
    guard let value = try? JSONReader.read(entry.body), let spec = value.fields?["spec"]?.fields else {
      throw .unknown("the body of the log entry can't be read")
    }
    guard value.fields?["kind"]?.text == entry.kind, value.fields?["apiVersion"]?.text == entry.version else {
      throw .wrong("the log entry is of another kind than it says")
    }
    let kind = "\(entry.kind) \(entry.version)"
    guard ["hashedrekord 0.0.1", "dsse 0.0.1", "intoto 0.0.2"].contains(kind) else {
      throw .unknown("the log entry is of the kind `\(shown(kind))`, which isn't known here")
    }
    self.spec = spec
    self.kind = entry.kind
  }

  /// Requires that the entry is about exactly this signature.
  func check(_ signature: SigstoreSignature) throws(SigstoreFault) {
    let isAbout: Bool =
      switch kind {
      case "hashedrekord": isHashed(signature)
      case "dsse": isEnvelope(signature)
      default: isStatement(signature)
      }
    if !isAbout { throw .wrong("the log entry is about another signature, certificate or content") }
  }

  private func isHashed(_ signature: SigstoreSignature) -> Bool {
    let hash = spec["data"]?.fields?["hash"]?.fields, signed = spec["signature"]?.fields
    return hash?["algorithm"]?.text == "sha256" && hash?["value"]?.text == Self.hex(signature.digest)
      && Self.bytes(signed?["content"]) == signature.bytes
      && Self.certificate(signed?["publicKey"]?.fields?["content"]) == signature.certificate
  }

  private func isEnvelope(_ signature: SigstoreSignature) -> Bool {
    guard isPayload(spec["payloadHash"], signature), let items = spec["signatures"]?.items, items.count == 1 else {
      return false
    }
    return Self.bytes(items[0].fields?["signature"]) == signature.bytes
      && Self.certificate(items[0].fields?["verifier"]) == signature.certificate
  }

  private func isStatement(_ signature: SigstoreSignature) -> Bool {
    let content = spec["content"]?.fields, envelope = content?["envelope"]?.fields
    guard isPayload(content?["payloadHash"], signature), envelope?["payloadType"]?.text == signature.payloadType,
      let items = envelope?["signatures"]?.items, items.count == 1
    else { return false }
    // The signature's text is put into base64 once more.
    return Self.bytes(items[0].fields?["sig"]) == Array(Base64.encode(signature.bytes).utf8)
      && Self.certificate(items[0].fields?["publicKey"]) == signature.certificate
  }

  private func isPayload(_ hash: JSONValue?, _ signature: SigstoreSignature) -> Bool {
    hash?.fields?["algorithm"]?.text == "sha256" && hash?.fields?["value"]?.text == Self.hex(signature.payloadDigest)
  }

  private static func bytes(_ value: JSONValue?) -> [UInt8]? { value?.text.flatMap { Base64.decode($0.utf8) } }

  /// Returns the certificate in base64 of its PEM.
  private static func certificate(_ value: JSONValue?) -> [UInt8]? {
    guard let pem = bytes(value) else { return nil }
    let lines = String(decoding: pem, as: UTF8.self).split(separator: "\n")
    guard lines.count > 2, lines.first == "-----BEGIN CERTIFICATE-----", lines.last == "-----END CERTIFICATE-----"
    else { return nil }
    return Base64.decode(lines.dropFirst().dropLast().joined().utf8)
  }

  private static func hex(_ digest: SHA256.Digest) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
