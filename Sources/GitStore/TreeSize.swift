/// Counts what is below trees without walking it, so that a tree that holds itself ten times over on ten levels is known
/// before anybody enters it.
///
/// Each tree, or pair of trees, is read once however often it stands somewhere, and the counts stop at a limit.
package struct TreeSize {
  /// More than any repository has in one tree.
  package static let most = 4_000_000
  private static let deepest = 2048

  private struct Pair: Hashable {
    var old: ObjectID?
    var new: ObjectID?
  }

  private let repository: Repository
  private let limit: Int
  private var known: [Pair: Int] = [:]

  package init(_ repository: Repository, limit: Int = TreeSize.most) {
    self.repository = repository
    self.limit = limit
  }

  /// Requires that a tree has no more entries than the limit, in all its folders together.
  ///
  /// - Throws: ``GitError`` naming the tree, also where a folder can't be read.
  package mutating func check(_ tree: ObjectID) throws(GitError) { try check(nil, tree) }

  /// Requires that two trees differ in no more entries than the limit.
  package mutating func check(_ old: ObjectID?, _ new: ObjectID?) throws(GitError) {
    if try count(Pair(old: old, new: new), 0) > limit {
      throw GitError.malformed(new ?? old ?? .zero, "the tree has more than \(limit) entries")
    }
  }

  private mutating func count(_ pair: Pair, _ depth: Int) throws(GitError) -> Int {
    if pair.old == pair.new { return 0 }
    if let count = known[pair] { return count }
    guard depth < Self.deepest else {
      throw GitError.malformed(pair.new ?? pair.old ?? .zero, "the tree is nested more than \(Self.deepest) deep")
    }
    let before = try pair.old.map { id throws(GitError) in try repository.tree(id) } ?? []
    let after = try pair.new.map { id throws(GitError) in try repository.tree(id) } ?? []
    var old: [[UInt8]: TreeEntry] = [:]
    if !after.isEmpty { for entry in before { old[entry.name] = entry } }
    var total = 0
    for entry in after {
      let other = old.removeValue(forKey: entry.name)
      if other == entry { continue }
      total += 1
      if entry.isTree || other?.isTree == true {
        total += try count(
          Pair(old: other.flatMap { $0.isTree ? $0.id : nil }, new: entry.isTree ? entry.id : nil), depth + 1)
      }
      if total > limit { break }
    }
    for entry in after.isEmpty ? before : Array(old.values) where total <= limit {
      total += 1
      if entry.isTree { total += try count(Pair(old: entry.id, new: nil), depth + 1) }
    }
    known[pair] = min(total, limit + 1)
    return min(total, limit + 1)
  }
}
