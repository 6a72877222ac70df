import CountersignTesting
import Foundation
import Testing

/// The commands of `docs/evidence.md`, "The signature of a commit", as they stand there.
@Suite struct CommitSignatureCommands {
  /// The indented blocks of the section, in its order.
  private static func blocks() throws -> [String] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/evidence.md")
    let text = try String(contentsOf: file.standardized, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## The signature of a commit\n").last)
      .components(separatedBy: "\n## ")[0]
    return section.components(separatedBy: "\n\n").filter { $0.hasPrefix("    ") }
  }

  private func run(_ block: String, _ it: SignedScenario, _ folder: TemporaryFolder, _ commit: String) throws -> Output
  {
    var environment = HermeticEnvironment.variables
    environment["GIT_DIR"] = it.scenario.repository.gitDirectory
    environment["GNUPGHOME"] = folder.path
    environment["before"] = it.scenario.id("B")
    environment["commit"] = it.scenario.id(commit)
    return try Subprocess(
      program: "/bin/sh", arguments: ["-ec", block], folder: folder.path, environment: environment
    ).run()
  }

  @Test func `what the page says verifies a commit, and not an altered one`() throws {
    let it = try SignedScenario(
      ["forgeKeys: [\(SignedScenario.forgeFile)]"], more: ["allowedSigners: .countersign/allowed_signers"]
    ) { keys in [".countersign/allowed_signers": "ada@example.com \(try keys.ssh("other"))\n"] }
    // A message that has what the commands look for.
    let message = "C\n\ngpgsig nothing\n -----END\n\n gpgsig"
    try it.commit("C", message, signed: "other", parents: ["B"])
    try it.commit("F", message, signed: "forge", parents: ["B"])
    let blocks = try Self.blocks()
    try #require(blocks.count == 3)
    let folder = try TemporaryFolder()
    let byGit = try run(blocks[0], it, folder, "C")
    #expect(byGit.stderr.contains("Good \"git\" signature for ada@example.com with ED25519 key SHA256:"))
    let byKeygen = try run(blocks[1], it, folder, "C")
    #expect(byKeygen.status == 0 && byKeygen.stdout.contains("Good \"git\" signature"), "\(byKeygen.stderr)")
    let altered = String(decoding: try it.scenario.repository.bytes(of: it.scenario.id("C")), as: UTF8.self)
      .replacing("Ada Lovelace", with: "Eve")
    it.scenario.remember("A", try it.scenario.repository.rawCommit(Array(altered.utf8)))
    #expect(try run(blocks[0], it, folder, "A").status != 0)
    #expect(try run(blocks[1], it, folder, "A").status != 0)
    // The files of the second block are what the third one checks.
    _ = try run(blocks[1], it, folder, "F")
    let byGpgv = try run(blocks[2], it, folder, "F")
    #expect(byGpgv.status == 0 && byGpgv.stderr.contains("Good signature from \"forge"), "\(byGpgv.stderr)")
    _ = try run(blocks[1], it, folder, "C")
    #expect(try run(blocks[2], it, folder, "C").status != 0)
  }
}
