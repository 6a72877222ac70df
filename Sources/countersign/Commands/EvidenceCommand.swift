import ArgumentParser
import Audit
import Diagnostics
import Evidence
import Fieldwork
import GitStore
import Policy

/// Shows the evidence in the repository and moves it between clones.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "List the evidence kept in git, and move it between clones",
    subcommands: [List.self, Merge.self, Push.self, Fetch.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the records, of one commit or all",
      discussion: """
        Signatures are checked with the keys of the policy in force, each at the record's own time. Exits with 1 when a record was removed or altered, \
        or can't be read.
        """)

    @Argument(help: "The commit; all of them if left out.")
    var commit: String?

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      let subject = try commit.map(opened.existingCommit)
      let reader = StoreReader(opened, keys: try keys(in: opened))
      let contents: StoreContents
      do throws(GitError) {
        contents = try reader.read(subject.map { .subjects([$0]) } ?? .all, sources: sources(in: opened))
      } catch {
        throw Stopped(error, reading: OwnRef.evidence.name, in: opened)
      }
      try Terminal.write(StoreListing(contents).text)
      throw contents.tampered.isEmpty && contents.unreadable.isEmpty ? ExitStatus.clean : ExitStatus.found
    }

    private func sources(in opened: Repository) -> [ObjectID] {
      (try? ProductionRef.find(opened, named: repository.production)).map { [$0.tip] } ?? []
    }

    private func keys(in opened: Repository) throws(Stopped) -> SignerKeys {
      do throws(Stopped) {
        return try AuditRequest(production: repository.production, policy: try repository.givenPolicy())
          .signerKeys(in: opened)
      } catch {
        // Without a policy nobody has a key. A policy that was named and can't be read is another matter.
        if repository.policy != nil { throw error }
        return SignerKeys(Policy.builtIn(preset: .none)) { _ in nil }
      }
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Add everything that another evidence ref has",
      discussion: "Nothing is ever in conflict: records are named by what they hold, and only ever added.")

    @Argument(help: "The other evidence ref, or a commit on it.")
    var ref: String

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      let union = try StoreWriter(opened).union(with: opened.existingCommit(ref), at: repository.clock())
      try Terminal.write(union.text + "\n")
    }
  }

  struct Push: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "push", abstract: "Push the evidence with git, after uniting it with what is there")

    @Argument(help: "The remote, or its address.")
    var remote = "origin"

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      let pushed = try StoreExchange(opened, remote: remote, at: try repository.clock()).push()
      for fetched in pushed.fetched { try Terminal.write(fetched.text(remote)) }
      try Terminal.write("\(remote) has the evidence up to \(pushed.tip.short)\n")
    }
  }

  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fetch", abstract: "Fetch evidence with git, and add it to what is here")

    @Argument(help: "The remote, or its address.")
    var remote = "origin"

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      try Terminal.write(StoreExchange(opened, remote: remote, at: try repository.clock()).fetch().text(remote))
    }
  }
}

extension StoreWriter.Union {
  fileprivate var text: String {
    switch self {
    case .nothingNew: "nothing new"
    case .added(let records, let tip): "added \(records) record\(records == 1 ? "" : "s"), up to \(tip.short)"
    }
  }
}

extension StoreExchange.Fetched {
  fileprivate func text(_ remote: String) -> String {
    guard let union else { return "\(remote) has no evidence\n" }
    let rewound = rewoundFrom.map {
      "note: \(remote) no longer has \($0), which it had when it was last fetched; nothing of it is lost here\n"
    }
    return (rewound ?? "") + "\(remote): \(union.text)\n"
  }
}
