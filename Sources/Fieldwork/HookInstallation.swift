package import Diagnostics
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts hooks where git looks for them. What is there already is kept and runs first.
package struct HookInstallation {
  private let folder: String

  /// The name that a hook gets which was there before ours; our script runs it.
  private static let suffix = ".before-countersign"
  private static let mark = "countersign hook run"

  /// - Throws: ``Stopped`` where the repository's configuration can't be read.
  package init(_ repository: Repository) throws(Stopped) {
    do throws(GitError) {
      if let path = try repository.configuration("core.hooksPath") {
        let root = repository.workTree ?? repository.gitDirectory
        folder = path.hasPrefix("/") ? path : path.hasPrefix("~/") ? Self.home + path.dropFirst() : root + path
      } else {
        folder = repository.commonDirectory + "hooks"
      }
    } catch {
      throw Stopped(error, reading: "core.hooksPath", in: repository)
    }
  }

  /// Installs one hook, and returns what was done in words. Doing it again changes nothing.
  ///
  /// - Throws: ``Stopped`` where the hook can't be written; then nothing has changed.
  package func install(_ name: String, script: String?) throws(Stopped) -> String {
    let path = "\(folder)/\(name)"
    guard let script else { throw Self.stopped(path, "there is no script for this hook") }
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw Self.stopped(folder, String(cString: strerror(errno))) }
    var kept = ""
    if let present = try? FileBytes.read(path) {
      if present == Array(script.utf8) { return "\(path) is installed already" }
      if !String(decoding: present, as: UTF8.self).contains(Self.mark) {
        guard access(path + Self.suffix, F_OK) != 0 else {
          throw Self.stopped(path, "there is a hook here, and another at \(path)\(Self.suffix)")
        }
        guard rename(path, path + Self.suffix) == 0 else { throw Self.stopped(path, String(cString: strerror(errno))) }
        kept = "; the hook that was there runs first, as \(name)\(Self.suffix)"
      }
    }
    do throws(FileBytes.Failure) {
      try FileBytes.replace(path, with: script.utf8, mode: 0o755)
    } catch {
      if !kept.isEmpty { rename(path + Self.suffix, path) }
      throw Self.stopped(path, "\(error)")
    }
    return "installed \(path)\(kept)"
  }

  private static var home: String { getenv("HOME").map { String(cString: $0) } ?? "" }

  private static func stopped(_ path: String, _ why: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "the hook can't be installed", places: [.named(path)], notes: [why],
        help: ["mend that and run it again; nothing was changed"]))
  }
}
