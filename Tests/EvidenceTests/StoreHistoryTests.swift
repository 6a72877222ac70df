import CountersignTesting
import Evidence
import GitStore
import Testing

@Suite struct StoreHistoryTests {
  @Test func `a removed record is named and still read`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve(message: "first")
    try fixture.approve(message: "second")
    let before = try fixture.tip()
    let culprit = try fixture.tamper([added.path.description: nil])
    try fixture.approve(message: "third")

    let contents = try fixture.read()
    #expect(
      contents.tampered == [
        TamperedRecord(
          change: .removed, path: added.path.description, commit: before, by: try StoreFixture.id(culprit))
      ])
    #expect(contents.tampered.first?.reason.contains(added.path.description) == true)
    #expect(Set(contents.approvals.compactMap(\.message)) == ["first", "second", "third"])
    let lost = try #require(contents.approvals.first { $0.message == "first" })
    #expect(lost.source == "\(before):\(added.path)")
    #expect(try fixture.builder.git("cat-file", "-t", lost.source) == "blob")
  }

  @Test func `an altered record is named and still read as it was`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve()
    let text = String(decoding: try fixture.builder.bytes(of: "\(StoreFixture.ref):\(added.path)"), as: UTF8.self)
    try fixture.tamper([added.path.description: text + " "])
    let contents = try fixture.read()
    #expect(contents.tampered.map(\.change) == [.altered])
    #expect(contents.tampered.map(\.commit) == [added.tip])
    #expect(contents.approvals.count == 1)
    #expect(contents.approvals.first?.source == "\(added.tip):\(added.path)")
    #expect(
      contents.unreadable.map(\.reason) == [
        "a record can't be read: its name isn't the SHA-256 of what it holds, so it was altered"
      ])
  }

  @Test func `a record moved to another commit's folder counts for neither until it is read where it was`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve()
    let text = String(decoding: try fixture.builder.bytes(of: "\(StoreFixture.ref):\(added.path)"), as: UTF8.self)
    let moved = RecordPath(kind: .approval, subject: fixture.base, digest: added.path.digest)
    try fixture.tamper([added.path.description: nil, moved.description: text])
    let contents = try fixture.read()
    #expect(contents.tampered.map(\.change) == [.removed])
    #expect(contents.approvals.map(\.subject) == [fixture.subject])
    #expect(contents.unreadable.count == 1)
    #expect(contents.unreadable.first?.reason.contains("but stands in the folder of \(fixture.base)") == true)
  }

  @Test func `a store begun anew keeps nothing from being found missing when the old tip is known`() throws {
    let fixture = try StoreFixture()
    let old = try fixture.approve(message: "old").tip
    try fixture.builder.deleteRef(StoreFixture.ref)
    try fixture.approve(message: "new")
    let whole = try fixture.read()
    #expect(whole.tampered.isEmpty)
    let known = try fixture.read(history: .since(old))
    #expect(!known.descendsFromKnownGood)
    #expect(known.tampered.map(\.commit) == [old])
    #expect(Set(known.approvals.compactMap(\.message)) == ["old", "new"])
  }

  @Test func `the walk ends at the known tip`() throws {
    let fixture = try StoreFixture()
    let first = try fixture.approve(message: "1")
    try fixture.tamper([first.path.description: nil])
    let known = try fixture.approve(message: "2").tip
    try fixture.approve(message: "3")
    #expect(try fixture.read().tampered.count == 1)
    let bounded = try fixture.read(history: .since(known))
    #expect(bounded.tampered.isEmpty)
    #expect(bounded.descendsFromKnownGood)
    let last = try fixture.approve(message: "4")
    try fixture.tamper([last.path.description: nil])
    #expect(try fixture.read(history: .since(known)).tampered.map(\.path) == [last.path.description])
  }

  @Test func `a record that claims to be about the old tip does not cut the chain`() throws {
    let fixture = try StoreFixture()
    let victim = try fixture.approve(message: "victim")
    let old = try fixture.tip()
    // A fresh store whose one record claims that the old tip is what it is about.
    let commit = try fixture.repository.commit(old)
    let digest = String(repeating: "0", count: 64)
    try fixture.builder.commit(
      "Add approval of \(old)", on: StoreFixture.ref, author: .dan,
      files: ["approval/\(old.description.prefix(2))/\(old)/\(digest).json": "{}"], parents: [])
    let fresh = try fixture.builder.git("rev-parse", "\(StoreFixture.ref)^{tree}")
    try fixture.builder.commit(
      "Cut", on: StoreFixture.ref, author: .dan, files: [:], tree: fresh, parents: [old.description])
    let contents = try fixture.read()
    #expect(contents.tampered.map(\.path) == [victim.path.description])
    #expect(contents.approvals.map(\.message) == ["victim"])
    #expect(commit.parents == [fixture.subject])
  }

  @Test(arguments: [0, 1, 3])
  func `evidence stays known behind a commit that looks like none`(steps: Int) throws {
    let fixture = try StoreFixture()
    let victim = try fixture.approve(message: "victim")
    // One that still has the records, and something else besides; or any tree, some steps away.
    var behind = try fixture.tamper(["README": "x"], parents: [StoreFixture.ref])
    for step in 0..<steps {
      behind = try fixture.builder.commit(
        "Step \(step)", on: "refs/heads/x", author: .dan, files: [:], tree: fixture.emptyTree, parents: [behind])
    }
    // A fresh chain, whose first record is about that commit; then the records that suit are brought back.
    try fixture.builder.deleteRef(StoreFixture.ref)
    try fixture.builder.commit("Begin", on: StoreFixture.ref, author: .dan, files: [:], parents: [])
    let about = try StoreFixture.id(behind)
    let digest = String(repeating: "0", count: 64)
    try fixture.builder.commit(
      "Add approval", on: StoreFixture.ref, author: .dan,
      files: ["approval/\(behind.prefix(2))/\(behind)/\(digest).json": "{}", victim.path.description: nil],
      parents: steps == 1 ? [behind] : [StoreFixture.ref, behind])
    try fixture.approve(message: "other")
    #expect(try fixture.repository.isAncestor(victim.tip, of: try fixture.tip()))
    #expect(about != fixture.subject)
    let contents = try fixture.read()
    #expect(contents.tampered.contains { $0.path == victim.path.description && $0.change == .removed })
    #expect(contents.approvals.compactMap(\.message).sorted() == ["other", "victim"])
  }

  @Test func `a record removed and put back is not missing`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve(message: "1")
    let text = String(decoding: try fixture.builder.bytes(of: "\(StoreFixture.ref):\(added.path)"), as: UTF8.self)
    try fixture.tamper([added.path.description: nil])
    try fixture.tamper([added.path.description: text])
    #expect(try fixture.read().tampered.isEmpty)
  }

  @Test func `an evidence commit that is gone is said`() throws {
    let fixture = try StoreFixture()
    let first = try fixture.approve(message: "1").tip
    try fixture.approve(message: "2")
    try fixture.builder.removeObject(first.description)
    let contents = try StoreReader(unjudged: Repository(opening: fixture.builder.path)).read()
    #expect(contents.tampered == [TamperedRecord(change: .unreadable, path: "", commit: first, by: nil)])
    #expect(contents.approvals.count == 2)
  }

  @Test func `a wrong file that goes away is no loss`() throws {
    let fixture = try StoreFixture()
    try fixture.approve()
    try fixture.tamper(["approval/zz/readme": "x", "README": "y"])
    #expect(try fixture.read().unreadable.count == 2)
    try fixture.tamper(["approval/zz/readme": nil, "README": nil])
    let contents = try fixture.read()
    #expect(contents.tampered.isEmpty)
    #expect(contents.unreadable.isEmpty)
  }

  @Test func `a deleted folder loses each of its records`() throws {
    let fixture = try StoreFixture()
    let paths = try (0..<5).map { try fixture.approve(message: "\($0)").path.description }
    try fixture.builder.commit(
      "Empty", on: StoreFixture.ref, author: .dan, files: [:], tree: fixture.emptyTree, parents: [StoreFixture.ref])
    let contents = try fixture.read()
    #expect(contents.tampered.map(\.path) == paths.sorted())
    #expect(contents.approvals.count == 5)
  }
}

extension StoreFixture {
  fileprivate var emptyTree: String { get throws { try builder.git("hash-object", "-w", "-t", "tree", "/dev/null") } }
}
