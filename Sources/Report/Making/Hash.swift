import Crypto

/// SHA-256 as a report writes it: 64 lower-case hexadecimal digits, as `sha256sum` prints them.
package enum Hash {
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    let bytes = Array(bytes)
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
