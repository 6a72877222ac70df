import Foundation

/// A program that runs beside the test, such as a server. It is ended, with what it started, when the value goes.
package final class BackgroundProcess {
  private let pid: Int32
  private let name: String
  private let output: String

  /// - Parameter output: The file that takes both of its streams.
  package init(_ program: String, _ arguments: [String], environment: [String: String], output: String) throws {
    name = program
    self.output = output
    var actions = SpawnActions()
    defer { actions.destroy() }
    let source = try Descriptor(reading: "/dev/null")
    let sink = try Descriptor(writing: output)
    try actions.connect(source, to: 0)
    try actions.connect(sink, to: 1)
    try actions.connect(sink, to: 2)
    pid = try withExtendedLifetime((source, sink)) { try actions.spawn(program, arguments, environment) }
  }

  /// What it has written so far.
  package var text: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

  /// Asks again and again until the answer is not `nil`.
  ///
  /// - Throws: ``TestingError`` where the program ends first, or half a minute passes.
  package func wait<T>(for what: String, _ ask: () throws -> T?) throws -> T {
    for _ in 0..<1500 {
      if let answer = try ask() { return answer }
      var status: Int32 = 0
      guard waitpid(pid, &status, WNOHANG) == 0 else { throw TestingError("\(name) ended: \(text)") }
      usleep(20_000)
    }
    throw TestingError("\(name): no \(what): \(text)")
  }

  deinit {
    kill(-pid, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<100 {
      if waitpid(pid, &status, WNOHANG) != 0 { return }
      usleep(20_000)
    }
    kill(-pid, SIGKILL)
    waitpid(pid, &status, 0)
  }
}
