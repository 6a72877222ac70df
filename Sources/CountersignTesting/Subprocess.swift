import Foundation

/// Runs a program to its end, with its streams in unnamed files.
///
/// `Foundation.Process` costs several milliseconds per run on Linux and waits on a run loop; builders start
/// thousands of processes. Files, unlike pipes, can't fill up, and a descriptor that leaks into a process
/// started at the same moment by another test keeps nobody waiting.
package struct Subprocess {
  package var program: String
  package var arguments: [String]
  package var folder: String?
  package var environment: [String: String]
  package var input: [UInt8] = []
  /// In seconds. A process that takes longer is ended, with its children, and the run is an error.
  package var limit: Double = 60

  package init(
    program: String, arguments: [String], folder: String? = nil, environment: [String: String], input: [UInt8] = [],
    limit: Double = 60
  ) {
    self.program = program
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.input = input
    self.limit = limit
  }

  package func run() throws -> Output {
    var actions = SpawnActions()
    defer { actions.destroy() }
    let source = try input.isEmpty ? Descriptor(reading: "/dev/null") : Descriptor(holding: input)
    let out = try Descriptor(holding: [])
    let err = try Descriptor(holding: [])
    try actions.connect(source, to: 0)
    try actions.connect(out, to: 1)
    try actions.connect(err, to: 2)
    let status = try wait(for: start(&actions))
    return try Output(status: status, stdoutBytes: out.contents(), stderrBytes: err.contents())
  }

  private func start(_ actions: inout SpawnActions) throws -> pid_t {
    guard let folder else { return try actions.spawn(program, arguments, environment) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw TestingError("no such folder: \(folder)")
    }
    // Swift sees no posix_spawn call on Linux that changes the folder.
    let change = "cd -- \"$1\" && shift && exec \"$@\""
    return try actions.spawn("/bin/sh", ["-c", change, "sh", folder, program] + arguments, environment)
  }

  private var name: String { ([program] + arguments).joined(separator: " ") }

  private func wait(for pid: pid_t) throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(limit)
    var status: Int32 = 0
    var pause: UInt32 = 100
    while true {
      let answer = waitpid(pid, &status, WNOHANG)
      if answer == pid { break }
      if answer < 0, errno != EINTR {
        throw TestingError("can't wait for \(name): \(String(cString: strerror(errno)))")
      }
      guard ContinuousClock.now < deadline else { throw stop(pid) }
      usleep(pause)
      pause = min(pause * 3 / 2, 5000)
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private func stop(_ pid: pid_t) -> TestingError {
    kill(-pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return TestingError("did not end within \(Int(limit)) seconds: \(name)")
  }
}
