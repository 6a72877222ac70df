package import Diagnostics
import Evidence
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where git looks for a repository's hooks, as git itself says: `core.hooksPath`, worktrees and bare repositories.
package struct HookFolder: Hashable, Sendable {
  /// Without a slash at its end.
  package var path: String
  /// What the user has to know of the place.
  package var notes: [String] = []
  /// Files of this folder are run by husky, which asks neither that they can be executed nor for a first line.
  var isHusky = false

  /// - Throws: ``Stopped`` where git can't say it, or hooks are switched off.
  package init(_ repository: Repository) throws(Stopped) {
    let top = repository.workTree ?? repository.gitDirectory
    var process = ChildProcess(
      "git", ["-C", top, "--git-dir", repository.gitDirectory, "rev-parse", "--git-path", "hooks"])
    process.environment["GIT_DIR"] = repository.gitDirectory
    let output: ChildProcess.Output
    do throws(ChildProcess.Failure) {
      output = try process.run()
    } catch {
      throw Self.unknown(repository, ["git can't be run: \(error)"])
    }
    guard output.status == 0, output.out.last == 0x0A else { throw Self.unknown(repository, output.complaints) }
    var found = String(decoding: output.out.dropLast(), as: UTF8.self)
    if !found.hasPrefix("/") { found = Self.trimmed(top) + "/" + found }
    path = Self.trimmed(found)
    if path.isEmpty || path == "/dev/null" {
      throw Self.unknown(repository, ["core.hooksPath switches hooks off: \(found)"])
    }
    followHusky()
    if let tree = repository.workTree, path.hasPrefix(tree), !path.hasPrefix(repository.commonDirectory) {
      notes.append("\(path) lies in the work tree: commit what is installed there, so that others have it too")
    } else if !path.hasPrefix(Self.trimmed(repository.commonDirectory) + "/") {
      notes.append("\(path) is what core.hooksPath names: it may serve other repositories too")
    }
  }

  /// Husky has git call files of its own in `.husky/_`, which it rewrites; what they call lies in `.husky`.
  private mutating func followHusky() {
    guard path.hasSuffix("/_"), access(path + "/h", F_OK) == 0 else { return }
    path = Self.trimmed(String(path.dropLast(2)))
    isHusky = true
    notes.append("\(path)/_ is husky's, which runs the hooks in \(path)")
  }

  /// Where a hook belongs. Gitea and Forgejo run all that lies in a folder named for the hook, and ask in the hook itself
  /// for its name.
  func place(of name: String) -> String {
    var status = stat()
    let folder = "\(path)/\(name).d"
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, access("\(path)/\(name)", X_OK) == 0 else {
      return "\(path)/\(name)"
    }
    return folder + "/countersign"
  }

  /// The name under which `pre-commit install` keeps the hook that it finds, and runs it first.
  func legacy(_ name: String) -> String { "\(path)/\(name).legacy" }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.hasSuffix("/") { path = path.dropLast() }
    return String(path)
  }

  private static func unknown(_ repository: Repository, _ notes: [String]) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "it can't be told where git looks for hooks",
        places: [.named(repository.gitDirectory)], notes: notes,
        help: ["see what `git rev-parse --git-path hooks` says there, and mend core.hooksPath"]))
  }
}
