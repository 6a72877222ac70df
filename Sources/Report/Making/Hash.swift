import Crypto
import Signing

/// SHA-256 as a report writes it: 64 lower-case hexadecimal digits, as `sha256sum` prints them.
package enum Hash {
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    digest(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The same digest as web pages write it.
  static func base64(_ bytes: some Sequence<UInt8>) -> String { Base64.encode(digest(bytes)) }

  private static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    let bytes = Array(bytes)
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Array(hash.finalize())
  }
}
