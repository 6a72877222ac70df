/// A commit as a value. For histories of any length, read through ``CommitView`` instead: it copies nothing.
package struct Commit: Hashable, Sendable {
  package var tree: ObjectID
  package var parents: [ObjectID]
  /// `Name <address>`, bytes as committed.
  package var author: [UInt8]
  package var authoredAt: Int64
  package var committer: [UInt8]
  package var committedAt: Int64
  /// The name of the encoding, empty for UTF-8.
  package var encoding: [UInt8]
  package var message: [UInt8]
  package var isSigned: Bool

  init(_ view: CommitView) {
    tree = view.tree
    parents = (0..<view.parentCount).map(view.parent)
    author = Array(view.bytes[view.author.identity])
    authoredAt = view.author.seconds
    committer = Array(view.bytes[view.committer.identity])
    committedAt = view.committer.seconds
    encoding = Array(view.bytes[view.encoding])
    message = Array(view.bytes[view.message])
    isSigned = view.isSigned
  }
}
