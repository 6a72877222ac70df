package import GitStore
import Signing

/// The digest of what was found about an update: SHA-256 of one line of canonical JSON, which anybody can write again.
package enum VerdictDigest {
  /// - Parameters:
  ///   - policies: The digests of the policies that judged, oldest first.
  ///   - counts: How many changes have which verdict.
  package static func of(
    ref: String, old: ObjectID?, new: ObjectID?, evidence: ObjectID?, policies: [String], counts: [String: Int]
  ) -> String {
    let facts = JSONValue.object([
      "counts": .object(counts.mapValues { JSONValue($0) }),
      "evidence": JSONValue(evidence?.description),
      "new": JSONValue(new?.description),
      "old": JSONValue(old?.description),
      "policies": .array(policies.map(JSONValue.string)),
      "ref": .string(ref),
    ])
    return "sha256:" + HexDigest.of(facts.canonicalBytes)
  }
}
