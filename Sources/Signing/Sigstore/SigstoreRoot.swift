import Diagnostics
import SwiftASN1
import X509

/// Whom a policy trusts for signatures through Sigstore: authorities, logs of signatures and logs of certificates.
///
/// The format is Sigstore's own `TrustedRoot` (`sigstore_trustroot.proto` of protobuf-specs), as JSON, version 0.1 or
/// 0.2. It is read whole or refused whole: what isn't known may have been a limit. Authorities for timestamps aren't
/// used.
package struct SigstoreRoot: Hashable, Sendable {
  /// When something counts; both ends belong to it.
  struct Window: Hashable, Sendable {
    var start: Int64
    /// `nil` where it has no end yet.
    var end: Int64?

    func contains(_ seconds: Int64) -> Bool { start <= seconds && end.map { seconds <= $0 } ?? true }
  }

  struct Authority: Hashable, Sendable {
    /// From the certificate that issues to the one that is trusted.
    var chain: [Certificate]
    var window: Window
  }

  struct Log: Hashable, Sendable {
    var id: [UInt8]
    var key: LogKey
    var window: Window
  }

  package static let largest = 1 << 20
  private static let mediaTypes = [
    "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
    "application/vnd.dev.sigstore.trustedroot.v0.2+json",
  ]
  private static let most = 64
  private static let longestChain = 8

  let authorities: [Authority]
  /// Logs of signatures (Rekor).
  let logs: [Log]
  /// Logs of certificates (RFC 6962).
  let certificateLogs: [Log]

  /// Why a file can't be used.
  package struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  package init(_ bytes: [UInt8]) throws(Unreadable) {
    guard bytes.count <= Self.largest else {
      throw Unreadable(description: "it has \(bytes.count) bytes; at most \(Self.largest) are read")
    }
    do throws(JSONReader.Fault) {
      let value = try JSONReader.read(bytes)
      do throws(SigstoreFault) { try self.init(value) } catch { throw JSONReader.Fault(error.reason) }
    } catch {
      throw Unreadable(description: "\(error)")
    }
  }

  private init(_ value: JSONValue) throws(SigstoreFault) {
    let root = try SigstoreFields(
      value, "the trusted root", ["mediaType", "tlogs", "certificateAuthorities", "ctlogs"],
      optional: ["timestampAuthorities"])
    guard Self.mediaTypes.contains(try root.text("mediaType")) else {
      throw .unknown("its `mediaType` is none of \(Self.mediaTypes.joined(separator: ", "))")
    }
    authorities = try root.items("certificateAuthorities", most: Self.most).map(Self.authority)
    logs = try root.items("tlogs", most: Self.most).map(Self.log)
    certificateLogs = try root.items("ctlogs", most: Self.most).map(Self.log)
  }

  private static func authority(_ value: JSONValue) throws(SigstoreFault) -> Authority {
    let fields = try SigstoreFields(
      value, "an authority", ["certChain", "validFor"], optional: ["subject", "uri", "operator"])
    let chain = try SigstoreFields(fields["certChain"], "the chain of an authority", ["certificates"])
    let certificates = try chain.items("certificates", most: longestChain).map { item throws(SigstoreFault) in
      let bytes = try SigstoreFields(item, "a certificate of an authority", ["rawBytes"]).bytes("rawBytes")
      guard let certificate = try? Certificate(derEncoded: bytes) else {
        throw SigstoreFault.unknown("a certificate of an authority can't be read")
      }
      return certificate
    }
    guard !certificates.isEmpty else { throw .unknown("an authority has no certificates") }
    return Authority(chain: certificates, window: try window(fields["validFor"], "an authority"))
  }

  private static func log(_ value: JSONValue) throws(SigstoreFault) -> Log {
    let fields = try SigstoreFields(
      value, "a log", ["hashAlgorithm", "publicKey", "logId"], optional: ["baseUrl", "checkpointKeyId", "operator"])
    guard try fields.text("hashAlgorithm") == "SHA2_256" else { throw .unknown("a log's hash isn't SHA2_256") }
    let key = try SigstoreFields(
      fields["publicKey"], "a log's key", ["rawBytes", "keyDetails"], optional: ["validFor"])
    let bytes = try key.bytes("rawBytes")
    guard let public_ = LogKey(bytes, details: try key.text("keyDetails")) else {
      throw .unknown("a log's key can't be read")
    }
    let id = try SigstoreFields(fields["logId"], "a log's id", ["keyId"]).bytes("keyId", most: 64)
    guard id.count >= 4 else { throw .unknown("a log's id is too short") }
    return Log(id: id, key: public_, window: try window(key["validFor"], "a log's key"))
  }

  private static func window(_ value: JSONValue?, _ what: String) throws(SigstoreFault) -> Window {
    let fields = try SigstoreFields(value, "`validFor` of \(what)", ["start"], optional: ["end"])
    func time(_ key: String) throws(SigstoreFault) -> Int64 {
      guard let at = Instant(rfc3339: try fields.text(key)) else {
        throw .unknown("`validFor` of \(what) isn't a time such as 2026-01-31T09:30:00Z")
      }
      return at.seconds
    }
    return Window(start: try time("start"), end: fields["end"] == nil ? nil : try time("end"))
  }
}
