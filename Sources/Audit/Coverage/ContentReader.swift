package import Diagnostics
package import GitStore

/// What repeating a merge says of a commit's content.
package enum Replay: Hashable, Sendable {
  /// The merge gives exactly the commit's tree.
  case reproduced
  /// It gives something else in these paths.
  case differs([String])
  /// It can't be told, and why: the merge conflicts, or an object is missing. Not an accusation.
  case unverifiable(String)
}

/// What is at a path.
package enum FileState: Hashable, Sendable {
  case absent
  case file(ObjectID)
  /// Something is there, or may be, that can't be read as a file.
  case unreadable
}

/// Who made one commit, as the commit has it.
package struct Contribution: Hashable, Sendable {
  package var id: ObjectID
  package var committedAt: Instant
  package var author: String
  package var committer: String
  package var coauthors: [String]

  package init(id: ObjectID, committedAt: Instant, author: String, committer: String, coauthors: [String]) {
    self.id = id
    self.committedAt = committedAt
    self.author = author
    self.committer = committer
    self.coauthors = coauthors
  }
}

/// Answers what can only be told from objects. The audit asks it where evidence needs it and nowhere else; each answer
/// depends on objects alone, and is kept.
package protocol ContentReader {
  /// Returns whether taking the transition from `base` to `approved` over to `parent` gives the tree of `result`.
  func replay(base: ObjectID, approved: ObjectID, onto parent: ObjectID, gives result: ObjectID) -> Replay
  /// Returns where an approved transition really starts: the one merge base of what was approved and the base that its
  /// source names; `nil` where there is none, or several, or it can't be told.
  func start(of approved: ObjectID, from base: ObjectID) -> ObjectID?
  /// Returns the commits after `base` up to `tip`, oldest first, where they are one line without merges; `nil` where they
  /// are not, are more than `most`, or can't be read.
  func line(from base: ObjectID, to tip: ObjectID, atMost most: Int) -> [ObjectID]?
  /// Returns the commits on the first-parent line of a commit, itself last, down to what `other` reaches, each with its
  /// id, tree, date and number of parents; `nil` where they can't all be read.
  func line(upTo commit: ObjectID, without other: ObjectID) -> [CommitRecord]?
  /// Returns the first parent of a commit, or `nil` where it has none or can't be read.
  func firstParent(of commit: ObjectID) -> ObjectID?
  /// Returns the paths in which a commit differs from a parent, bytes as committed, sorted; both paths of a rename.
  /// `nil` where a tree can't be read.
  func changedPaths(from parent: ObjectID?, to commit: ObjectID) -> [[UInt8]]?
  /// Returns what is at a path of a commit's tree.
  func state(of path: String, at commit: ObjectID) -> FileState
  /// Returns the bytes of the file at a path of a commit's tree; `nil` where there is none or it can't be read.
  func file(at path: String, of commit: ObjectID) -> [UInt8]?
  /// Returns whether merging a merge's own parents gives its tree.
  func replay(ofMerge merge: ObjectID) -> Replay
  /// Returns the tree of a commit, or `nil` where it can't be read.
  func tree(of commit: ObjectID) -> ObjectID?
  /// Returns who made the commits that are reachable from `tip` and not from `bases`, but for merges that add
  /// nothing of their own; `nil` where they can't all be read.
  func contributions(of tip: ObjectID, without bases: [ObjectID]) -> [Contribution]?
  /// Returns the digest of the paths that a commit changes against a parent, as records have it; `nil` where a tree can't
  /// be read.
  func changedPathsDigest(from parent: ObjectID?, to commit: ObjectID) -> String?
  /// Returns whether an approved transition has reached production at `parent` or below already; `nil` where it
  /// can't be told.
  func wasUsed(base: ObjectID, approved: ObjectID, before parent: ObjectID) -> Bool?
  /// Returns whether a tree was there already between a base and `parent`; `nil` where it can't be told.
  func wasUsed(base: ObjectID, tree: ObjectID, before parent: ObjectID) -> Bool?
}
