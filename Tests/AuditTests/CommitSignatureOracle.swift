import Audit
import CountersignTesting
import Foundation
import GitStore
import Testing

/// git says of commits what an audit says, where both are given the same keys.
@Suite struct CommitSignatureOracle {
  /// Whether git verifies a commit by a signers file, or by gpg and its keyring.
  private func git(_ it: SignedScenario, _ commit: String, signers: String) throws -> Bool {
    let file = it.keys.path("signers")
    try signers.write(toFile: file, atomically: true, encoding: .utf8)
    let output = try it.scenario.repository.run(
      ["-c", "gpg.ssh.allowedSignersFile=\(file)", "verify-commit", commit],
      environment: ["GNUPGHOME": it.keys.path("gpg"), "HOME": it.keys.path("")])
    return output.status == 0
  }

  private func audit(_ it: SignedScenario, _ commit: String) throws -> Bool {
    it.scenario.remember("C", commit)
    let told = try it.verdicts(to: "C")
    #expect(told == ["C: pass (claim)"] || told.first?.contains("commit-not-signed") == true, "\(told)")
    return told == ["C: pass (claim)"]
  }

  @Test(arguments: ["ed25519", "ecdsa", "rsa"])
  func `git and the audit agree on SSH signatures`(type: String) throws {
    var lines = ""
    let it = try SignedScenario(["signedCommits: true"], more: ["allowedSigners: signers"]) { keys in
      let (good, timed, file) = (
        try keys.ssh("good", type: type), try keys.ssh("timed", type: type), try keys.ssh("file", type: type)
      )
      _ = try keys.ssh("unknown", type: type)
      lines = """
        ada@example.com \(good)
        ada@example.com valid-before="20251231Z" \(timed)
        ada@example.com namespaces="file" \(file)

        """
      return ["signers": lines]
    }
    let repository = it.scenario.repository
    var commits: [String: String] = [:]
    for key in ["good", "timed", "file", "unknown"] {
      commits[key] = try it.commit(key, Say.both, signed: key, on: key, parents: ["B"])
    }
    commits["unsigned"] = try it.commit("unsigned", Say.both, signed: nil, on: "unsigned", parents: ["B"])
    let bytes = String(decoding: try repository.bytes(of: try #require(commits["good"])), as: UTF8.self)
    for (name, altered) in [
      ("message", bytes.replacing("good\n", with: "evil\n")), ("date", bytes.replacing("+0000", with: "+0100")),
      ("name", bytes.replacing("Ada Lovelace", with: "Ada L")), ("header", bytes.replacing("gpgsig", with: "gpgsi")),
      ("same", bytes),
    ] {
      commits[name] = try repository.rawCommit(Array(altered.utf8))
    }
    var agreed: [Bool: Int] = [:]
    for (name, commit) in commits {
      let expected = try git(it, commit, signers: lines)
      #expect(try audit(it, commit) == expected, "\(name)")
      agreed[expected, default: 0] += 1
    }
    #expect(agreed == [true: 2, false: 8])
  }

  @Test func `git and the audit agree on OpenPGP signatures`() throws {
    let it = try SignedScenario(["signedCommits: true"])
    // The keyring of git has what the policy's file has; the other key is elsewhere.
    let others = try SigningKeys()
    for name in ["good", "revoked"] { try it.keys.openPGP(name) }
    try others.openPGP("unknown")
    let repository = it.scenario.repository
    let file = String(decoding: try it.keys.exported("good", "revoked"), as: UTF8.self)
    let policy = try repository.git("show", "main:countersign.yml")
    let listed = policy.replacing(
      "emails: [ada@example.com]", with: "emails: [ada@example.com], openpgpKeys: [ada.asc]")
    try it.commit("P", Say.both, signed: "ada", files: ["countersign.yml": listed + "\n", "ada.asc": file])
    var commits: [String: String] = [:]
    for name in ["good", "revoked"] {
      commits[name] = try it.commit(name, Say.both, signed: name, on: name, parents: ["P"])
    }
    let plain = try it.scenario.commit("plain", Say.both, on: "plain", parents: ["P"])
    commits["unsigned"] = plain
    commits["unknown"] = try repository.sign(plain, with: "unknown", of: others)
    let bytes = String(decoding: try repository.bytes(of: try #require(commits["good"])), as: UTF8.self)
    commits["message"] = try repository.rawCommit(Array(bytes.replacing("good\n", with: "evil\n").utf8))
    commits["cut"] = try repository.rawCommit(Array(bytes.replacing("gpgsig", with: "gpgsi").utf8))
    try it.keys.revoke("revoked")
    // The audit knows of a revocation once the file has it, which is another scenario.
    for (name, commit) in commits {
      #expect(try git(it, commit, signers: "") == (name == "good"), "\(name)")
      it.scenario.remember("C", commit)
      #expect(try (it.verdicts("P", to: "C") == ["C: pass (claim)"]) == ["good", "revoked"].contains(name), "\(name)")
    }
  }

  @Test func `every altered bit of a signed commit is seen`() throws {
    let it = try SignedScenario(["signedCommits: true"])
    let signed = try it.commit("C", Say.both, signed: "ada", on: "topic", parents: ["B"])
    let bytes = try it.scenario.repository.bytes(of: signed)
    let text = String(decoding: bytes, as: UTF8.self)
    // Tree and parent would have to be there, and lines have to stay lines.
    let start = try #require(text.utf8.firstRange(of: Array("author ".utf8))?.lowerBound)
    let from = text.utf8.distance(from: text.utf8.startIndex, to: start)
    var seen = 0
    for position in stride(from: from, to: bytes.count, by: 11) {
      var altered = bytes
      altered[position] ^= 1 << UInt8(position % 7)
      guard let id = try? it.scenario.repository.rawCommit(altered) else { continue }
      it.scenario.remember("C", id)
      guard let told = try? it.verdicts(to: "C") else { continue }
      #expect(told.first?.contains("pass") == false, "byte \(position): \(told)")
      seen += 1
    }
    #expect(seen > 30)
  }
}
