import Diagnostics

extension PolicyReading {
  /// Returns whether a text is `NAME::ISSUER`, as the certificate and gittuf's `keyid` have it: no pattern of any kind.
  func sigstoreIdentity(_ text: Located<String>, path: String) -> Bool {
    let parts = text.value.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let isIdentity =
      parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && parts[1].hasPrefix("https://")
      && text.value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "*" }
    if !isIdentity {
      refuse(
        "\((path + ".sigstore").quoted) has a text that is not an identity of Sigstore's: \(text.value.quoted)",
        at: text.spot,
        help: "write whom the certificate is for and who vouched for that: "
          + "`ada@example.com::https://github.com/login/oauth`")
    }
    return isIdentity
  }

  /// Without a root nothing would ever be by these identities.
  func refuseIdle(_ people: [ReadPerson]) {
    guard let first = people.lazy.flatMap(\.sigstore).first else { return }
    refuse(
      "`sigstore` names whose certificates count, and the policy trusts no root of Sigstore's", at: first.spot,
      help: "add the file that is trusted: `sigstoreRoot: .countersign/sigstore/trusted_root.json`")
  }
}
