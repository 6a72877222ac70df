import ArgumentParser

/// The gate as a git hook.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Install the gate as a git hook, or run it as one",
    subcommands: [
      HookInstallCommand.self, HookUninstallCommand.self, HookStatusCommand.self, HookRunCommand.self,
      HookNotifyCommand.self,
    ])
}

/// The hooks that there are, in the order in which git runs them.
enum HookName: String, CaseIterable, ExpressibleByArgument {
  case prePush = "pre-push"
  case preReceive = "pre-receive"
  case update
  case postReceive = "post-receive"

  /// Reads names with commas between them.
  static func list(_ text: String) throws -> [HookName] {
    let names = try text.split(separator: ",").map { name in
      guard let hook = HookName(rawValue: String(name)) else {
        throw ValidationError(
          "`\(name)` is no hook of countersign: \(HookName.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return hook
    }
    guard !names.isEmpty else { throw ValidationError("name at least one hook") }
    return names
  }
}

/// Which hooks a command is about.
struct HookSelection: ParsableArguments {
  @Flag(help: "The server's hooks, pre-receive and post-receive. Bare repositories have them without being asked.")
  var server = false

  @Option(
    help: ArgumentHelp(
      "These hooks, comma-separated: pre-push, pre-receive, update, post-receive.", valueName: "names"))
  var hooks: String?

  func names(isBare: Bool) throws -> [HookName] {
    try hooks.map(HookName.list) ?? (server || isBare ? [.preReceive, .postReceive] : [.prePush])
  }
}
