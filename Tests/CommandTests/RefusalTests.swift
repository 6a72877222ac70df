import CountersignTesting
import Foundation
import Testing

/// Repositories that can't be audited: exit 2, and what to do about it.
@Suite struct RefusalTests {
  @Test func `a repository of another object format is refused`() throws {
    let repository = try RepositoryBuilder(objectFormat: "sha256")
    try repository.commit("Begin")
    let output = try Binary.run(["check", "-C", repository.path])
    #expect(output.status == 2)
    #expect(output.stderr.contains("error[object-format-unknown]"), "\(output.stderr)")
    #expect(output.stderr.contains("help: build countersign with a libgit2"))
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a folder away"))
  func `a repository that belongs to somebody else is refused`() throws {
    let repository = try RepositoryBuilder()
    try repository.commit("Begin")
    guard chown(repository.path, 65534, 65534) == 0 else { throw TestingError("the folder can't be given away") }
    defer { _ = chown(repository.path, getuid(), getgid()) }
    let output = try Binary.run(["check", "-C", repository.path])
    #expect(output.status == 2)
    #expect(output.stderr.contains("error[repository-not-trusted]"), "\(output.stderr)")
    #expect(output.stderr.contains("safe.directory"))
  }

  @Test func `a partial clone is judged until something is needed that it lacks`() throws {
    for (files, status, expected) in [
      (["a.txt": "a"], Int32(1), "1 change: 0 pass, 1 unknown"),
      (["countersign.yml": Example.policy], Int32(2), "error[history-incomplete]"),
    ] {
      let repository = try RepositoryBuilder()
      try repository.commit("Begin", files: files.mapValues(Optional.some))
      try repository.git("config", "uploadpack.allowFilter", "true")
      let clone = try repository.makeFolder("partial")
      try repository.git("clone", "--quiet", "--bare", "--filter=blob:none", "file://\(repository.path)", clone)
      let output = try Binary.run(["check", "-C", clone])
      #expect(output.status == status, "\(output.stderr)")
      #expect((output.stdout + output.stderr).contains(expected), "\(output.stdout)\(output.stderr)")
    }
  }
}
