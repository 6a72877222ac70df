import ArgumentParser
import Diagnostics
import Evidence
import GitStore

extension RecordCommand {
  struct Promotion: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "promotion", abstract: "Record that production was moved, where no server hook does it",
      discussion: """
        Adds an entry to refs/countersign/ledger, and sends nothing: push that ref to where only you may write it. The \
        evidence that is here counts as having been there at the promotion, so fetch it, and record before you promote. \
        A movement since the last entry that nobody recorded gets an entry of its own, which proves nothing.
        """)

    @Option(help: ArgumentHelp("The ref that was moved, in full or a branch.", valueName: "ref"))
    var ref: String

    @Option(help: ArgumentHelp("What it was at; forty zeros where it did not exist.", valueName: "commit"))
    var old: String

    @Option(help: ArgumentHelp("What it was moved to; forty zeros where it was deleted.", valueName: "commit"))
    var new: String

    @Option(help: ArgumentHelp("Who moved it, as the server knows him.", valueName: "name"))
    var pusher: String?

    @Option(help: ArgumentHelp("When, RFC 3339; now if left out.", valueName: "time"))
    var at: String?

    @Option(help: ArgumentHelp("Sign the entry with this SSH key.", valueName: "key"))
    var sign: String?

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      let time = try moment()
      var draft = LedgerDraft(
        ref: ref.hasPrefix("refs/") ? ref : "refs/heads/\(ref)", old: try end(old, opened), new: try end(new, opened),
        at: time)
      guard draft.old != draft.new else { throw ValidationError("--old and --new are the same: nothing moved") }
      draft.pusher = pusher.map { String(decoding: $0.utf8.prefix(LedgerLimit.pusherBytes), as: UTF8.self) }
      draft.evidence = try evidence(opened)
      let writer = LedgerWriter(
        opened, signer: sign.map(RecordSigner.init(key:)), as: try StoreWriter(opened).writer())
      let grade = sign == nil ? "unsigned" : "signed"
      switch try writer.append(draft) {
      case .added(let number): try Terminal.write("entry \(number) of \(OwnRef.ledger), \(grade)\n")
      case .addedAfterGap(let number, _):
        try Terminal.write(
          "entry \(number) of \(OwnRef.ledger), \(grade); entry \(number - 1) stands for what was not recorded before\n"
        )
      case .present(let number): try Terminal.write("there already: entry \(number) of \(OwnRef.ledger)\n")
      }
    }

    private func moment() throws -> Instant {
      guard let at else { return try repository.clock() }
      guard let time = Instant(rfc3339: at) else {
        throw ValidationError("`\(at)` is no time: write 2026-01-31T12:00:00Z")
      }
      return time
    }

    private func end(_ text: String, _ repository: Repository) throws -> ObjectID? {
      ObjectID(hex: text) == .zero ? nil : try repository.existingCommit(text)
    }

    private func evidence(_ repository: Repository) throws(Stopped) -> ObjectID? {
      do throws(GitError) { return try repository.target(of: OwnRef.evidence.name) } catch {
        throw Stopped(
          Diagnostic(
            .error, "evidence-not-written", "the evidence can't be read; nothing was recorded",
            places: [.named(OwnRef.evidence.name)], notes: ["\(error.call) returned \(error.code): \(error.detail)"],
            help: ["run `git fsck`"]))
      }
    }
  }
}
