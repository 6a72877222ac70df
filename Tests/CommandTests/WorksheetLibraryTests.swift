import CountersignTesting
import Foundation
import Testing

/// libxlsxwriter: who loads it, and what is said where it is missing.
@Suite struct WorksheetLibraryTests {
  #if os(Linux)
    @Test func `neither check nor a hook loads what only reports need`() throws {
      let (repository, base, good, _) = try Example.make()
      let check = try Binary.run(
        ["check", "-C", repository.path, "\(base)..\(good)"], environment: ["LD_DEBUG": "libs"])
      #expect(check.status == 0)
      let hook = try Binary.run(
        ["hook", "run", "update", "refs/heads/main", base, good], in: repository.path,
        environment: ["LD_DEBUG": "libs", "GIT_DIR": repository.path])
      #expect(hook.status == 0, "\(hook.stderr.suffix(2000))")
      let folder = try TemporaryFolder()
      let report = try Self.report(repository, folder, [], ["LD_DEBUG": "libs"])
      for output in [check, hook] {
        // The loader tells of each library that it calls.
        #expect(output.stderr.contains("calling init") && output.stderr.contains("libgit2"))
        #expect(!output.stderr.contains("xlsxwriter") && !output.stderr.contains("minizip"))
      }
      #expect(report.stderr.contains("libxlsxwriter"))
    }

    @Test func `where it is missing, report stops before it audits, and goes without if it is told to`() throws {
      let (repository, _, _, _) = try Example.make()
      let folder = try TemporaryFolder()
      let broken = try Self.broken(folder)
      let stopped = try Self.report(repository, folder, [], broken)
      #expect(stopped.status == 2)
      #expect(stopped.stderr.contains("error[library-missing]"), "\(stopped.stderr)")
      #expect(stopped.stderr.contains("apt-get install libxlsxwriter-dev"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"))
      let without = try Self.report(repository, folder, ["--no-worksheet"], broken)
      #expect(without.status == 1, "\(without.stderr)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/r/worksheet.xlsx"))
      let statement = try String(contentsOfFile: folder.path + "/r/statement.json", encoding: .utf8)
      #expect(statement.contains("\"worksheet\": null") && statement.contains("\"--no-worksheet\""))
      let verified = try Binary.run(["verify", folder.path + "/r", "-C", repository.path], environment: broken)
      #expect(verified.status == 0, "\(verified.stdout)\(verified.stderr)")
    }

    @Test func `verify of a report that has one stops where it is missing`() throws {
      let (repository, _, _, _) = try Example.make()
      let folder = try TemporaryFolder()
      #expect(try Self.report(repository, folder, [], [:]).status == 1)
      let output = try Binary.run(
        ["verify", folder.path + "/r", "-C", repository.path], environment: Self.broken(folder))
      #expect(output.status == 2)
      #expect(output.stderr.contains("error[library-missing]"))
      // An attacker who says that there was none gains nothing: the file is then one too many.
      let path = folder.path + "/r/statement.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing(/"worksheet": "[^"]*"/, with: "\"worksheet\": null")
        .write(toFile: path, atomically: true, encoding: .utf8)
      let without = try Binary.run(["verify", folder.path + "/r", "-C", repository.path])
      #expect(without.status == 1)
      #expect(without.stdout.contains("worksheet.xlsx: is not of this report"), "\(without.stdout)")
    }

    /// Puts what is no library before the real one.
    private static func broken(_ folder: borrowing TemporaryFolder) throws -> [String: String] {
      let path = folder.path + "/lib"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for version in 1...20 {
        try "no library".write(toFile: "\(path)/libxlsxwriter.so.\(version)", atomically: true, encoding: .utf8)
      }
      return ["LD_LIBRARY_PATH": path]
    }
  #endif

  @Test func `a folder for temporary files that is not there is told before the audit`() throws {
    let (repository, _, _, _) = try Example.make()
    let folder = try TemporaryFolder()
    let output = try Self.report(repository, folder, [], ["TMPDIR": folder.path + "/none"])
    #expect(output.status == 2)
    #expect(output.stderr.contains("error[output-not-written]"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"))
  }

  private static func report(
    _ repository: RepositoryBuilder, _ folder: borrowing TemporaryFolder, _ options: [String],
    _ environment: [String: String]
  ) throws -> Output {
    try Binary.run(
      ["report", "-C", repository.path, "--period", "2026", "--output", folder.path + "/r"] + options,
      environment: environment)
  }
}
