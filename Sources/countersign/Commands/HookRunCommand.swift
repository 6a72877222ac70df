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

struct HookRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Judge a push: called by the hook, with git's own arguments and input")

  @Argument(help: "The hook: pre-push, pre-receive, update or post-receive.")
  var name: HookName

  @Argument(parsing: .allUnrecognized, help: "git's arguments.")
  var arguments: [String] = []

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  /// Git's input; no push has that many refs.
  private static let mostInput = 256 << 20

  func run() throws {
    // Where reading the settings takes too long.
    limit(HookSettings.defaultTimeLimit)
    do {
      if name == .postReceive { try record() } else { throw try judge() }
    } catch let stopped as Stopped {
      Terminal.say(
        HookText(isRemote: isServer, Terminal.drawing(.auto, on: STDERR_FILENO)).text(of: stopped.diagnostics))
      if name != .postReceive {
        Terminal.say("countersign: \(refusal)\n")
        throw ExitStatus.incomplete
      }
      Terminal.say("countersign: the push is not recorded yet; the next one records it\n")
    }
  }

  private var isServer: Bool { name != .prePush }
  private var refusal: String { name == .update ? "the update is refused" : "the push is refused" }

  private func judge() throws -> ExitStatus {
    let opened = try repository.open()
    limit(try HookSettings(opened).timeLimit)
    let request = try request(opened)
    let side: HookGate.Side = isServer ? .server : .client(remote: arguments.first ?? "origin")
    let gate = HookGate(opened, side: side, production: repository.production, now: try repository.clock())
    let audits = try gate.judge(request)
    try Terminal.write(HookText(isRemote: isServer, Terminal.drawing(.auto)).text(of: audits))
    if audits.allSatisfy(\.isClean) { return .clean }
    if isServer, audits.contains(where: { $0.assessments.contains { $0.verdict == .unknown } }) {
      try Terminal.write(
        "approvals and test runs that are only in your clone count after: countersign evidence push\n")
    }
    try Terminal.write("countersign: \(refusal)\n")
    return .found
  }

  private func request(_ opened: Repository) throws -> HookRequest {
    switch name {
    case .prePush: return HookRequest(try HookUpdate.pushed(try input()))
    // git gives this one no push options.
    case .update: return try HookRequest(HookUpdate.argued(arguments), to: opened) { _ in nil }
    case .preReceive, .postReceive:
      return try HookRequest(try HookUpdate.received(try input()), to: opened, Terminal.environment)
    }
  }

  private func input() throws -> [UInt8] { try FileBytes.readAll(STDIN_FILENO, most: Self.mostInput) }

  /// Records what was pushed. The push is over, so whatever goes wrong is said and fails nothing.
  private func record() throws {
    // Whoever pushed may hang up; the record is made all the same.
    signal(SIGPIPE, SIG_IGN)
    let opened = try repository.open()
    let settings = try HookSettings(opened)
    limit(settings.timeLimit)
    let updates = try HookUpdate.received(try input())
    let hook = LedgerHook(
      opened, production: repository.production, now: try repository.clock(), environment: Terminal.environment)
    let recorded = hook.record(updates)
    for done in recorded { try? Terminal.write("countersign: \(done.text.terminalText)\n") }
    guard settings.notifyCommand != nil, !recorded.isEmpty else { return }
    do throws(FileBytes.Failure) {
      try Notification.start(recorded, program: CommandLine.arguments[0])
    } catch {
      Notification(opened, settings).failed(["countersign can't be started once more: \(error)"])
    }
  }

  private func limit(_ seconds: Int) {
    let text =
      name == .postReceive
      ? "countersign: the push is not recorded yet: it took more than \(seconds) seconds; the next one records it\n"
      : """
      countersign: \(refusal): it was not judged within \(seconds) seconds
        help: push fewer commits at once, or have \(isServer ? "an administrator of the server" : "git") wait longer:
              git config \(HookSettings.timeLimitKey) SECONDS

      """
    HookDeadline.start(
      seconds: seconds, saying: text, status: name == .postReceive ? 0 : ExitStatus.incomplete.rawValue)
  }
}
