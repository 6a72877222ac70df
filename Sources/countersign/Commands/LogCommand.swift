import ArgumentParser
import Audit
import Fieldwork
import Report

/// The historical change log.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List the changes of a range, oldest first, one line each",
    discussion:
      "Each line has the day of the promotion, the entry, the verdict with the grade of its weakest evidence, and the title. "
      + "Where a promotion brought several changes, or needs an approval of its own, it has a line, and they stand below it."
  )

  @Argument(help: ArgumentHelp("What to list: BASE..TIP, or TIP for its whole history.", valueName: "base..tip"))
  var range: String?

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  func run() throws {
    let opened = try repository.open()
    let request = AuditRequest(
      production: repository.production, range: range, now: try repository.clock(),
      policy: try repository.givenPolicy(), wantsDigest: false,
      progress: Terminal.progress(quiet: false))
    let audit = try request.run(in: opened)
    Terminal.endProgress(quiet: false)
    var text = ""
    var log = LogText(audit)
    for assessment in audit.assessments {
      text += log.lines(assessment)
      if text.utf8.count > 1 << 16 {
        try Terminal.write(text)
        text = ""
      }
    }
    try Terminal.write(text)
  }
}
