import CountersignTesting
import Testing

/// `docs/scenarios.md`, "Keys of other tools' records": `allowedSigners` for gittuf's and in-toto's.
@Suite struct KeysOfOtherTools {
  private static let unverifiable = "C: unknown approval-unverifiable"
  /// Before anything was committed.
  private static let dated = #","finishedAt":"2026-01-05T00:00:00Z""#

  private func scenario(_ signers: [String], bob: String = "", tests: String? = nil) throws -> ForeignKeysScenario {
    let it =
      try tests.map { try ForeignKeysScenario(signers: signers, bob: bob, tests: $0) }
      ?? ForeignKeysScenario(signers: signers, bob: bob)
    try it.scenario.commit("C", files: ["c": "1\n"])
    return it
  }

  @Test(arguments: ["bob <bob>", #"bob@example.com namespaces="git" <bob>"#])
  func `an authorization signed with a key of the file counts`(_ line: String) throws {
    let it = try scenario([line])
    try it.authorize("C", it.ssh("bob"))
    #expect(try it.verdicts() == ["C: pass (signed)"])
  }

  @Test func `a review signed by an app whose key is in the file is an export`() throws {
    let it = try scenario(["app <app>"])
    try it.review("C", it.ssh("app"))
    #expect(try it.verdicts() == ["C: pass (export)"])
    let stranger = try scenario(["bob <bob>"])
    try stranger.review("C", stranger.ssh("app"))
    #expect(try stranger.verdicts() == ["C: pass (record)"])
  }

  @Test(arguments: [#"bob namespaces="countersign" <bob>"#, #"bob valid-before="20260101Z" <bob>"#, "eve <bob>"])
  func `a line that does not allow an authorization is told`(_ line: String) throws {
    let it = try scenario([line])
    try it.authorize("C", it.ssh("bob"))
    #expect(try it.verdicts() == [Self.unverifiable])
  }

  @Test func `a limit in the file holds for other tools' records too where people lists the key`() throws {
    let it = try scenario([#"bob valid-before="20260101Z" <bob>"#], bob: #", keys: ["<bob>"]"#)
    try it.authorize("C", it.ssh("bob"))
    #expect(try it.verdicts() == [Self.unverifiable])
    #expect(try it.reason().contains("only before its `valid-before`"))
    let free = try scenario([#"bob valid-before="20270101Z" <bob>"#], bob: #", keys: ["<bob>"]"#)
    try free.authorize("C", free.ssh("bob"))
    #expect(try free.verdicts() == ["C: pass (signed)"])
  }

  @Test func `an app's key that was taken back makes no review a record`() throws {
    let it = try scenario([#"app valid-before="20260101Z" <app>"#])
    try it.review("C", it.ssh("app"))
    #expect(try it.verdicts() == [Self.unverifiable])
  }

  @Test func `a key that was taken out of the file authorizes nothing more, and what stands stays`() throws {
    let it = try scenario(["bob <bob>", "bob <ci>"])
    try it.authorize("C", it.ssh("bob"))
    try it.scenario.commit("D", files: [ForeignKeysScenario.signers: it.filled("bob <ci>\n")])
    try it.authorize("D", it.ssh("bob"))
    try it.scenario.commit("E", files: ["e": "1\n"])
    try it.authorize("E", it.ssh("bob"))
    try it.scenario.commit("F", files: ["f": "1\n"])
    try it.authorize("F", it.ssh("ci"))
    #expect(
      try it.verdicts() == [
        "C: pass (signed)", "D: pass (signed)", "E: unknown approval-unverifiable", "F: pass (signed)",
      ])
  }

  @Test func `a key that a change adds does not authorize it`() throws {
    let it = try ForeignKeysScenario(signers: ["bob <ci>"])
    try it.scenario.commit("C", files: [ForeignKeysScenario.signers: it.filled("bob <bob>\nbob <ci>\n")])
    try it.authorize("C", it.ssh("bob"))
    #expect(try it.verdicts() == [Self.unverifiable])
  }

  @Test func `a statement signed with a key of the file is a test run`() throws {
    let it = try scenario(["bob <bob>", "ci <ci>"], tests: "[unit], minimumGrade: signed")
    try it.authorize("C", it.ssh("bob"))
    try it.test("C", it.ssh("ci"), Self.dated)
    #expect(try it.verdicts() == ["C: pass (signed)"])
  }

  @Test func `a statement that tells no time needs a key without an end`() throws {
    let line = #"ci valid-before="20270101Z" <ci>"#
    let it = try scenario(["bob <bob>", line], tests: "[unit], minimumGrade: signed")
    try it.authorize("C", it.ssh("bob"))
    try it.test("C", it.ssh("ci"))
    #expect(try it.verdicts() == ["C: unknown tests-unverifiable"])
    let told = try scenario(["bob <bob>", line], tests: "[unit], minimumGrade: signed")
    try told.authorize("C", told.ssh("bob"))
    try told.test("C", told.ssh("ci"), Self.dated)
    #expect(try told.verdicts() == ["C: pass (signed)"])
  }
}
