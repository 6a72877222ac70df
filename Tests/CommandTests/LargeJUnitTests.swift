import CountersignTesting
import Foundation
import Testing

/// Reports that are larger than what may be kept in memory.
@Suite struct LargeJUnitTests {
  /// Returns the most memory, in kB, that reading a report took: `Tests/junit-size.sh`.
  private func memory(megabytes: Int, file: String = #filePath) throws -> Int {
    let script = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("../junit-size.sh")
    let output = try Subprocess(
      program: script.standardized.path, arguments: ["\(megabytes)", Binary.path()],
      environment: HermeticEnvironment.variables, limit: 120
    ).run()
    try #require(output.status == 0, "\(output.stdout) \(output.stderr)")
    let match = try #require(output.stdout.firstMatch(of: /([0-9]+) kB of memory/), "\(output.stdout)")
    return try #require(Int(match.1))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status"), "memory is read from /proc"))
  func `a JUnit report of sixty megabytes takes no more memory than a small one`() throws {
    let small = try memory(megabytes: 1)
    let large = try memory(megabytes: 60)
    #expect(large < small + 8 * 1024, "\(small) kB and \(large) kB")
  }
}
