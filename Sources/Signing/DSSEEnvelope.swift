#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A DSSE envelope: a payload, its type, and signatures over both.
///
/// What is inside is anyone's words until ``verify(namespace:touch:)`` was asked. Parse only ``payload``, since those
/// are the bytes that were signed.
package struct DSSEEnvelope: Hashable, Sendable {
  package struct Signature: Hashable, Sendable {
    /// A hint by whoever wrote the envelope. It isn't signed and nothing may be decided by it.
    package var keyid: String?
    /// `nil` where the text isn't base64.
    package var bytes: [UInt8]?
    /// The kind of verification material that comes with the signature, as gittuf has it for Sigstore.
    package var extensionKind: String?
    /// The certificate in that material, as X.509 has it; `nil` where there is none.
    package var certificate: [UInt8]?
  }

  package let payloadType: String
  package let payload: [UInt8]
  package let signatures: [Signature]

  /// The largest envelope that is read, in bytes.
  package static let largest = 16 * 1024 * 1024
  /// The most signatures that are read: checking each costs time, and an envelope is anyone's to write.
  package static let mostSignatures = 256

  /// Reads an envelope from JSON. Fields that aren't known are ignored; text after the object is refused.
  package init(json: [UInt8]) throws(Unreadable) {
    guard json.count <= Self.largest else {
      throw Unreadable("it has \(json.count) bytes; at most \(Self.largest) are read")
    }
    let fields: Fields
    do {
      try JSONExtent.check(json)
      fields = try JSONDecoder().decode(Fields.self, from: Data(json))
    } catch let fault as JSONExtent.Fault {
      throw Unreadable("\(fault)")
    } catch let error as DecodingError {
      throw Unreadable(Self.words(for: error))
    } catch {
      throw Unreadable("it isn't sound JSON")
    }
    guard let payload = Base64.decode(fields.payload.utf8) else { throw Unreadable("`payload` isn't base64") }
    guard fields.signatures.count <= Self.mostSignatures else {
      throw Unreadable("it has \(fields.signatures.count) signatures; at most \(Self.mostSignatures) are read")
    }
    self.payload = payload
    payloadType = fields.payloadType
    signatures = fields.signatures.map {
      Signature(
        keyid: $0.keyid, bytes: Base64.decode($0.sig.utf8), extensionKind: $0.extension?.kind,
        certificate: $0.extension?.certificate.flatMap { Base64.decode($0.utf8) })
    }
  }

  /// Why an envelope can't be read.
  package struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    init(_ reason: String) { description = "the DSSE envelope can't be read: \(reason)" }
  }

  private struct Fields: Decodable {
    struct Signature: Decodable {
      struct Extension: Decodable {
        var kind: String?
        var certificate: String?

        init(from decoder: any Decoder) throws {
          let fields = try decoder.container(keyedBy: Key.self)
          kind = try fields.decodeIfPresent(String.self, forKey: .kind)
          // What it is made of is its kind's own matter: one that is made otherwise has no certificate.
          let material = try? fields.nestedContainer(keyedBy: Key.self, forKey: .ext)
          let inside = try? material?.nestedContainer(keyedBy: Key.self, forKey: .certificate)
          certificate = try? inside?.decode(String.self, forKey: .rawBytes)
        }

        private enum Key: CodingKey { case kind, ext, certificate, rawBytes }
      }
      var keyid: String?
      var sig: String
      var `extension`: Extension?
    }
    var payloadType: String
    var payload: String
    var signatures: [Signature]
  }

  private static func words(for error: DecodingError) -> String {
    func path(_ keys: [any CodingKey]) -> String {
      shown(keys.map { key in key.intValue.map { "\($0)" } ?? key.stringValue }.joined(separator: "."))
    }
    switch error {
    case .keyNotFound(let key, let context): return "`\(path(context.codingPath + [key]))` is missing"
    case .typeMismatch(_, let context): return "`\(path(context.codingPath))` is of the wrong type"
    case .valueNotFound(_, let context): return "`\(path(context.codingPath))` is null"
    default: return "it isn't sound JSON"
    }
  }
}
