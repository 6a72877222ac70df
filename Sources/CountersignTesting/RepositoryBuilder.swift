import Foundation

/// A real repository in a temporary folder, made by the installed git, with the same object ids on every machine.
///
/// ```swift
/// let repository = try RepositoryBuilder()
/// try repository.commit("Add login")
/// try repository.commit("Raise the limit", on: "limits", author: .bob, parents: ["main"])
/// try repository.merge("limits", message: "Merge branch 'limits'")
/// ```
///
/// Commits are written without a work tree, so in a repository that isn't bare the index and the files
/// stay as they were until ``checkOut(_:)``. The folder goes when the builder goes: keep the builder for as
/// long as its path is used. `COUNTERSIGN_KEEP=1` keeps the folder and prints its path.
package final class RepositoryBuilder {
  /// The git directory of a bare repository, otherwise the work tree.
  package let path: String
  /// The folder with `HEAD`, `refs` and `objects`.
  package let gitDirectory: String
  package let isBare: Bool
  /// The date of the next commit that isn't given one, in seconds since 1970.
  ///
  /// Each commit that takes it moves it on by an hour. It starts at 2026-01-05T09:00:00Z.
  package var clock: Int64 = 1_767_603_600

  let folder: TemporaryFolder
  var automaticFiles = 0
  var clones = 0

  /// - Parameter objectFormat: `sha1` or `sha256`.
  package init(bare: Bool = true, objectFormat: String = "sha1") throws {
    folder = try TemporaryFolder()
    isBare = bare
    path = "\(folder.path)/repository" + (bare ? ".git" : "")
    gitDirectory = bare ? path : "\(path)/.git"
    let options = ["--quiet", "--template=", "--initial-branch=main", "--object-format=\(objectFormat)"]
    let output = try Subprocess(
      program: "git", arguments: ["init"] + options + (bare ? ["--bare"] : []) + [path],
      environment: HermeticEnvironment.git(clock: clock)
    ).run()
    guard output.status == 0 else { throw TestingError("git init: \(output.stderr)") }
  }

  /// A new, empty folder beside the repository, removed with it.
  package func makeFolder(_ name: String) throws -> String {
    let path = "\(folder.path)/\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    return path
  }

  /// Runs git in the repository and returns what it wrote, without the last line end.
  ///
  /// - Throws: ``TestingError`` with git's own words where it fails.
  @discardableResult
  package func git(_ arguments: String..., input: [UInt8] = []) throws -> String {
    try git(arguments, input: input)
  }

  @discardableResult
  package func git(_ arguments: [String], input: [UInt8] = []) throws -> String {
    let output = try run(arguments, input: input)
    guard output.status == 0 else {
      throw TestingError("git \(arguments.joined(separator: " ")): status \(output.status)\n\(output.stderr)")
    }
    let text = output.stdout
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// Runs git in the repository and returns whatever happened: a failure isn't thrown.
  package func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Output {
    let place = isBare ? ["--git-dir", gitDirectory] : ["-C", path]
    return try Subprocess(
      program: "git", arguments: place + arguments,
      environment: HermeticEnvironment.git(clock: clock).merging(environment) { $1 }, input: input
    ).run()
  }

  /// Runs a stream and returns the id of its mark 1.
  func fastImport(_ stream: FastImport) throws -> String {
    var stream = stream
    stream.line("get-mark :1")
    stream.line("done")
    let id = try git(
      "fast-import", "--quiet", "--force", "--done", "--date-format=raw-permissive", input: stream.bytes)
    guard isFullID(id) else { throw TestingError("git fast-import gave no id, but: \(id)") }
    return id
  }

  /// Returns the time that was asked for, or the clock's, which then moves on.
  func tick(_ date: Int64?) -> Int64 {
    if let date { return date }
    defer { clock += 3600 }
    return clock
  }
}
