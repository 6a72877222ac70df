import ArgumentParser
import Diagnostics
import Fieldwork
import GitStore

struct HookStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say which hooks are in place, and by which settings they judge",
    discussion: "Exits with 1 where a hook is missing, is not as this version writes it, or finds no program.")

  @OptionGroup var selection: HookSelection
  @OptionGroup(title: "Repository") var repository: RepositoryOptions

  func run() throws {
    let opened = try repository.open()
    let status = try HookStatus(
      opened, try HookInstallation(opened, scripts: HookScripts.scripts),
      wanted: try selection.names(isBare: opened.isBare).map(\.rawValue), environment: Terminal.environment)
    let lines = status.states.map { ($0.name, $0.text) } + status.facts.map { ($0.label, $0.text) }
    for (label, text) in lines {
      try Terminal.write(label + String(repeating: " ", count: 14 - label.count) + text.printable + "\n")
    }
    throw status.isInOrder ? ExitStatus.clean : ExitStatus.found
  }
}
