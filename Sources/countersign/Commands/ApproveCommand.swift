import ArgumentParser
import Diagnostics
import Evidence
import Fieldwork
import GitStore

/// Records an approval in the repository itself.
struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Record that you approve a commit, or that you don't",
    discussion: """
      Adds a record to refs/countersign/evidence, in your name as git knows it. It covers the commit and what lies \
      between it and the base. Send it to the others with `countersign evidence push`.
      """)

  @Argument(help: ArgumentHelp("The commit: the tip of the branch that you have looked at.", valueName: "commit"))
  var commit: String

  @Flag(help: "Record that you reject the commit. It stands against an approval of yours that is older.")
  var reject = false

  @Flag(
    help: """
      Record that you approve the promotion that moves production to the commit: besides the approvals of its changes, \
      where the policy has `promotion`.
      """)
  var promotion = false

  @Option(
    help: ArgumentHelp(
      "Sign the record with this SSH key: a private key, or a public one that your agent knows.", valueName: "key"))
  var sign: String?

  @Option(help: ArgumentHelp("What you want to say with it.", valueName: "text"))
  var message: String?

  @Option(help: ArgumentHelp("The ref that the approval is for; production if left out.", valueName: "ref"))
  var target: String?

  @Option(
    help: ArgumentHelp("What the commit was compared with; where it left production if left out.", valueName: "rev"))
  var base: String?

  @OptionGroup(title: "Repository") var repository: RepositoryOptions

  func run() throws {
    let opened = try repository.open()
    let now = try repository.clock()
    let subject = try opened.existingCommit(commit)
    let production = try base == nil || target == nil ? ProductionRef.find(opened, named: repository.production) : nil
    let writer = StoreWriter(opened)
    let draft = try ApprovalDraft(
      subject: subject, base: try base.map(opened.existingCommit), production: production?.tip, in: opened)
    let statement = try ApprovalStatement(
      decision: reject ? .rejected : .approved, approver: writer.writer().description, at: now, base: draft.base,
      target: target.map { $0.hasPrefix("refs/") ? $0 : "refs/heads/\($0)" } ?? production?.target(in: opened),
      paths: draft.paths, message: message)
    let added = try writer.add(
      statement, of: subject, kind: promotion ? .promotion : .approval, signer: sign.map(RecordSigner.init(key:)),
      at: now)
    let scope = draft.base.map { "\($0.short)..\(subject.short)" } ?? "\(subject.short) and all below it"
    let place = statement.target.map { " for \($0.printable)" } ?? ""
    try Terminal.write(
      "\(statement.decision.rawValue) \(promotion ? "the promotion " : "")\(scope)\(place) as \(statement.approver.printable)\n"
        + added.text)
    if sign != nil { warn(of: added.path, of: subject, in: opened) }
  }

  /// Says at once what an audit would say of the key: the one who signs is the one who can still sign with another.
  private func warn(of path: RecordPath, of subject: ObjectID, in opened: Repository) {
    guard let keys = try? AuditRequest(production: repository.production).signerKeys(in: opened),
      let contents = try? StoreReader(opened, keys: keys).read(.subjects([subject]), history: .none),
      let record = (contents.approvals + contents.promotions).first(where: { $0.source.hasSuffix(path.description) }),
      let objection = record.objection
    else { return }
    Terminal.say("note: by the policy that production has now it counts for nobody: \(objection.printable)\n")
  }
}

extension StoreWriter.Added {
  /// Where the record is and what it is worth, for the user.
  var text: String {
    "\(isNew ? "record" : "there already:") \(OwnRef.evidence):\(path)\n"
      + "grade \(signer.map { "signed, with \($0)" } ?? "record: unsigned")\n"
  }
}

extension Repository {
  /// Returns the commit that the user named.
  func existingCommit(_ revision: String) throws(Stopped) -> ObjectID {
    guard let found = try Revision.commit(revision, in: self) else {
      throw Stopped(
        Diagnostic(
          .error, "range-not-found", "there is no commit \(revision)", places: [.named(gitDirectory)],
          help: ["name a commit by its id, a branch or a tag; `git log` lists the commits"]))
    }
    return found
  }
}
