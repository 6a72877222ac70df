package import Diagnostics
package import Evidence
package import GitStore
package import Policy

/// What a commit's signature shows, by the keys in force.
package enum CommitSeal: Hashable, Sendable {
  case unsigned
  /// It is good, by the key with this fingerprint, whoever's that is.
  case signed(key: String, SignerKeys.Binding)
  /// It was checked and is false.
  case bad(String)
  /// It couldn't be checked.
  case unverifiable(String)
}

/// The version of the policy by which keys count, and the files that it names as they are in force.
package struct KeysInForce: Hashable, Sendable {
  /// The policy's number, as in ``Governance/versions``; ``Auditor/fixedVersion`` for one policy for all.
  package var version: Int
  package var files: [String: FileState]
}

/// Answers what signatures show. The audit asks it where the policy in force needs it and nowhere else.
package protocol SealReader {
  /// Returns the keys of a policy and of its files as they are in force.
  func book(_ policy: Policy, _ keys: KeysInForce) -> SignerKeys

  /// - Parameter moment: The time at which a key must have counted.
  func seal(of commit: ObjectID, by policy: Policy, _ keys: KeysInForce, at moment: Instant) -> CommitSeal
}

extension Policy {
  /// A Boolean value that tells whether anything asks for the signatures of commits.
  package var asksForSignatures: Bool {
    approval.signedCommits || approval.minimumGrade >= .signed || !approval.trustedMergers.isEmpty
      || !approval.forgeKeys.isEmpty
  }

  /// The files of the repository that have keys of signers.
  package var signerFiles: [String] {
    Set(filesForRecords + approval.forgeKeys + people.flatMap(\.openpgpKeys)).sorted()
  }

  /// Those of them by which records count, whether commits are asked for signatures or not.
  package var filesForRecords: [String] { [allowedSigners, sigstoreRoot].compactMap { $0 } }

  func namesSignerFile(_ path: String) -> Bool {
    filesForRecords.contains(path) || approval.forgeKeys.contains(path)
      || people.contains { $0.openpgpKeys.contains(path) }
  }
}
