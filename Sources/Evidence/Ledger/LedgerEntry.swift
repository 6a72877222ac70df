package import Diagnostics
package import GitStore
import Policy
import Signing

/// One movement of a ref, as the ledger holds it.
package struct LedgerEntry: Hashable, Sendable {
  static let payloadType = "application/vnd.countersign.ledger+json"

  /// From 1, without gaps, over all refs of the repository.
  package var sequence: Int
  /// SHA-256 of the file of the entry before; `nil` for the first. It binds a signed entry to its place and its repository.
  package var previous: String?
  /// In full.
  package var ref: String
  /// `nil` where the ref did not exist before.
  package var old: ObjectID?
  /// `nil` where the ref was deleted.
  package var new: ObjectID?
  /// Who pushed, as the server knew him; never what the push said of itself.
  package var pusher: String?
  /// When, by the clock of whoever wrote the entry.
  package var at: Instant
  /// The tip of the evidence that was judged; `nil` where there was none.
  package var evidence: ObjectID?
  /// `sha256:` and the digest of what was found, by ``VerdictDigest``; `nil` where nothing was judged.
  package var verdictDigest: String?
  /// The ids of the emergencies that the pusher declared with the push, each once, in its order.
  package var emergencies: [String] = []
  /// The update was found later, and nothing is known of its time and its evidence.
  package var reconstructed: Bool

  package init(
    sequence: Int, previous: String?, ref: String, old: ObjectID?, new: ObjectID?, pusher: String?, at: Instant,
    evidence: ObjectID?, verdictDigest: String?, reconstructed: Bool
  ) {
    self.sequence = sequence
    self.previous = previous
    self.ref = ref
    self.old = old
    self.new = new
    self.pusher = pusher
    self.at = at
    self.evidence = evidence
    self.verdictDigest = verdictDigest
    self.reconstructed = reconstructed
  }

  /// The entry as it is signed and stored: the same facts give the same bytes.
  var payload: [UInt8] {
    var fields: [String: JSONValue] = [
      "at": JSONValue(at.rfc3339),
      "evidence": JSONValue(evidence?.description),
      "new": JSONValue(new?.description),
      "old": JSONValue(old?.description),
      "previous": JSONValue(previous),
      "pusher": JSONValue(pusher),
      "reconstructed": .bool(reconstructed),
      "ref": .string(ref),
      "sequence": JSONValue(sequence),
      "verdictDigest": JSONValue(verdictDigest),
    ]
    // Entries without any are as they were before there was this key.
    if !emergencies.isEmpty { fields["emergencies"] = .array(emergencies.map(JSONValue.string)) }
    return JSONValue.object(fields).canonicalBytes
  }

  /// The bytes that a signature is over.
  var signedBytes: [UInt8] { PreAuthentication.encode(type: Self.payloadType, body: payload) }

  /// The file of the entry: a DSSE envelope, unsigned where no signature is given.
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

extension LedgerEntry {
  /// Reads the payload of an envelope. Every field has to be there, and the bytes have to be the canonical ones: an
  /// entry that two tools could read differently is none.
  init(_ envelope: DSSEEnvelope) throws(Statement.Unreadable) {
    guard envelope.payloadType == Self.payloadType else {
      throw Statement.Unreadable(
        "its payload type is `\(envelope.payloadType.prefix(80))`, not `\(Self.payloadType)`")
    }
    let value: JSONValue
    do throws(JSONReader.Fault) {
      value = try JSONReader.read(envelope.payload, depth: 2)
    } catch {
      throw Statement.Unreadable("its payload can't be read: \(error)")
    }
    guard let object = value.fields else { throw Statement.Unreadable("its payload isn't a JSON object") }
    let fields = PredicateFields(object)
    guard let sequence = try fields.count("sequence"), sequence >= 1 else {
      throw Statement.Unreadable("its `sequence` isn't a number from 1")
    }
    guard case .bool(let reconstructed) = object["reconstructed"] else {
      throw Statement.Unreadable("its `reconstructed` isn't true or false")
    }
    self.init(
      sequence: sequence, previous: try fields.optionalText("previous"), ref: try fields.text("ref"),
      old: try Self.id("old", fields), new: try Self.id("new", fields), pusher: try fields.optionalText("pusher"),
      at: try fields.time("at"), evidence: try Self.id("evidence", fields),
      verdictDigest: try fields.optionalText("verdictDigest"), reconstructed: reconstructed)
    if let declared = object["emergencies"] {
      guard case .array(let items) = declared, items.count <= LedgerLimit.emergencies else {
        throw Statement.Unreadable("its `emergencies` is no list, or too long")
      }
      for item in items {
        guard case .string(let id) = item, ExceptionFile.isID(id) else {
          throw Statement.Unreadable("its `emergencies` has what is no id")
        }
        emergencies.append(id)
      }
    }
    guard payload == envelope.payload else {
      throw Statement.Unreadable("its payload isn't written canonically, or has other fields than an entry's")
    }
  }

  private static func id(_ key: String, _ fields: PredicateFields) throws(Statement.Unreadable) -> ObjectID? {
    guard let text = try fields.optionalText(key) else { return nil }
    guard let id = ObjectID(hex: text), id != .zero else { throw Statement.Unreadable("its `\(key)` is no id") }
    return id
  }
}

/// The bounds of an entry, of a pushed name, and of a chain.
package enum LedgerLimit {
  static let bytes = 64 << 10
  static let signatures = 4
  /// Longer names of pushers are cut.
  package static let pusherBytes = 256
  static let refBytes = 4 << 10
  static let emergencies = 64
  static let entries = 4_000_000
}
