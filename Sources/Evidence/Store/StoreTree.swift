import Crypto
import GitStore

/// A file of the store's tree: where it stands and what it holds.
struct StoredFile: Hashable {
  /// The parts of its path, as bytes.
  var path: [[UInt8]]
  var entry: TreeEntry

  var text: String { path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") }
}

extension TreeEntry {
  fileprivate var text: String { String(decoding: name, as: UTF8.self) }
}

/// Reads and compares trees of the store.
struct StoreTree {
  let repository: Repository
  /// Trees are compared below this depth only by their ids: no record lies there.
  private static let depth = 4
  private var recent: [ObjectID: [TreeEntry]] = [:]
  /// How many entries one comparison has met.
  private var met = 0
  /// Whether folders that are called like a kind have records.
  private var holders: [ObjectID: Bool] = [:]

  init(_ repository: Repository) { self.repository = repository }

  /// Returns the files of `old` that `new` doesn't have, or has otherwise.
  mutating func missing(from old: ObjectID, in new: ObjectID?) throws(GitError) -> [StoredFile] {
    var files: [StoredFile] = []
    met = 0
    try collect(old, new, [], &files)
    return files
  }

  private mutating func collect(
    _ old: ObjectID, _ new: ObjectID?, _ prefix: [[UInt8]], _ files: inout [StoredFile]
  ) throws(GitError) {
    if old == new { return }
    let before = try entries(old)
    met += before.count
    guard met <= TreeSize.most else { throw GitError.malformed(old, "it has more than \(TreeSize.most) entries") }
    let after = try new.map { id throws(GitError) in try entries(id) } ?? []
    var index = 0
    for entry in before {
      // Both lists are in git's order; anything else is looked for the slow way.
      let match: TreeEntry?
      if index < after.count, after[index].name == entry.name {
        match = after[index]
        index += 1
      } else if let found = after[min(index, after.count)...].firstIndex(where: { $0.name == entry.name }) {
        match = after[found]
        index = found + 1
      } else {
        match = after.first { $0.name == entry.name }
      }
      if match == entry { continue }
      if entry.isTree, prefix.count < Self.depth - 1 {
        try collect(entry.id, match?.isTree == true ? match?.id : nil, prefix + [entry.name], &files)
      } else {
        files.append(StoredFile(path: prefix + [entry.name], entry: entry))
      }
    }
  }

  /// A chain is walked from commit to parent, so each tree is wanted twice.
  private mutating func entries(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    if let entries = recent[id] { return entries }
    if recent.count >= 32 { recent.removeAll(keepingCapacity: true) }
    let entries = try repository.tree(id)
    recent[id] = entries
    return entries
  }

  /// Returns the entry at a path, or `nil`.
  mutating func entry(at path: [[UInt8]], in root: ObjectID) throws(GitError) -> TreeEntry? {
    var current = root
    for (index, part) in path.enumerated() {
      guard let entry = try entries(current).first(where: { $0.name == part }) else { return nil }
      if index == path.count - 1 { return entry }
      guard entry.isTree else { return nil }
      current = entry.id
    }
    return nil
  }

  /// Returns whether a tree can be one of the store: nothing in it but folders of kinds.
  mutating func isStore(_ root: ObjectID) throws(GitError) -> Bool {
    let entries = try entries(root)
    return !entries.isEmpty
      && entries.allSatisfy { $0.isTree && RecordKind(rawValue: String(decoding: $0.name, as: UTF8.self)) != nil }
  }

  /// Returns whether a tree has a file where only a record can be, whatever else is in it.
  mutating func hasRecords(_ root: ObjectID) throws(GitError) -> Bool {
    for kind in try entries(root) where kind.isTree && RecordKind(rawValue: kind.text) != nil {
      if let known = holders[kind.id] { if known { return true } else { continue } }
      let found = try hasRecords(kind)
      holders[kind.id] = found
      if found { return true }
    }
    return false
  }

  private mutating func hasRecords(_ kind: TreeEntry) throws(GitError) -> Bool {
    for prefix in try entries(kind.id) where prefix.isTree && prefix.name.count == 2 {
      for folder in try entries(prefix.id) where folder.isTree && folder.name.starts(with: prefix.name) {
        guard ObjectID(hex: folder.text) != nil else { continue }
        for file in try entries(folder.id) where RecordPath.digest(ofFile: file.name) != nil { return true }
      }
    }
    return false
  }

  /// Returns whether a file is a record: named by its own digest, at a path where a record can be.
  ///
  /// - Returns: `nil` where the file's content is missing, so that it can't be told.
  func isRecord(_ file: StoredFile) throws(GitError) -> Bool? {
    guard file.entry.isFile, let path = RecordPath(file.path) else { return false }
    guard let header = try repository.header(of: file.entry.id) else { return nil }
    guard header.kind == .blob, header.size <= RecordLimit.bytes else { return false }
    return HexDigest.of(try repository.blob(file.entry.id)) == path.digest
  }
}
