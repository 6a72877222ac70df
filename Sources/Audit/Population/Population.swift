package import Diagnostics
package import Evidence
package import GitStore

/// One commit of the population, with what is kept of it. A history of a million commits holds a million of these.
package struct CommitRecord: Sendable {
  package var id: ObjectID
  package var tree = ObjectID.zero
  package var committedAt = Instant(seconds: 0)
  package var author = TextTable.ID.none
  package var committer = TextTable.ID.none
  /// Where the parents stand in ``Population/parents``.
  package var parentStart: UInt32 = 0
  /// Where the title stands in ``Population/titles``.
  package var titleStart: UInt32 = 0
  package var parentCount: UInt16 = 0
  package var titleLength: UInt16 = 0
  package var trailers = TrailerFacts()

  /// A commit of which only the id is known yet.
  package init(id: ObjectID) { self.id = id }
}

/// A parent of a commit of the population.
package enum Parent: Hashable, Sendable {
  /// A commit of the population, by its number.
  case inside(Int)
  /// A commit that was in production before.
  case outside(ObjectID)
}

/// Every commit reachable from the end tip and not from the start tip, each once.
///
/// Commits are numbered in the order in which they were read, which has no meaning.
package struct Population: Sendable {
  package var commits: [CommitRecord] = []
  /// Parents of all commits; a negative number `n` is the commit ``outside`` at `-n - 1`.
  package var parents: [Int32] = []
  package var outside: [ObjectID] = []
  package var texts = TextTable()
  package var titles: [UInt8] = []
  package var values: [TrailerFacts.Value] = []
  package var keys: TrailerKeys
  /// The numbers of the commits on production's first-parent line, oldest first; where a ledger shows that the line was
  /// turned, of what it says that production was.
  package var entries: [Int] = []
  /// The entries to which production was moved although what it was is not on their first-parent line, each with that.
  package var turned: [Int: ObjectID] = [:]
  /// The first parent of the oldest entry: what production was before. `nil` where that entry is a root commit.
  package var before: ObjectID?

  package init(keys: TrailerKeys) { self.keys = keys }

  package func parent(_ index: Int, of commit: CommitRecord) -> Parent {
    let number = parents[Int(commit.parentStart) + index]
    return number >= 0 ? .inside(Int(number)) : .outside(outside[Int(-number - 1)])
  }

  /// The id of a commit's first parent; `nil` for a root commit.
  package func firstParent(of commit: CommitRecord) -> ObjectID? {
    guard commit.parentCount > 0 else { return nil }
    switch parent(0, of: commit) {
    case .inside(let number): return commits[number].id
    case .outside(let id): return id
    }
  }

  /// The first paragraph of the message on one line, as UTF-8; cut after a thousand bytes.
  package func title(of commit: CommitRecord) -> String {
    let start = Int(commit.titleStart)
    return String(decoding: titles[start..<start + Int(commit.titleLength)], as: UTF8.self)
  }
}
