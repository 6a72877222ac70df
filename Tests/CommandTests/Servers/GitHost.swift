import CountersignTesting
import Foundation
import Testing

/// A git server that serves one repository to users whom it knows by name.
protocol GitHost: AnyObject {
  /// The bare repository's folder, as the server sees it.
  var repository: String { get }
  /// The repository's address for a user.
  func url(for user: String) -> String
  /// Variables that a user's git needs to get there.
  func environment(for user: String) -> [String: String]
  /// The name that the server knows a user by; `nil` where it knows none.
  func pusher(_ user: String) -> String?
}

enum Transport: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case file, http, ssh, gitolite

  var testDescription: String { rawValue }

  /// Starts a server for a repository that holds what `seed` has.
  func start(seed: RepositoryBuilder, users: [String]) throws -> any GitHost {
    switch self {
    case .file: FileHost(seed)
    case .http: try HTTPHost(seed, users: users)
    case .ssh: try SSHHost(seed, users: users)
    case .gitolite: try GitoliteHost(seed, users: users)
    }
  }
}

/// The repository as a folder of the same machine.
final class FileHost: GitHost {
  let repository: String

  init(_ seed: RepositoryBuilder) { repository = seed.path }

  func url(for user: String) -> String { "file://\(repository)" }
  func environment(for user: String) -> [String: String] { [:] }
  func pusher(_ user: String) -> String? { nil }
}

/// Makes a key without a passphrase, and returns its public half.
@discardableResult
func makeKey(_ path: String, comment: String) throws -> String {
  let made = try Subprocess(
    program: "ssh-keygen", arguments: ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", path],
    environment: HermeticEnvironment.variables
  ).run()
  guard made.status == 0 else { throw TestingError("ssh-keygen: \(made.stderr)") }
  return try String(contentsOfFile: "\(path).pub", encoding: .utf8).trimmingCharacters(in: .newlines)
}

/// Writes an executable file.
func writeProgram(_ text: String, to path: String) throws {
  // By a program of its own: a child that another test starts meanwhile would hold the file open for writing, and then
  // it can't be run ("text file busy").
  let written = try Subprocess(
    program: "/bin/sh",
    arguments: ["-c", "cat >\"$1.new\" && chmod 755 \"$1.new\" && mv \"$1.new\" \"$1\"", "sh", path],
    environment: HermeticEnvironment.variables, input: Array(text.utf8)
  ).run()
  guard written.status == 0 else { throw TestingError("\(path) can't be written: \(written.stderr)") }
}
