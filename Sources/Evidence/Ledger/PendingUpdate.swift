package import Diagnostics
package import GitStore
import Signing

/// What pre-receive leaves for post-receive, which can write refs: by which evidence an update was let in.
package struct PendingUpdate: Hashable, Sendable {
  package var ref: String
  package var old: ObjectID?
  package var new: ObjectID?
  /// The tip of the evidence that was judged; it may arrive in the same push.
  package var evidence: ObjectID?
  /// What the evidence ref was at then: what was judged where the push's own evidence did not arrive after all.
  package var evidenceBefore: ObjectID?
  package var verdictDigest: String?
  package var judgedAt: Instant

  package init(
    ref: String, old: ObjectID?, new: ObjectID?, evidence: ObjectID?, evidenceBefore: ObjectID?, verdictDigest: String?,
    judgedAt: Instant
  ) {
    self.ref = ref
    self.old = old
    self.new = new
    self.evidence = evidence
    self.evidenceBefore = evidenceBefore
    self.verdictDigest = verdictDigest
    self.judgedAt = judgedAt
  }

  /// The name of its file: the same for the same movement of the same ref.
  package var name: String { Self.name(ref: ref, old: old, new: new) }

  package static func name(ref: String, old: ObjectID?, new: ObjectID?) -> String {
    let parts = [ref, (old ?? .zero).description, (new ?? .zero).description]
    return HexDigest.of(Array(parts.joined(separator: "\0").utf8)) + ".json"
  }

  package var bytes: [UInt8] {
    JSONValue.object([
      "evidence": JSONValue(evidence?.description),
      "evidenceBefore": JSONValue(evidenceBefore?.description),
      "judgedAt": JSONValue(judgedAt.rfc3339),
      "new": JSONValue(new?.description),
      "old": JSONValue(old?.description),
      "ref": JSONValue(ref),
      "verdictDigest": JSONValue(verdictDigest),
    ]).canonicalBytes
  }

  /// Reads a file; `nil` where it is no such file, or not a whole one.
  package init?(bytes: [UInt8]) {
    guard bytes.count <= LedgerLimit.bytes, let value = try? JSONReader.read(bytes, depth: 2),
      let object = value.fields, let read = try? Self(PredicateFields(object)), read.bytes == bytes
    else { return nil }
    self = read
  }

  private init(_ fields: PredicateFields) throws(Statement.Unreadable) {
    self.init(
      ref: try fields.text("ref"), old: try Self.id("old", fields), new: try Self.id("new", fields),
      evidence: try Self.id("evidence", fields), evidenceBefore: try Self.id("evidenceBefore", fields),
      verdictDigest: try fields.optionalText("verdictDigest"), judgedAt: try fields.time("judgedAt"))
  }

  private static func id(_ key: String, _ fields: PredicateFields) throws(Statement.Unreadable) -> ObjectID? {
    try fields.optionalText(key).flatMap { ObjectID(hex: $0) }
  }
}
