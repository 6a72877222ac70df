import CountersignTesting
import Diagnostics
import Evidence
import Foundation
import GitStore
import Testing

@Suite struct StoreConcurrencyTests {
  @Test(arguments: [true, false])
  func `many writers in one process lose nothing`(takesTurns: Bool) async throws {
    let fixture = try StoreFixture()
    let path = fixture.builder.path
    let (subject, person) = (fixture.subject, fixture.person)
    let statement = try fixture.statement()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<24 {
        group.addTask {
          let repository = try Repository(opening: path)
          var statement = statement
          statement.message = "\(number)"
          let writer = StoreWriter(repository, as: person, takesTurns: takesTurns)
          _ = try writer.add(statement, of: subject, at: StoreFixture.now)
        }
      }
      try await group.waitForAll()
    }
    try expectWhole(fixture, count: 24)
  }

  @Test func `many processes lose nothing`() async throws {
    let fixture = try StoreFixture()
    let path = fixture.builder.path
    try fixture.builder.git("config", "user.name", "Bob Brown")
    try fixture.builder.git("config", "user.email", "bob@example.com")
    let count = 40
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask {
          let output = try Binary.run(["-C", path, "approve", "limits", "--message", "\(number)"])
          #expect(output.status == 0, "\(output.stderr)")
        }
      }
      try await group.waitForAll()
    }
    try expectWhole(fixture, count: count)
  }

  @Test func `writers who overtake each other between reading and moving lose nothing`() throws {
    let fixture = try StoreFixture()
    let repository = fixture.repository
    let first = try fixture.approve(message: "1").tip
    // A second writer has read the tip, and comes too late.
    let tree = try repository.commit(first).tree
    let late = try repository.write(
      NewCommit(tree: tree, parents: [first], person: fixture.person, seconds: 1, message: "late\n"))
    let second = try fixture.approve(message: "2").tip
    #expect(try repository.swap(.evidence, from: first, to: late, log: "late") == .lost)
    #expect(try repository.swap(.evidence, from: nil, to: late, log: "late") == .lost)
    #expect(try fixture.tip() == second)
    #expect(try repository.swap(.evidence, from: second, to: late, log: "in time") == .moved)
  }

  @Test func `a ref that has gone is not made again by one who expected it`() throws {
    let fixture = try StoreFixture()
    let tip = try fixture.approve().tip
    try fixture.builder.deleteRef(StoreFixture.ref)
    #expect(try fixture.repository.swap(.evidence, from: tip, to: tip, log: "x") == .lost)
    #expect(try fixture.builder.tip(of: StoreFixture.ref) == nil)
    #expect(try fixture.repository.swap(.evidence, from: nil, to: tip, log: "x") == .moved)
  }

  @Test func `a writer that ends after any step leaves the old tip and a sound repository`() throws {
    let fixture = try StoreFixture()
    let repository = fixture.repository
    let old = try fixture.approve(message: "old").tip
    let before = try repository.commit(old).tree
    func check() throws {
      #expect(try fixture.tip() == old)
      let fsck = try fixture.builder.run(["fsck", "--strict"])
      #expect(fsck.status == 0)
      #expect(fsck.stderr.isEmpty)
      #expect(try fixture.read().approvals.count == 1)
    }
    let blob = try repository.write(blob: Array("{}".utf8))
    try check()
    let path = RecordPath(kind: .approval, subject: fixture.subject, digest: String(repeating: "0", count: 64))
    let tree = try repository.write(tree: before, adding: [NewFile(path: path.description, blob: blob)])
    try check()
    _ = try repository.write(
      NewCommit(tree: tree, parents: [old, fixture.subject], person: fixture.person, seconds: 1, message: "x\n"))
    try check()
    try fixture.approve(message: "new")
    #expect(try fixture.read().approvals.count == 2)
  }

  @Test func `a writer that is killed at any moment leaves a whole store`() throws {
    let fixture = try StoreFixture()
    try fixture.builder.git("config", "user.name", "Bob Brown")
    try fixture.builder.git("config", "user.email", "bob@example.com")
    let lock = "\(fixture.builder.gitDirectory)/\(StoreFixture.ref).lock"
    var before = 0
    for number in 0..<24 {
      let script = """
        "$0" -C "$1" approve limits --message "$2" & pid=$!
        sleep "$3"; kill -9 $pid 2>&-; wait $pid 2>&-
        """
      var process = ChildProcess(
        "sh",
        [
          "-c", script, try Binary.path(), fixture.builder.path, "\(number)",
          "0.\(String(number * 5 + 1005).dropFirst())",
        ])
      process.environment = HermeticEnvironment.variables
      _ = try process.run()
      // A lock that was left behind stops the next writer, as it does with git; it changes nothing.
      try? FileManager.default.removeItem(atPath: lock)
      let contents = try fixture.read()
      #expect(contents.tampered.isEmpty)
      #expect(contents.unreadable.isEmpty)
      #expect((before...before + 1).contains(contents.approvals.count))
      before = contents.approvals.count
    }
    #expect(try fixture.builder.run(["fsck", "--strict"]).status == 0)
    try fixture.approve(message: "last")
    #expect(try fixture.read().approvals.count == before + 1)
  }

  @Test func `a lock that was left behind is named`() throws {
    let fixture = try StoreFixture()
    try fixture.approve()
    let lock = "\(fixture.builder.gitDirectory)/\(StoreFixture.ref).lock"
    #expect(FileManager.default.createFile(atPath: lock, contents: nil))
    let writer = StoreWriter(fixture.repository, as: fixture.person, patience: 0.3)
    let error = #expect(throws: Stopped.self) {
      try writer.add(fixture.statement(message: "2"), of: fixture.subject, at: StoreFixture.now)
    }
    #expect(error?.diagnostics.first?.notes.first == "the lock file \(lock) is there")
    #expect(try fixture.read().approvals.count == 1)
  }

  private func expectWhole(_ fixture: StoreFixture, count: Int) throws {
    let contents = try fixture.read()
    #expect(Set(contents.approvals.compactMap(\.message)).count == count)
    #expect(contents.tampered.isEmpty)
    #expect(contents.unreadable.isEmpty)
    #expect(try fixture.builder.git("rev-list", "--count", "--first-parent", StoreFixture.ref, "^limits") == "\(count)")
    let fsck = try fixture.builder.run(["fsck", "--strict"])
    #expect(fsck.status == 0)
    #expect(fsck.stderr.isEmpty)
  }
}
