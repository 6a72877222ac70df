#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs another program to its end: the user's own `git` and `ssh-keygen`, with the user's own settings and agents.
package struct ChildProcess {
  package var program: String
  package var arguments: [String]
  /// Variables besides those of this process.
  package var environment: [String: String] = [:]
  package var input: [UInt8] = []
  /// Hands the program's standard error to the user instead of keeping it, so that it can ask and explain.
  package var showsErrors = false
  /// In seconds; a program that runs longer is killed, with what it started. `nil` waits for ever.
  package var limit: Int?

  package struct Output: Hashable, Sendable {
    /// The exit status; 128 and the signal's number where a signal ended the process.
    package var status: Int32
    package var out: [UInt8]
    package var err: [UInt8]

    package var text: String { String(decoding: out, as: UTF8.self) }
    /// The lines of standard error, without empty ones.
    package var complaints: [String] {
      String(decoding: err, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }
  }

  /// The system's error number.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package var number: Int32
    package var description: String { String(cString: strerror(number)) }
  }

  package init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// - Throws: ``Failure`` where the program can't be started. That it failed is told by its status.
  package func run() throws(Failure) -> Output {
    // Unnamed files instead of pipes: they can't fill up, so nothing has to be read and written at once.
    let source = try Scratch(input)
    let result = try Scratch([])
    let complaint = try Scratch([])
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, source.descriptor, 0)
    posix_spawn_file_actions_adddup2(&actions, result.descriptor, 1)
    if !showsErrors { posix_spawn_file_actions_adddup2(&actions, complaint.descriptor, 2) }

    let words = ([program] + arguments).map { strdup($0) }
    let variables = Self.inherited.filter { variable in !environment.keys.contains { variable.hasPrefix($0 + "=") } }
    let settings = (variables + environment.map { "\($0.key)=\($0.value)" }).map { strdup($0) }
    defer { for text in words + settings { free(text) } }
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, to be killed as one.
    if limit != nil { posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP)) }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, program, &actions, &attributes, words + [nil], settings + [nil])
    guard code == 0 else { throw Failure(number: code) }
    let status = try wait(for: pid)
    let signal = status & 0x7F
    return Output(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, out: try result.contents(),
      err: showsErrors ? [] : try complaint.contents())
  }

  private func wait(for pid: pid_t) throws(Failure) -> Int32 {
    let start = ContinuousClock.now
    var status: Int32 = 0
    while true {
      let answer = waitpid(pid, &status, limit == nil ? 0 : WNOHANG)
      if answer == pid { return status }
      guard answer == 0 || errno == EINTR else { throw Failure(number: errno) }
      guard let limit else { continue }
      if ContinuousClock.now - start > .seconds(limit) { kill(-pid, SIGKILL) }
      usleep(10_000)
    }
  }

  private static var inherited: [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      variables.append(String(cString: variable))
      next += 1
    }
    return variables
  }
}

/// An unnamed file, gone with the value.
private struct Scratch: ~Copyable {
  let descriptor: Int32

  init(_ content: [UInt8]) throws(ChildProcess.Failure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/countersign-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw ChildProcess.Failure(number: errno) }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var start = 0
    while start < content.count {
      let count = content[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ChildProcess.Failure(number: errno) }
      start += count
    }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw ChildProcess.Failure(number: errno) }
  }

  func contents() throws(ChildProcess.Failure) -> [UInt8] {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw ChildProcess.Failure(number: errno) }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    var start = 0
    while start < bytes.count {
      let rest = bytes.count - start
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress.map { $0 + start }, rest, off_t(start))
      }
      guard count > 0 else { throw ChildProcess.Failure(number: errno) }
      start += count
    }
    return bytes
  }

  deinit { close(descriptor) }
}
