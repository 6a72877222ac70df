import ArgumentParser
import Diagnostics
import Fieldwork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows that every commit that reached production was approved by a second person and had passing tests.
@main
struct Countersign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "Show that every change that reached production was approved by a second person and tested.",
    discussion: """
      Reads the git history and what it carries of approvals and test runs. An audit writes nothing into the \
      repository; `approve`, `record` and `evidence` write refs/countersign/ and nothing else. No network connection \
      is ever opened: `evidence push` and `evidence fetch` call your own git.

      Exit status: 0 nothing stands against any change; 1 something does; 2 the audit could not be completed; \
      64 the command line is wrong.
      """,
    version: Version.text,
    subcommands: [
      CheckCommand.self, LogCommand.self, ReportCommand.self, ExplainCommand.self, PolicyCommand.self, HookCommand.self,
      ApproveCommand.self, RecordCommand.self, EvidenceCommand.self, VerifyCommand.self,
      ReadinessCommand.self,
    ])

  /// Runs the command, keeping "broke the rules" (1) apart from "could not tell" (2).
  static func main() {
    do {
      var command = try parseAsRoot(try movedArguments(Array(CommandLine.arguments.dropFirst())))
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

extension Countersign {
  /// Goes to the folders that `-C` names before the command's name, as git does, and returns the other arguments.
  private static func movedArguments(_ arguments: [String]) throws -> [String] {
    var rest = arguments[...]
    while rest.first == "-C", rest.count > 1 {
      let path = rest[rest.startIndex + 1]
      guard chdir(path) == 0 else {
        throw Stopped(
          Diagnostic(
            .error, "repository-not-found", "the folder that -C names can't be entered", places: [.named(path)],
            notes: [String(cString: strerror(errno))], help: ["name a folder that is there"]))
      }
      rest = rest.dropFirst(2)
    }
    return Array(rest)
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
