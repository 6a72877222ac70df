import ArgumentParser
import Audit
import Diagnostics
import Evidence
import Fieldwork
import GitStore
import Handover
import Policy
import Report
import Spreadsheet

/// The change-control report for a period.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the change-control report for a period",
    discussion: """
      Writes a folder: report.html to read, report.json, tables as CSV and in worksheet.xlsx, summary.md, junit.xml and \
      sarif.json. A period begins with its first moment and ends before its last, in UTC. Exits like `check`.
      """)

  @Option(help: ArgumentHelp("A year, half, quarter or month: 2026, 2026-H1, 2026-Q1, 2026-01.", valueName: "name"))
  var period: String?

  @Option(help: ArgumentHelp("The first moment: a date or an RFC 3339 time.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("The moment before which the period ends.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Begin where the report in this folder ends, so that nothing lies between the two.", valueName: "dir"))
  var previous: String?

  @Option(
    help: ArgumentHelp("Draw so many changes for an auditor to test, besides all that deviate.", valueName: "number"))
  var sample: Int?

  @Option(
    help: ArgumentHelp("The auditor's phrase that the sample is drawn by; the population's digest if left out."))
  var seed: String?

  @Option(
    help: ArgumentHelp(
      "Sign the manifest with this SSH key: a private key, or a public one that your agent knows.", valueName: "key"))
  var sign: String?

  @Flag(help: "Write no worksheet.xlsx, for which libxlsxwriter has to be installed.")
  var noWorksheet = false

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  @Option(help: ArgumentHelp("The folder to write; made if it is not there, and must be empty.", valueName: "path"))
  var output: String

  @OptionGroup(title: "Output") var speech: OutputOptions

  func validate() throws {
    _ = try chosenPeriod()
    if let sample, !(1...1_000_000).contains(sample) { throw ValidationError("a sample has at least one change") }
    guard seed == nil || sample != nil else { throw ValidationError("--seed needs --sample") }
    if let seed, seed.printable != seed {
      throw ValidationError(
        "--seed has characters that nobody sees or could type again (\(seed.printable)): take letters, digits and spaces"
      )
    }
  }

  func run() throws {
    let opened = try repository.open()
    let before = try previous.map { path throws(Stopped) in try PreviousFolder(reading: path) }
    let library = noWorksheet ? nil : try WorksheetLibrary.load()
    let folder = try HandoverWriting(to: output)
    let now = try repository.clock()
    let standpoint = try Standpoint.now(in: opened, production: repository.production)
    let policy = try handedPolicy()
    let progress = Terminal.progress(quiet: speech.quiet)
    defer { progress.end() }
    let period = try chosenPeriod()
    var request = AuditRequest(
      period: period, now: now, policy: policy?.version,
      progress: progress.show)
    request.keepsCommits = true
    request.standpoint = standpoint
    request.previousTip = try before?.tip(for: standpoint.production, before: period, in: opened)
    request.previousTips = before.map { $0.link.ends } ?? []
    let audit = try request.run(in: opened)
    var making = Making(
      version: Version.number, now: now, production: standpoint.production.name,
      productionTip: standpoint.production.tip)
    making.binaryDigest = Version.binaryDigest
    making.productionNote = standpoint.production.note
    making.productionTags = standpoint.production.tags
    making.productionTagRefs = standpoint.production.tagRefs
    making.refs = standpoint.refs
    making.policyFile = policy.map { _ in HandedPolicy.name }
    making.isSigned = sign != nil
    making.previous = before?.link
    making.sample = sample.map { SampleRequest(size: $0, seed: seed) }
    making.worksheet = library
    var files = try WorksheetLibrary.writing { () throws(SpreadsheetLibrary.Failure) in
      try ReportFiles.of(audit, making, progress.show)
    }
    if let policy { files.append(ReportFile(HandedPolicy.name, policy.bytes)) }
    let manifest = Manifest(of: files).bytes
    files.append(ReportFile(Manifest.name, manifest))
    if let sign {
      var signer = RecordSigner(key: sign)
      signer.what = "manifest"
      files.append(ReportFile(Manifest.signatureName, try signer.sign(manifest).armored))
    }
    progress.show(.writing(file: output))
    try folder.write(files)
    progress.end()
    if !speech.quiet { Terminal.say("wrote \(files.count) files to \(output): begin with report.html\n") }
    let text = TextFormat(Terminal.drawing(speech.color))
    try Terminal.write(text.cautions(audit) + text.lastLine(audit) + "\n")
    throw audit.isClean ? ExitStatus.clean : ExitStatus.found
  }

  /// The policy that the user gave, under the name that it has in the folder.
  private func handedPolicy() throws(Stopped) -> (version: PolicyVersion, bytes: [UInt8])? {
    guard let path = repository.policy, try repository.givenPolicy() != nil else { return nil }
    let bytes: [UInt8]
    do throws(FileBytes.Failure) {
      bytes = try FileBytes.read(path)
    } catch {
      throw Stopped(
        Diagnostic(
          .error, "policy-invalid", "the policy file can't be read", places: [.named(path)], notes: ["\(error)"]))
    }
    return (try HandedPolicy.read(bytes), bytes)
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
