import Crypto
import GitStore

/// The digest of a population: SHA-256 of what `git --no-replace-objects rev-list base..tip | LC_ALL=C sort` prints.
enum PopulationDigest {
  static func of(_ ids: some Sequence<ObjectID>) -> String {
    var hash = SHA256()
    var lines: [UInt8] = []
    for id in ids.sorted() {
      lines += id.description.utf8
      lines.append(0x0A)
      if lines.count > 1 << 16 {
        lines.withUnsafeBytes { hash.update(bufferPointer: $0) }
        lines.removeAll(keepingCapacity: true)
      }
    }
    lines.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return "sha256:" + hash.finalize().hexadecimal
  }
}
