import CountersignTesting
import Foundation
import Testing

@Suite struct DirectoryDigestTests {
  @Test func `is the same after reading, and names each path that was changed`() throws {
    let repository = try RepositoryBuilder()
    try repository.commit("one")
    let before = try DirectoryDigest.of(repository.path)
    try repository.git("log")
    #expect(try DirectoryDigest.of(repository.path) == before)

    let config = repository.path + "/config"
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: config)
    try FileManager.default.createSymbolicLink(atPath: repository.path + "/new", withDestinationPath: "config")
    try FileManager.default.removeItem(atPath: repository.path + "/HEAD")
    let after = try DirectoryDigest.of(repository.path)
    let lines = after.differences(from: before)
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("removed: HEAD (21 bytes, mode 644, ") == true)
    #expect(lines.contains { $0.hasPrefix("changed: config (") && $0.contains("now ") && $0.contains("mode 600") })
    #expect(lines.last == "added: new (link to config)")
  }

  @Test func `notices another byte where the size stays`() throws {
    let repository = try RepositoryBuilder()
    let file = repository.path + "/HEAD"
    let before = try DirectoryDigest.of(repository.path)
    try "ref: refs/heads/maim\n".write(toFile: file, atomically: false, encoding: .utf8)
    let lines = try DirectoryDigest.of(repository.path).differences(from: before)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("changed: HEAD (21 bytes") == true)
  }

  @Test func `reads nothing in part`() {
    #expect(throws: TestingError.self) { try DirectoryDigest.of("/nonexistent/folder") }
  }
}
