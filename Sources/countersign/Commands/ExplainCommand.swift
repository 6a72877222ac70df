import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import GitStore
import Report

/// Why a commit passed or not, or what a code means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a commit passed or not, or what a code means")

  @Argument(help: ArgumentHelp("A commit, or the code of a finding.", valueName: "commit|code"))
  var subject: String

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @OptionGroup(title: "Output") var speech: OutputOptions

  func run() throws {
    if let page = FindingPages.pages[subject] { return try Terminal.write(page) }
    let opened: Repository
    do throws(Stopped) { opened = try repository.open() } catch { throw near ?? error }
    let request = AuditRequest(
      production: repository.production, now: try repository.clock(), policy: try repository.givenPolicy())
    guard let audit = try request.explain(subject, in: opened) else { throw near ?? notFound }
    try Terminal.write(Explanation(Terminal.drawing(speech.color)).text(of: audit))
  }

  /// A word that is nearly a code was probably meant to be one.
  private var near: Stopped? {
    FindingPages.pages.keys.sorted().nearest(to: subject).map {
      Stopped(
        Diagnostic(
          .error, "range-not-found", "there is no code and no commit \(subject)", help: ["did you mean `\($0)`?"]))
    }
  }

  private var notFound: Stopped {
    Stopped(
      Diagnostic(
        .error, "range-not-found", "there is no code and no commit \(subject)",
        help: [
          "`countersign log` lists the changes",
          "the codes are: " + FindingPages.pages.keys.sorted().joined(separator: ", "),
        ]))
  }
}
