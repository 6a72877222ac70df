import Audit
import CountersignTesting
import GitStore
import Testing

/// `docs/scenarios.md`, "Signatures of commits": what a forge's own key does.
@Suite struct ForgeSignatures {
  private static let forge = ["signedCommits: true", "forgeKeys: [\(SignedScenario.forgeFile)]"]
  private static let unsigned = "fail commit-not-signed"

  @Test func `an entry that the forge signed passes`() throws {
    // main  B-------M       X: signed by Ada; M: by Ada, committed and signed by the forge, both trailers
    let it = try SignedScenario(Self.forge)
    try it.commit("X", signed: "ada", on: "topic", parents: ["B"])
    try it.merge("M", ["topic"], Say.both, signed: "forge", committer: .github)
    #expect(try it.verdicts() == ["M+X: pass (claim)"])
  }

  @Test func `a forge's key on another commit shows no author`() throws {
    // main  B-------M       X: by Ada, signed with the forge's key; M: as before
    let it = try SignedScenario(Self.forge)
    try it.commit("X", signed: "forge", on: "topic", parents: ["B"])
    try it.merge("M", ["topic"], Say.both, signed: "forge", committer: .github)
    #expect(try it.verdicts() == ["M+X: \(Self.unsigned)"])
    #expect(try it.notes(.commitNotSigned).contains("signed with a forge's key, from .countersign/keys/forge.asc"))
  }

  @Test func `a policy from the command line takes its files of keys from history`() throws {
    // main  B---C---D       B: the file of F's key; C: signed with F; D: takes the file away; both trailers
    let it = try SignedScenario([]) { keys in
      try keys.openPGP("forge")
      return [SignedScenario.forgeFile: String(decoding: try keys.exported("forge"), as: UTF8.self)]
    }
    try it.commit("C", Say.both, signed: "forge", committer: .github)
    try it.commit("D", Say.both, signed: "forge", committer: .github, files: [SignedScenario.forgeFile: nil])
    try it.commit("E", Say.both, signed: "forge", committer: .github)
    let policy = PolicyText(approval: Self.forge)
    let told = try it.scenario.verdicts(policy: policy)
    #expect(told == ["C: pass (claim)", "D: pass (claim)", "E: fail approver-may-be-author commit-not-signed"])
  }

  @Test func `a forge's name on a commit that the forge did not sign can be anybody's`() throws {
    // main  B---C           C: by Ada, committed by GitHub; both trailers; first not signed, then signed by the forge
    let it = try SignedScenario(["forgeKeys: [\(SignedScenario.forgeFile)]"])
    try it.commit("C", Say.both, signed: nil, committer: .github)
    try it.commit("D", Say.both, signed: "forge", committer: .github)
    try it.commit("E", Say.both, signed: "ada", committer: .github)
    #expect(
      try it.verdicts() == [
        "C: unknown approver-may-be-author", "D: pass (claim)", "E: unknown approver-may-be-author",
      ])
  }

  @Test func `a forge's key that was revoked does not count`() throws {
    // main  B---C---D---E   C: signed by the forge; D: puts the key's revocation into the file; E: signed as C
    let it = try SignedScenario(Self.forge)
    try it.commit("C", Say.both, signed: "forge", committer: .github)
    let later = try it.commit("E", Say.both, signed: "forge", on: "later", committer: .github, parents: ["C"])
    let bytes = try it.scenario.repository.bytes(of: later)
    try it.keys.revoke("forge")
    let revoked = String(decoding: try it.keys.exported("forge"), as: UTF8.self)
    try it.commit("D", Say.both, signed: "ada", files: [SignedScenario.forgeFile: revoked])
    // What the forge signed on C, as if it came after D.
    it.scenario.remember("E", try it.scenario.repository.rawCommit(bytes))
    try it.scenario.merge("M", ["E"], Say.both, author: .bob)
    #expect(try it.verdicts(to: "D") == ["C: pass (claim)", "D: pass (claim)"])
    #expect(try it.verdicts("D").first?.contains("commit-not-signed") == true)
    let findings = try it.scenario.audit("D").assessments.flatMap(\.findings)
    #expect(findings.contains { $0.commit?.description == later && $0.notes.joined().contains("was revoked") })
  }

  @Test func `a file of keys with anything else in it counts for nothing`() throws {
    // main  B---C           C: signed by the forge; its file has text beside the key, or the key twice, or is gone
    for edit in ["garbage", "twice", "cut"] {
      let it = try SignedScenario(Self.forge) { keys in
        let text = String(decoding: try keys.exported("forge"), as: UTF8.self)
        switch edit {
        case "garbage": return [SignedScenario.forgeFile: "Take this one:\n" + text]
        case "twice": return [SignedScenario.forgeFile: text + text]
        default: return [SignedScenario.forgeFile: String(text.dropLast(40))]
        }
      }
      try it.commit("C", Say.both, signed: "forge", committer: .github)
      #expect(try it.verdicts() == ["C: fail approver-may-be-author commit-not-signed"], "\(edit)")
      #expect(try it.notes(.commitNotSigned).contains("(.countersign/keys/forge.asc: "), "\(edit)")
    }
  }
}
