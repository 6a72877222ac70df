import Foundation

/// Everything below a folder: paths, modes and bytes, but no times. Two digests are equal if nothing was changed.
package struct DirectoryDigest: Hashable, Sendable {
  enum Entry: Hashable, Sendable {
    case folder(mode: UInt32)
    case file(mode: UInt32, bytes: Data)
    case link(target: String)
    case other(kind: UInt32)
  }

  /// By path relative to the folder.
  private(set) var entries: [String: Entry] = [:]

  /// Reads the folder.
  ///
  /// - Throws: ``TestingError`` where something can't be read. No partial digest is returned.
  package static func of(_ path: String) throws -> DirectoryDigest {
    var digest = DirectoryDigest()
    try digest.read(path, as: "")
    return digest
  }

  /// Returns what is different now, one sentence per path, in the order of the paths. Empty where nothing is.
  package func differences(from before: DirectoryDigest) -> [String] {
    Set(entries.keys).union(before.entries.keys).sorted().compactMap { path in
      switch (before.entries[path], entries[path]) {
      case (let old, let new) where old == new: nil
      case (nil, let new?): "added: \(path) (\(new.summary))"
      case (let old?, nil): "removed: \(path) (\(old.summary))"
      case (let old?, let new?): "changed: \(path) (\(old.summary), now \(new.summary))"
      case (nil, nil): nil
      }
    }
  }

  private mutating func read(_ path: String, as name: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw failure(path) }
    let mode = UInt32(status.st_mode)
    let kind = mode & UInt32(S_IFMT)
    switch kind {
    case UInt32(S_IFDIR):
      entries[name.isEmpty ? "." : name] = .folder(mode: mode & 0o7777)
      for child in try FileManager.default.contentsOfDirectory(atPath: path) {
        try read("\(path)/\(child)", as: name.isEmpty ? child : "\(name)/\(child)")
      }
    case UInt32(S_IFREG):
      entries[name] = .file(mode: mode & 0o7777, bytes: try Data(contentsOf: URL(fileURLWithPath: path)))
    case UInt32(S_IFLNK):
      entries[name] = .link(target: try FileManager.default.destinationOfSymbolicLink(atPath: path))
    default:
      entries[name] = .other(kind: kind)
    }
  }

  private func failure(_ path: String) -> TestingError {
    TestingError("can't read \(path): \(String(cString: strerror(errno)))")
  }
}

extension DirectoryDigest.Entry {
  fileprivate var summary: String {
    switch self {
    case .folder(let mode): "folder, mode \(String(mode, radix: 8))"
    case .file(let mode, let bytes): "\(bytes.count) bytes, mode \(String(mode, radix: 8)), \(checksum(bytes))"
    case .link(let target): "link to \(target)"
    case .other(let kind): "of kind \(String(kind, radix: 8))"
    }
  }

  /// Tells contents of one length apart for the reader; the comparison itself is of the bytes (FNV-1a).
  private func checksum(_ bytes: Data) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    return "checksum " + String(hash, radix: 16)
  }
}
