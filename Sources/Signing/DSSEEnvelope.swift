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
    /// That material. What it is made of is its kind's own matter.
    package var material: JSONValue?
  }

  package let payloadType: String
  package let payload: [UInt8]
  package let signatures: [Signature]
  /// The Sigstore bundle in which the envelope stands; `nil` where it stands alone.
  package let bundle: JSONValue?

  /// The largest envelope that is read, in bytes.
  package static let largest = 16 * 1024 * 1024
  /// The most signatures that are read: checking each costs time, and an envelope is anyone's to write.
  package static let mostSignatures = 256
  private static let deepest = 64

  /// Reads an envelope from JSON. Fields that aren't known are ignored; text after the object is refused.
  ///
  /// - Parameter bundle: The Sigstore bundle that the envelope was taken from. Its signature is then Sigstore's.
  package init(json: [UInt8], bundle: JSONValue? = nil) throws(Unreadable) {
    guard json.count <= Self.largest else {
      throw Unreadable("it has \(json.count) bytes; at most \(Self.largest) are read")
    }
    let fields: [String: JSONValue]
    do {
      try JSONExtent.check(json, depth: Self.deepest)
      fields = try JSONReader.read(json, depth: Self.deepest).fields ?? [:]
    } catch let fault as JSONExtent.Fault {
      throw Unreadable("\(fault)")
    } catch {
      throw Unreadable("it isn't sound JSON")
    }
    payloadType = try Self.text("payloadType", fields)
    guard let payload = Base64.decode(try Self.text("payload", fields).utf8) else {
      throw Unreadable("`payload` isn't base64")
    }
    self.payload = payload
    let items = try Self.items("signatures", fields)
    guard items.count <= Self.mostSignatures else {
      throw Unreadable("it has \(items.count) signatures; at most \(Self.mostSignatures) are read")
    }
    var signatures: [Signature] = []
    for (number, item) in items.enumerated() { signatures.append(try Self.signature(item, "signatures.\(number)")) }
    self.signatures = signatures
    self.bundle = bundle
  }

  /// Why an envelope can't be read.
  package struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    init(_ reason: String) { description = "the DSSE envelope can't be read: \(reason)" }
  }

  private static func signature(_ value: JSONValue, _ path: String) throws(Unreadable) -> Signature {
    guard let fields = value.fields else { throw wrongType(path) }
    var signature = Signature(
      keyid: try optional("keyid", fields, path), bytes: Base64.decode(try text("sig", fields, path + ".").utf8))
    switch fields["extension"] {
    case nil, .null?: break
    case .object(let material)?:
      signature.extensionKind = try optional("kind", material, path + ".extension")
      signature.material = material["ext"]
    default: throw wrongType(path + ".extension")
    }
    return signature
  }

  private static func text(
    _ key: String, _ fields: [String: JSONValue], _ path: String = ""
  ) throws(Unreadable) -> String {
    switch fields[key] {
    case .string(let text)?: return text
    case .null?: throw Unreadable("`\(path)\(key)` is null")
    case nil: throw Unreadable("`\(path)\(key)` is missing")
    default: throw wrongType(path + key)
    }
  }

  private static func optional(
    _ key: String, _ fields: [String: JSONValue], _ path: String
  ) throws(Unreadable) -> String? {
    fields[key] == nil || fields[key] == .null ? nil : try text(key, fields, path + ".")
  }

  private static func items(_ key: String, _ fields: [String: JSONValue]) throws(Unreadable) -> [JSONValue] {
    switch fields[key] {
    case .array(let items)?: return items
    case .null?: throw Unreadable("`\(key)` is null")
    case nil: throw Unreadable("`\(key)` is missing")
    default: throw wrongType(key)
    }
  }

  private static func wrongType(_ path: String) -> Unreadable { Unreadable("`\(path)` is of the wrong type") }
}
