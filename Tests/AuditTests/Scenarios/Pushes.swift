import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import GitStore
import Testing

/// `docs/scenarios.md`, "Pushes": on the server's side, before the refs move.
@Suite struct Pushes {
  private static let zero = String(repeating: "0", count: 40)

  /// Judges the push of one ref, and tells each audit: see ``Scenario/told(_:)``.
  private func push(
    _ old: String, _ new: String, _ ref: String = "refs/heads/main", in scenario: Scenario
  ) throws -> [[String]] {
    let gate = HookGate(try Repository(opening: scenario.repository.path), side: .server, production: nil)
    let line = "\(scenario.id(old)) \(scenario.id(new)) \(ref)\n"
    let audits = try gate.judge(try HookUpdate.received(Array(line.utf8)))
    for audit in audits { #expect(audit.isClean == scenario.told(audit).isEmpty) }
    return audits.map(scenario.told)
  }

  /// A server on which main is at B, and the commits of a push that is not accepted yet.
  private func server() throws -> Scenario { try Scenario() }

  @Test func `a push of an unapproved commit is refused`() throws {
    // main  B---C           C: none; the push moves main from B to C
    let scenario = try server()
    try scenario.commit("C", on: "pushed", parents: ["B"])
    #expect(try push("B", "C", in: scenario) == [["C: unknown approval-not-shown tests-not-shown"]])
    try scenario.commit("D", Say.both, on: "pushed", parents: ["B"])
    #expect(try push("B", "D", in: scenario) == [[]])
  }

  @Test func `a push to another branch is not judged`() throws {
    // topic B---C           C: none; the push moves topic from B to C
    let scenario = try server()
    try scenario.commit("C", on: "pushed", parents: ["B"])
    #expect(try push("B", "C", "refs/heads/topic", in: scenario) == [])
  }

  @Test func `a push that deletes production is refused`() throws {
    // main  B               the push deletes main
    #expect(try push("B", Self.zero, in: try server()) == [["run: fail history-rewritten"]])
  }

  @Test func `a push that rewrites production is refused`() throws {
    // main was  B---C       C: both trailers
    // main is   B---X       X: both trailers; the push moves main from C to X
    let scenario = try server()
    try scenario.commit("C", Say.both)
    try scenario.commit("X", Say.both, on: "pushed", parents: ["B"])
    #expect(try push("C", "X", in: scenario) == [["run: fail history-rewritten"]])
  }

  @Test func `a push that makes production is judged from its root`() throws {
    // main  B---C           B: a root, with the policy; C: none
    //                       the push makes main at C
    let scenario = try server()
    try scenario.commit("C", on: "pushed", parents: ["B"])
    try scenario.repository.deleteRef("refs/heads/main")
    #expect(try push(Self.zero, "C", in: scenario) == [["C: unknown approval-not-shown tests-not-shown"]])
  }

  @Test func `a push that moves production to what is no commit is refused`() throws {
    // main  B               the push moves main to a tree
    let scenario = try server()
    let tree = try scenario.repository.git("rev-parse", "main^{tree}")
    let stopped = #expect(throws: Stopped.self) { try push("B", tree, in: scenario) }
    #expect(stopped?.diagnostics.map(\.code) == ["history-damaged"])
  }
}
