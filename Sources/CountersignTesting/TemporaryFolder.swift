import Foundation

/// A folder of its own, removed together with the value that holds it.
///
/// `COUNTERSIGN_KEEP=1` leaves it in place and prints its path.
package final class TemporaryFolder: Sendable {
  /// The path with symbolic links resolved, as git prints it.
  package let path: String

  package init() throws {
    let base = FileManager.default.temporaryDirectory.path
    var template = Array("\(base)/countersign-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw TestingError("can't make a folder in \(base): \(String(cString: strerror(errno)))")
    }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let resolved = realpath(made, nil) else {
      throw TestingError("can't resolve \(made): \(String(cString: strerror(errno)))")
    }
    defer { free(resolved) }
    path = String(cString: resolved)
  }

  deinit {
    if ProcessInfo.processInfo.environment["COUNTERSIGN_KEEP"] == "1" {
      print("kept: \(path)")
      return
    }
    try? FileManager.default.removeItem(atPath: path)
  }
}
