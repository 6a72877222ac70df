import CountersignTesting
import Diagnostics
import GitStore
import Testing

@testable import Evidence

/// gittuf's reference state log: what moved before what.
@Suite struct GittufLogTests {
  private func read(_ fixture: GittufFixture) throws -> GittufLog {
    try #require(try GittufLog.read(fixture.repository))
  }

  @Test func `entries are read oldest first, and those that were taken back are marked`() throws {
    let fixture = try GittufFixture()
    let first = try fixture.move("refs/heads/main", to: fixture.from, number: 1)
    let second = try fixture.move("refs/heads/main", to: fixture.to, number: 2)
    try fixture.log(
      "RSL Annotation Entry\n\nentryID: \(second)\nskip: true\nnumber: 3\n-----BEGIN MESSAGE-----\nnumber: 9\n"
        + "-----END MESSAGE-----")
    try fixture.log("RSL Propagation Entry\n\nref: refs/heads/x\ntargetID: \(fixture.to)\nnumber: 4")
    let log = try read(fixture)
    #expect(log.problems == [] && log.isSound)
    #expect(log.entries.map(\.commit.description).prefix(2) == [first, second])
    #expect(log.entries.map(\.skipped) == [false, true, false])
    #expect(log.entries.map(\.number) == [1, 2, 4])
    #expect(log.entries(of: "refs/heads/main").map(\.target.description) == [fixture.from])
  }

  @Test func `the attestations before an entry are those that the log had recorded by then`() throws {
    let fixture = try GittufFixture()
    let one = try fixture.attest(["a": "1"])
    try fixture.move(GittufAttestations.ref, to: one, number: 1)
    try fixture.move("refs/heads/main", to: fixture.to, number: 2)
    let two = try fixture.attest(["a": "2"])
    try fixture.move(GittufAttestations.ref, to: two, number: 3)
    let log = try read(fixture)
    let entry = try #require(log.entries(of: "refs/heads/main").first)
    #expect(log.attestationsTip(before: entry)?.description == one)
    #expect(log.attestationsTip(before: log.entries[0]) == nil)
  }

  @Test(
    arguments: [
      "RSL Reference Entry\n\nref: refs/heads/main\ntargetID: TO\nnumber: 3",
      "RSL Reference Entry\n\nref: refs/heads/main\ntargetID: TO\nnumber: 1",
      "RSL Reference Entry\n\nref: refs/heads/main\ntargetID: TO",
      "RSL Reference Entry\n\nref: refs/heads/main\ntargetID: none\nnumber: 2",
      "RSL Reference Entry\n\nref: refs/heads/main\nref: refs/heads/x\ntargetID: TO\nnumber: 2",
      "RSL Reference Entry\n\nref: refs/heads/main\ntargetID: TO\nnumber: 99999999999999999999", "Hello\n",
      "RSL Annotation Entry\n\nentryID: TO\nskip: true\nnumber: 2",
      "RSL Annotation Entry\n\nentryID: TO\nnumber: 2",
    ])
  func `a gap, or an entry that can't be read, leaves no order that is shown`(message: String) throws {
    let fixture = try GittufFixture()
    try fixture.move("refs/heads/main", to: fixture.from, number: 1)
    try fixture.log(message.replacing("TO", with: fixture.to))
    let log = try read(fixture)
    #expect(!log.isSound && !log.problems.isEmpty)
  }

  @Test func `a log with a branch shows no order`() throws {
    let fixture = try GittufFixture()
    let first = try fixture.move("refs/heads/main", to: fixture.from, number: 1)
    let second = try fixture.move("refs/heads/main", to: fixture.to, number: 2)
    try fixture.builder.commit(
      "RSL Reference Entry\n\nref: refs/heads/main\ntargetID: \(fixture.from)\nnumber: 3", on: GittufLog.ref,
      files: [:], parents: [second, first])
    #expect(try !read(fixture).isSound)
  }

  @Test func `an attestation behind a promotion is dated after it, whatever the clock says`() throws {
    let fixture = try GittufFixture()
    let one = try fixture.attest(["a": "1"])
    for (late, clock) in [(false, Int64.max), (true, 5), (true, 1_800_000_000)] {
      let builder = fixture.builder
      if try builder.tip(of: GittufLog.ref) != nil { try builder.deleteRef(GittufLog.ref) }
      let date = min(clock, 9_000_000_000)
      let moves = [(GittufAttestations.ref, one), ("refs/heads/main", fixture.to)]
      for (number, move) in (late ? moves.reversed() : moves).enumerated() {
        try fixture.move(move.0, to: move.1, number: number + 1, date: number == 0 ? 1_800_000_000 : date)
      }
      let timeline = GittufTimeline(try read(fixture), production: "refs/heads/main")
      #expect((timeline.steps[0].at > timeline.promotions[0].at) == late)
    }
  }
}
