package import Diagnostics
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts hooks where git looks for them, and takes them away. What is there already is kept and runs first.
package struct HookInstallation {
  package let folder: HookFolder
  /// The text of each hook, by its name.
  let scripts: [String: String]

  /// The name that a hook gets which was there before ours; our script runs it.
  static let suffix = ".before-countersign"

  /// - Throws: ``Stopped`` where it can't be told where git looks for hooks.
  package init(_ repository: Repository, scripts: [String: String]) throws(Stopped) {
    folder = try HookFolder(repository)
    self.scripts = scripts
  }

  /// Installs one hook, and returns what was done in words. Doing it again changes nothing.
  ///
  /// - Throws: ``Stopped`` where the hook can't be written; then nothing has changed.
  package func install(_ name: String) throws(Stopped) -> String {
    let path = folder.place(of: name)
    let script = try script(name)
    if try file(folder.legacy(name), name).isOurs, case .another = try file(path, name) {
      return "\(folder.legacy(name)) is installed already; pre-commit's \(path) runs it"
    }
    let present = try file(path, name)
    try makeFolder(folder.path)
    var kept = ""
    switch present {
    case .ours(isCurrent: true) where access(path, X_OK) == 0: return "\(path) is installed already"
    case .absent, .ours: break
    case .another(callsOurs: true, _): return "\(path) runs countersign already, as somebody wrote it"
    case .another(_, asksItsName: true) where !folder.isHusky:
      throw Self.failed(
        path, "the hook that is there asks for its own name, so it can't be kept under another",
        help: "have it call countersign, with what git gave it: countersign hook run \(name) \"$@\"")
    case .another:
      guard access(path + Self.suffix, F_OK) != 0 else {
        throw Self.failed(path, "there is a hook here, and another at \(path)\(Self.suffix)")
      }
      guard rename(path, path + Self.suffix) == 0 else { throw Self.failed(path, String(cString: strerror(errno))) }
      // Husky runs it as it is; here it is run by name.
      if folder.isHusky { chmod(path + Self.suffix, 0o755) }
      kept = "; the hook that was there runs first, as \(name)\(Self.suffix)"
      if access(path + Self.suffix, X_OK) != 0 { kept += ", once it is made executable: it is not, so it never ran" }
    }
    do throws(FileBytes.Failure) {
      try FileBytes.replace(path, with: script.utf8, mode: 0o755)
    } catch {
      if !kept.isEmpty { rename(path + Self.suffix, path) }
      throw Self.failed(path, "\(error)")
    }
    return "\(present == .ours(isCurrent: false) ? "brought up to date" : "installed") \(path)\(kept)"
  }

  /// Removes one hook, gives the one that it kept its name back, and returns what was done in words; `nil` where nothing
  /// of ours is there.
  ///
  /// - Throws: ``Stopped`` where it can't be removed.
  package func uninstall(_ name: String) throws(Stopped) -> String? {
    let path = folder.place(of: name)
    if try file(folder.legacy(name), name).isOurs {
      guard unlink(folder.legacy(name)) == 0 else {
        throw Self.failed(folder.legacy(name), String(cString: strerror(errno)))
      }
      return "removed \(folder.legacy(name)); pre-commit's \(path) stays"
    }
    guard try file(path, name).isOurs else { return nil }
    // One step, so that there is never a moment without any hook.
    if access(path + Self.suffix, F_OK) == 0 {
      guard rename(path + Self.suffix, path) == 0 else { throw Self.failed(path, String(cString: strerror(errno))) }
      return "removed \(path); \(name)\(Self.suffix) has its name back"
    }
    guard unlink(path) == 0 else { throw Self.failed(path, String(cString: strerror(errno))) }
    return "removed \(path)"
  }

  private func makeFolder(_ path: String) throws(Stopped) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let end = path.lastIndex(of: "/"), end > path.startIndex else {
      throw Self.failed(path, String(cString: strerror(errno)))
    }
    try makeFolder(String(path[..<end]))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw Self.failed(path, String(cString: strerror(errno))) }
  }

  func file(_ path: String, _ name: String) throws(Stopped) -> HookFile {
    try HookFile(path, script: script(name))
  }

  private func script(_ name: String) throws(Stopped) -> String {
    guard let script = scripts[name] else { throw Self.failed("\(folder.path)/\(name)", "there is no script for it") }
    return script
  }

  private static func failed(_ path: String, _ why: String, help: String? = nil) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "the hook can't be put in place or taken away", places: [.named(path)],
        notes: [why], help: [help ?? "mend that and run it again; this hook is as it was"]))
  }
}
