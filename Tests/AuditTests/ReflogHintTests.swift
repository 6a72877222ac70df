import Audit
import CountersignTesting
import Fieldwork
import Foundation
import GitStore
import Testing

/// What a reflog says is noted, and nothing is decided by it.
@Suite struct ReflogHintTests {
  private let scenario: Scenario

  init() throws {
    scenario = try Scenario()
    try scenario.repository.git("config", "core.logAllRefUpdates", "true")
  }

  private func notes() throws -> [String] {
    try scenario.audit("B").policyNotes.filter { $0.contains("reflog") }
  }

  @Test func `a movement without descent is a hint and changes no verdict`() throws {
    let first = try scenario.commit("C", Say.both)
    try scenario.repository.git("update-ref", "refs/heads/main", first)
    let other = try scenario.commit("D", Say.both, on: "side", parents: ["B"])
    #expect(try notes() == [])
    try scenario.repository.git("update-ref", "refs/heads/main", other)
    let notes = try notes()
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("a hint, no evidence: by the reflog here refs/heads/main was moved at ") == true)
    #expect(
      notes.first?.hasSuffix("from \(first.prefix(12)) to \(other.prefix(12)), which doesn't descend from it") == true)
    #expect(try scenario.verdicts() == ["D: pass (claim)"])
  }

  @Test func `a reflog that can't be read stops no audit`() throws {
    try scenario.commit("C", Say.both)
    let file = "\(scenario.repository.gitDirectory)/logs/refs/heads/main"
    try FileManager.default.createDirectory(
      atPath: "\(scenario.repository.gitDirectory)/logs/refs/heads", withIntermediateDirectories: true)
    try "nonsense\nand more\n".write(toFile: file, atomically: true, encoding: .utf8)
    let verdicts = try scenario.verdicts()
    #expect(verdicts == ["C: pass (claim)"])
    #expect(try notes().allSatisfy { $0.contains("can't be read, and would have been a hint only") })
  }
}
