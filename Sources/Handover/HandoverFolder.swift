package import Diagnostics
import Fieldwork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of a report as somebody handed it over.
package struct HandoverFolder: Sendable {
  package let path: String
  /// The files by name. Whatever is no plain file is in ``strange``.
  package let files: [String: [UInt8]]
  /// The names of what doesn't belong into a report: folders, links, devices.
  package let strange: [String]

  /// Larger than any file of a report.
  private static let largest = 1 << 30

  /// - Throws: ``Stopped`` with `report-incomplete` where the folder can't be read, or has no manifest or statement.
  package init(reading path: String) throws(Stopped) {
    self.path = path
    guard let folder = opendir(path) else { throw Self.stopped(path, String(cString: strerror(errno))) }
    defer { closedir(folder) }
    var files: [String: [UInt8]] = [:]
    var strange: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        strange.append(name)
        continue
      }
      guard status.st_size <= Self.largest else { throw Self.stopped(path, "\(name) is too large to be read") }
      do throws(FileBytes.Failure) {
        files[name] = try FileBytes.read("\(path)/\(name)")
      } catch {
        throw Self.stopped("\(path)/\(name)", "\(error)")
      }
    }
    self.files = files
    self.strange = strange.sorted()
  }

  static func stopped(_ path: String, _ why: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "report-incomplete", "this is no folder that `countersign report` wrote, or not all of it",
        places: [.named(path)], notes: [why], help: ["name the folder that was given to `--output`, whole as it was"]))
  }
}
