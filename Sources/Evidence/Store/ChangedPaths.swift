package import GitStore

/// The paths by which an approval is found again after a rebase or a squash: those of the files that differ between two
/// trees, renames not looked for, in the order of their bytes.
package enum ChangedPaths {
  /// Returns the paths that differ; with no `old`, every path of `new`.
  ///
  /// A path that isn't UTF-8, or has a control character, a quote or a backslash, is written as git writes it with
  /// `core.quotePath=false`: in quotes, with C's escapes.
  package static func between(
    _ old: ObjectID?, _ new: ObjectID, in repository: Repository
  ) throws(GitError) -> [String] {
    try bytes(between: old, new, in: repository).map(text)
  }

  /// Returns the paths that differ as they are committed; with no `old`, every path of `new`.
  package static func bytes(
    between old: ObjectID?, _ new: ObjectID, in repository: Repository
  ) throws(GitError) -> [[UInt8]] {
    var paths: [[UInt8]] = []
    var size = TreeSize(repository)
    try size.check(old, new)
    try collect(old, new, [], repository, &paths)
    return paths.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// `sha256:` and the digest of the paths, each followed by LF.
  package static func digest(_ paths: [String]) -> String {
    "sha256:" + HexDigest.of(paths.flatMap { Array($0.utf8) + [0x0A] })
  }

  /// Returns whether a record can hold the paths.
  static func fit(_ paths: [String]) -> Bool { paths.reduce(0) { $0 + $1.utf8.count + 3 } <= RecordLimit.pathBytes }

  private static func collect(
    _ old: ObjectID?, _ new: ObjectID?, _ prefix: [UInt8], _ repository: Repository, _ paths: inout [[UInt8]]
  ) throws(GitError) {
    if old == new { return }
    let before = try old.map { id throws(GitError) in try repository.tree(id) } ?? []
    let after = try new.map { id throws(GitError) in try repository.tree(id) } ?? []
    var byName: [[UInt8]: (TreeEntry?, TreeEntry?)] = [:]
    for entry in before { byName[entry.name, default: (nil, nil)].0 = entry }
    for entry in after { byName[entry.name, default: (nil, nil)].1 = entry }
    for (name, (one, other)) in byName where one != other {
      let path = prefix + name
      let trees = (one.flatMap { $0.isTree ? $0.id : nil }, other.flatMap { $0.isTree ? $0.id : nil })
      if trees.0 != nil || trees.1 != nil {
        try collect(trees.0, trees.1, path + [UInt8(ascii: "/")], repository, &paths)
      }
      if one?.isTree == false || other?.isTree == false { paths.append(path) }
    }
  }

  private static func text(_ path: [UInt8]) -> String {
    let plain = String(decoding: path, as: UTF8.self)
    let isText = plain.utf8.elementsEqual(path)
    if isText, path.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return plain
    }
    let letters: [UInt8: String] = [7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: "\"", 92: "\\"]
    var bytes: [UInt8] = [34]
    for byte in path {
      if let letter = letters[byte] {
        bytes += [92] + Array(letter.utf8)
      } else if byte < 0x20 || byte == 0x7F || (!isText && byte >= 0x80) {
        let digits = String(byte, radix: 8)
        bytes += [92] + Array(repeating: 48, count: 3 - digits.utf8.count) + Array(digits.utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes + [34], as: UTF8.self)
  }
}
