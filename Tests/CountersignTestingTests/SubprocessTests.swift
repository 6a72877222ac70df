import Foundation
import Testing

@testable import CountersignTesting

@Suite struct SubprocessTests {
  private func shell(_ script: String, in folder: String? = nil, input: [UInt8] = [], limit: Double = 60) throws
    -> Output
  {
    try Subprocess(
      program: "/bin/sh", arguments: ["-c", script], folder: folder, environment: HermeticEnvironment.variables,
      input: input, limit: limit
    ).run()
  }

  @Test func `keeps status and streams apart, however large`() throws {
    let input = [UInt8](repeating: 7, count: 3_000_000)
    let output = try shell("cat; echo oops >&2; exit 3", input: input)
    #expect(output.status == 3)
    #expect(output.stdoutBytes == input)
    #expect(output.stderr == "oops\n")
    #expect(try shell("kill -TERM $$").status == 143)
    #expect(try shell("pwd", in: "/").stdout == "/\n")
  }

  @Test func `ends what takes too long`() throws {
    let start = ContinuousClock.now
    let error = #expect(throws: TestingError.self) { try shell("sleep 30", limit: 0.2) }
    #expect(error?.description.contains("did not end") == true)
    #expect(start.duration(to: .now) < .seconds(20))
  }

  @Test func `takes nothing from the user's environment`() throws {
    let lines = try shell("env").stdout.split(separator: "\n")
    let names = Set(lines.compactMap { $0.split(separator: "=").first.map(String.init) })
    let own = Set(HermeticEnvironment.variables.keys).union(["PWD", "OLDPWD", "SHLVL", "_"])
    #expect(names.isSubset(of: own))
    #expect(!names.contains("USER"))
    #expect(lines.contains("HOME=/nonexistent"))
    #expect(lines.contains("TZ=UTC"))
  }

  @Test func `says so where a program is missing`() {
    #expect(throws: TestingError.self) { try Binary.path(named: "no-such-program") }
    #expect(throws: TestingError.self) { try shell("true", in: "/dev/null/no-such-folder") }
  }
}
