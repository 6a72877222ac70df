import CountersignTesting
import Foundation
import Testing

/// A report whose writing is cut short: it is whole, as `sha256sum` says, or not there.
@Suite struct InterruptedReportTests {
  @Test(arguments: ["KILL", "INT", "TERM", "HUP"])
  func `a signal at any moment leaves a whole report or none`(signal: String) throws {
    let bank = try Bank(months: 12)
    let script = """
      for delay in 0 0.01 0.02 0.03 0.04 0.05 0.06 0.07 0.08 0.09 0.1 0.11 0.12 0.13 0.14 0.15 0.17 0.2 0.25 0.3 0.4; do
        "$1" report -C "$2" --period 2026 --now 2027-01-01T00:00:00Z --output r --sample 5 --quiet >/dev/null 2>&1 &
        sleep $delay
        kill -s \(signal) $! 2>/dev/null
        wait $!
        if [ -e r ]; then (cd r && sha256sum --strict --quiet -c MANIFEST && test -f report.html) || echo half; fi
        if [ \(signal) != KILL ] && ls -d r.*.partial 2>/dev/null; then echo left; fi
        for rest in r.*.partial; do if [ -e $rest/MANIFEST ] && [ -e r ]; then echo two; fi; done
        rm -rf r r.*.partial
      done
      """
    let output = try Subprocess(
      program: "/bin/sh", arguments: ["-c", script, "sh", Binary.path(), bank.repository.path],
      folder: bank.folder.path, environment: HermeticEnvironment.variables, limit: 120
    ).run()
    #expect(output.stdout == "", "\(output.stderr)")
  }

  /// A file that may not grow is what a full disk is to a program.
  @Test(arguments: [2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96])
  func `a disk that is full at any moment leaves a whole report or none`(blocks: Int) throws {
    let bank = try Bank(months: 12)
    let script = """
      trap '' XFSZ
      ulimit -f \(blocks)
      exec "$1" report -C "$2" --period 2026 --now 2027-01-01T00:00:00Z --output r --sample 5 --quiet
      """
    let output = try Subprocess(
      program: "/bin/sh", arguments: ["-c", script, "sh", Binary.path(), bank.repository.path],
      folder: bank.folder.path, environment: HermeticEnvironment.variables
    ).run()
    #expect(output.status == 2, "\(output.stdout)\(output.stderr)")
    #expect(output.stderr.contains("error[output-not-written]"), "\(output.stderr)")
    let names = try FileManager.default.contentsOfDirectory(atPath: bank.folder.path)
    #expect(names.sorted() == ["key", "key.pub", "signers"])
  }

  @Test func `a folder that can't be written is told before the audit, and nothing is made`() throws {
    let bank = try Bank()
    try "x".write(toFile: bank.folder.path + "/file", atomically: true, encoding: .utf8)
    for path in ["none/r", "file/r", "file"] {
      let output = try bank.report(path)
      #expect(output.status == 2)
      #expect(output.stderr.contains("error[output-not-written]"), "\(output.stderr)")
    }
    // What stops the audit leaves no folder either.
    let stopped = try bank.report("r", ["--production", "refs/heads/none"])
    #expect(stopped.status == 2)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bank.folder.path).sorted() == [
        "file", "key", "key.pub", "signers",
      ])
  }

  @Test func `an empty folder that is there already gets the report`() throws {
    let bank = try Bank()
    try FileManager.default.createDirectory(atPath: bank.folder.path + "/r", withIntermediateDirectories: false)
    #expect(try bank.report("r/").status == 1)
    #expect(try bank.shell("sha256sum --strict --quiet -c MANIFEST", in: "r").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bank.folder.path).count == 4)
  }
}
