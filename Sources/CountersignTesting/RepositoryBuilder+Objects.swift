import Foundation

extension RepositoryBuilder {
  /// Writes any bytes as a commit object, however malformed, and returns its id. No ref moves.
  package func rawCommit(_ bytes: [UInt8]) throws -> String { try rawObject("commit", bytes) }

  /// Writes any bytes as an object of a type, however malformed, and returns its id.
  package func rawObject(_ type: String, _ bytes: [UInt8]) throws -> String {
    try git("hash-object", "-t", type, "-w", "--stdin", "--literally", input: bytes)
  }

  /// Returns the bytes of an object, such as those of a commit to be altered and written again.
  package func bytes(of object: String) throws -> [UInt8] {
    let type = try git("cat-file", "-t", object)
    let output = try run(["cat-file", type, object])
    guard output.status == 0 else { throw TestingError("git cat-file \(object): \(output.stderr)") }
    return output.stdoutBytes
  }

  /// Deletes an object. It must be loose, as everything is before ``pack(refs:)``.
  package func removeObject(_ object: String) throws {
    try FileManager.default.removeItem(atPath: objectPath(resolve(object)))
  }

  /// Replaces the file of a loose object, such as with bytes that aren't an object.
  package func overwriteObject(_ object: String, with bytes: [UInt8]) throws {
    let path = try objectPath(resolve(object))
    guard FileManager.default.fileExists(atPath: path) else { throw TestingError("not a loose object: \(object)") }
    try FileManager.default.removeItem(atPath: path)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Moves every object, reachable or not, into one pack, and refs into `packed-refs`.
  package func pack(refs: Bool = true) throws {
    try git("repack", "--quiet", "-a", "-d", "--keep-unreachable")
    if refs { try git("pack-refs", "--all") }
  }

  /// Returns the path of a shallow bare clone, which is removed together with this repository.
  package func shallowClone(depth: Int, branch: String = "main") throws -> String {
    clones += 1
    let clone = "\(folder.path)/shallow-\(clones).git"
    try git(
      "clone", "--quiet", "--bare", "--template=", "--depth=\(depth)", "--branch=\(branch)", "file://\(path)", clone)
    return clone
  }

  private func objectPath(_ id: String) -> String { "\(gitDirectory)/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
}
