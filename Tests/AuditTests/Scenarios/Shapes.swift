import Audit
import CountersignTesting
import GitStore
import Testing

/// `docs/scenarios.md`, "Shapes of history".
@Suite struct Shapes {
  @Test func `a merge passes when each commit that it brought in passes`() throws {
    // main  B-------M       X, Y: both trailers
    //        \     /        M: none
    //         X---Y
    let scenario = try Scenario()
    try scenario.commit("X", Say.both, on: "topic", parents: ["B"])
    try scenario.commit("Y", Say.both, on: "topic")
    try scenario.merge("M", ["topic"])
    #expect(try scenario.verdicts() == ["M+X+Y: pass (claim)"])
    #expect(try scenario.audit().assessments.map(\.kind) == [.merge])
  }

  @Test func `the evidence of a merge covers what it brought in`() throws {
    // main  B-------M       X, Y: none
    //        \     /        M: both trailers
    //         X---Y
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.commit("Y", on: "topic")
    try scenario.merge("M", ["topic"], Say.both)
    #expect(try scenario.verdicts() == ["M+X+Y: pass (claim)"])
  }

  @Test func `a merge with one unapproved commit does not pass`() throws {
    // main  B-------M       X: both trailers
    //        \     /        Y, M: none
    //         X---Y
    let scenario = try Scenario()
    try scenario.commit("X", Say.both, on: "topic", parents: ["B"])
    let y = try scenario.commit("Y", on: "topic")
    try scenario.merge("M", ["topic"])
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["M+X+Y: unknown approval-not-shown tests-not-shown"])
    #expect(audit.assessments.first?.findings.allSatisfy { $0.commit?.description == y } == true)
  }

  @Test func `an author of a merged commit does not approve the merge`() throws {
    // main  B-------M       X: by Ada; Y: by Bob; no trailers
    //        \     /        M: by Ada, both trailers
    //         X---Y
    let scenario = try Scenario()
    try scenario.commit("X", on: "topic", parents: ["B"])
    try scenario.commit("Y", on: "topic", author: .bob)
    try scenario.merge("M", ["topic"], Say.both)
    #expect(try scenario.verdicts() == ["M+X+Y: fail self-approved"])
  }

  @Test func `a fake merge message does not make a merge`() throws {
    // main  B---C           C: one parent, titled as a merge
    let scenario = try Scenario()
    try scenario.commit("C", title: "Merge pull request #1 from ada/limits")
    #expect(try scenario.verdicts() == ["C: unknown approval-not-shown tests-not-shown"])
    #expect(try scenario.audit().assessments.map(\.kind) == [.commit])
  }

  @Test func `a root commit is judged like any other`() throws {
    // main  R---C           R: none; C: both trailers; by --policy
    let scenario = try Scenario(empty: ())
    try scenario.commit("R")
    try scenario.commit("C", Say.both)
    let audit = try scenario.audit(nil, policy: PolicyText())
    #expect(scenario.told(audit) == ["R: unknown approval-not-shown tests-not-shown", "C: pass (claim)"])
    #expect(audit.assessments.map(\.kind) == [.root, .commit])
    #expect(audit.policyOrigin == .file)
  }

  @Test func `an empty commit is judged like any other`() throws {
    // main  B---C           C: the tree of B; no trailers
    let scenario = try Scenario()
    try scenario.commit("C", files: [:])
    #expect(try scenario.verdicts() == ["C: unknown approval-not-shown tests-not-shown"])
  }

  @Test func `a message in Latin-1 is read`() throws {
    // main  B---C           C: encoding ISO-8859-1, approved by Jos<E9> Ruiz
    let scenario = try Scenario()
    let message = Array("C\n\nReviewed-by: Jos".utf8) + [0xE9] + Array(" Ruiz <jose@example.com>\n\(Say.tested)\n".utf8)
    scenario.remember("C", try scenario.repository.commit(bytes: message, encoding: "ISO-8859-1"))
    let audit = try scenario.audit()
    #expect(scenario.told(audit) == ["C: pass (claim)"])
    #expect(audit.assessments.first?.approvals.map(\.approver.name) == ["José Ruiz"])
    // Without the header the byte is no character, which costs neither the trailer nor the run.
    scenario.remember("D", try scenario.repository.commit(bytes: message))
    #expect(try scenario.verdicts("C") == ["D: pass (claim)"])
  }

  @Test func `an octopus merge is one change`() throws {
    // main  B-------M       X, Y: both trailers, each made on B
    //       |\     /|       M: parents B, X, Y; none
    //       | --X-- |
    //        \--Y--/
    let cases = [
      (Say.both, "", "unknown merge-not-reproducible"), (Say.both, Say.both, "pass (claim)"),
      ("", "", "unknown approval-not-shown tests-not-shown"),
    ]
    for (ofY, ofM, verdict) in cases {
      let scenario = try Scenario()
      try scenario.commit("X", Say.both, on: "x", parents: ["B"])
      try scenario.commit("Y", ofY, on: "y", parents: ["B"])
      try scenario.merge("M", ["x", "y"], ofM)
      #expect(try scenario.verdicts() == ["M+X+Y: \(verdict)"])
    }
  }

  @Test func `a foxtrot merge hides no commit`() throws {
    // main was  B---C       C: none
    // Ada has   B---X---M   X: both trailers; M: parents X, C; none
    //                  /
    //                 C     Ada pushed M as main; the range is B..M
    let scenario = try Scenario()
    try scenario.commit("C")
    try scenario.commit("X", Say.both, on: "ada", parents: ["B"])
    try scenario.merge("M", ["C"], into: "ada")
    let verdicts = try scenario.verdicts(to: "M")
    #expect(verdicts == ["X: pass (claim)", "M+C: unknown approval-not-shown tests-not-shown"])
  }

  @Test func `a fast-forward of many commits is one change for each`() throws {
    // main  B---C---D---E   E: both trailers; C, D: none
    let scenario = try Scenario()
    try scenario.commit("C")
    try scenario.commit("D")
    try scenario.commit("E", Say.both)
    let none = "unknown approval-not-shown tests-not-shown"
    #expect(try scenario.verdicts() == ["C: \(none)", "D: \(none)", "E: pass (claim)"])
  }

  @Test func `production was moved to a branch that had merged it`() throws {
    // main was  B---P       P: both trailers
    // branch    B---X---M   X: both trailers; M: parents X, P; none
    //                  /
    //                 P     main was moved to M; the range is P..M
    for (trailers, verdict) in [(Say.both, "pass (claim)"), ("", "unknown approval-not-shown tests-not-shown")] {
      let scenario = try Scenario()
      try scenario.commit("P", Say.both)
      try scenario.commit("X", trailers, on: "topic", parents: ["B"])
      try scenario.merge("M", ["P"], into: "topic")
      #expect(try scenario.verdicts("P", to: "M") == ["M+X: \(verdict)"])
    }
  }

  @Test func `production was rolled back`() throws {
    // main was  B---C---D   the base is D
    // main is   B---C       the tip is C
    let scenario = try Scenario()
    try scenario.commit("C", Say.both)
    try scenario.commit("D", Say.both)
    #expect(try scenario.verdicts("D", to: "C") == ["run: fail history-rewritten"])
    #expect(try scenario.verdicts("C", to: "C") == [])
  }

  @Test func `the base is not an ancestor of the tip`() throws {
    // main was  B---C       the base is C
    // main is   B---X       the tip is X; X: both trailers
    let scenario = try Scenario()
    try scenario.commit("C", Say.both)
    try scenario.commit("X", Say.both, on: "other", parents: ["B"])
    #expect(try scenario.verdicts("C", to: "X") == ["run: fail history-rewritten", "X: pass (claim)"])
  }
}
