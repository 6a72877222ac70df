import Crypto
import GitStore
import Signing

/// An in-toto Statement v1 about one commit and its tree.
struct Statement: Hashable, Sendable {
  static let type = "https://in-toto.io/Statement/v1"
  static let payloadType = "application/vnd.in-toto+json"

  var commit: ObjectID
  var tree: ObjectID
  var predicateType: String
  var predicate: [String: JSONValue]

  /// Why a record can't be read.
  struct Unreadable: Error, Hashable, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  init(commit: ObjectID, tree: ObjectID, predicateType: String, predicate: [String: JSONValue]) {
    self.commit = commit
    self.tree = tree
    self.predicateType = predicateType
    self.predicate = predicate
  }

  /// Reads the payload of an envelope.
  init(_ envelope: DSSEEnvelope) throws(Unreadable) {
    guard envelope.payloadType == Self.payloadType else {
      throw Unreadable("its payload type is `\(envelope.payloadType.prefix(80))`, not `\(Self.payloadType)`")
    }
    let value: JSONValue
    do throws(JSONReader.Fault) {
      value = try JSONReader.read(envelope.payload, depth: RecordLimit.depth)
    } catch {
      throw Unreadable("its statement can't be read: \(error)")
    }
    guard let fields = value.fields else { throw Unreadable("its statement isn't a JSON object") }
    guard fields["_type"]?.text == Self.type else { throw Unreadable("its statement isn't of type \(Self.type)") }
    guard let subjects = fields["subject"]?.items, subjects.count == 1,
      let digests = subjects[0].fields?["digest"]?.fields
    else { throw Unreadable("its statement doesn't have exactly one subject with digests") }
    commit = try Self.id("gitCommit", digests)
    tree = try Self.id("gitTree", digests)
    guard let predicateType = fields["predicateType"]?.text, let predicate = fields["predicate"]?.fields else {
      throw Unreadable("its statement has no predicate")
    }
    self.predicateType = predicateType
    self.predicate = predicate
  }

  private static func id(_ name: String, _ digests: [String: JSONValue]) throws(Unreadable) -> ObjectID {
    guard let text = digests[name]?.text, let id = ObjectID(hex: text), id.description == text else {
      throw Unreadable("its subject's `\(name)` is missing or is no id")
    }
    return id
  }

  /// The statement as it is signed and stored: the same facts give the same bytes.
  var payload: [UInt8] {
    JSONValue.object([
      "_type": .string(Self.type),
      "subject": .array([
        .object([
          "digest": .object(["gitCommit": .string(commit.description), "gitTree": .string(tree.description)])
        ])
      ]),
      "predicateType": .string(predicateType),
      "predicate": .object(predicate),
    ]).canonicalBytes
  }

  /// The bytes that a signature is over.
  var signedBytes: [UInt8] { PreAuthentication.encode(type: Self.payloadType, body: payload) }

  /// The record's file: a DSSE envelope, unsigned where no signature is given.
  func envelope(signature: RecordSigner.Signature? = nil) -> [UInt8] {
    let signatures = signature.map {
      [JSONValue.object(["keyid": .string($0.keyid), "sig": .string(Base64.encode($0.armored))])]
    }
    return JSONValue.object([
      "payload": .string(Base64.encode(payload)),
      "payloadType": .string(Self.payloadType),
      "signatures": .array(signatures ?? []),
    ]).canonicalBytes
  }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
enum HexDigest {
  static func of(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  static func text(_ digest: SHA256.Digest) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
