import ArgumentParser
import Diagnostics
import Fieldwork
import GitStore
import Handover
import Signing

/// Checks a report that was handed over.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check a report's folder, make the report again, and compare",
    discussion: """
      Checks each file against MANIFEST, the signature, and the chain to the previous report; then performs the audit \
      again from the repository, with what the report says that it was given, and says in which line and column \
      anything differs. Exits with 0 when nothing does, 1 when something does, and 2 when it could not be completed.
      """)

  @Argument(help: ArgumentHelp("The folder that `report` wrote.", valueName: "report-directory"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Who may sign, as an OpenSSH allowed_signers file; the people of the policy in force if left out.",
      valueName: "file"))
  var signers: String?

  @Option(help: ArgumentHelp("The folder of the report that this one follows.", valueName: "dir"))
  var previous: String?

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @OptionGroup(title: "Output") var speech: OutputOptions

  func run() throws {
    let opened = try repository.open()
    var verifier = Verifier(
      folder: try HandoverFolder(reading: folder), repository: opened, now: try repository.clock(),
      version: Version.number)
    verifier.production = repository.production
    verifier.expectedPolicy = try repository.givenPolicy()
    verifier.previous = try previous.map { path throws(Stopped) in try HandoverFolder(reading: path) }
    verifier.signers = try signers.map(allowedSigners)
    let progress = Terminal.progress(quiet: speech.quiet)
    defer { progress.end() }
    verifier.progress = progress.show
    let result = try verifier.run()
    progress.end()
    let drawing = Terminal.drawing(speech.color)
    var text = ""
    for check in result.checks where !speech.quiet || check.outcome == .bad {
      let word = check.outcome.rawValue
      text += drawing.styled(
        word + String(repeating: " ", count: 9 - word.count), check.outcome == .bad ? .red : .green)
      text += check.text.printable + "\n"
      for detail in check.details { text += "         \(detail.printable)\n" }
    }
    let bad = result.checks.filter { $0.outcome == .bad }.count
    let made = result.checks.filter { $0.outcome != .note }.count
    if bad > 0 {
      text += "\(bad) of \(made) checks failed\n"
    } else if result.stopped == nil {
      text += "the report is what the repository gives\n"
    }
    try Terminal.write(text)
    if let stopped = result.stopped { throw stopped }
    throw result.isGood ? ExitStatus.clean : ExitStatus.found
  }

  private func allowedSigners(_ path: String) throws(Stopped) -> AllowedSigners {
    let bytes: [UInt8]
    do throws(FileBytes.Failure) {
      bytes = try FileBytes.read(path)
    } catch {
      throw unusable(path, ["\(error)"])
    }
    let signers = AllowedSigners(bytes)
    guard signers.problems.isEmpty else {
      throw unusable(path, signers.problems.prefix(5).map { "line \($0.line), column \($0.column): \($0.message)" })
    }
    return signers
  }

  private func unusable(_ path: String, _ notes: [String]) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "report-incomplete", "the file of signers can't be used", places: [.named(path)], notes: notes,
        help: ["each line is NAME namespaces=\"countersign\" KEYTYPE KEY; see ssh-keygen(1), ALLOWED SIGNERS"]))
  }
}
