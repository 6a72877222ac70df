import CountersignTesting
import Testing

#if os(Linux)
  /// What the loader loads: a hook pays for it at each push.
  @Suite struct LoadedLibrariesTests {
    @Test func `no command loads a library that libgit2 and Swift don't need, not even a report`() throws {
      let (repository, base, good, _) = try Example.make()
      let folder = try TemporaryFolder()
      let environment = ["LD_DEBUG": "libs", "GIT_DIR": repository.path]
      let version = try Binary.run(["--version"], environment: environment)
      let hook = try Binary.run(
        ["hook", "run", "update", "refs/heads/main", base, good], in: repository.path, environment: environment)
      let report = try Binary.run(
        ["report", "-C", repository.path, "--period", "2026", "--output", folder.path + "/r"], environment: environment)
      #expect(version.status == 0 && hook.status == 0 && report.status == 1)
      let before = Self.loaded(version)
      #expect(before.contains { $0.hasPrefix("libgit2.so") } && before.contains { $0.hasPrefix("libz.so") })
      #expect(Self.loaded(hook) == before)
      // What the C library itself loads to look up a name.
      #expect(Self.loaded(report).subtracting(before).allSatisfy { $0.hasPrefix("libnss_") })
    }

    /// The files that the loader called the beginning of.
    private static func loaded(_ output: Output) -> Set<String> {
      let lines = output.stderr.split(separator: "\n").filter { $0.contains("calling init: ") }
      return Set(lines.compactMap { $0.split(separator: "/").last.map(String.init) })
    }
  }
#endif
