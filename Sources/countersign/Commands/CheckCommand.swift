import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import GitStore
import Report

/// The gate: judges a range.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge the changes of a range",
    discussion: """
      Without a range, a CI system's environment tells it, and outside of CI the whole history of production is \
      judged. Exits with 0 when nothing stands against any change, 1 when something does, and 2 when the audit could \
      not be completed.
      """)

  @Argument(help: ArgumentHelp("What to judge: BASE..TIP, or TIP for its whole history.", valueName: "base..tip"))
  var range: String?

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @Flag(help: "Judge the range as the one change that a pull request will be.")
  var proposed = false

  @Option(help: ArgumentHelp("How to write the result: \(ResultFormat.names).", valueName: "name"))
  var format: ResultFormat = .text

  @Option(help: ArgumentHelp("Write the result to this file instead of standard output.", valueName: "path"))
  var output: String?

  @OptionGroup(title: "Output") var speech: OutputOptions

  func run() throws {
    let opened = try repository.open()
    let progress = Terminal.progress(quiet: speech.quiet)
    defer { progress.end() }
    let request = AuditRequest(
      production: repository.production, range: range, isProposed: proposed, now: try repository.clock(),
      policy: try repository.givenPolicy(),
      environment: Terminal.environment, keepsAll: format.wantsEveryChange, wantsDigest: format != .text,
      progress: progress.show)
    let audit = try request.run(in: opened)
    progress.end()
    let text = TextFormat(output == nil ? Terminal.drawing(speech.color) : DiagnosticText(colour: false))
    if format == .text, speech.quiet {
      try write(Array((text.lastLine(audit) + "\n").utf8))
    } else {
      try write(format.bytes(of: audit, version: Version.number, text: text))
    }
    throw audit.isClean ? ExitStatus.clean : ExitStatus.found
  }

  private func write(_ bytes: [UInt8]) throws {
    guard let output else { return try Terminal.write(bytes) }
    try FileBytes.deliver(bytes, to: output)
  }
}

extension ResultFormat: ExpressibleByArgument {}
