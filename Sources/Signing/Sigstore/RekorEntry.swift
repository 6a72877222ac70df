/// What Sigstore's log says of a signature: that it was there, and when.
///
/// Format: `sigstore_rekor.proto` of protobuf-specs, as JSON.
struct RekorEntry: Hashable, Sendable {
  struct Proof: Hashable, Sendable {
    var index: Int64
    var size: Int64
    var root: [UInt8]
    var hashes: [[UInt8]]
    var checkpoint: String
  }

  private static let longestProof = 64
  private static let largestBody = 1 << 20

  let index: Int64
  let log: [UInt8]
  let kind: String
  let version: String
  let body: [UInt8]
  /// Seconds since 1970; `nil` where the log says no time.
  let integratedAt: Int64?
  /// The log's signature over the entry and its time.
  let promise: [UInt8]?
  let proof: Proof?

  init(_ value: JSONValue) throws(SigstoreFault) {
    let place = "the log entry"
    let fields = try SigstoreFields(
      value, place, ["logIndex", "logId", "kindVersion", "canonicalizedBody"],
      optional: ["integratedTime", "inclusionPromise", "inclusionProof"])
    index = try fields.number("logIndex")
    log = try SigstoreFields(fields["logId"], "`logId` of \(place)", ["keyId"]).bytes("keyId", most: 64)
    let kind = try SigstoreFields(fields["kindVersion"], "`kindVersion` of \(place)", ["kind", "version"])
    self.kind = try kind.text("kind")
    version = try kind.text("version")
    body = try fields.bytes("canonicalizedBody", most: Self.largestBody)
    integratedAt = fields["integratedTime"] == nil ? nil : try fields.number("integratedTime")
    promise =
      fields["inclusionPromise"] == nil
      ? nil
      : try SigstoreFields(fields["inclusionPromise"], "`inclusionPromise` of \(place)", ["signedEntryTimestamp"])
        .bytes("signedEntryTimestamp", most: 1024)
    proof = fields["inclusionProof"] == nil ? nil : try Self.proof(fields["inclusionProof"])
  }

  private static func proof(_ value: JSONValue?) throws(SigstoreFault) -> Proof {
    let place = "the proof of the log entry"
    let fields = try SigstoreFields(
      value, place, ["logIndex", "treeSize", "rootHash", "checkpoint"], optional: ["hashes"])
    let items = fields["hashes"] == nil ? [] : try fields.items("hashes", most: longestProof)
    let hashes = try items.map { item throws(SigstoreFault) in
      try SigstoreFields.bytes(item, "a hash of the proof", most: 32)
    }
    guard hashes.allSatisfy({ $0.count == 32 }) else { throw .unknown("a hash of the proof hasn't 32 bytes") }
    return Proof(
      index: try fields.number("logIndex"), size: try fields.number("treeSize"),
      root: try fields.bytes("rootHash", most: 32), hashes: hashes,
      checkpoint: try SigstoreFields(fields["checkpoint"], "the checkpoint of the proof", ["envelope"]).text("envelope")
    )
  }

  /// Returns when the log took the entry in, by its own signature, in seconds since 1970.
  func time(by root: SigstoreRoot) throws(SigstoreFault) -> Int64 {
    guard let promise, let time = integratedAt, time > 0 else {
      throw .unknown(
        "its log entry has no time that the log has signed; timestamps of others (RFC 3161) are not checked here")
    }
    let known = root.logs.filter { $0.id == log }
    if known.isEmpty { throw .wrong("its log entry is of a log that the trusted root doesn't name") }
    guard let log = known.first(where: { $0.window.contains(time) }) else {
      throw .wrong("the trusted root doesn't trust the log for the time of the entry")
    }
    // As Rekor signs it: canonical JSON (RFC 8785).
    let signed = JSONValue.object([
      "body": .string(Base64.encode(body)), "integratedTime": .integer(time),
      "logID": .string(Self.hex(self.log)), "logIndex": .integer(index),
    ]).canonicalBytes
    guard try log.key.hasSigned(signed, promise) else { throw .wrong("the log's signature of its entry is false") }
    if let proof { try check(proof, log) }
    return time
  }

  private func check(_ proof: Proof, _ log: SigstoreRoot.Log) throws(SigstoreFault) {
    let checkpoint = try RekorCheckpoint(proof.checkpoint)
    guard checkpoint.hint.elementsEqual(log.id.prefix(4)),
      try log.key.hasSigned(checkpoint.text, checkpoint.signature)
    else { throw .wrong("the checkpoint of the log entry's proof isn't signed by the log") }
    guard checkpoint.size == proof.size, checkpoint.root == proof.root else {
      throw .wrong("the proof of the log entry is for another tree than its checkpoint")
    }
    let leaf = MerklePath.leaf(body)
    guard MerklePath.root(of: leaf, at: proof.index, in: proof.size, proof.hashes) == proof.root else {
      throw .wrong("the proof doesn't show that the entry is in the log")
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
