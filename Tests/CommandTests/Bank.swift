import CountersignTesting
import Foundation

/// A repository with a year or a few days of changes, a folder for its reports, and a key.
struct Bank {
  let repository: RepositoryBuilder
  let folder: TemporaryFolder
  let good: String
  let bad: String
  let key: String
  let signers: String

  init(months: Int = 0) throws {
    let (repository, _, good, bad) = try Example.make()
    folder = try TemporaryFolder()
    for month in 0..<months {
      // Every thirty days from the 15th of January 2026.
      let date = 1_768_478_400 + Int64(month) * 30 * 86_400
      try repository.commit("Change of month \(month + 1)\n\n\(Example.approved)", date: date)
    }
    self.repository = repository
    self.good = good
    self.bad = bad
    key = folder.path + "/key"
    signers = folder.path + "/signers"
    try Self.makeKey(at: key)
    let line = try String(contentsOfFile: key + ".pub", encoding: .utf8)
    try "audit@example.com namespaces=\"countersign\" \(line)".write(toFile: signers, atomically: true, encoding: .utf8)
  }

  func makeKey(_ name: String) throws -> String {
    try Self.makeKey(at: folder.path + "/" + name)
    return folder.path + "/" + name
  }

  private static func makeKey(at path: String) throws {
    let made = try Subprocess(
      program: "/usr/bin/env", arguments: ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path],
      environment: HermeticEnvironment.variables
    ).run()
    guard made.status == 0 else { throw TestingError("ssh-keygen: \(made.stderr)") }
  }

  func report(_ name: String, _ arguments: [String] = [], period: String = "2026") throws -> Output {
    try Binary.run(
      [
        "report", "-C", repository.path, "--period", period, "--now", "2027-01-02T00:00:00Z", "--output",
        "\(folder.path)/\(name)",
      ]
        + arguments)
  }

  func verify(_ name: String, _ arguments: [String] = []) throws -> Output {
    try Binary.run(
      ["verify", "\(folder.path)/\(name)", "-C", repository.path, "--now", "2027-02-01T00:00:00Z"] + arguments)
  }

  func shell(_ script: String, in name: String, environment: [String: String] = [:]) throws -> Output {
    try Subprocess(
      program: "/bin/sh", arguments: ["-c", script], folder: "\(folder.path)/\(name)",
      environment: HermeticEnvironment.variables.merging(environment) { $1 }, input: [], limit: 60
    ).run()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
  }

  func edit(_ name: String, _ change: (String) -> String) throws {
    let before = try text(name)
    let after = change(before)
    guard after != before else { throw TestingError("nothing to change in \(name)") }
    try Data(after.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
  }

  /// Writes the manifest anew, as somebody would who covers his tracks.
  func sumAgain(_ name: String) throws {
    _ = try shell("sha256sum $(ls | grep -v '^MANIFEST') | LC_ALL=C sort -k2 >m && mv m MANIFEST", in: name)
  }
}
