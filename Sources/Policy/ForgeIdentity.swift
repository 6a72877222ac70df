/// The identities under which forges themselves make commits.
enum ForgeIdentity {
  private static let names = ["github", "gitlab", "gitea", "forgejo", "codeberg", "bitbucket", "azure", "gerrit"]

  /// Returns what shows that an entry of `people` is a forge and not a bot, or `nil`.
  ///
  /// Companies run forges under names of their own, so `noreply@git.github.example.com` is one too.
  static func mark(of person: Person) -> String? {
    for email in person.emails {
      let parts = email.asciiLowercased.split(separator: "@", maxSplits: 1)
      guard parts.count == 2, ["noreply", "no-reply"].contains(parts[0]) else { continue }
      if names.contains(where: { parts[1].contains($0) }) { return "address is \(email.quoted)" }
    }
    if let login = person.logins["github"], login.asciiLowercased == "web-flow" { return "login is \(login.quoted)" }
    return nil
  }
}
