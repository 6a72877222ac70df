import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One entry of a tree.
package struct TreeEntry: Hashable, Sendable {
  /// The file mode, such as 0o100644; 0o160000 is a submodule pointer.
  package var mode: UInt32
  /// Bytes as committed; no slash.
  package var name: [UInt8]
  package var id: ObjectID

  package var isTree: Bool { mode == 0o040000 }
  package var isFile: Bool { mode & 0o170000 == 0o100000 }
}

extension Repository {
  /// Returns the entries of a tree in git's order.
  package func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    try withObject(id, .tree) { bytes throws(GitError) in
      var entries: [TreeEntry] = []
      try Self.forEachEntry(of: bytes, id: id) { mode, name, entry in
        entries.append(TreeEntry(mode: mode, name: [UInt8](name), id: entry))
        return true
      }
      return entries
    }
  }

  /// Returns the entries of a tree that have one of `names`, in the order of `names`; `nil` where there is none.
  package func entries(_ names: [[UInt8]], of tree: ObjectID) throws(GitError) -> [TreeEntry?] {
    try withObject(tree, .tree) { bytes throws(GitError) in
      var found = [TreeEntry?](repeating: nil, count: names.count)
      try Self.forEachEntry(of: bytes, id: tree) { mode, name, entry throws(GitError) in
        for index in names.indices where name.elementsEqual(names[index]) {
          // Readers differ in which of them they take.
          if found[index] != nil { throw GitError.malformed(tree, "the tree has an entry twice") }
          found[index] = TreeEntry(mode: mode, name: names[index], id: entry)
        }
        return true
      }
      return found
    }
  }

  /// Returns the entry at a path with slashes, or `nil` if there is none.
  package func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    var current = tree
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { [UInt8]($0) }
    for (index, part) in parts.enumerated() {
      guard let entry = try entries([part], of: current)[0] else { return nil }
      if index == parts.count - 1 { return entry }
      guard entry.isTree else { return nil }
      current = entry.id
    }
    return nil
  }

  /// Calls `body` for each entry until it returns `false`.
  static func forEachEntry(
    of bytes: UnsafeRawBufferPointer, id: ObjectID,
    _ body: (_ mode: UInt32, _ name: UnsafeRawBufferPointer, _ entry: ObjectID) throws(GitError) -> Bool
  ) throws(GitError) {
    guard let base = bytes.baseAddress else { return }
    var position = 0
    while position < bytes.count {
      var mode: UInt32 = 0
      while position < bytes.count, bytes[position] != 0x20 {
        guard (48...55).contains(bytes[position]), mode < 1 << 24 else {
          throw GitError.malformed(id, "a mode of the tree cannot be read")
        }
        mode = mode << 3 | UInt32(bytes[position] - 48)
        position += 1
      }
      position += 1
      guard position < bytes.count, let end = memchr(base + position, 0, bytes.count - position) else {
        throw GitError.malformed(id, "the tree ends in the middle of an entry")
      }
      let nameEnd = base.distance(to: UnsafeRawPointer(end))
      guard nameEnd + 1 + ObjectID.byteCount <= bytes.count else {
        throw GitError.malformed(id, "the tree ends in the middle of an entry")
      }
      let name = UnsafeRawBufferPointer(rebasing: bytes[position..<nameEnd])
      guard try body(mode, name, ObjectID(loading: bytes, at: nameEnd + 1)) else { return }
      position = nameEnd + 1 + ObjectID.byteCount
    }
  }
}
