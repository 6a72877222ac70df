import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import Testing

/// `docs/scenarios.md`, "Repositories that can't be judged".
@Suite struct Refusals {
  @Test func `a shallow clone is refused`() throws {
    // origin  A---B---C---D
    // clone           C---D  made with --depth 2
    let scenario = try Scenario()
    try scenario.commit("C", Say.both)
    try scenario.commit("D", Say.both)
    let clone = try scenario.repository.shallowClone(depth: 2)
    #expect(try scenario.stopped("C", to: "D", at: clone).map(\.code) == ["history-incomplete"])
    #expect(try scenario.stopped(nil, to: "D", at: clone).map(\.code) == ["history-incomplete"])
  }

  @Test func `a missing object stops the run`() throws {
    // main  B---C---D       the object of C was removed
    let scenario = try Scenario()
    let c = try scenario.commit("C", Say.both)
    try scenario.commit("D", Say.both)
    try scenario.repository.removeObject(c)
    let stopped = try scenario.stopped()
    #expect(stopped.map(\.code) == ["history-damaged"])
    #expect(stopped.first?.places.contains { $0.names(c) } == true)
  }

  @Test func `a grafts file is refused`() throws {
    // main  B---C---D       .git/info/grafts gives D the parent B
    let scenario = try Scenario()
    try scenario.commit("C")
    let d = try scenario.commit("D", Say.both)
    try scenario.repository.graft(d, parents: [scenario.id("B")])
    #expect(try scenario.stopped().map(\.code) == ["history-grafted"])
  }

  @Test func `a replace ref is ignored and reported`() throws {
    // main  B---C           C: none
    //                       refs/replace/C: a copy of C with both trailers
    let scenario = try Scenario()
    let c = try scenario.commit("C")
    let copy = try scenario.commit("copy", Say.both, on: "copy", parents: ["B"])
    try scenario.repository.replace(c, with: copy)
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: unknown approval-not-shown tests-not-shown"])
    #expect(audit.checks.first { $0.name == "no-replace-refs" }?.ok == false)
  }

  @Test func `another object format is refused where it can't be read`() throws {
    // main  B               ids of 64 digits
    let builder = try RepositoryBuilder(objectFormat: "sha256")
    try builder.commit("B")
    let stopped = #expect(throws: Stopped.self) { try Access.open(.path(builder.path)) }
    #expect(stopped?.diagnostics.map(\.code) == ["object-format-unknown"])
  }
}

extension Diagnostic.Place {
  /// Returns whether the place names an object.
  func names(_ id: String) -> Bool {
    if case .named(let text) = self { text.contains(id) } else { false }
  }
}
