package import Diagnostics
import Fieldwork
package import Report

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder that a report is written to. It appears whole or not at all.
///
/// The files are written into a folder beside it, `PATH.PID.partial`, which gets its name when all is there. A kill
/// leaves that folder, without a manifest, and never a report.
package final class HandoverWriting {
  private let path: String
  /// The folder beside; `nil` where the folder itself has to be written into.
  private var stage: String?

  /// Makes the folder beside, before the long work, so that a wrong path is told at once.
  package init(to path: String) throws(Stopped) {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    self.path = String(path)
    let isThere = try Self.checkIsEmpty(self.path)
    let beside = "\(self.path).\(getpid()).partial"
    if mkdir(beside, 0o755) == 0 {
      stage = beside
      Interruption.watch(folder: beside)
    } else if !isThere || access(self.path, W_OK) != 0 {
      throw Self.stopped(self.path, String(cString: strerror(errno)))
    }
  }

  deinit {
    // Empty, unless it was written or a write failed, which removes its files.
    if let stage { rmdir(stage) }
    Interruption.forget()
  }

  /// Returns whether there is a folder.
  private static func checkIsEmpty(_ path: String) throws(Stopped) -> Bool {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return false }
      throw stopped(path, String(cString: strerror(errno)))
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { throw stopped(path, "the folder is not empty: it holds \(name)") }
    }
    return true
  }

  /// Writes the files, and puts the folder in its place.
  package func write(_ files: [ReportFile]) throws(Stopped) {
    guard let stage else { return try writeInPlace(files) }
    try write(files, into: stage)
    if rename(stage, path) == 0 {
      self.stage = nil
      return
    }
    let failure = errno
    remove(files, from: stage)
    // A folder that something is mounted on can't be put anything in the place of.
    guard failure == EBUSY || failure == EXDEV else { throw Self.stopped(path, String(cString: strerror(failure))) }
    try writeInPlace(files)
  }

  /// Writes into the folder itself, and last what says that all is there.
  private func writeInPlace(_ files: [ReportFile]) throws(Stopped) {
    Interruption.watch(folder: path)
    try write(files.filter { $0.name != Manifest.name } + files.filter { $0.name == Manifest.name }, into: path)
    Interruption.forget()
  }

  private func write(_ files: [ReportFile], into folder: String) throws(Stopped) {
    for file in files {
      let place = "\(folder)/\(file.name)"
      Interruption.watch(file: FileBytes.temporary(place))
      Interruption.watch(file: place)
      do throws(FileBytes.Failure) {
        try FileBytes.replace(place, with: file.bytes)
      } catch {
        remove(files, from: folder)
        throw Self.stopped(place, "\(error)")
      }
    }
  }

  private func remove(_ files: [ReportFile], from folder: String) {
    for file in files { unlink("\(folder)/\(file.name)") }
  }

  private static func stopped(_ path: String, _ why: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "the report can't be written there", places: [.named(path)], notes: [why],
        help: ["name a new or empty folder with `--output PATH`"]))
  }
}
