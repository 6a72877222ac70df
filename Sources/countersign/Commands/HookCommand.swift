import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import GitStore
import Report

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The gate as a git hook.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Install the gate as a git hook, or run it as one",
    subcommands: [Install.self, Run.self])

  enum Name: String, CaseIterable, ExpressibleByArgument {
    case prePush = "pre-push"
    case preReceive = "pre-receive"
    case postReceive = "post-receive"
  }

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install",
      abstract: "Install the hooks: pre-push in a clone, pre-receive and post-receive in a bare repository",
      discussion: "A hook that is there already is kept, and runs first.")

    @Flag(
      help: "Install the server's hooks, pre-receive and post-receive. Bare repositories get them without being asked.")
    var server = false

    @Option(
      help: ArgumentHelp("Install these, comma-separated: pre-push, pre-receive, post-receive.", valueName: "names"))
    var hooks: String?

    @OptionGroup(title: "Repository") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      let names: [Name] =
        try hooks?.split(separator: ",").map { name in
          guard let hook = Name(rawValue: String(name)) else {
            throw ValidationError(
              "`\(name)` is no hook of countersign: \(Name.allCases.map(\.rawValue).joined(separator: ", "))")
          }
          return hook
        } ?? (server || opened.isBare ? [.preReceive, .postReceive] : [.prePush])
      for name in names {
        Terminal.say(
          try HookInstallation(opened).install(name.rawValue, script: HookScripts.scripts[name.rawValue]) + "\n")
      }
    }
  }

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Judge a push: called by the hook, with git's own arguments and input")

    @Argument(help: "The hook: pre-push, pre-receive or post-receive.")
    var name: Name

    @Argument(parsing: .allUnrecognized, help: "git's arguments.")
    var arguments: [String] = []

    @OptionGroup(title: "What to audit") var repository: RepositoryOptions

    func run() throws {
      if name == .postReceive { return record() }
      let opened = try repository.open()
      let input = try FileBytes.readAll(STDIN_FILENO)
      let updates = try name == .prePush ? HookUpdate.pushed(input) : HookUpdate.received(input)
      let side: HookGate.Side = name == .prePush ? .client(remote: arguments.first ?? "origin") : .server
      var refused = false
      for audit in try HookGate(opened, side: side, production: repository.production, now: try repository.clock())
        .judge(updates)
      {
        let base = audit.scope.base.map { "\($0)..\(audit.scope.tip)" } ?? audit.scope.tip.description
        let text = TextFormat(
          colour: name == .prePush && Terminal.colour(.auto), limit: 10, more: "countersign check \(base)")
        if audit.isClean {
          try Terminal.write("countersign: \(text.lastLine(audit))\n")
        } else {
          refused = true
          try Terminal.write(text.text(of: audit))
          if name == .preReceive, audit.assessments.contains(where: { $0.verdict == .unknown }) {
            try Terminal.write(
              "approvals and test runs that are only in your clone count after: countersign evidence push\n")
          }
          try Terminal.write("countersign: the push is refused\n")
        }
      }
      throw refused ? ExitStatus.found : ExitStatus.clean
    }

    /// Records what was pushed. The push is over, so whatever goes wrong is said and fails nothing.
    private func record() {
      // Whoever pushed may hang up; the record is made all the same.
      signal(SIGPIPE, SIG_IGN)
      do {
        let updates = try HookUpdate.received(try FileBytes.readAll(STDIN_FILENO))
        let hook = LedgerHook(
          try repository.open(), production: repository.production, now: try repository.clock(),
          environment: Terminal.environment)
        for line in hook.record(updates) { try? Terminal.write("countersign: \(line)\n") }
      } catch let stopped as Stopped {
        Terminal.complain(stopped)
      } catch {
        Terminal.say("countersign: the push is not recorded yet: \(error)\n")
      }
    }
  }
}
