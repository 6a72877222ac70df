import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import GitStore
import Policy

/// The options of every command that reads a repository.
struct RepositoryOptions: ParsableArguments {
  @Option(name: .customShort("C"), help: ArgumentHelp("Audit the repository that holds this path.", valueName: "path"))
  var path: String?

  @Option(help: ArgumentHelp("The ref whose movement means \"in production\".", valueName: "ref"))
  var production: String?

  @Option(help: ArgumentHelp("Judge everything by this policy file instead of the one in history.", valueName: "file"))
  var policy: String?

  @Option(help: ArgumentHelp("The time to take for now, RFC 3339.", visibility: .hidden))
  var now: String?

  func open() throws(Stopped) -> Repository {
    try Access.open(path.map { .path($0) } ?? .environment)
  }

  func clock() throws -> Instant {
    guard let now else { return Terminal.now }
    guard let instant = Instant(rfc3339: now) else {
      throw ValidationError("`\(now)` is no time: write 2026-01-31T12:00:00Z")
    }
    return instant
  }

  func givenPolicy() throws(Stopped) -> PolicyVersion? {
    guard let policy else { return nil }
    return try PolicyFile.read(policy)
  }
}

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Option(help: "When to use colour: auto, always or never.")
  var color: ColourChoice = .auto

  @Flag(help: "Print the last line alone, and no progress.")
  var quiet = false
}

/// A policy file outside of history.
enum PolicyFile {
  static func read(_ path: String) throws(Stopped) -> PolicyVersion {
    let bytes: [UInt8]
    do throws(FileBytes.Failure) {
      bytes = try FileBytes.read(path)
    } catch {
      throw Stopped(
        Diagnostic(
          .error, "policy-invalid", "the policy file can't be read", places: [.named(path)], notes: ["\(error)"],
          help: ["write one with `countersign policy init`"]))
    }
    return PolicyVersion(
      policy: try PolicyReader.read(bytes, name: path), digest: PolicyDigest.of(bytes: bytes), commit: nil)
  }
}
