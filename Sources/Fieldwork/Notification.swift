import Audit
package import Diagnostics
import Evidence
package import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells who must know of a finding in what went in, with the command that the server's configuration names.
///
/// It runs in a process of its own that holds nothing of the push: neither its streams nor its session. The push is over
/// before it starts, and how it ends changes nothing.
package struct Notification {
  private let settings: HookSettings
  private let folder: String

  package init(_ repository: Repository, _ settings: HookSettings) {
    self.settings = settings
    folder = repository.commonDirectory + "countersign"
  }

  /// Where the last failure is written down, for the administrator.
  package var failurePath: String { folder + "/notify-failed" }

  /// Starts this program once more, in the background, with the updates on its standard input.
  ///
  /// - Throws: ``FileBytes/Failure`` where it can't be started.
  package static func start(_ recorded: [LedgerHook.Recorded], program: String) throws(FileBytes.Failure) {
    let lines = recorded.map { recorded in
      let ids = [recorded.update.old, recorded.update.new, recorded.evidence].map { ($0 ?? .zero).description }
      return "\(ids[0]) \(ids[1]) \(recorded.update.ref) \(ids[2])\n"
    }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw FileBytes.Failure(number: errno) }
    defer { for end in ends { close(end) } }
    // What is written must fit, since nobody may be reading yet.
    guard fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0 else { throw FileBytes.Failure(number: errno) }
    try FileBytes.write(lines.joined().utf8, to: ends[1])
    let code = spawn(program, input: ends)
    guard code == 0 else { throw FileBytes.Failure(number: code) }
  }

  private static func spawn(_ program: String, input: [Int32]) -> Int32 {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    // git waits until nobody holds its streams any more.
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    for end in input where end > 2 { posix_spawn_file_actions_addclose(&actions, end) }
    let texts: [String] = [program, "hook", "notify"]
    let words = texts.map { strdup($0) }
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    return posix_spawnp(&pid, program, &actions, nil, words + [nil], environ)
  }

  /// Reads what ``start(_:program:)`` wrote.
  ///
  /// - Throws: ``Stopped`` for input of another shape.
  package static func read(_ input: [UInt8]) throws(Stopped) -> [(update: HookUpdate, evidence: ObjectID?)] {
    var result: [(HookUpdate, ObjectID?)] = []
    for line in input.split(separator: 0x0A) {
      let fields = line.split(separator: 0x20)
      guard fields.count == 4, let evidence = ObjectID(hex: String(decoding: fields[3], as: UTF8.self)) else {
        throw HookUpdate.wrong(String(decoding: line, as: UTF8.self))
      }
      let update = try HookUpdate.received(Array(fields[..<3].joined(separator: [0x20])))
      for update in update { result.append((update, evidence == .zero ? nil : evidence)) }
    }
    return result
  }

  /// Runs the command with a document on its standard input, for as long as the settings allow.
  ///
  /// - Parameters:
  ///   - summary: Some lines of text without anything that a terminal or a shell could mistake.
  ///   - update: What went in, and who pushed it.
  package func run(_ document: [UInt8], summary: String, _ update: HookUpdate, pusher: String?) {
    guard let command = settings.notifyCommand else { return }
    var process = ChildProcess("/bin/sh", ["-c", command])
    process.input = document
    process.limit = settings.notifyTimeLimit
    process.environment = [
      "COUNTERSIGN_SUMMARY": summary, "COUNTERSIGN_REF": update.ref.terminalText,
      "COUNTERSIGN_OLD": (update.old ?? .zero).description, "COUNTERSIGN_NEW": (update.new ?? .zero).description,
      "COUNTERSIGN_PUSHER": (pusher ?? "").terminalText,
    ]
    do throws(ChildProcess.Failure) {
      let output = try process.run()
      if output.status == 0 { return succeeded() }
      let why =
        output.status == 137
        ? "was killed, as after \(settings.notifyTimeLimit) seconds" : "ended with status \(output.status)"
      failed(["\(command) \(why)"] + output.complaints.prefix(20))
    } catch {
      failed(["\(command) can't be run: \(error)"])
    }
  }

  /// Forgets the last failure.
  package func succeeded() { unlink(failurePath) }

  /// Writes down why nobody was told.
  package func failed(_ lines: [String]) {
    if mkdir(folder, 0o777) != 0, errno != EEXIST { return }
    let text = lines.map { $0.terminalText + "\n" }.joined()
    try? FileBytes.replace(failurePath, with: text.utf8)
  }
}
