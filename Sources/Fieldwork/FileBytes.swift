#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole files as bytes, without Foundation, which would cost every start of the hook.
package enum FileBytes {
  /// The system's error number, as `errno` had it.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package var number: Int32
    package var description: String { String(cString: strerror(number)) }
  }

  /// - Throws: ``Failure``. There is no partial result.
  package static func read(_ path: String) throws(Failure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(number: errno) }
    defer { close(file) }
    return try readAll(file)
  }

  /// Reads a file that is open already, such as standard input, to its end.
  ///
  /// - Throws: ``Failure``, also for more bytes than `most`.
  package static func readAll(_ file: Int32, most: Int = .max) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    // What it says is believed as far as it may be read; a pipe says nothing.
    if fstat(file, &status) == 0 { bytes.reserveCapacity(min(max(Int(status.st_size), 0), min(most, 1 << 30))) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fill(file, &buffer)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(number: errno)
      }
      if count == 0 { return bytes }
      guard bytes.count <= most - count else { throw Failure(number: EFBIG) }
      bytes += buffer[..<count]
    }
  }

  private static func fill(_ file: Int32, _ buffer: inout [UInt8]) -> Int {
    buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Glibc)
        Glibc.read(file, bytes.baseAddress, bytes.count)
      #else
        Darwin.read(file, bytes.baseAddress, bytes.count)
      #endif
    }
  }

  /// Writes all bytes to an open file.
  package static func write(_ bytes: some Sequence<UInt8>, to file: Int32) throws(Failure) {
    let bytes = Array(bytes)
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(file, buffer.baseAddress.map { $0 + start }, bytes.count - start)
        #else
          Darwin.write(file, buffer.baseAddress.map { $0 + start }, bytes.count - start)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(number: errno)
      }
      start += count
    }
  }

  /// Writes what a user asked for to where he asked for it: a file is replaced whole; a link leads to what it names; and a
  /// device or a pipe is written to, never replaced.
  package static func deliver(_ bytes: [UInt8], to path: String) throws(Failure) {
    var kind = stat()
    guard lstat(path, &kind) == 0 else { return try replace(path, with: bytes) }
    switch kind.st_mode & S_IFMT {
    case S_IFREG: try replace(path, with: bytes)
    case S_IFLNK:
      if let target = realpath(path, nil) {
        defer { free(target) }
        var there = stat()
        if stat(path, &there) == 0, there.st_mode & S_IFMT == S_IFREG {
          return try replace(String(cString: target), with: bytes)
        }
      }
      try pour(bytes, into: path)
    default: try pour(bytes, into: path)
    }
  }

  private static func pour(_ bytes: [UInt8], into path: String) throws(Failure) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(number: errno) }
    defer { close(file) }
    try write(bytes, to: file)
  }

  private static func flush(folderOf path: String) throws(Failure) {
    let end = path.lastIndex(of: "/")
    let folder = open(end.map { String(path[..<$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw Failure(number: errno) }
    defer { close(folder) }
    // Some file systems can't flush a folder; then there is nothing to wait for.
    guard fsync(folder) == 0 || errno == EINVAL else { throw Failure(number: errno) }
  }

  /// The name that a file has while it is written.
  package static func temporary(_ path: String) -> String { "\(path).\(getpid()).tmp" }

  /// Writes a file beside its place and renames it, so that nobody ever sees half of it.
  ///
  /// - Parameter flushing: Has the file and its name on the disk before it returns.
  package static func replace(
    _ path: String, with bytes: some Sequence<UInt8>, mode: UInt32 = 0o644, flushing: Bool = false
  ) throws(Failure) {
    let temporary = temporary(path)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard file >= 0 else { throw Failure(number: errno) }
    do throws(Failure) {
      try write(bytes, to: file)
      guard !flushing || fsync(file) == 0 else { throw Failure(number: errno) }
      guard close(file) == 0, rename(temporary, path) == 0 else { throw Failure(number: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    if flushing { try flush(folderOf: path) }
  }
}
