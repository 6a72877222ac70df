import Diagnostics
import Evidence
package import GitStore

/// Who pushes, as the server knows him: never what the push says of itself.
package enum PusherName {
  /// The variables by which servers name the user to a hook: GitLab, gitolite, Gitea and Forgejo, an HTTP server.
  private static let variables = ["GL_USERNAME", "GL_USER", "GITEA_PUSHER_NAME", "REMOTE_USER"]

  /// - Returns: `nil` where the server doesn't say.
  package static func find(
    _ repository: Repository, _ environment: (String) -> String?
  ) -> String? {
    if let named = try? repository.configuration("countersign.pusherVariable") {
      // Push options are the pusher's own words.
      return named.hasPrefix("GIT_PUSH_OPTION") ? nil : text(environment(named))
    }
    for name in variables {
      if let found = text(environment(name)) { return found }
    }
    guard environment("SSH_CONNECTION") != nil else { return nil }
    return text(environment("LOGNAME")) ?? text(environment("USER"))
  }

  private static func text(_ value: String?) -> String? {
    guard let value, !value.isEmpty else { return nil }
    return value.utf8.count <= LedgerLimit.pusherBytes
      ? value : String(decoding: value.utf8.prefix(LedgerLimit.pusherBytes), as: UTF8.self)
  }
}
