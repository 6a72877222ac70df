import ArgumentParser
import Audit
import Diagnostics
import Evidence
import Fieldwork
import GitStore
import Policy

extension RecordCommand {
  struct Exception: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "exception", abstract: "Write the file that documents an exception, or declares an emergency",
      discussion: """
        Writes \(ExceptionFile.folder)/ID.yml into the work tree, with what is known of the change filled in. Fill in \
        the rest, commit it and have it approved: an exception counts only if every change of its file was approved by \
        a second person, who made nothing of what it excepts. An emergency counts if somebody whom \
        `emergency.declaredBy` names signed it, and is to be reviewed in time.
        """)

    @Argument(help: ArgumentHelp("A commit of the change.", valueName: "commit"))
    var commit: String

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp("The codes of the findings to accept; all of the change's if left out.", valueName: "code"))
    var finding: [String] = []

    @Option(help: ArgumentHelp("The name of the exception, and of its file.", valueName: "id"))
    var id: String?

    @Option(help: ArgumentHelp("Why it is accepted.", valueName: "text"))
    var reason: String?

    @Option(help: ArgumentHelp("Who answers for it.", valueName: "id"))
    var owner: String?

    @Option(help: ArgumentHelp("The last day on which it is valid; in 90 days if left out.", valueName: "date"))
    var expires: String?

    @Flag(help: "Declare an emergency.")
    var emergency = false

    @Option(help: ArgumentHelp("Who declares it, as `people` of the policy has him.", valueName: "id"))
    var declaredBy: String?

    @Option(help: ArgumentHelp("The incident that the emergency is about.", valueName: "id"))
    var incident: String?

    @Option(help: ArgumentHelp("Sign the emergency with this SSH key of who declares it.", valueName: "key"))
    var sign: String?

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func validate() throws {
      if emergency {
        guard declaredBy != nil, sign != nil, reason != nil else {
          throw ValidationError(
            "an emergency needs --declared-by ID, --sign KEY and --reason TEXT: it signs what it says")
        }
        if expires != nil { throw ValidationError("an emergency has no --expires: its review is due by the policy") }
      } else if declaredBy != nil || sign != nil || incident != nil {
        throw ValidationError("--declared-by, --incident and --sign are for an --emergency")
      }
      let codes = FindingCode.allCases.map(\.rawValue)
      if let wrong = finding.first(where: { !codes.contains($0) }) {
        let near = codes.nearest(to: wrong).map { "; did you mean `\($0)`?" } ?? ""
        throw ValidationError("there is no finding `\(wrong.printable)`\(near)")
      }
      if let id, !ExceptionFile.isID(id) {
        throw ValidationError("`\(id.printable)` is no id: write letters, digits, `.`, `_` and `-`")
      }
    }

    func run() throws {
      let opened = try repository.open()
      let now = try repository.clock()
      let named = try opened.existingCommit(commit)
      let writing = ExceptionWriting(opened)
      let known = try writing.facts(
        of: named, AuditRequest(production: repository.production, now: now, policy: try repository.givenPolicy()))
      guard emergency || !finding.isEmpty || !known.findings.isEmpty else {
        throw Stopped(
          Diagnostic(
            .error, "output-not-written", "nothing stands against this change; nothing was written",
            places: [.named("commit \(known.commit.short) \(known.title)")],
            help: ["name what is to be accepted: --finding CODE"]))
      }
      var facts = ExceptionTemplate.Facts(
        id: id ?? "\(emergency ? "EMG" : "EX")-\(known.commit.short)", kind: emergency ? .emergency : .exception,
        commits: [known.commit.description], titles: [known.title], now: now)
      facts.findings = finding.isEmpty ? (emergency ? [] : known.findings) : finding
      facts.reason = reason
      facts.owner = owner
      facts.declaredBy = declaredBy
      facts.incident = incident
      if !emergency { facts.expires = expires ?? Instant(seconds: now.seconds + 90 * 86_400).text.prefixOfDate }
      let path = try writing.write(facts, signer: sign.map(RecordSigner.init(key:)))
      try Terminal.write("\(path)\n")
      Terminal.say(
        emergency
          ? "commit it with the fix, and push both; have the fix reviewed in time: countersign approve \(known.commit.short)\n"
          : "fill in what is missing, commit it in a change of its own, and have that approved by somebody who took no part\n"
      )
    }
  }
}

extension String {
  /// The date of a time in RFC 3339.
  fileprivate var prefixOfDate: String { String(prefix(10)) }
}
