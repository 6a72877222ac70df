/// What stands at a path of a tree.
package enum FileEntry: Hashable, Sendable {
  case text(String)
  case bytes([UInt8])
  case executable(String)
  /// A symbolic link to a path, which need not exist.
  case symlink(String)
  /// A submodule at a commit, which need not exist.
  case submodule(String)
  /// Nothing: a file or a folder that stands there is removed.
  case removed
}
