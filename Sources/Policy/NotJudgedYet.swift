/// Keys whose meaning is fixed but which this version doesn't judge by.
///
/// A policy that has one is refused: ignoring it would give verdicts that the policy doesn't mean. To judge by a key,
/// remove its line. A key that nothing reads is then an unknown key, so it still can't be ignored.
enum NotJudgedYet {
  static let keys = [
    "staging",
    "approval.trustedMergers",
    "approval.forgeKeys",
    "approval.signedCommits",
    "ledger",
    "promotion",
    "paths",
    "codeowners",
    "emergency",
    "policyOwners",
  ]
}
