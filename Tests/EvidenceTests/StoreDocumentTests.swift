import CountersignTesting
import Evidence
import Foundation
import GitStore
import Testing

@Suite struct StoreDocumentTests {
  /// The shell commands of a page's section.
  private func commands(of section: String) throws -> String {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/evidence.md")
    let text = try String(contentsOf: page.standardized, encoding: .utf8)
    let start = try #require(text.range(of: "\n## \(section)\n"))
    let rest = text[start.upperBound...]
    let part = rest.range(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
    let blocks = part.components(separatedBy: "```sh\n").dropFirst().compactMap {
      $0.components(separatedBy: "```\n").first
    }
    #expect(blocks.count == 5)
    return blocks.joined()
  }

  private func run(_ fixture: StoreFixture, _ name: String) throws -> Output {
    let folder = try fixture.builder.makeFolder(name)
    try fixture.publicKey(fixture.key("bob-\(name)")).write(
      toFile: "\(folder)/bob.pub", atomically: true, encoding: .utf8)
    return try shell(fixture, folder)
  }

  private func shell(_ fixture: StoreFixture, _ folder: String) throws -> Output {
    var process = ChildProcess(
      "sh", ["-euc", "cd '\(folder)'\n" + (try commands(of: "Reading and verifying a record by hand"))])
    process.environment = ["GIT_DIR": fixture.builder.gitDirectory, "LC_ALL": "C"]
    let output = try process.run()
    return Output(status: output.status, stdoutBytes: output.out, stderrBytes: output.err)
  }

  @Test func `the commands of the page verify a record, with nothing of ours`() throws {
    let fixture = try StoreFixture()
    let key = try fixture.key()
    let added = try fixture.approve(message: "fine", signer: RecordSigner(key: key))
    let folder = try fixture.builder.makeFolder("hand")
    try fixture.publicKey(key).write(toFile: "\(folder)/bob.pub", atomically: true, encoding: .utf8)
    let output = try shell(fixture, folder)
    #expect(output.status == 0, "\(output.stderr)")
    #expect(output.stdout.hasPrefix("\(added.path)\n"))
    #expect(output.stdout.contains("\"decision\":\"approved\""))
    #expect(output.stdout.contains("Good \"countersign\" signature for bob@example.com"))
    #expect(output.stdout.hasSuffix("key \(try #require(added.signer))\n"))
  }

  @Test func `they refuse another person's key`() throws {
    let fixture = try StoreFixture()
    try fixture.approve(signer: RecordSigner(key: fixture.key()))
    #expect(try run(fixture, "other").status != 0)
  }

  @Test func `they refuse a record that stands in another's place`() throws {
    let fixture = try StoreFixture()
    let key = try fixture.key()
    let added = try fixture.approve(signer: RecordSigner(key: key))
    let text = String(decoding: try fixture.builder.bytes(of: "\(StoreFixture.ref):\(added.path)"), as: UTF8.self)
    try fixture.tamper([added.path.description: text + "\n"])
    let folder = try fixture.builder.makeFolder("hand")
    try fixture.publicKey(key).write(toFile: "\(folder)/bob.pub", atomically: true, encoding: .utf8)
    #expect(try shell(fixture, folder).status != 0)
  }

  @Test func `they show a removed record`() throws {
    let fixture = try StoreFixture()
    let key = try fixture.key()
    let removed = try fixture.approve(message: "1")
    try fixture.tamper([removed.path.description: nil])
    try fixture.approve(message: "2", signer: RecordSigner(key: key))
    let folder = try fixture.builder.makeFolder("hand")
    try fixture.publicKey(key).write(toFile: "\(folder)/bob.pub", atomically: true, encoding: .utf8)
    let output = try shell(fixture, folder)
    #expect(output.status == 0, "\(output.stderr)")
    #expect(output.stdout.hasSuffix("\nD\t\(removed.path)\n"))
  }
}
