package import Report

/// The list of a report's files with their digests, as `sha256sum` writes and checks it.
package struct Manifest: Hashable, Sendable {
  package static let name = "MANIFEST"
  package static let signatureName = "MANIFEST.sig"

  /// SHA-256 by name, 64 hexadecimal digits.
  package var digests: [String: String]

  package init(of files: [ReportFile]) {
    digests = Dictionary(files.map { ($0.name, $0.digest) }) { first, _ in first }
  }

  /// Reads a manifest; `nil` where a line is not one that we write. A name can't lead out of the folder.
  package init?(reading bytes: [UInt8]) {
    digests = [:]
    guard bytes.last == 0x0A else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).dropLast().split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let digest = line.prefix(64), name = line.dropFirst(66)
      guard digest.utf8.count == 64, digest.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
        line.dropFirst(64).hasPrefix("  "), Self.isPlain(name), digests[String(name)] == nil
      else { return nil }
      digests[String(name)] = String(digest)
    }
  }

  /// Sorted by name, so that the same files give the same bytes.
  package var bytes: [UInt8] {
    digests.sorted { $0.key < $1.key }.flatMap { Array("\($0.value)  \($0.key)\n".utf8) }
  }

  private static func isPlain(_ name: Substring) -> Bool {
    !name.isEmpty && name.first != "."
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-_.".utf8.contains(byte)
      }
  }
}
