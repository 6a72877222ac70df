import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import GitStore
import Report

/// Says whether the control is in place today.
struct ReadinessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readiness", abstract: "Say what the control is missing today, the weightiest first",
    discussion: """
      Looks at the policy in force, the hooks and evidence that are here, and judges the newest changes by the policy of \
      today. Run it where production is, and before the period begins. Exits with 1 if a gap of high priority is open.
      """)

  @Option(help: ArgumentHelp("How many of the newest entries to judge.", valueName: "number"))
  var newest = 100

  @Option(help: ArgumentHelp("How to write it: \(ReadinessFormat.names).", valueName: "name"))
  var format: ReadinessFormat = .text

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @OptionGroup(title: "Output") var speech: OutputOptions

  func validate() throws {
    guard (1...100_000).contains(newest) else { throw ValidationError("--newest is from 1 to 100000") }
  }

  func run() throws {
    let opened = try repository.open()
    let progress = Terminal.progress(quiet: speech.quiet)
    defer { progress.end() }
    let request = AuditRequest(
      production: repository.production, now: try repository.clock(), policy: try repository.givenPolicy(),
      progress: progress.show)
    let facts = try request.readiness(
      newest: newest, hooks: try HookInstallation(opened, scripts: HookScripts.scripts), in: opened)
    progress.end()
    let gaps = Readiness.gaps(facts)
    if speech.quiet, format == .text {
      try Terminal.write(ReadinessFormat.lastLine(gaps) + "\n")
    } else {
      try Terminal.write(format.bytes(of: gaps, facts, Terminal.drawing(speech.color)))
    }
    throw gaps.contains { $0.priority == .high } ? ExitStatus.found : ExitStatus.clean
  }
}

extension ReadinessFormat: ExpressibleByArgument {}
