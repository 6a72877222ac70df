import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import GitStore
import Report

/// Says whether the control is in place today.
struct ReadinessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readiness", abstract: "Say how the control stands today, and what it is missing",
    discussion: """
      Looks at the policy in force, the people, hooks, keys and evidence that are here, and rehearses an audit of the last \
      days: by the policies that were in force, and by that of today. Run it where production is, and before the period \
      begins. Exits with 1 if a gap of high priority is open.
      """)

  @Option(help: ArgumentHelp("How many days up to now to rehearse; 90 if left out.", valueName: "number"))
  var days: Int?

  @Option(help: ArgumentHelp("Rehearse so many of the newest entries instead.", valueName: "number"))
  var newest: Int?

  @Option(help: ArgumentHelp("How to write it: \(ReadinessFormat.names).", valueName: "name"))
  var format: ReadinessFormat = .text

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @OptionGroup(title: "Output") var speech: OutputOptions

  func validate() throws {
    guard days == nil || newest == nil else { throw ValidationError("give --days or --newest, not both") }
    if let newest, !(1...100_000).contains(newest) { throw ValidationError("--newest is from 1 to 100000") }
    if let days, !(1...3660).contains(days) { throw ValidationError("--days is from 1 to 3660") }
  }

  func run() throws {
    let opened = try repository.open()
    let progress = Terminal.progress(quiet: speech.quiet)
    defer { progress.end() }
    let request = AuditRequest(
      production: repository.production, now: try repository.clock(), policy: try repository.givenPolicy(),
      progress: progress.show)
    let facts = try request.readiness(
      of: newest.map { .newest($0) } ?? .days(days ?? 90),
      hooks: try HookInstallation(opened, scripts: HookScripts.scripts), environment: Terminal.environment, in: opened)
    progress.end()
    let aspects = Readiness.aspects(facts)
    let gaps = Readiness.gaps(aspects)
    if speech.quiet, format == .text {
      try Terminal.write(ReadinessFormat.lastLine(gaps) + "\n")
    } else {
      try Terminal.write(format.bytes(of: aspects, facts, Terminal.drawing(speech.color)))
    }
    throw gaps.contains { $0.priority == .high } ? ExitStatus.found : ExitStatus.clean
  }
}

extension ReadinessFormat: ExpressibleByArgument {}
