import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import Report

/// The change-control report for a period.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the change-control report for a period",
    discussion: """
      Writes a folder: report.html to read, report.json, tables as CSV, summary.md, junit.xml and sarif.json. A period \
      begins with its first moment and ends before its last, in UTC. Exits like `check`.
      """)

  @Option(help: ArgumentHelp("A year, half, quarter or month: 2026, 2026-H1, 2026-Q1, 2026-01.", valueName: "name"))
  var period: String?

  @Option(help: ArgumentHelp("The first moment: a date or an RFC 3339 time.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("The moment before which the period ends.", valueName: "time"))
  var until: String?

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @Option(help: ArgumentHelp("The folder to write; made if it is not there, and must be empty.", valueName: "path"))
  var output: String

  @OptionGroup(title: "Output") var speech: OutputOptions

  func validate() throws { _ = try chosenPeriod() }

  func run() throws {
    let opened = try repository.open()
    let folder = try ReportFolder(at: output)
    var request = AuditRequest(
      production: repository.production, period: try chosenPeriod(), now: try repository.clock(),
      policy: try repository.givenPolicy(), progress: Terminal.progress(quiet: speech.quiet))
    request.keepsCommits = true
    let audit = try request.run(in: opened)
    Terminal.endProgress(quiet: speech.quiet)
    let files = ReportFiles.of(audit, version: Version.number)
    try folder.write(files)
    if !speech.quiet { Terminal.say("wrote \(files.count) files to \(output): begin with report.html\n") }
    try Terminal.write(TextFormat(colour: Terminal.colour(speech.color)).lastLine(audit) + "\n")
    throw audit.isClean ? ExitStatus.clean : ExitStatus.found
  }

  private func chosenPeriod() throws -> Period {
    if let period {
      guard since == nil, until == nil else { throw ValidationError("give --period, or --since and --until, not both") }
      guard let chosen = Period(period) else {
        throw ValidationError("`\(period)` is no period: write 2026, 2026-H1, 2026-Q1 or 2026-01")
      }
      return chosen
    }
    guard let since, let until else { throw ValidationError("give --period, or both --since and --until") }
    guard let from = Instant(rfc3339: since) else { throw ValidationError("`\(since)` is no date: write 2026-01-31") }
    guard let to = Instant(rfc3339: until) else { throw ValidationError("`\(until)` is no date: write 2026-01-31") }
    guard from < to else { throw ValidationError("the period ends (\(until)) before it begins (\(since))") }
    return Period(since: from, until: to)
  }
}
