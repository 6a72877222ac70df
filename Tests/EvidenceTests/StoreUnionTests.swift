import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import GitStore
import Testing

@Suite struct StoreUnionTests {
  @Test func `two stores become one that has everything of both`() throws {
    let fixture = try StoreFixture()
    let ours = try fixture.approve(message: "ours").tip
    let other = try fixture.fork { try fixture.approve(message: "theirs").tip }
    let union = try fixture.writer.union(with: other, at: StoreFixture.now)
    let tip = try fixture.tip()
    #expect(union == .added(records: 1, tip: tip))
    #expect(try fixture.builder.git("rev-parse", "\(tip)^@") == "\(ours)\n\(other)")
    let contents = try fixture.read()
    #expect(Set(contents.approvals.compactMap(\.message)) == ["ours", "theirs"])
    #expect(contents.tampered.isEmpty)
    #expect(try fixture.writer.union(with: other, at: StoreFixture.now) == .nothingNew(tip: tip))
    #expect(try fixture.builder.run(["fsck", "--strict"]).status == 0)
  }

  @Test func `a store that is ahead is taken over as it is`() throws {
    let fixture = try StoreFixture()
    let first = try fixture.approve(message: "1").tip
    let second = try fixture.approve(message: "2").tip
    try fixture.builder.updateRef(StoreFixture.ref, to: first.description)
    #expect(try fixture.writer.union(with: second, at: StoreFixture.now) == .added(records: 1, tip: second))
    try fixture.builder.deleteRef(StoreFixture.ref)
    #expect(try fixture.writer.union(with: second, at: StoreFixture.now) == .added(records: 2, tip: second))
  }

  @Test func `what the other side removed or altered is kept`() throws {
    let fixture = try StoreFixture()
    let first = try fixture.approve(message: "1")
    let second = try fixture.approve(message: "2")
    let ours = second.tip
    try fixture.tamper([first.path.description: nil, second.path.description: "altered"])
    let theirs = try fixture.tip()
    try fixture.builder.updateRef(StoreFixture.ref, to: ours.description)
    _ = try fixture.writer.union(with: theirs, at: StoreFixture.now)
    let contents = try fixture.read()
    #expect(contents.approvals.map(\.message).count == 2)
    #expect(contents.unreadable.isEmpty)
    #expect(contents.tampered.isEmpty)
    #expect(try fixture.repository.isAncestor(theirs, of: fixture.tip()))
  }

  @Test func `a removed record is put back from the commit that still has it`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve()
    try fixture.tamper([added.path.description: nil])
    try fixture.approve(message: "later")
    let tampered = try #require(try fixture.read().tampered.first)
    #expect(
      try fixture.writer.union(with: tampered.commit, at: StoreFixture.now) == .added(records: 1, tip: fixture.tip()))
    let contents = try fixture.read()
    #expect(contents.tampered.isEmpty)
    #expect(contents.approvals.count == 2)
    #expect(contents.approvals.allSatisfy { $0.source.hasPrefix(StoreFixture.ref) })
  }

  @Test func `a ref that is no evidence is refused`() throws {
    let fixture = try StoreFixture()
    try fixture.approve()
    let tip = try fixture.tip()
    let error = #expect(throws: Stopped.self) { try fixture.writer.union(with: fixture.subject, at: StoreFixture.now) }
    #expect(error?.diagnostics.first?.notes.first?.contains("isn't evidence") == true)
    #expect(try fixture.tip() == tip)
  }

  @Test func `clones that push and fetch end with the same records`() throws {
    let fixture = try StoreFixture()
    let clones = try ["one", "two"].map { name in
      let path = try fixture.builder.makeFolder(name) + "/clone"
      try fixture.builder.git("clone", "--quiet", fixture.builder.path, path)
      for (key, value) in [("user.name", name), ("user.email", "\(name)@example.com")] {
        try fixture.builder.git("-C", path, "--git-dir=\(path)/.git", "config", key, value)
      }
      return path
    }
    func run(_ clone: String, _ arguments: String...) throws -> Output {
      let output = try Binary.run(["-C", clone] + arguments)
      #expect(output.status == 0, "\(output.stderr)")
      return output
    }
    for clone in clones { _ = try run(clone, "approve", "origin/limits", "--production", "origin/main") }
    #expect(try run(clones[0], "evidence", "push").stdout.contains("origin has the evidence up to"))
    // The second one is behind: its push fetches, unites and pushes.
    #expect(try run(clones[1], "evidence", "push").stdout.contains("origin: added 1 record"))
    #expect(try run(clones[0], "evidence", "fetch").stdout.contains("added 1 record"))
    #expect(try run(clones[0], "evidence", "fetch").stdout.contains("nothing new"))
    let contents = try fixture.read()
    #expect(Set(contents.approvals.map(\.approver)) == ["one <one@example.com>", "two <two@example.com>"])
    #expect(contents.tampered.isEmpty)
    for clone in clones {
      #expect(try StoreReader(unjudged: Repository(opening: clone)).read().approvals.count == 2)
    }
    #expect(contents.approvals.map(\.target) == ["refs/heads/main", "refs/heads/main"])
  }

  @Test func `a remote that took its evidence back is told of, and nothing is lost here`() throws {
    let fixture = try StoreFixture()
    let clone = try fixture.builder.makeFolder("clone") + "/clone"
    try fixture.builder.git("clone", "--quiet", fixture.builder.path, clone)
    let first = try fixture.approve(message: "1").tip
    let second = try fixture.approve(message: "2").tip
    let repository = try Repository(opening: clone)
    func fetch() throws -> StoreExchange.Fetched {
      try StoreExchange(repository, remote: "origin", at: StoreFixture.now).fetch()
    }
    let early = try fetch()
    #expect(early.theirs == second)
    #expect(early.union == .added(records: 2, tip: second))
    #expect(early.rewoundFrom == nil)
    try fixture.builder.updateRef(StoreFixture.ref, to: first.description)
    let late = try fetch()
    #expect(late.theirs == first)
    #expect(late.union == .nothingNew(tip: second))
    #expect(late.rewoundFrom == second)
    try fixture.builder.deleteRef(StoreFixture.ref)
    #expect(try fetch().theirs == nil)
  }

  @Test func `a refused push says what git said`() throws {
    let fixture = try StoreFixture()
    try fixture.approve()
    let error = #expect(throws: Stopped.self) {
      try StoreExchange(fixture.repository, remote: "/nonexistent/repository", at: StoreFixture.now).push()
    }
    #expect(error?.diagnostics.first?.code == "evidence-not-moved")
    #expect(error?.diagnostics.first?.notes.contains { $0.contains("/nonexistent/repository") } == true)
  }
}

extension StoreFixture {
  /// Runs `body` on an evidence ref that isn't there yet, and puts the present one back.
  fileprivate func fork(_ body: () throws -> ObjectID) throws -> ObjectID {
    let tip = try tip()
    try builder.deleteRef(Self.ref)
    let other = try body()
    try builder.updateRef(Self.ref, to: tip.description)
    return other
  }
}
