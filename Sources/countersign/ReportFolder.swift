import Diagnostics
import Fieldwork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of a report. Files are written beside their places and renamed at the end: there is no half report.
struct ReportFolder {
  private let path: String

  /// Makes the folder, before the long work, so that a wrong path is told at once.
  init(at path: String) throws(Stopped) {
    self.path = path
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw Self.stopped(path, String(cString: strerror(errno))) }
    guard let folder = opendir(path) else { throw Self.stopped(path, String(cString: strerror(errno))) }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { throw Self.stopped(path, "the folder is not empty: it holds \(name)") }
    }
  }

  func write(_ files: [(name: String, bytes: [UInt8])]) throws(Stopped) {
    for file in files {
      do throws(FileBytes.Failure) {
        try FileBytes.replace("\(path)/\(file.name)", with: file.bytes)
      } catch {
        for written in files { unlink("\(path)/\(written.name)") }
        throw Self.stopped("\(path)/\(file.name)", "\(error)")
      }
    }
  }

  private static func stopped(_ path: String, _ why: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "the report can't be written there", places: [.named(path)], notes: [why],
        help: ["name a new or empty folder with `--output PATH`"]))
  }
}
