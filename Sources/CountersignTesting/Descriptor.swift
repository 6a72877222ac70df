import Foundation

/// An open file descriptor, closed exactly once.
final class Descriptor {
  let number: Int32

  init(reading path: String) throws {
    number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw Self.failure("open \(path)") }
  }

  /// Makes a file, or empties it.
  init(writing path: String) throws {
    number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw Self.failure("open \(path)") }
  }

  /// Opens an unnamed temporary file with the content, at its beginning.
  init(holding bytes: [UInt8]) throws {
    let base = FileManager.default.temporaryDirectory.path
    var template = Array("\(base)/countersign-stream-XXXXXX".utf8CString)
    number = mkstemp(&template)
    guard number >= 0 else { throw Self.failure("make a file in \(base)") }
    unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count > 0 else { throw Self.failure("write a temporary file") }
        rest = rest.dropFirst(count)
      }
    }
    guard lseek(number, 0, SEEK_SET) == 0 else { throw Self.failure("rewind a temporary file") }
  }

  deinit { close(number) }

  /// Reads the whole file from its beginning.
  func contents() throws -> [UInt8] {
    let size = lseek(number, 0, SEEK_END)
    guard size >= 0 else { throw Self.failure("read a temporary file") }
    return try [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      while count < buffer.count {
        let got = pread(number, buffer.baseAddress?.advanced(by: count), buffer.count - count, off_t(count))
        guard got >= 0 else { throw Self.failure("read a temporary file") }
        if got == 0 { break }
        count += got
      }
    }
  }

  private static func failure(_ action: String) -> TestingError {
    TestingError("can't \(action): \(String(cString: strerror(errno)))")
  }
}
