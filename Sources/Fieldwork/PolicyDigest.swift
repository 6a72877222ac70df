import Crypto
package import Policy

/// The digest by which a policy that is no file is named: of its canonical text.
package enum PolicyDigest {
  package static func of(_ policy: Policy) -> String { SHA256.digest(of: policyText(policy)) }

  /// Returns the digest of a policy file's bytes.
  package static func of(bytes: [UInt8]) -> String { SHA256.digest(of: bytes) }

  private static func policyText(_ policy: Policy) -> [UInt8] { Array(yaml(policy).utf8) }
}
