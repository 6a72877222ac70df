import Foundation
import Testing

/// Runs a script with Python 3, whose own readers of JSON and CSV are what others will read our reports with.
enum Python {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs a script on some bytes, which it finds in the file named first on its command line.
  ///
  /// - Returns: What it printed to standard output.
  static func run(_ script: String, on bytes: [UInt8], _ arguments: [String] = []) throws -> String {
    try run(["python3", "-c", script], on: bytes, arguments)
  }

  /// Runs a script that needs the validators of `scripts/install-validators`.
  static func validate(_ script: String, on bytes: [UInt8], _ arguments: [String] = []) throws -> String {
    let python = root + "/.build/validators/bin/python3"
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Failure(description: "the validators are not installed: run scripts/install-validators")
    }
    return try run([python, "-c", script], on: bytes, arguments)
  }

  /// Runs a command on some bytes, whose file is named after the command and before the arguments.
  static func run(_ command: [String], on bytes: [UInt8], _ arguments: [String] = []) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("input")
    let output = folder.appendingPathComponent("output")
    let errors = folder.appendingPathComponent("errors")
    try Data(bytes).write(to: input)
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command + [input.path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONUTF8": "1"]) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }

  /// The schema's path, found from this file's.
  static var schema: String { root + "/docs/report.schema.json" }

  private static var root: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .path
  }
}
