import Foundation

/// What is set up between the start of a process and its program: streams, signals, process group.
struct SpawnActions {
  #if canImport(Darwin)
    private var files: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #else
    private var files = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #endif

  init() {
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
  }

  mutating func destroy() {
    posix_spawn_file_actions_destroy(&files)
    posix_spawnattr_destroy(&attributes)
  }

  mutating func connect(_ descriptor: Descriptor, to number: Int32) throws {
    try check(posix_spawn_file_actions_adddup2(&files, descriptor.number, number), "connect a stream")
  }

  mutating func spawn(_ program: String, _ arguments: [String], _ environment: [String: String]) throws -> pid_t {
    var flags = Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    #if canImport(Darwin)
      flags |= Int16(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #endif
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    // A test runner may ignore this one, and a program under test must not inherit that.
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    try check(posix_spawnattr_setflags(&attributes, flags), "start \(program)")

    var pid: pid_t = 0
    let words = CStrings([program] + arguments)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    defer {
      words.free()
      variables.free()
    }
    try check(posix_spawnp(&pid, program, &files, &attributes, words.pointers, variables.pointers), "start \(program)")
    return pid
  }

  private func check(_ code: Int32, _ action: String) throws {
    guard code == 0 else { throw TestingError("can't \(action): \(String(cString: strerror(code)))") }
  }
}

/// A null-terminated array of C strings.
private struct CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

  func free() { for case let pointer? in pointers { Foundation.free(pointer) } }
}
