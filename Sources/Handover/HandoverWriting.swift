package import Diagnostics
import Fieldwork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder that a report is written to. It appears whole or not at all.
package struct HandoverWriting: Sendable {
  private let path: String

  /// Makes the folder, before the long work, so that a wrong path is told at once.
  package init(to path: String) throws(Stopped) {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    self.path = String(path)
    if mkdir(self.path, 0o755) != 0, errno != EEXIST {
      throw Self.stopped(self.path, String(cString: strerror(errno)))
    }
    guard let folder = opendir(self.path) else { throw Self.stopped(self.path, String(cString: strerror(errno))) }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { throw Self.stopped(self.path, "the folder is not empty: it holds \(name)") }
    }
    guard access(self.path, W_OK) == 0 else { throw Self.stopped(self.path, String(cString: strerror(errno))) }
  }

  /// Writes the files beside the folder and puts them in its place. What is last is what says that all is there.
  package func write(_ files: [(name: String, bytes: [UInt8])]) throws(Stopped) {
    let stage = "\(path).\(getpid()).partial"
    guard mkdir(stage, 0o755) == 0 else { return try writeInPlace(files) }
    for file in files {
      do throws(FileBytes.Failure) {
        try FileBytes.replace("\(stage)/\(file.name)", with: file.bytes)
      } catch {
        remove(stage, files)
        throw Self.stopped("\(stage)/\(file.name)", "\(error)")
      }
    }
    if rename(stage, path) == 0 { return }
    // A folder that something is mounted on can't be put anything in the place of.
    remove(stage, files)
    try writeInPlace(files)
  }

  private func writeInPlace(_ files: [(name: String, bytes: [UInt8])]) throws(Stopped) {
    for file in files {
      do throws(FileBytes.Failure) {
        try FileBytes.replace("\(path)/\(file.name)", with: file.bytes)
      } catch {
        for written in files { unlink("\(path)/\(written.name)") }
        throw Self.stopped("\(path)/\(file.name)", "\(error)")
      }
    }
  }

  private func remove(_ folder: String, _ files: [(name: String, bytes: [UInt8])]) {
    for file in files { unlink("\(folder)/\(file.name)") }
    rmdir(folder)
  }

  private static func stopped(_ path: String, _ why: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "the report can't be written there", places: [.named(path)], notes: [why],
        help: ["name a new or empty folder with `--output PATH`"]))
  }
}
