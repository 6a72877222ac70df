import ArgumentParser
import Diagnostics
import Evidence
import GitStore

/// Records what happened outside of git.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record a test run, a promotion or an exception",
    subcommands: [Tests.self, Promotion.self, Exception.self])

  enum Result: String, CaseIterable, ExpressibleByArgument { case passed, failed }

  struct Tests: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tests", abstract: "Record a test run over a commit, from the report that it wrote",
      discussion: """
        Reads JUnit XML, which most test tools write, and counts its tests. A failed run is recorded too. With \
        --result instead, the record has no count; a policy with `tests.counts: required` asks for one.
        """)

    @Option(help: ArgumentHelp("The suite's name, as the policy has it.", valueName: "name"))
    var suite: String

    @Option(parsing: .upToNextOption, help: ArgumentHelp("JUnit XML files of the run, all of them.", valueName: "file"))
    var junit: [String] = []

    @Option(help: "How the run ended, where there is no report: passed or failed.")
    var result: Result?

    @Option(help: ArgumentHelp("The commit that was tested.", valueName: "commit"))
    var commit = "HEAD"

    @Option(
      help: ArgumentHelp("Who ran it: an address that the policy's people have; yours if left out.", valueName: "id"))
    var runner: String?

    @Option(help: ArgumentHelp("What tells this run from others of the suite: a shard, a platform.", valueName: "name"))
    var configuration: [String] = []

    @Option(help: ArgumentHelp("Where the run can be looked at.", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("Sign the record with this SSH key.", valueName: "key"))
    var sign: String?

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func validate() throws {
      guard junit.isEmpty == (result != nil) else {
        throw ValidationError("say how the run ended: with --junit FILE, or with --result passed|failed, not with both")
      }
      guard !suite.isEmpty else { throw ValidationError("the suite needs a name") }
    }

    func run() throws {
      let opened = try repository.open()
      let now = try repository.clock()
      let subject = try opened.existingCommit(commit)
      let writer = StoreWriter(opened)
      var statement = TestStatement(
        suite: suite, outcome: result == .passed ? .passed : .failed, runner: try runner ?? writer.writer().description)
      statement.finishedAt = now
      statement.recordedAt = now
      statement.configuration = configuration
      statement.url = url
      if result == nil { statement.take(try report(before: now)) }
      let added = try writer.add(statement, of: subject, signer: sign.map(RecordSigner.init(key:)), at: now)
      try Terminal.write(
        "\(suite.printable) \(statement.outcome.rawValue) on \(subject.short)\(statement.counts)\n" + added.text)
    }

    private func report(before now: Instant) throws(Stopped) -> JUnitReport {
      let report = try JUnitReader.read(junit)
      for remark in report.remarks { Terminal.say("note: \(remark.printable)\n") }
      if report.executed == 0 { Terminal.say("note: no test was executed, which is no pass for anybody\n") }
      return report
    }
  }
}

extension TestStatement {
  /// The counts for the user, or nothing.
  var counts: String {
    guard let executed, let failed, let skipped else { return "" }
    return ": \(executed) executed, \(failed) failed, \(skipped) skipped"
  }
}
