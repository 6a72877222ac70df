import ArgumentParser
import Diagnostics
import Fieldwork
import GitStore

struct HookInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install the hooks: pre-push in a clone, pre-receive and post-receive in a bare repository",
    discussion: """
      A hook that is there already is kept, and runs first. On a server, `receive.advertisePushOptions` is set where \
      nobody has set it.
      """)

  @OptionGroup var selection: HookSelection
  @OptionGroup(title: "Repository") var repository: RepositoryOptions

  func run() throws {
    let opened = try repository.open()
    let names = try selection.names(isBare: opened.isBare)
    let installation = try HookInstallation(opened, scripts: HookScripts.scripts)
    for name in names { say(try installation.install(name.rawValue)) }
    for note in installation.folder.notes { say("note: \(note)") }
    if names.contains(.preReceive) { say(try PushOptionSetting.advertise(opened)) }
  }
}

struct HookUninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Remove the hooks, and give those that were there before their names back",
    discussion: "Hooks of others are left alone, and so is git's configuration.")

  @Option(
    help: ArgumentHelp("Remove these alone, comma-separated; all of countersign's if left out.", valueName: "names"))
  var hooks: String?

  @OptionGroup(title: "Repository") var repository: RepositoryOptions

  func run() throws {
    let opened = try repository.open()
    let installation = try HookInstallation(opened, scripts: HookScripts.scripts)
    var removed = 0
    for name in try hooks.map(HookName.list) ?? HookName.allCases {
      guard let done = try installation.uninstall(name.rawValue) else {
        if hooks != nil {
          say("\(installation.folder.path)/\(name.rawValue) is not countersign's; nothing was removed")
        }
        continue
      }
      removed += 1
      say(done)
    }
    if removed == 0, hooks == nil { say("there is no hook of countersign's in \(installation.folder.path)") }
    if removed > 0, let kept = try PushOptionSetting.kept(opened) { say("note: \(kept)") }
  }
}

private func say(_ text: String) { Terminal.say(text.printable + "\n") }
