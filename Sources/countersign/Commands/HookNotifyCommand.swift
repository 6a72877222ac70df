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

/// What post-receive leaves behind in the background: judges what went in, and has it told where something is found.
struct HookNotifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify", abstract: "Tell of findings in what was pushed: called by post-receive", shouldDisplay: false
  )

  @OptionGroup(title: "What to audit") var repository: RepositoryOptions

  func run() throws {
    // What ends the push's session ends nothing here.
    setsid()
    let opened = try repository.open()
    let settings = try HookSettings(opened)
    let notification = Notification(opened, settings)
    HookDeadline.start(seconds: settings.timeLimit, saying: "", status: ExitStatus.incomplete.rawValue)
    // Stands until what was pushed is judged: nobody is left to hear of it otherwise.
    notification.failed(["what was pushed was not judged within \(settings.timeLimit) seconds"])
    do {
      let updates = try Notification.read(try FileBytes.readAll(STDIN_FILENO))
      let pusher = PusherName.find(opened, Terminal.environment)
      let gate = HookGate(
        opened, side: .server, production: repository.production, now: try repository.clock())
      let audits = try updates.map { (try gate.review($0.update, evidence: $0.evidence), $0.update) }
      // The command has a limit of its own.
      HookDeadline.stop()
      notification.succeeded()
      for (audit, update) in audits where !audit.isClean || audit.summary.excepted > 0 {
        notification.run(
          JSONFormat.bytes(of: audit, version: Version.text),
          summary: HookText.summary(
            of: audit,
            title:
              "countersign: \(update.ref) is at \(update.new?.short ?? "nothing"), pushed by \(pusher ?? "somebody")"),
          update, pusher: pusher)
      }
    } catch let stopped as Stopped {
      notification.failed(["what was pushed can't be judged"] + stopped.diagnostics.map(\.message))
      throw ExitStatus.incomplete
    }
  }
}
