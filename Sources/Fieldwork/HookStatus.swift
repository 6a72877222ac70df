import Audit
package import Diagnostics
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the hooks of a repository stand, and by which settings they will judge.
package struct HookStatus {
  package var states: [HookState]
  /// Lines of a label and a text.
  package var facts: [(label: String, text: String)]
  /// All wanted hooks are in place, and they find the program.
  package var isInOrder: Bool

  /// - Parameters:
  ///   - wanted: The hooks that should be there; others are told of only where they are.
  ///   - environment: Looks up a variable of this process's environment. A server's hooks may see another one.
  /// - Throws: ``Stopped`` where it can't be told, or a setting is wrong.
  package init(
    _ repository: Repository, _ installation: HookInstallation, wanted: [String],
    environment: (String) -> String?
  ) throws(Stopped) {
    states = []
    for name in ["pre-push", "pre-receive", "update", "post-receive"] {
      let state = try installation.state(of: name)
      if wanted.contains(name) || state.isOurs { states.append(state) }
    }
    let program = try Self.program(of: repository, environment)
    isInOrder = states.allSatisfy { $0.isInPlace } && program.isFound
    facts = [("hooks", installation.folder.path), ("program", program.text)]
    let settings = try HookSettings(repository)
    facts.append(("limit", "\(settings.timeLimit) seconds"))
    guard wanted.contains(where: { $0 != "pre-push" }) else {
      facts += installation.folder.notes.map { ("note", $0) }
      return
    }
    let named = try HookSettings.text("countersign.production", repository)
    facts.append(
      ("refs", named.map { "\($0) is production" } ?? "production is what the policy on the default branch names"))
    let key = try Self.ledgerKey(of: repository)
    facts.append(
      (
        "ledger",
        key.path.map { "signed with \($0)\(key.state == .there ? "" : ", which can't be read")" }
          ?? "not signed: countersign.ledgerKey is not set"
      ))
    facts.append(("options", try PushOptionSetting.kept(repository) ?? "pushes can have none"))
    facts.append(
      ("notify", settings.notifyCommand.map { "\($0), for \(settings.notifyTimeLimit) seconds" } ?? "nobody"))
    if let failure = try? FileBytes.read(Notification(repository, settings).failurePath) {
      facts.append(("failed", String(decoding: failure.prefix(500), as: UTF8.self).replacing("\n", with: "; ")))
    }
    facts += installation.folder.notes.map { ("note", $0) }
  }

  /// Returns which program the hooks here start. A server's hooks may see another environment than this process's.
  static func program(
    of repository: Repository, _ environment: (String) -> String?
  ) throws(Stopped) -> (text: String, isFound: Bool) {
    let configured = try HookSettings.text("countersign.path", repository)
    return program(environment("COUNTERSIGN") ?? configured, environment)
  }

  /// Returns the key with which this server signs its ledger.
  static func ledgerKey(
    of repository: Repository
  ) throws(Stopped) -> (path: String?, state: ReadinessPlace.LedgerKey) {
    guard let path = try HookSettings.text("countersign.ledgerKey", repository) else { return (nil, .unset) }
    return (path, access(path, R_OK) == 0 ? .there : .unreadable)
  }

  private static func program(
    _ named: String?, _ environment: (String) -> String?
  ) -> (text: String, isFound: Bool) {
    let name = named ?? "countersign"
    if name.contains("/") {
      let isFound = access(name, X_OK) == 0
      return (isFound ? name : "\(name), which is not there or not executable", isFound)
    }
    for folder in (environment("PATH") ?? "").split(separator: ":") {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0 { return ("\(path), on the PATH of this shell", true) }
    }
    return (
      "\(name) is not on the PATH of this shell; name it: git config countersign.path /path/to/countersign", false
    )
  }
}
