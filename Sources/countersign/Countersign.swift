import ArgumentParser
import Diagnostics
import Fieldwork

/// Shows that every commit that reached production was approved by a second person and had passing tests.
@main
struct Countersign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "Show that every change that reached production was approved by a second person and tested.",
    discussion: """
      Reads the git history and what it carries of approvals and test runs. Writes nothing into the repository, \
      and never opens a network connection.

      Exit status: 0 nothing stands against any change; 1 something does; 2 the audit could not be completed; \
      64 the command line is wrong.
      """,
    version: Version.text,
    subcommands: [
      CheckCommand.self, LogCommand.self, ReportCommand.self, ExplainCommand.self, PolicyCommand.self, HookCommand.self,
    ])

  /// Runs the command, keeping "broke the rules" (1) apart from "could not tell" (2).
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      exit(withError: ExitCode(status.rawValue))
    } catch let stopped as Stopped {
      Terminal.complain(stopped)
      exit(withError: ExitCode(ExitStatus.incomplete.rawValue))
    } catch let failure as FileBytes.Failure {
      // The reader went away: there is nobody left to tell.
      if !failure.isBrokenPipe { Terminal.complain(Stopped(Diagnostic(.error, "output-not-written", "\(failure)"))) }
      exit(withError: ExitCode(ExitStatus.incomplete.rawValue))
    } catch {
      // ArgumentParser's own: help and version (0) and wrong command lines (64).
      exit(withError: error)
    }
  }
}

/// What the exit status says. Scripts rely on the numbers.
enum ExitStatus: Int32, Error {
  case clean = 0
  /// At least one change, or a finding of the whole run, is `fail` or `unknown`.
  case found = 1
  /// Nothing is said of the rest.
  case incomplete = 2
}
