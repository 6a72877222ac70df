import CountersignTesting
import GitStore
import Testing

@testable import Evidence

/// Gerrit's NoteDb, replayed.
@Suite struct NoteDbChangeTests {
  private static let meta = "refs/changes/01/1/meta"
  private static let one = String(repeating: "1", count: 40)
  private static let two = String(repeating: "2", count: 40)
  private static func gerrit(_ number: Int) -> Identity {
    Identity(name: "Gerrit User \(number)", email: "\(number)@server")
  }

  /// Replays events, each by an account.
  private func change(_ events: [(Int, String)]) throws -> NoteDbChange {
    let builder = try RepositoryBuilder()
    var tip = ""
    for (account, footers) in events {
      tip = try builder.commit(
        "Update\n\n\(footers)", on: Self.meta, author: Self.gerrit(account), files: [:],
        parents: tip.isEmpty ? [] : [tip])
    }
    return try NoteDbChange(
      Repository(opening: builder.path), meta: try #require(ObjectID(hex: tip)))
  }

  private func told(_ change: NoteDbChange, _ patchSet: Int) -> [String] {
    change.votes(on: patchSet).map {
      "\($0.account.prefix { $0 != "<" })\($0.label) \($0.value)" + ($0.isCopied ? ", copied" : "")
    }
  }

  private static let created = "Patch-set: 1\nChange-id: I1\nBranch: refs/heads/main\nCommit: \(one)"

  @Test func `the last vote of each account on each label of a patch set stands`() throws {
    let change = try change([
      (1, Self.created), (2, "Patch-set: 1\nLabel: Code-Review=+1"), (2, "Patch-set: 1\nLabel: Code-Review=+2"),
      (3, "Patch-set: 1\nLabel: Code-Review=-2, \(Self.two)"), (3, "Patch-set: 1\nLabel: -Code-Review"),
      (4, "Patch-set: 1\nLabel: Verified=+1"), (5, "Patch-set: 1\nStatus: merged"),
    ])
    #expect(told(change, 1) == ["Gerrit User 2 Code-Review 2", "Gerrit User 4 Verified 1"])
    #expect(change.owner == "Gerrit User 1 <1@server>" && change.uploaders[1] == "Gerrit User 1 <1@server>")
    #expect(change.mergedAt != nil && change.target == "refs/heads/main")
    #expect(change.commits[1]?.description == Self.one)
  }

  @Test func `a removal by another names whose vote is taken away`() throws {
    let change = try change([
      (1, Self.created), (2, "Patch-set: 1\nLabel: Code-Review=+2"),
      (9, "Patch-set: 1\nLabel: -Code-Review Gerrit User 2 <2@server>"),
    ])
    #expect(told(change, 1) == [])
  }

  @Test func `votes on an older patch set aren't of the newer, and copied ones were cast on the older`() throws {
    let uploaded = "Patch-set: 2\nCommit: \(Self.two)"
    let voted = (2, "Patch-set: 1\nLabel: Code-Review=+2")
    #expect(try told(change([(1, Self.created), voted, (1, uploaded)]), 2) == [])
    let copied =
      uploaded + "\nCopied-Label: Code-Review=+2, \(Self.one) Gerrit User 2 <2@server>,Gerrit User 2 <2@server>"
    let change = try change([(1, Self.created), voted, (1, copied)])
    #expect(told(change, 2) == ["Gerrit User 2 Code-Review 2, copied"])
    #expect(change.origin(of: change.votes(on: 2)[0], on: 2) == 1)
    let invented = try self.change([(1, Self.created), (1, copied)])
    #expect(invented.origin(of: invented.votes(on: 2)[0], on: 2) == nil)
  }

  @Test func `what people write above the last paragraph is no vote`() throws {
    let change = try change([
      (1, Self.created), (2, "I say\n\nLabel: Code-Review=+2\n\nPatch-set: 1"),
      (2, "Label: Code-Review=+2\n\nPatch-set: 1\nTopic: x"),
    ])
    #expect(told(change, 1) == [])
  }

  @Test(
    arguments: [
      "Topic: x", "Patch-set: 0", "Patch-set: 1\nLabel: Code-Review", "Patch-set: 1\nLabel: Code-Review=two",
      "Patch-set: 1\nLabel: =2", "Patch-set: 1\nCommit: \(two)", "Patch-set: 1\nCommit: x",
      "Patch-set: 1\nLabel: Code-Review=99999999999999999999",
    ])
  func `an event that can't be read makes the change unreadable`(event: String) throws {
    #expect(throws: GitError.self) { try change([(1, Self.created), (2, event)]) }
  }
}
