import Audit
import CountersignTesting
import Fieldwork
import Foundation
import GitStore
import Testing

/// `docs/scenarios.md`, "Signatures of commits": which are asked for, and whose counts.
@Suite struct SignedCommits {
  private static let asked = ["signedCommits: true"]
  private static let unsigned = "fail commit-not-signed"

  @Test(arguments: ["ed25519", "ecdsa", "rsa"])
  func `commits that their authors signed pass`(type: String) throws {
    // main  B---C           C: by Ada, signed with her key; both trailers
    let it = try SignedScenario(Self.asked, more: ["allowedSigners: signers"]) { keys in
      ["signers": "ada@example.com \(try keys.ssh("other", type: type))\n"]
    }
    try it.commit("C", Say.both, signed: "other")
    #expect(try it.verdicts() == ["C: pass (claim)"])
  }

  @Test func `one commit of a merge is not signed`() throws {
    // main  B-------M       X: signed; Y: not; M: signed; each both trailers
    //        \     /
    //         X---Y
    let it = try SignedScenario(Self.asked)
    try it.commit("X", Say.both, signed: "ada", on: "topic", parents: ["B"])
    try it.commit("Y", Say.both, signed: nil, on: "topic")
    try it.merge("M", ["topic"], Say.both, signed: "ada")
    let audit = try it.scenario.audit()
    #expect(it.scenario.told(audit) == ["M+X+Y: \(Self.unsigned)"])
    let found = try #require(audit.assessments.first?.findings)
    #expect(found.map { $0.commit?.description } == [it.scenario.id("Y")])
    #expect(found.first?.notes.first == "author: Ada Lovelace; signature: it isn't signed")
    #expect(found.first?.notes.last?.hasPrefix("countersign.yml:4 asks for") == true)
  }

  @Test func `another's name is written into a commit that is signed with one's own key`() throws {
    // main  B---C           C: says Ada, signed with Eve's key; both trailers
    let it = try SignedScenario(Self.asked)
    try it.commit("C", Say.both, signed: "eve")
    #expect(try it.verdicts() == ["C: \(Self.unsigned)"])
    #expect(try it.notes(.commitNotSigned).contains("signed with the key of eve (SHA256:"))
  }

  @Test func `a signature is copied from another commit`() throws {
    // main  B---C           C: has the signature that Ada made for A
    let it = try SignedScenario(Self.asked)
    let signed = try it.commit("A", signed: "ada", on: "topic", parents: ["B"])
    let bytes = String(decoding: try it.scenario.repository.bytes(of: signed), as: UTF8.self)
    let header = try #require(bytes.firstMatch(of: /gpgsig (.|\n)*?-----END SSH SIGNATURE-----\n/)).output.0
    let plain = try it.scenario.commit("plain", Say.both, on: "other", parents: ["B"])
    var copy = String(decoding: try it.scenario.repository.bytes(of: plain), as: UTF8.self)
    copy.replace("\n\n", with: "\n" + header + "\n", maxReplacements: 1)
    it.scenario.remember("C", try it.scenario.repository.rawCommit(Array(copy.utf8)))
    #expect(try it.verdicts(to: "C") == ["C: \(Self.unsigned)"])
  }

  @Test func `a key that the change itself lists does not count for it`() throws {
    // main  B---C---D       C: adds a key for Ada to the signers file, and is signed with it; both trailers
    //                       D: signed with it too; both trailers
    let more = ["allowedSigners: .countersign/allowed_signers"]
    let it = try SignedScenario(Self.asked, more: more)
    let new = "ada@example.com \(try it.keys.ssh("new"))\n"
    try it.commit("C", Say.both, signed: "new", files: [".countersign/allowed_signers": new])
    try it.commit("D", Say.both, signed: "new")
    #expect(try it.verdicts() == ["C: \(Self.unsigned)", "D: \(Self.unsigned)"])
    // With another key it passes, and from then on the new one counts.
    try it.scenario.repository.branch("main", at: it.scenario.id("B"))
    try it.commit("E", Say.both, signed: "ada", files: [".countersign/allowed_signers": new])
    try it.commit("F", Say.both, signed: "new")
    #expect(try it.verdicts() == ["E: pass (claim)", "F: pass (claim)"])
  }

  @Test func `a signers file that did not pass counts no sooner for what comes after it`() throws {
    // main  B---C---D---E   C: lists a key of Eve's as Ada's; no approval
    //                       D: by Ada, signed; both trailers; E: says Ada, signed by Eve's key; both trailers
    let it = try SignedScenario(Self.asked, more: ["allowedSigners: signers"])
    try it.commit("C", signed: "ada", files: ["signers": "ada@example.com \(try it.keys.ssh("evil"))\n"])
    try it.commit("D", Say.both, signed: "ada")
    try it.commit("E", Say.both, signed: "evil")
    let told = try it.verdicts()
    #expect(told.dropFirst() == ["D: pass (claim)", "E: \(Self.unsigned)"])
  }

  @Test func `a key whose time is over does not count`() throws {
    // main  B---C           C: by Ada, signed with a key that counts until 2026-01-01; both trailers
    let more = ["allowedSigners: signers"]
    for (option, verdict) in [
      ("valid-before=\"20260101Z\"", Self.unsigned), ("valid-after=\"20270101Z\"", Self.unsigned),
      ("valid-after=\"20260101Z\",valid-before=\"20270101Z\"", "pass (claim)"),
      ("namespaces=\"file\"", Self.unsigned), ("namespaces=\"git\"", "pass (claim)"),
    ] {
      let it = try SignedScenario(Self.asked, more: more) { keys in
        ["signers": "ada@example.com \(option) \(try keys.ssh("timed"))\n"]
      }
      try it.commit("C", Say.both, signed: "timed")
      #expect(try it.verdicts() == ["C: \(verdict)"], "\(option)")
    }
  }

  @Test func `a key that was taken out later leaves older commits as they were`() throws {
    // main  B---C---D---E   C: signed; D: takes Ada's key out of the signers file, signed by Bob; E: signed as C
    let it = try SignedScenario(Self.asked, more: ["allowedSigners: signers"]) { keys in
      ["signers": "ada@example.com \(try keys.ssh("old"))\n"]
    }
    try it.commit("C", Say.both, signed: "old")
    try it.commit(
      "D", Say.approved(by: "Eve Stone <eve@example.com>"), signed: "bob", author: .bob,
      files: ["signers": "# nobody\n"])
    try it.commit("E", Say.both, signed: "old")
    #expect(try it.verdicts() == ["C: pass (claim)", "D: pass (claim)", "E: \(Self.unsigned)"])
  }

  @Test func `a branch from before a key was taken out does not bring it back`() throws {
    // main was  B---P       P: takes a key of Ada's out of the signers file, signed by Bob
    // Ada has   B---X---M   X: signed with that key; M: parents X, P; pushed as main; the range is P..M
    let it = try SignedScenario(Self.asked, more: ["allowedSigners: signers"]) { keys in
      ["signers": "ada@example.com \(try keys.ssh("old"))\n"]
    }
    try it.commit(
      "P", Say.approved(by: "Eve Stone <eve@example.com>"), signed: "bob", author: .bob,
      files: ["signers": "# nobody\n"])
    try it.commit("X", Say.both, signed: "old", on: "ada", parents: ["B"])
    #expect(try it.verdicts("B", to: "X") == ["X: pass (claim)"])
    let moved = try it.scenario.merge("M", ["P"], into: "ada", Say.both)
    it.scenario.remember("M", try it.scenario.repository.sign(moved, with: "ada", of: it.keys))
    #expect(try it.verdicts("P", to: "M") == ["M+X: \(Self.unsigned)"])
    // Proposed, it is judged by what main has too.
    let proposed = AuditRequest(range: "\(it.scenario.id("P"))..\(it.scenario.id("X"))", isProposed: true)
    #expect(it.scenario.told(try it.scenario.audit(proposed)) == ["X: \(Self.unsigned)"])
  }

  @Test func `a commit signed with OpenPGP by its author`() throws {
    // main  B---C           C: by Ada, signed with the OpenPGP key that the policy has for her; both trailers
    let it = try SignedScenario(Self.asked)
    try it.keys.openPGP("ada-pgp")
    let file = String(decoding: try it.keys.exported("ada-pgp"), as: UTF8.self)
    let policy = try it.scenario.repository.git("show", "main:countersign.yml")
    let listed = policy.replacing(
      "emails: [ada@example.com]", with: "emails: [ada@example.com], openpgpKeys: [ada.asc]")
    try it.commit("C", Say.both, signed: "ada", files: ["countersign.yml": listed + "\n", "ada.asc": file])
    try it.commit("D", Say.both, signed: "ada-pgp")
    try it.commit("E", Say.approved(by: "Ada <ada@example.com>"), signed: "ada-pgp", author: .bob)
    #expect(try it.verdicts() == ["C: pass (claim)", "D: pass (claim)", "E: \(Self.unsigned)"])
  }

  @Test func `a signature that can't be checked is no pass and no accusation`() throws {
    // main  B---C           C: X.509; two signatures; SHA-256 alone; no kind that is known
    let it = try SignedScenario(Self.asked)
    let signed = try it.commit("S", Say.both, signed: "ada", on: "topic", parents: ["B"])
    let bytes = String(decoding: try it.scenario.repository.bytes(of: signed), as: UTF8.self)
    let header = String(try #require(bytes.firstMatch(of: /gpgsig (.|\n)*?-----END SSH SIGNATURE-----\n/)).output.0)
    for other in [
      header.replacing("SSH SIGNATURE", with: "SIGNED MESSAGE"), header + header,
      header.replacing("gpgsig ", with: "gpgsig-sha256 "),
      header + header.replacing("gpgsig ", with: "gpgsig-sha256 "), header.replacing("SSH ", with: "OTHER "),
    ] {
      let id = try it.scenario.repository.rawCommit(Array(bytes.replacing(header, with: other).utf8))
      it.scenario.remember("C", id)
      #expect(try it.verdicts(to: "C") == ["C: unknown commit-not-signed"], "\(other)")
    }
    // Taken out, it is no signature at all.
    it.scenario.remember("C", try it.scenario.repository.rawCommit(Array(bytes.replacing(header, with: "").utf8)))
    #expect(try it.verdicts(to: "C") == ["C: \(Self.unsigned)"])
  }
}
