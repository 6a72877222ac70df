import CountersignTesting
import Foundation
import Testing

/// The checks of pages: programs beside this file that drive the system's Chromium, or the Nu checker (`markup`).
enum Check: String, CaseIterable, CustomTestStringConvertible {
  case accessibility, filtering, keyboard, loading, long, markup, printing, scriptless, style, width

  var testDescription: String { rawValue }

  /// Returns what is wrong with the pages, each with the page's folder and name in front.
  ///
  /// - Throws: ``TestingError`` where a program is missing or the check itself fails, which is no answer.
  func complaints(about pages: [String]) throws -> [String] {
    let python = Self.root + "/.build/validators/bin/python3"
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw TestingError("the browser's driver is not installed: run scripts/install-validators")
    }
    let program = Self.root + "/Tests/BrowserTests/Checks/check.py"
    var environment = HermeticEnvironment.variables
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["PYTHONUTF8"] = "1"
    // Chromium writes at home, and makes one that isn't there.
    environment["HOME"] = FileManager.default.temporaryDirectory.path
    let output = try Subprocess(
      program: python, arguments: [program, rawValue] + pages, environment: environment, limit: 600
    ).run()
    guard output.status == 0 else { throw TestingError("\(rawValue): \(output.stderr)") }
    return try JSONDecoder().decode([String].self, from: Data(output.stdoutBytes))
  }

  private static var root: String {
    URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized.path
  }
}
