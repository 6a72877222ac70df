/// The identities under which forges themselves make commits.
package enum ForgeIdentity {
  private static let names = ["github", "gitlab", "gitea", "forgejo", "codeberg", "bitbucket", "azure", "gerrit"]

  /// Returns what shows that an entry of `people` is a forge and not a bot, or `nil`.
  ///
  /// Companies run forges under names of their own, so `noreply@git.github.example.com` is one too.
  static func mark(of person: Person) -> String? {
    if let email = person.emails.first(where: isForge) { return "address is \(email.quoted)" }
    if let login = person.logins["github"], login.asciiLowercased == "web-flow" { return "login is \(login.quoted)" }
    return nil
  }

  /// Returns whether an address is one under which forges commit.
  package static func isForge(email: String) -> Bool {
    let parts = email.asciiLowercased.split(separator: "@", maxSplits: 1)
    guard parts.count == 2, ["noreply", "no-reply"].contains(parts[0]) else { return false }
    return names.contains { parts[1].contains($0) }
  }
}
