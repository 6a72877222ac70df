/// What a finished process left: its exit status and everything it wrote.
package struct Output: Hashable, Sendable {
  /// The exit status; 128 and the signal's number where a signal ended the process, as in a shell.
  package var status: Int32
  package var stdoutBytes: [UInt8]
  package var stderrBytes: [UInt8]

  package init(status: Int32, stdoutBytes: [UInt8], stderrBytes: [UInt8]) {
    self.status = status
    self.stdoutBytes = stdoutBytes
    self.stderrBytes = stderrBytes
  }

  /// Standard output as UTF-8, with what isn't UTF-8 replaced. Compare bytes with ``stdoutBytes``.
  package var stdout: String { String(decoding: stdoutBytes, as: UTF8.self) }
  package var stderr: String { String(decoding: stderrBytes, as: UTF8.self) }

  /// What a server's hook said to a push, as one line: without git's `remote: ` and without where lines were broken.
  package var remoteWords: String {
    let lines = stderr.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("remote: ") }
    return lines.joined(separator: " ").replacing("remote: ", with: "").split(separator: " ").joined(separator: " ")
  }
}

/// A failure of the test's own tools, such as a git command that the test expected to work.
package struct TestingError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
