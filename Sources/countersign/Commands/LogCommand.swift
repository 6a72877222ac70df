import ArgumentParser
import Audit
import Fieldwork
import Report

/// The historical change log.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List the changes of a range, oldest first",
    discussion: """
      As text, each line has the day of the promotion, the entry, the verdict with the grade of its weakest evidence, and \
      the title. Where a promotion brought several changes, or needs an approval of its own, it has a line, and they \
      stand below it. For customers it has the day, the entry and the title: no people, no verdicts, no findings. Titles \
      stand as their authors wrote them.
      """)

  @Argument(help: ArgumentHelp("What to list: BASE..TIP, or TIP for its whole history.", valueName: "base..tip"))
  var range: String?

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @Option(help: ArgumentHelp("How to write the log: \(LogFormat.names).", valueName: "name"))
  var format: LogFormat = .text

  @Option(help: ArgumentHelp("Who reads it: internal, or customer.", valueName: "name"))
  var audience: LogAudience = .internal

  @Option(help: ArgumentHelp("Write the log to this file instead of standard output.", valueName: "path"))
  var output: String?

  func run() throws {
    let opened = try repository.open()
    let progress = Terminal.progress(quiet: false)
    defer { progress.end() }
    let request = AuditRequest(
      production: repository.production, range: range, now: try repository.clock(),
      policy: try repository.givenPolicy(), wantsDigest: false,
      progress: progress.show)
    let audit = try request.run(in: opened)
    progress.end()
    guard let output else {
      return try format.write(audit, for: audience) { try Terminal.write($0) }
    }
    try FileBytes.deliver(format.bytes(of: audit, for: audience), to: output)
  }
}

extension LogFormat: ExpressibleByArgument {}
extension LogAudience: ExpressibleByArgument {}
